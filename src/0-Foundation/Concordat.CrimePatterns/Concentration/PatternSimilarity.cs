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
    private const int AreasOfBlock = 512;

    /// <summary>Compares two patterns.</summary>
    /// <param name="baseCounts">Events of the base pattern by area, 0 or more. Length n.</param>
    /// <param name="testCounts">Events of the test pattern by area, 0 or more. Length n.</param>
    /// <param name="seed">Seed; each sample has its own stream in each block of areas.</param>
    /// <param name="samples">Samples, at least 20.</param>
    /// <param name="samplePercent">Per cent of the test events in a sample, above 0, below 100.</param>
    /// <param name="confidencePercent">Middle per cent of the samples, above 0, below 100.</param>
    /// <param name="threads">Threads, 0 for one a processor; results do not depend on it.</param>
    /// <returns>The index, its robust form, and each area's interval.</returns>
    /// <remarks>O(samples (areas + sum of the roots of counts)) time, O(areas + test events) memory.</remarks>
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
        var tail = (100 - confidencePercent) / 200;
        var lowRank = (int)Math.Floor(tail * samples + 1e-9);
        var highRank = (int)Math.Ceiling((1 - tail) * samples - 1e-9) - 1;
        var sampler = new HypergeometricSampler((int)testTotal);
        var blocks = Blocks(testCounts, (int)testTotal, drawn, seed, samples, sampler);
        var areas = new AreaSimilarity[baseCounts.Length];
        Workers.Run(blocks.Length, Checks.Threads(threads), () => new int[samples], (block, column) =>
        {
            var (random, left) = (Streams(seed, (block + 1) * (long)samples, samples), blocks[block]);
            var (from, to) = (block * AreasOfBlock, Math.Min(testCounts.Length, (block + 1) * AreasOfBlock));
            var population = Sum(testCounts.AsSpan(from, to - from));
            for (var i = from; i < to; i++)
            {
                var (low, high) = (0, 0); // where the test pattern has nothing, every sample has nothing
                if (testCounts[i] > 0)
                {
                    for (var s = 0; s < samples; s++) left[s] -= column[s] = sampler.Draw(ref random[s], population, testCounts[i], left[s]);
                    population -= testCounts[i];
                    (low, high) = Ranked(column, testCounts[i], lowRank, highRank);
                }
                // Shares compared as whole numbers: base / baseTotal against count / drawn.
                var own = (long)baseCounts[i] * drawn;
                var place = own < low * baseTotal ? -1 : own > high * baseTotal ? 1 : 0;
                areas[i] = new(100.0 * baseCounts[i] / baseTotal, 100.0 * low / drawn, 100.0 * high / drawn, place, baseCounts[i] + testCounts[i] > 0);
            }
        });
        return new(areas);
    }

    // How many events of each block of areas are in each sample: a block can then be sampled by itself, one area after another with all samples side by side.
    private static int[][] Blocks(int[] testCounts, int total, int drawn, long seed, int samples, HypergeometricSampler sampler)
    {
        var sizes = testCounts.Chunk(AreasOfBlock).Select(chunk => Sum(chunk)).ToArray();
        var (blocks, random) = (new int[sizes.Length][], Streams(seed, 0, samples));
        var left = Enumerable.Repeat(drawn, samples).ToArray();
        for (var block = 0; block < sizes.Length; block++)
        {
            blocks[block] = new int[samples];
            for (var s = 0; s < samples; s++) left[s] -= blocks[block][s] = sampler.Draw(ref random[s], total, sizes[block], left[s]);
            total -= sizes[block];
        }
        return blocks;
    }

    private static RandomStream[] Streams(long seed, long first, int count)
    {
        var streams = new RandomStream[count];
        for (var s = 0; s < count; s++) streams[s] = new(seed, first + s);
        return streams;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }

    // The values at two ranks of the sampled counts: small counts are tallied, large ones sorted.
    private static (int Low, int High) Ranked(int[] counts, int most, int lowRank, int highRank)
    {
        if (most >= counts.Length)
        {
            Array.Sort(counts);
            return (counts[lowRank], counts[highRank]);
        }
        Span<int> tally = most < 256 ? stackalloc int[most + 1] : new int[most + 1];
        tally.Clear();
        foreach (var count in counts) tally[count]++;
        var (low, below) = (0, 0);
        while ((below += tally[low]) <= lowRank) low++;
        var (high, above) = (most, counts.Length);
        while ((above -= tally[high]) > highRank) high--;
        return (low, high);
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
