using Concordat.CrimePatterns.Ranking;
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
        var severity = matrix.Severity?.Shares(issues.Select(t => (t.Key, t.Year.Count!.Value))) ?? new Dictionary<string, double>();
        var scores = issues.Select(t => matrix.Criteria.Select(c => matrix.JudgedOf(t.Key, c.Key)?.Score ?? Score(c.Key, t, total, matrix, severity)).ToArray()).ToArray();
        var weights = matrix.Criteria.Select(c => c.Weight).ToArray();
        var keys = issues.Select(t => t.Key).ToArray();
        var sensitivity = WeightedRanking.Vary(scores, weights, keys, (LeastFactor, GreatestFactor), Draws, seed);
        var without = weights.Select((_, i) => Without(scores, weights, keys, i, sensitivity.Ranks)).ToArray();
        return [.. issues.Select((t, i) => new RankedIssue(t.Key, t.Name, sensitivity.Ranks[i], scores[i], WeightedRanking.Mean(scores[i], weights),
                sensitivity.AmongFirst(i, topN), sensitivity.NineInTen(i).Best, sensitivity.NineInTen(i).Worst, [.. without.Select(w => w[i])],
                sensitivity.Ranks[i] <= topN, t.Reliability) { KeepShare = sensitivity.KeepsRank(i) })
            .OrderBy(r => r.Rank)];
    }

    // The only criterion with a weight cannot be left out.
    static IReadOnlyList<int> Without(int[][] scores, double[] weights, string[] keys, int criterion, IReadOnlyList<int> ranks)
    {
        double[] rest = [.. weights.Select((w, j) => criterion == j ? 0 : w)];
        return rest.Any(w => w > 0) ? WeightedRanking.Ranks(scores, rest, keys) : ranks;
    }

    /// <summary>At most five, and never more than half of the issues: a list of everything is no choice.</summary>
    public static int TopN(int issues) => Math.Min(MostRecommended, (issues + 1) / 2);

    static int Score(string criterion, ThemeReport theme, ThemeReport total, RiskMatrix matrix, IReadOnlyDictionary<string, double> severity) => criterion switch
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
        // Nothing in the records tells it: the middle until somebody has scored it.
        RiskMatrix.PositionKey => RiskMatrix.MiddleHarm,
        RiskMatrix.SeverityKey => severity.TryGetValue(theme.Key, out var share) ? Step(share, 0.02, 0.05, 0.10, 0.20) : RiskMatrix.MiddleHarm,
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
