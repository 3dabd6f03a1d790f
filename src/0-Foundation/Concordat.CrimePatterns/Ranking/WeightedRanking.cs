using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Ranking;

/// <summary>Ranks things by the weighted mean of their scores, and tells how much the order depends on the weights.</summary>
/// <remarks>Equal means go by the first score, then by key, so that the same input always gives the same order.</remarks>
public static class WeightedRanking
{
    /// <summary>The weighted mean of one row of scores.</summary>
    /// <param name="scores">One score for each weight.</param>
    /// <param name="weights">Not below 0, at least one above it; only their shares count.</param>
    /// <exception cref="ArgumentException">The numbers do not fit together, or no weight is above 0.</exception>
    public static double Mean(IReadOnlyList<int> scores, IReadOnlyList<double> weights)
    {
        Check([scores], weights, [""]);
        return MeanOf(scores, weights);
    }

    /// <summary>The rank of each row, 1 for the highest mean; every rank is given once.</summary>
    /// <param name="scores">A row for each thing, a score for each weight.</param>
    /// <param name="weights">Not below 0, at least one above it.</param>
    /// <param name="keys">A key for each thing, all different: it settles what is equal otherwise.</param>
    /// <exception cref="ArgumentException">The numbers do not fit together, or no weight is above 0.</exception>
    public static int[] Ranks(IReadOnlyList<IReadOnlyList<int>> scores, IReadOnlyList<double> weights, IReadOnlyList<string> keys)
    {
        Check(scores, weights, keys);
        return RanksOf(scores, weights, keys);
    }

    /// <summary>Multiplies each weight by a number drawn evenly between two bounds, ranks again, and keeps every rank met.</summary>
    /// <param name="scores">A row for each thing, a score for each weight.</param>
    /// <param name="weights">Not below 0, at least one above it.</param>
    /// <param name="keys">A key for each thing, all different.</param>
    /// <param name="range">Lowest and highest factor; above 0, the lowest not above the highest.</param>
    /// <param name="draws">How often, at least 1. Each draw has a random stream of its own, so their order never matters.</param>
    /// <param name="seed">Seed of the draws: the same seed gives the same answer.</param>
    /// <exception cref="ArgumentException">The numbers do not fit together.</exception>
    public static WeightSensitivity Vary(
        IReadOnlyList<IReadOnlyList<int>> scores, IReadOnlyList<double> weights, IReadOnlyList<string> keys, (double Least, double Greatest) range, int draws, int seed)
    {
        Check(scores, weights, keys);
        if (!(range.Least > 0) || !(range.Greatest >= range.Least)) throw new ArgumentException("The factors must be above 0, the lowest first.", nameof(range));
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var ranks = scores.Select(_ => new int[draws]).ToArray();
        var varied = new double[weights.Count];
        for (var draw = 0; draw < draws; draw++)
        {
            var stream = new RandomStream(seed, draw);
            for (var i = 0; i < varied.Length; i++) varied[i] = weights[i] * (range.Least + (range.Greatest - range.Least) * stream.Unit());
            var of = RanksOf(scores, varied, keys);
            for (var i = 0; i < of.Length; i++) ranks[i][draw] = of[i];
        }
        foreach (var row in ranks) Array.Sort(row);
        return new(RanksOf(scores, weights, keys), ranks);
    }

    static double MeanOf(IReadOnlyList<int> scores, IReadOnlyList<double> weights)
    {
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < weights.Count; i++) (sum, all) = (sum + scores[i] * weights[i], all + weights[i]);
        return sum / all;
    }

    static int[] RanksOf(IReadOnlyList<IReadOnlyList<int>> scores, IReadOnlyList<double> weights, IReadOnlyList<string> keys)
    {
        // Rounded, so that sums of the same weights in another order are equal.
        var means = scores.Select(s => Math.Round(MeanOf(s, weights), 9)).ToArray();
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => means[i]).ThenByDescending(i => scores[i][0]).ThenBy(i => keys[i], StringComparer.Ordinal).ToList();
        var ranks = new int[scores.Count];
        for (var place = 0; place < order.Count; place++) ranks[order[place]] = place + 1;
        return ranks;
    }

    static void Check(IReadOnlyList<IReadOnlyList<int>> scores, IReadOnlyList<double> weights, IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(keys);
        if (weights.Any(w => !(w >= 0) || !double.IsFinite(w)) || !weights.Any(w => w > 0)) throw new ArgumentException("Weights must be 0 or more, and one of them above 0.", nameof(weights));
        if (keys.Count != scores.Count) throw new ArgumentException($"{scores.Count} rows of scores have {keys.Count} keys.", nameof(keys));
        if (scores.FirstOrDefault(s => s.Count != weights.Count) is { } odd) throw new ArgumentException($"A row has {odd.Count} scores for {weights.Count} weights.", nameof(scores));
        if (keys.Distinct(StringComparer.Ordinal).Count() != keys.Count) throw new ArgumentException("Two rows have the same key.", nameof(keys));
    }
}

/// <summary>The ranks met while the weights varied.</summary>
/// <param name="Ranks">Rank of each thing under the weights as given.</param>
/// <param name="Drawn">For each thing, its rank in every draw, sorted.</param>
public sealed record WeightSensitivity(IReadOnlyList<int> Ranks, IReadOnlyList<IReadOnlyList<int>> Drawn)
{
    /// <summary>Share of the draws in which a thing keeps the rank it has under the weights as given, 0 to 1.</summary>
    public double KeepsRank(int thing) => Drawn[thing].Count(r => r == Ranks[thing]) / (double)Drawn[thing].Count;

    /// <summary>Share of the draws in which it is among the first so many, 0 to 1.</summary>
    public double AmongFirst(int thing, int first) => Drawn[thing].Count(r => r <= first) / (double)Drawn[thing].Count;

    /// <summary>Lowest and highest rank of the middle nine draws in ten.</summary>
    public (int Best, int Worst) NineInTen(int thing) => (Drawn[thing][Math.Max(0, Drawn[thing].Count / 20 - 1)], Drawn[thing][Math.Min(Drawn[thing].Count - 1, Drawn[thing].Count - Drawn[thing].Count / 20)]);
}
