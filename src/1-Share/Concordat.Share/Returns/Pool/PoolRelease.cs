using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Sets;
using Concordat.Share.SmallNumbers.Contracts;

namespace Concordat.Share.Returns.Pool;

/// <summary>Rows as they may leave, and what was done to them for it.</summary>
/// <param name="Rows">Empty where nothing may leave.</param>
/// <param name="Threshold">The smallest figure shown.</param>
/// <param name="Withheld">What was held back and why, in sentences; empty where nothing was.</param>
sealed record Released(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Threshold, IReadOnlyList<string> Withheld);

/// <summary>The one place in which rows that leave in bulk are tested: identifiers, small groups, small counts. What replaces the test replaces this class.</summary>
/// <remarks>Records of a theme come here from <c>share.shown_incident</c> and so in whole groups alone; this looks at the rest.</remarks>
public sealed class PoolRelease(ISmallNumbers small, TimeProvider clock)
{
    internal async Task<Released> TestAsync(SetDefinition set, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, CancellationToken cancellation)
    {
        var threshold = await small.ThresholdAsync(cancellation);
        if (small.IsSmall(rows.Count, threshold)) return new(columns, [], threshold, [$"There are fewer than {threshold} records, so none leaves."]);
        List<string> withheld = [];
        var scanner = new IdentifierScanner(clock);
        // Set 6 names no day, home or person: whatever it says of a pupil is what somebody could know of one.
        var question = new ReleaseQuestion(set.Number == ReleaseTest.AlwaysTestedSet ? [.. set.KeptFields.Select(f => f.Key).Where(columns.Contains)] : [], [], threshold);
        var finding = ReleaseTest.Run(columns, rows, question, scanner);
        if (finding.SmallGroups > 0)
            return new(columns, [], threshold, [$"{finding.SmallGroups:N0} groups of pupils who are alike in age, gender, school and reason are below {threshold}, so none of the set leaves.", .. finding.Remedies]);
        var keep = Enumerable.Range(0, columns.Count).Where(c => !finding.Identifiers.ContainsKey(columns[c])).ToArray();
        foreach (var (name, kinds) in finding.Identifiers)
            withheld.Add($"The column “{name}” is left out: something in it looks like {string.Join(" and ", kinds.Keys)}.");
        var counts = keep.Where(c => set.Level == SetLevel.Count && set.Find(columns[c])?.Type == FieldType.Count).ToHashSet();
        var hidden = 0;
        List<IReadOnlyList<string>> kept = [.. rows.Select(r => (IReadOnlyList<string>)[.. keep.Select(c => counts.Contains(c) && IsSmall(r[c], threshold, ref hidden) ? "" : r[c])])];
        if (hidden > 0) withheld.Add($"{hidden:N0} counts below {threshold} are blank, zeros among them: few and none must look alike.");
        return new([.. keep.Select(c => columns[c])], kept, threshold, withheld);
    }

    static bool IsSmall(string cell, int threshold, ref int hidden)
    {
        if (!int.TryParse(cell, out var count) || count >= threshold) return false;
        hidden++;
        return true;
    }
}
