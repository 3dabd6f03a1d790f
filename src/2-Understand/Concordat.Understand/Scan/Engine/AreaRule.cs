using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Scan.Engine;

/// <summary>A theme in one smaller area: its last month and the twelve before it.</summary>
/// <param name="AreaId">Its number in the partnership's layers.</param>
/// <param name="AreaName">Its name.</param>
/// <param name="Theme">The theme.</param>
/// <param name="Now">The month's count.</param>
/// <param name="Before">Counts of the months held of the twelve before.</param>
internal sealed record AreaCount(int AreaId, string AreaName, Theme Theme, int Now, IReadOnlyList<int> Before);

/// <summary>Areas whose month is more than their own last year and the change elsewhere lead to expect.</summary>
internal static class AreaRule
{
    const int FewestMonths = 9, FewestRecords = 5;

    /// <summary>Hits with q at most the rule's threshold, strongest first.</summary>
    /// <param name="counts">Every area and theme that can be counted.</param>
    /// <param name="month">The month looked at.</param>
    /// <param name="rule">Its threshold is the false discovery rate.</param>
    /// <param name="fewestShown">The smallest figure that may be told of a theme of controlled sets; 0 for open ones.</param>
    /// <param name="tested">How many areas and themes were tested at once.</param>
    public static IReadOnlyList<FoundHit> Find(IReadOnlyList<AreaCount> counts, Month month, RuleInForce rule, Func<Theme, int> fewestShown, out int tested)
    {
        var wholes = counts.GroupBy(c => c.Theme.Key).ToDictionary(g => g.Key, g => (Now: g.Sum(c => c.Now), Before: g.Sum(c => c.Before.Count == 0 ? 0 : c.Before.Average())));
        var rows = new List<(AreaCount Count, double Expected, double P)>();
        foreach (var count in counts.Where(c => c.Before.Count >= FewestMonths))
        {
            var whole = wholes[count.Theme.Key];
            var (elsewhereNow, elsewhereBefore, mean) = (whole.Now - count.Now, whole.Before - count.Before.Average(), count.Before.Average());
            // The change elsewhere carries season and any change of recording; half a record keeps an empty place from standing for certainty.
            var expected = Math.Max(mean, 0.5) * (elsewhereBefore > 0 ? Math.Max(elsewhereNow, 0.5) / elsewhereBefore : 1);
            // The year's mean is itself uncertain: its own chance is added to the month's.
            rows.Add((count, expected, UpperTail(count.Now, expected, count.Before.Count)));
        }
        tested = rows.Count;
        if (rows.Count == 0) return [];
        var q = new double[rows.Count];
        FalseDiscovery.BenjaminiHochberg(rows.Select(r => r.P).ToArray(), q);
        return [.. rows.Select((r, i) => (r.Count, r.Expected, Q: q[i]))
            .Where(r => r.Q <= rule.Threshold && r.Count.Now >= Math.Max(FewestRecords, fewestShown(r.Count.Theme)))
            .OrderBy(r => r.Q).ThenBy(r => r.Count.AreaName, StringComparer.Ordinal)
            .Select(r => Hit(r.Count, r.Expected, r.Q, month, rule))];
    }

    // A Poisson count whose mean was itself counted over so many months is negative binomial with that many times the mean as its size.
    static double UpperTail(int now, double expected, int months) =>
        now == 0 ? 1 : 1 - SpecialDistributions.NegativeBinomialCdf(now - 1, expected, expected * months);

    static FoundHit Hit(AreaCount count, double expected, double q, Month month, RuleInForce rule) => new(
        rule.Rule, rule.Version, $"{rule.Rule}|{count.Theme.Key}|{count.AreaId}", month, count.Theme.Key, count.AreaName, count.Now, expected, null,
        $"{count.Theme.Name} in {count.AreaName}", $"{count.AreaName} had {Words.Number(count.Now)} {count.Theme.Noun} in {month.LongName}, where its last year and the change elsewhere lead us to expect {expected:0.0}.",
        [$"q {(q < 0.001 ? "under 0.001" : q.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture))}, after allowing for all wards and themes at once.", $"Rests on {count.Before.Count} earlier months."],
        new IncidentFilter { Themes = [count.Theme.Key], AreaId = count.AreaId, From = month, To = month }.Query);
}
