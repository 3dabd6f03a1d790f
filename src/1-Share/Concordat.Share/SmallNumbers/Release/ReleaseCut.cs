using Concordat.Share.SmallNumbers.Contracts;

namespace Concordat.Share.SmallNumbers.Release;

/// <summary>Groups rows by the chosen columns, and leaves out those of groups that are too small.</summary>
internal static class ReleaseCut
{
    static readonly string[] SetSix = ["age", "age_band", "gender", "school_name", "school_address", "reasons"];

    /// <summary>The columns that groups are counted by: those chosen, all where none is, and of set 6 always its four.</summary>
    public static IReadOnlyList<string> Combination(ReleaseRequest request)
    {
        var columns = request.Table.Columns;
        if (request.Combination.Count == 0) return columns;
        var always = request.Sets.Contains(Gate.Checks.ReleaseTest.AlwaysTestedSet) ? columns.Where(SetSix.Contains) : [];
        return [.. request.Combination.Union(always)];
    }

    /// <summary>Positions of the rows of each group; blank is a value of its own, and letter case does not count.</summary>
    public static IReadOnlyList<int[]> Groups(ReleaseTable table, IReadOnlyList<string> combination)
    {
        var at = combination.Select(c => Position(table, c)).ToArray();
        return [.. Enumerable.Range(0, table.Rows.Count).GroupBy(r => string.Join('\u001f', at.Select(c => table.Rows[r][c].Trim().ToUpperInvariant()))).Select(g => g.ToArray())];
    }

    /// <summary>Without the rows of small groups; where those left out are few, the smallest other group goes with them.</summary>
    public static ReleaseTable WithoutSmall(ReleaseTable table, IReadOnlyList<string> combination, int threshold)
    {
        var groups = Groups(table, combination);
        var left = groups.Where(g => g.Length < threshold).Sum(g => g.Length);
        var kept = groups.Where(g => g.Length >= threshold).OrderBy(g => g.Length).ThenBy(g => g[0]).ToList();
        if (left > 0 && left < threshold && kept.Count > 0) kept.RemoveAt(0);
        int[] rows = [.. kept.SelectMany(g => g).Order()];
        return new(table.Columns, [.. rows.Select(r => table.Rows[r])], table.Records.Count == 0 ? [] : [.. rows.Select(r => table.Records[r])]);
    }

    /// <summary>Columns some of whose values fewer rows share than the threshold, each by itself.</summary>
    public static IReadOnlyList<string> RareColumns(ReleaseTable table, int threshold) =>
        [.. table.Columns.Where(c => Groups(table, [c]).Any(g => g.Length < threshold))];

    static int Position(ReleaseTable table, string column)
    {
        for (var i = 0; i < table.Columns.Count; i++) if (table.Columns[i] == column) return i;
        throw new ArgumentException($"There is no column \"{column}\". The columns are {string.Join(", ", table.Columns)}.", nameof(column));
    }
}
