using System.Globalization;
using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Checks;

/// <summary>The test before counts leave: each count, not each row, stands for people, and none may be below the threshold.</summary>
/// <remarks>None reads as few: a count of 0 beside others would tell that they are not. A blank cell is not given, and passes.</remarks>
public static class CountReleaseTest
{
    /// <summary>Tests rows of counts that are about to leave.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">Their cells, as many in each row as there are columns; "" where blank.</param>
    /// <param name="counts">Columns that hold counts of people.</param>
    /// <param name="threshold">Smallest count that may be released; 3 or more.</param>
    /// <param name="scanner">Finds identifiers.</param>
    /// <returns>The finding, in which a group is one cell with a count: <see cref="ReleaseFinding.SmallestGroup"/> is the smallest count.</returns>
    /// <exception cref="ArgumentException">A column of counts is not there, a row is longer or shorter than the columns, or a cell of a count holds something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 3.</exception>
    public static ReleaseFinding Run(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string> counts, int threshold, IIdentifierScanner scanner)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(scanner);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 3);
        var names = columns.ToList();
        int[] at = [.. counts.Select(c => names.IndexOf(c) is >= 0 and var i ? i : throw new ArgumentException($"There is no column \"{c}\".", nameof(counts)))];
        var found = columns.Select(_ => new RemovalCounts()).ToArray();
        var (values, smallRows) = (new List<(int Column, int Count)>(), 0);
        foreach (var row in rows)
        {
            if (row.Count != columns.Count) throw new ArgumentException($"A row has {row.Count} cells and there are {columns.Count} columns. Give one cell for each.", nameof(rows));
            for (var c = 0; c < columns.Count; c++) if (!at.Contains(c)) scanner.Clean(row[c], CellSetting.Unknown, found[c]);
            var own = at.Where(c => row[c].Length > 0).Select(c => (Column: c, Count: Count(row[c]))).ToList();
            values.AddRange(own);
            if (own.Any(v => v.Count < threshold)) smallRows++;
        }
        var identifiers = columns.Select((name, c) => (name, c)).Where(n => found[n.c].Total > 0).ToDictionary(n => n.name, n => (IReadOnlyDictionary<string, long>)found[n.c].ByKey());
        var small = values.Where(v => v.Count < threshold).ToList();
        List<string> remedies =
        [
            .. identifiers.Keys.Select(name => $"Column \"{name}\" holds what identifies a person: leave the column out."),
            .. small.Select(v => columns[v.Column]).Distinct().Select(name => $"Column \"{name}\" holds counts of fewer than {threshold}, or of none: add several quarters together, or leave the column or those rows out."),
        ];
        return new(rows.Count, identifiers, values.Count == 0 ? 0 : values.Min(v => v.Count), values.Count(v => v.Count == 1), small.Count, smallRows, new Dictionary<string, int>(), remedies);
    }

    /// <summary>The rows in which every count given is large enough.</summary>
    public static IReadOnlyList<int> LargeRows(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string> counts, int threshold)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var names = columns.ToList();
        int[] at = [.. counts.Select(c => names.IndexOf(c))];
        return [.. Enumerable.Range(0, rows.Count).Where(r => at.All(c => rows[r][c].Length == 0 || Count(rows[r][c]) >= threshold))];
    }

    static int Count(string cell) => int.TryParse(cell, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count) && count >= 0 ? count : throw new ArgumentException("A cell of a count holds something else than a whole number from 0.");
}
