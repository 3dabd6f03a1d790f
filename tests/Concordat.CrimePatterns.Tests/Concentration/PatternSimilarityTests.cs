using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Concentration;

public sealed class PatternSimilarityTests
{
    [Theory]
    [InlineData(60, 9, 40)]
    [InlineData(500, 120, 425)]
    [InlineData(40, 35, 30)]
    public void Draw_ManyTimes_FollowsTheHypergeometric(int population, int marked, int drawn)
    {
        var sampler = new HypergeometricSampler(population);
        var random = new RandomStream(5, 0);
        const int Draws = 40_000;
        var seen = new int[marked + 1];
        for (var i = 0; i < Draws; i++) seen[sampler.Draw(ref random, population, marked, drawn)]++;

        for (var k = 0; k <= marked; k++)
        {
            var chance = drawn - k < 0 || drawn - k > population - marked ? 0
                : Math.Exp(Choose(marked, k) + Choose(population - marked, drawn - k) - Choose(population, drawn));
            Assert.InRange(seen[k] - Draws * chance, -5 * Math.Sqrt(Draws * chance) - 1, 5 * Math.Sqrt(Draws * chance) + 1);
        }
    }

    private static double Choose(int n, int k) => SpecialFunctions.LogFactorial(n) - SpecialFunctions.LogFactorial(k) - SpecialFunctions.LogFactorial(n - k);

    [Fact]
    public void Compare_TwoPatterns_AgreesWithDrawingEventsOneByOne()
    {
        int[] own = [30, 10, 0, 25, 35], other = [60, 41, 0, 20, 79];
        var result = PatternSimilarity.Compare(own, other, seed: 3, samples: 2000);

        var events = other.SelectMany((count, area) => Enumerable.Repeat(area, count)).ToArray();
        var random = new RandomStream(99, 0);
        var shares = Enumerable.Range(0, 2000).Select(_ =>
        {
            random.Shuffle<int>(events);
            return Enumerable.Range(0, 5).Select(area => 100.0 * events.Take(170).Count(e => e == area) / 170).ToArray();
        }).ToArray();
        for (var area = 0; area < 5; area++)
        {
            var sorted = shares.Select(s => s[area]).Order().ToArray();
            Assert.Equal(sorted[50], result.Areas[area].LowPercent, 1.2 / 1.7);
            Assert.Equal(sorted[1949], result.Areas[area].HighPercent, 1.2 / 1.7);
        }
        Assert.Equal(0, result.Areas[2].Place);
        Assert.False(result.Areas[2].HasEvents);
    }

    [Fact]
    public void Compare_MoreAreasThanABlock_SharesTheSampleOutAsOne()
    {
        // Ten events in each of 1,300 areas: each area's sampled count is hypergeometric whatever block it lies in.
        int[] counts = [.. Enumerable.Repeat(10, 1_300)];
        var areas = PatternSimilarity.Compare(counts, counts, seed: 2, samples: 400, samplePercent: 50, confidencePercent: 90).Areas;

        // Between 5 per cent points of a hypergeometric of 10 marked, half drawn: 2 or 3 to 7 or 8 of them, as a share of 6,500.
        Assert.All(areas, area => Assert.InRange(area.LowPercent * 65, 2 - 1e-9, 3 + 1e-9));
        Assert.All(areas, area => Assert.InRange(area.HighPercent * 65, 7 - 1e-9, 8 + 1e-9));
        Assert.Equal(areas[..650].Average(area => area.LowPercent * 65), areas[650..].Average(area => area.LowPercent * 65), 0.1);
    }

    [Fact]
    public void Compare_WorkedExampleOfTheMethodPage_IsAsPrinted()
    {
        // Four areas with shares 25% each against 40, 20, 20 and 20%, and one empty in both.
        var result = PatternSimilarity.Compare([250, 250, 250, 250, 0], [400, 200, 200, 200, 0], seed: 1);

        Assert.Equal([-1, 1, 1, 1, 0], result.Areas.Select(a => a.Place));
        Assert.Equal(0.2, result.S, 1e-12);
        Assert.Equal(0, result.RobustS, 1e-12);
    }

    [Fact]
    public void Compare_AnyNumberOfThreads_GivesTheSameNumbers()
    {
        int[] own = [3, 400, 20, 1, 90], other = [30, 200, 25, 0, 70];

        var one = PatternSimilarity.Compare(own, other, 7, threads: 1).Areas;

        Assert.Equal(one, PatternSimilarity.Compare(own, other, 7, threads: 5).Areas);
        Assert.NotEqual(one, PatternSimilarity.Compare(own, other, 8).Areas);
    }

    [Fact]
    public void Compare_SamePattern_IsSimilarEverywhere()
        => Assert.Equal(1, PatternSimilarity.Compare([40, 10, 55], [40, 10, 55], 1).S);

    [Fact]
    public void Compare_NothingToCompare_IsRefusedWithARemedy()
    {
        Assert.Contains("testCounts", Assert.Throws<ArgumentException>(() => PatternSimilarity.Compare([1, 2], [0, 0], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("percpoints", Assert.Throws<ArgumentOutOfRangeException>(() => PatternSimilarity.Compare([1], [1], 1, samplePercent: 100)).Message, StringComparison.Ordinal);
    }
}
