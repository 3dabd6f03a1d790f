using Concordat.Gate.Checks;
using Concordat.Gate.Sets;
using Concordat.Share.SmallNumbers.Contracts;

namespace Concordat.Share.SmallNumbers.Release;

/// <summary>Groups rows by the chosen columns, and leaves out those of groups that are too small.</summary>
internal static class ReleaseCut
{
    /// <summary>Columns worked out from what a record says of its person.</summary>
    static readonly string[] WorkedOut = ["age_band", "month"];

    /// <summary>Whether a set says something of one person in each record: those that carry no reference, for a reference would point to the person.</summary>
    public static bool IsOfPeople(SetDefinition set) => set.Level == SetLevel.Record && set.Find("reference") is null;

    /// <summary>The columns of a release that hold counts of people, where it is of a set of counts; empty for records.</summary>
    public static IReadOnlyList<string> Counts(ReleaseRequest request) =>
        request.Sets.All(n => SetCatalogue.Standard.Statutory(n).Level == SetLevel.Count)
            ? [.. request.Table.Columns.Where(c => request.Sets.Any(n => SetCatalogue.Standard.Statutory(n).Find(c)?.Type == FieldType.Count))] : [];

    /// <summary>The columns that groups are counted by: those chosen, all where none is, and of a set about people always what it says of them.</summary>
    public static IReadOnlyList<string> Combination(ReleaseRequest request)
    {
        var columns = request.Table.Columns;
        if (request.Combination.Count == 0) return columns;
        var people = request.Sets.Select(SetCatalogue.Standard.Statutory).Where(IsOfPeople).ToList();
        var always = columns.Where(c => people.Any(s => s.KeptFields.Any(f => f.Key == c) || WorkedOut.Contains(c)));
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

    /// <summary>Without the rows in which a count is too small; where those left out are few, that is told by the register alone.</summary>
    public static ReleaseTable WithoutSmallCounts(ReleaseTable table, IReadOnlyList<string> counts, int threshold)
    {
        var rows = CountReleaseTest.LargeRows(table.Columns, table.Rows, counts, threshold);
        return new(table.Columns, [.. rows.Select(r => table.Rows[r])], []);
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
