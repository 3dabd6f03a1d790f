using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Checks;

/// <summary>What is asked before rows leave in bulk.</summary>
/// <param name="Combination">Columns that somebody could know of a person from elsewhere (age, gender, school, place, time): groups are counted by all of them together.</param>
/// <param name="Sensitive">Columns whose content must not follow from them; a group that has one value alone tells it.</param>
/// <param name="Threshold">Smallest group that may be released; 3 or more.</param>
public sealed record ReleaseQuestion(IReadOnlyList<string> Combination, IReadOnlyList<string> Sensitive, int Threshold = 5);

/// <summary>What the test of a release found; no value of the rows is in it.</summary>
/// <param name="Rows">Rows tested.</param>
/// <param name="Identifiers">Column to what was found there, by kind and count; columns in which nothing was found are left out.</param>
/// <param name="SmallestGroup">Rows of the smallest group; 0 where there are no rows.</param>
/// <param name="GroupsOfOne">Rows that stand alone in the chosen combination.</param>
/// <param name="SmallGroups">Groups below the threshold.</param>
/// <param name="RowsInSmallGroups">Rows in them.</param>
/// <param name="FewestValues">Sensitive column to the fewest different values in any group; 1 means that whoever knows the combination knows it.</param>
/// <param name="Remedies">What to do, in words, the most useful first; empty where the release may go.</param>
public sealed record ReleaseFinding(
    int Rows, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Identifiers, int SmallestGroup, int GroupsOfOne, int SmallGroups, int RowsInSmallGroups,
    IReadOnlyDictionary<string, int> FewestValues, IReadOnlyList<string> Remedies)
{
    /// <summary>No column holds an identifier and no group is below the threshold.</summary>
    public bool MayBeReleased => Identifiers.Count == 0 && SmallGroups == 0;
}

/// <summary>The test before any bulk release: every column free of identifiers, no group of the chosen combination too small.</summary>
/// <remarks>Groups: k-anonymity (Sweeney 2002, International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), 557-570). Different values:
/// l-diversity in its plain form (Machanavajjhala and others 2007, ACM Transactions on Knowledge Discovery from Data 1(1), 3).</remarks>
public static class ReleaseTest
{
    /// <summary>The question that set 6 (school exclusions) is always asked: it names no date, home or person, and singles out pupils by age, gender, school and reason.</summary>
    /// <param name="threshold">Smallest group that may be released.</param>
    public static ReleaseQuestion SetSix(int threshold = 5) => new(["age", "gender", "school", "reason"], [], threshold);

    /// <summary>Tests rows that are about to leave.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">Their cells, as many in each row as there are columns; "" where blank. Blank counts as a value of its own.</param>
    /// <param name="question">By which columns to group, and from how many on.</param>
    /// <param name="scanner">Finds identifiers.</param>
    /// <exception cref="ArgumentException">The question names a column that is not there, or a row is longer or shorter than the columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 3.</exception>
    public static ReleaseFinding Run(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, ReleaseQuestion question, IIdentifierScanner scanner)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(scanner);
        ArgumentOutOfRangeException.ThrowIfLessThan(question.Threshold, 3);
        var by = Positions(columns, question.Combination);
        var sensitive = Positions(columns, question.Sensitive);
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        var found = columns.Select(_ => new RemovalCounts()).ToArray();
        foreach (var row in rows)
        {
            if (row.Count != columns.Count) throw new ArgumentException($"A row has {row.Count} cells and there are {columns.Count} columns. Give one cell for each.", nameof(rows));
            for (var c = 0; c < columns.Count; c++) scanner.Clean(row[c], CellSetting.Unknown, found[c]);
            var key = Key(row, by);
            if (!groups.TryGetValue(key, out var group)) groups[key] = group = new(sensitive.Length);
            group.Add(row, sensitive);
        }
        return Finding(columns, rows, question, found, by, [.. groups.Values]);
    }

    static ReleaseFinding Finding(
        IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, ReleaseQuestion question, RemovalCounts[] found, int[] by, IReadOnlyList<Group> groups)
    {
        var identifiers = columns.Select((name, c) => (name, c)).Where(n => found[n.c].Total > 0).DistinctBy(n => n.name)
            .ToDictionary(n => n.name, n => (IReadOnlyDictionary<string, long>)found[n.c].ByKey());
        var small = groups.Where(g => g.Rows < question.Threshold).ToList();
        var fewest = question.Sensitive.Select((name, i) => (name, Fewest: groups.Count == 0 ? 0 : groups.Min(g => g.Values[i].Count))).ToDictionary(f => f.name, f => f.Fewest);
        List<string> remedies =
        [
            .. identifiers.Select(i => $"Column \"{i.Key}\" holds {string.Join(" and ", i.Value.Select(k => $"{(k.Value < question.Threshold ? $"fewer than {question.Threshold}" : k.Value)} × {k.Key}"))}: leave the column out, or let the gate clean it."),
            .. small.Count > 0 ? Coarser(columns, rows, question, by) : [],
            .. fewest.Where(f => f.Value == 1 && rows.Count > 0).Select(f => $"In some group all rows say the same under \"{f.Key}\": whoever knows the rest of a row learns it. Consider leaving the column out."),
        ];
        return new(rows.Count, identifiers, groups.Count == 0 ? 0 : groups.Min(g => g.Rows), groups.Count(g => g.Rows == 1), small.Count, small.Sum(g => g.Rows), fewest, remedies);
    }

    // What leaving out each column of the combination would leave, the best first.
    static IEnumerable<string> Coarser(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, ReleaseQuestion question, int[] by)
    {
        var without = by.Select(left => (Name: columns[left], InSmall: rows.GroupBy(r => Key(r, [.. by.Where(b => b != left)])).Where(g => g.Count() < question.Threshold).Sum(g => g.Count())))
            .OrderBy(w => w.InSmall).ThenBy(w => w.Name, StringComparer.Ordinal);
        foreach (var (name, left) in without)
            yield return left == 0
                ? $"Without \"{name}\" no group is below {question.Threshold}: leave it out, or {Coarsening(name)}."
                : $"Without \"{name}\" {(left < question.Threshold ? $"fewer than {question.Threshold}" : left)} rows would still be in groups below {question.Threshold}; {Coarsening(name)}.";
        yield return $"Or leave out the rows in groups below {question.Threshold}, and say so.";
    }

    static string Coarsening(string column)
    {
        bool Says(params string[] words) => words.Any(w => column.Contains(w, StringComparison.OrdinalIgnoreCase));
        if (Says("age")) return "band the ages (10 to 12, 13 to 15)";
        if (Says("date", "time", "hour", "month")) return "give the quarter or year in place of the day";
        if (Says("post", "ward", "place", "school", "street", "address", "easting", "northing", "lsoa")) return "give a larger area in its place";
        return "join its rarer values into \"other\"";
    }

    static int[] Positions(IReadOnlyList<string> columns, IReadOnlyList<string> names) =>
        [.. names.Select(name => columns.ToList().IndexOf(name) is >= 0 and var at ? at : throw new ArgumentException($"There is no column \"{name}\". The columns are {string.Join(", ", columns)}.", nameof(names)))];

    static string Key(IReadOnlyList<string> row, int[] by) => string.Join('\u001f', by.Select(c => row[c].Trim().ToUpperInvariant()));

    sealed class Group(int sensitive)
    {
        public int Rows { get; private set; }
        public HashSet<string>[] Values { get; } = [.. Enumerable.Range(0, sensitive).Select(_ => new HashSet<string>(StringComparer.OrdinalIgnoreCase))];

        public void Add(IReadOnlyList<string> row, int[] columns)
        {
            Rows++;
            for (var i = 0; i < columns.Length; i++) Values[i].Add(row[columns[i]].Trim());
        }
    }
}
