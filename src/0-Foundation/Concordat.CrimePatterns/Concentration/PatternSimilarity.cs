using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Concentration;

/// <summary>Andresen's spatial point pattern test: in how many areas two patterns hold the same share of their events.</summary>
/// <remarks>The test events are sampled many times without replacement; an area is similar when the base share lies within the middle part of the sampled test
/// shares. S is the share of similar areas; robust S leaves out areas empty in both patterns, which say nothing. Not a test with a null hypothesis
/// of its own: an index from 0 to 1, with 0.8 often read as similar; it falls as events grow, since intervals narrow. Sampling counts by area is done
/// directly (multivariate hypergeometric), which is the same as drawing events. Source: Andresen (2009), Applied Geography 29, 333-345; robust:
/// Andresen and Malleson (2013) and Wheeler, Steenbeek and Andresen (2018), Transactions in GIS 22, 788-801.</remarks>
public static class PatternSimilarity
{
    /// <summary>Compares two patterns.</summary>
    /// <param name="baseCounts">Events of the base pattern by area, 0 or more. Length n.</param>
    /// <param name="testCounts">Events of the test pattern by area, 0 or more. Length n.</param>
    /// <param name="seed">Seed; each sample has its own stream.</param>
    /// <param name="samples">Samples, at least 20.</param>
    /// <param name="samplePercent">Per cent of the test events in a sample, above 0, below 100.</param>
    /// <param name="confidencePercent">Middle per cent of the samples, above 0, below 100.</param>
    /// <param name="threads">Threads, 0 for one a processor; results do not depend on it.</param>
    /// <returns>The index, its robust form, and each area's interval.</returns>
    /// <remarks>O(samples (areas + sum of the roots of counts)), samples times areas integers of memory.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a pattern has no events, or a parameter is out of range.</exception>
    public static SimilarityResult Compare(int[] baseCounts, int[] testCounts, long seed, int samples = 200, double samplePercent = 85,
        double confidencePercent = 95, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(baseCounts);
        ArgumentNullException.ThrowIfNull(testCounts);
        Checks.SameLength(baseCounts.Length, nameof(baseCounts), testCounts.Length, nameof(testCounts));
        Checks.Between(samples, 20, 1_000_000, "nsamples", "200 are usual.");
        CheckPercent(samplePercent, "percpoints", "85 is usual.");
        CheckPercent(confidencePercent, "conf_level", "95 is usual.");
        long baseTotal = Total(baseCounts, nameof(baseCounts)), testTotal = Total(testCounts, nameof(testCounts));
        var drawn = (int)Math.Max(1, Math.Round(samplePercent / 100 * testTotal, MidpointRounding.ToEven));
        var counts = Sample(testCounts, (int)testTotal, drawn, seed, samples, threads);
        var tail = (100 - confidencePercent) / 200;
        var lowRank = (int)Math.Floor(tail * samples + 1e-9);
        var highRank = (int)Math.Ceiling((1 - tail) * samples - 1e-9) - 1;
        var areas = new AreaSimilarity[baseCounts.Length];
        Parallel.For(0, areas.Length, new ParallelOptions { MaxDegreeOfParallelism = Checks.Threads(threads) }, () => new int[samples], (i, _, column) =>
        {
            for (var s = 0; s < samples; s++) column[s] = counts[s][i];
            // Where the test pattern has nothing, every sample has nothing.
            if (testCounts[i] > 0) Array.Sort(column);
            int low = column[lowRank], high = column[highRank];
            // Shares compared as whole numbers: base / baseTotal against count / drawn.
            var own = (long)baseCounts[i] * drawn;
            var place = own < low * baseTotal ? -1 : own > high * baseTotal ? 1 : 0;
            areas[i] = new(100.0 * baseCounts[i] / baseTotal, 100.0 * low / drawn, 100.0 * high / drawn, place, baseCounts[i] + testCounts[i] > 0);
            return column;
        }, _ => { });
        return new(areas);
    }

    private static int[][] Sample(int[] testCounts, int total, int drawn, long seed, int samples, int threads)
    {
        var counts = new int[samples][];
        var sampler = new HypergeometricSampler(total);
        Parallel.For(0, samples, new ParallelOptions { MaxDegreeOfParallelism = Checks.Threads(threads) }, s =>
        {
            var random = new RandomStream(seed, s);
            var own = new int[testCounts.Length];
            int population = total, left = drawn;
            for (var i = 0; i < own.Length && left > 0; i++)
            {
                own[i] = sampler.Draw(ref random, population, testCounts[i], left);
                population -= testCounts[i];
                left -= own[i];
            }
            counts[s] = own;
        });
        return counts;
    }

    private static long Total(int[] counts, string name)
    {
        long total = 0;
        foreach (var count in counts)
        {
            Checks.Between(count, 0, int.MaxValue, name, "A count of events is 0 or more.");
            total += count;
        }
        if (total is 0 or > 100_000_000)
            throw new ArgumentException($"{name} adds up to {total} events and must hold between 1 and 100 million. Check the areas and the column set.", name);
        return total;
    }

    private static void CheckPercent(double value, string name, string remedy)
    {
        if (!(value > 0) || !(value < 100)) throw new ArgumentOutOfRangeException(name, $"{name} is {Checks.Text(value)} and must be above 0 and below 100. {remedy}");
    }
}

/// <summary>Similarity of two patterns.</summary>
/// <param name="Areas">One entry an area.</param>
public sealed record SimilarityResult(AreaSimilarity[] Areas)
{
    /// <summary>Share of areas that are similar, 0 to 1.</summary>
    public double S => Areas.Average(area => area.Place == 0 ? 1.0 : 0);

    /// <summary>Share of similar areas among those with an event in either pattern.</summary>
    public double RobustS => Areas.Where(area => area.HasEvents).Average(area => area.Place == 0 ? 1.0 : 0);
}

/// <summary>One area of a similarity test; shares in per cent of all events of a pattern.</summary>
/// <param name="BasePercent">Share of the base events.</param>
/// <param name="LowPercent">Lower end of the sampled test shares.</param>
/// <param name="HighPercent">Upper end of the sampled test shares.</param>
/// <param name="Place">-1 where the base share is below the interval (more test events than alike), 0 similar, 1 above.</param>
/// <param name="HasEvents">Whether either pattern has events here.</param>
public readonly record struct AreaSimilarity(double BasePercent, double LowPercent, double HighPercent, int Place, bool HasEvents);
