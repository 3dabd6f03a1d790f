using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Concentration;

/// <summary>Hot-spot classes and the trend test worked out from their definitions, period by period and pair by pair.</summary>
public sealed class HotspotHistoryReferenceTests
{
    private static HotspotClass Slow(bool[] hot, double[] scores)
    {
        if (!hot.Any(h => h)) return HotspotClass.Never;
        var often = 10 * hot.Count(h => h) >= 9 * hot.Length;
        if (!hot[^1]) return often ? HotspotClass.Historical : HotspotClass.Former;
        if (hot.Length > 1 && !hot[..^1].Any(h => h)) return HotspotClass.New;
        if (often) return SlowTrend(scores) switch { > 1.959963984540054 => HotspotClass.Intensifying, < -1.959963984540054 => HotspotClass.Diminishing, _ => HotspotClass.Persistent };
        // One run up to now: once hot, never cold again.
        var first = Array.IndexOf(hot, true);
        return hot[first..].All(h => h) ? HotspotClass.Consecutive : HotspotClass.Sporadic;
    }

    // The variance of S by its definition: n (n - 1)(2n + 5) / 18 less the same of every group of ties.
    private static double SlowTrend(double[] scores)
    {
        int n = scores.Length, s = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++) s += scores[j] > scores[i] ? 1 : scores[j] < scores[i] ? -1 : 0;
        }
        double Part(double size) => size * (size - 1) * (2 * size + 5) / 18;
        var variance = Part(n) - scores.Distinct().Sum(v => Part(scores.Count(w => w == v)));
        return n < 3 || variance < 1e-9 || s == 0 ? 0 : (s > 0 ? s - 1 : s + 1) / Math.Sqrt(variance);
    }

    [Fact]
    public void Classify_EveryPatternOfTenPeriods_IsTheClassOfTheDefinition()
    {
        const int Periods = 10, Places = 1 << Periods;
        var random = new RandomStream(61, 0);
        bool[][] hot = [.. Enumerable.Range(0, Periods).Select(t => Enumerable.Range(0, Places).Select(i => (i >> t & 1) == 1).ToArray())];
        double[][] scores = [.. Enumerable.Range(0, Periods).Select(t => Enumerable.Range(0, Places).Select(i => i % 3 * t + (double)random.Below(4) - i % 5 * t * 0.5).ToArray())];

        var histories = HotspotHistory.Classify(hot, scores);

        for (var i = 0; i < Places; i++)
        {
            bool[] own = [.. hot.Select(period => period[i])];
            Assert.Equal(Slow(own, [.. scores.Select(period => period[i])]), histories[i].Class);
            Assert.Equal(own.Count(h => h), histories[i].HotPeriods);
            Assert.Equal(own.Reverse().TakeWhile(h => h).Count(), histories[i].CurrentRun);
        }
    }

    [Fact]
    public void Classify_NearlyAlwaysHot_HasTheTrendOfTheDefinition()
    {
        const int Places = 300;
        var random = new RandomStream(62, 0);
        bool[][] hot = [.. Enumerable.Repeat(Enumerable.Repeat(true, Places).ToArray(), 12)];
        double[][] scores = [.. Enumerable.Range(0, 12).Select(t => Enumerable.Range(0, Places).Select(i => (i % 3 - 1) * t * 0.5 + random.Below(5)).ToArray())];

        var classes = HotspotHistory.Classify(hot, scores).Select(h => h.Class).ToArray();

        for (var i = 0; i < Places; i++)
        {
            double[] own = [.. scores.Select(period => period[i])];
            Assert.Equal(SlowTrend(own), HotspotHistory.MannKendall(own), 1e-12);
            Assert.Equal(Slow([.. hot.Select(period => period[i])], own), classes[i]);
        }
        Assert.Equal(3, classes.Distinct().Count());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(70)]
    [InlineData(230)]
    public void Classify_HotInExactlyNineTenths_CountsAsNearlyAlways(int periods)
    {
        HotspotClass Of(int cold) => HotspotHistory.Classify([.. Enumerable.Range(0, periods).Select(t => new[] { t >= cold })], [.. Enumerable.Range(0, periods).Select(_ => new[] { 1.0 })])[0].Class;

        Assert.Equal(HotspotClass.Persistent, Of(periods / 10));
        Assert.Equal(HotspotClass.Consecutive, Of(periods / 10 + 1));
    }

    [Fact]
    public void Persistence_AnyTwoPeriods_IsTheShareCountedOneByOne()
    {
        var random = new RandomStream(63, 0);
        for (var run = 0; run < 50; run++)
        {
            bool[] before = [.. Enumerable.Range(0, 30).Select(_ => random.Below(3) == 0)], after = [.. Enumerable.Range(0, 30).Select(_ => random.Below(2) == 0)];
            var hot = before.Count(b => b);
            var expected = hot == 0 ? double.NaN : before.Zip(after).Count(pair => pair.First && pair.Second) / (double)hot;
            Assert.Equal(expected, HotspotHistory.Persistence(before, after), 1e-15);
        }
    }

    [Fact]
    public void Classify_ScoreMissingWhereItIsRead_IsRefusedByName()
    {
        bool[][] hot = [[true], [true], [true]];

        var refusal = Assert.Throws<ArgumentException>(() => HotspotHistory.Classify(hot, [[1], [double.NaN], [2]]));

        Assert.Contains("scores[1][0] is NaN", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("values[2] is Infinity", Assert.Throws<ArgumentException>(() => HotspotHistory.MannKendall([1, 2, double.PositiveInfinity])).Message, StringComparison.Ordinal);
        Assert.Equal(HotspotClass.Never, HotspotHistory.Classify([[false]], [[double.NaN]])[0].Class);
    }

    [Fact]
    public void Classify_NoPeriodsOrPlaces_IsDefinedOrRefused()
    {
        Assert.Empty(HotspotHistory.Classify([[]], [[]]));
        Assert.Contains("number of periods is 0", Assert.Throws<ArgumentOutOfRangeException>(() => HotspotHistory.Classify([], [])).Message, StringComparison.Ordinal);
        Assert.Contains("scores[1] has 1", Assert.Throws<ArgumentException>(() => HotspotHistory.Classify([[true, false], [true, false]], [[1, 2], [1]])).Message, StringComparison.Ordinal);
    }
}
