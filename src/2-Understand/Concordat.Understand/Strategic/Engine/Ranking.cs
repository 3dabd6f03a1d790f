using Concordat.CrimePatterns.Numerics;
using Concordat.Documents.Model;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Ranks the issues by the matrix, and tells how often each stays among the first when the weights vary.</summary>
internal static class Ranking
{
    public const int Draws = 2000, MostRecommended = 5;
    /// <summary>Each weight is multiplied by a number drawn evenly between these.</summary>
    public const double LeastFactor = 0.5, GreatestFactor = 1.5;

    public static IReadOnlyList<RankedIssue> Of(IReadOnlyList<ThemeReport> themes, ThemeReport total, RiskMatrix matrix, int seed)
    {
        var issues = themes.Where(t => t.Year.Count > 0).ToList();
        var topN = TopN(issues.Count);
        var scores = issues.Select(t => matrix.Criteria.Select(c => Score(c.Key, t, total, matrix)).ToArray()).ToArray();
        var weights = matrix.Criteria.Select(c => c.Weight).ToArray();
        var keys = issues.Select(t => t.Key).ToArray();
        var ranks = Ranks(scores, weights, keys);
        var without = weights.Select((_, i) => Ranks(scores, [.. weights.Select((w, j) => i == j ? 0 : w)], keys)).ToArray();
        var drawn = Drawn(scores, weights, keys, seed);
        return [.. issues.Select((t, i) => new RankedIssue(t.Key, t.Name, ranks[i], scores[i], Total(scores[i], weights),
                drawn[i].Count(r => r <= topN) / (double)Draws, drawn[i][Draws / 20 - 1], drawn[i][Draws - Draws / 20], [.. without.Select(w => w[i])],
                ranks[i] <= topN, t.Reliability))
            .OrderBy(r => r.Rank)];
    }

    /// <summary>At most five, and never more than half of the issues: a list of everything is no choice.</summary>
    public static int TopN(int issues) => Math.Min(MostRecommended, (issues + 1) / 2);

    static double Total(int[] scores, double[] weights) => scores.Zip(weights, (s, w) => s * w).Sum() / weights.Sum();

    // Equal totals go by the first criterion, then by name: the same order every time.
    static int[] Ranks(int[][] scores, double[] weights, string[] keys)
    {
        var totals = scores.Select(s => Math.Round(Total(s, weights), 9)).ToArray();
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => totals[i]).ThenByDescending(i => scores[i][0]).ThenBy(i => keys[i], StringComparer.Ordinal).ToList();
        var ranks = new int[scores.Length];
        for (var place = 0; place < order.Count; place++) ranks[order[place]] = place + 1;
        return ranks;
    }

    // Sorted ranks of each issue over the draws; each draw has a stream of its own, so their order never matters.
    static int[][] Drawn(int[][] scores, double[] weights, string[] keys, int seed)
    {
        var ranks = scores.Select(_ => new int[Draws]).ToArray();
        for (var draw = 0; draw < Draws; draw++)
        {
            var stream = new RandomStream(seed, draw);
            var varied = new double[weights.Length];
            for (var i = 0; i < weights.Length; i++) varied[i] = weights[i] * (LeastFactor + (GreatestFactor - LeastFactor) * stream.Unit());
            var of = Ranks(scores, varied, keys);
            for (var i = 0; i < of.Length; i++) ranks[i][draw] = of[i];
        }
        foreach (var row in ranks) Array.Sort(row);
        return ranks;
    }

    static int Score(string criterion, ThemeReport theme, ThemeReport total, RiskMatrix matrix) => criterion switch
    {
        RiskMatrix.HarmKey => matrix.HarmOf(theme.Key),
        RiskMatrix.VolumeKey => Step((double)theme.Year.Count!.Value / Math.Max(1, total.Year.Count ?? 1), 0.02, 0.05, 0.10, 0.20),
        RiskMatrix.ChangeKey => theme.Year.Signal switch
        {
            Signal.Fall => 1,
            Signal.Rise => theme.Year.ChangePercent is { } p ? p < 10 ? 3 : p < 25 ? 4 : 5 : 5,
            _ => 2,
        },
        RiskMatrix.OutlookKey => OutlookScore(theme),
        RiskMatrix.PlacesKey => Math.Min(RiskMatrix.Highest, 1 + theme.Spots.Count(s => s.Lasts || s.Emerges)),
        _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, "Not a criterion of the matrix."),
    };

    static int OutlookScore(ThemeReport theme)
    {
        if (theme.Outlook.Years is not [var next, ..] || theme.Year is not { Count: > 0, Known: > 0 }) return 2;
        return Step(next.Expected / (12.0 * theme.Year.Count.Value / theme.Year.Known), 0.9, 1.1, 1.25, 1.5);
    }

    static int Step(double value, params double[] bounds) => 1 + bounds.Count(b => value >= b);
}
