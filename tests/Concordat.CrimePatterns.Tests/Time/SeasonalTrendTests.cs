using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class SeasonalTrendTests
{
    private static double[] Series(int n, int seed = 5)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(i => 50 + 0.1 * i + 8 * Math.Sin(2 * Math.PI * i / 12) + random.NextDouble() * 4)];
    }

    private static StlSettings Exact(int n, double? window, bool robust = false)
        => StlSettings.For(n, 12, window, robust) with { SeasonalJump = 1, TrendJump = 1, LowPassJump = 1 };

    [Theory]
    [InlineData(7.0, false)]
    [InlineData(35.0, false)]
    [InlineData(null, false)]
    [InlineData(7.0, true)]
    public void Decompose_WithoutJumps_AgreesWithTheTextbook(double? window, bool robust)
    {
        var values = Series(80);
        var settings = Exact(80, window, robust) with { OuterIterations = robust ? 3 : 0 };

        var fast = SeasonalTrend.Decompose(values, settings);
        var (season, trend) = Slow(values, settings);

        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(season[i], fast.Season[i], 1e-8);
            Assert.Equal(trend[i], fast.Trend[i], 1e-8);
        }
    }

    // Cleveland et al. (1990), section 2, step by step.
    private static (double[] Season, double[] Trend) Slow(double[] y, StlSettings s)
    {
        int n = y.Length, p = s.Period;
        double[] season = new double[n], trend = new double[n], rho = [.. Enumerable.Repeat(1.0, n)];
        for (var outer = 0; outer <= s.OuterIterations; outer++)
        {
            for (var inner = 0; inner < s.InnerIterations; inner++)
            {
                var c = new double[n + 2 * p];
                for (var phase = 0; phase < p; phase++)
                {
                    var at = Enumerable.Range(0, n).Where(i => i % p == phase).ToArray();
                    var sub = at.Select(i => y[i] - trend[i]).ToArray();
                    var weight = at.Select(i => rho[i]).ToArray();
                    for (var k = -1; k <= sub.Length; k++) c[(k + 1) * p + phase] = LocalFit(sub, weight, k, s.SeasonalWindow, s.SeasonalDegree);
                }
                var smooth = Mean(Mean(Mean(c, p), p), 3);
                for (var i = 0; i < n; i++) season[i] = c[p + i] - LocalFit(smooth, [.. Enumerable.Repeat(1.0, n)], i, s.LowPassWindow, s.LowPassDegree);
                var rest = y.Zip(season, (a, b) => a - b).ToArray();
                for (var i = 0; i < n; i++) trend[i] = LocalFit(rest, rho, i, s.TrendWindow, s.TrendDegree);
            }
            var residual = Enumerable.Range(0, n).Select(i => Math.Abs(y[i] - season[i] - trend[i])).ToArray();
            var sorted = residual.Order().ToArray();
            var h = 6 * (n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2] + sorted[n / 2 - 1]) / 2);
            if (outer < s.OuterIterations) rho = [.. residual.Select(r => r <= 0.001 * h ? 1 : r >= 0.999 * h ? 0 : Math.Pow(1 - Math.Pow(r / h, 2), 2))];
        }
        if (s.Periodic) season = [.. season.Select((_, i) => season.Where((_, j) => j % p == i % p).Average())];
        return (season, trend);
    }

    private static double[] Mean(double[] x, int length) => [.. Enumerable.Range(0, x.Length - length + 1).Select(i => x[i..(i + length)].Average())];

    private static double LocalFit(double[] y, double[] rho, int x, int window, int degree)
    {
        var n = y.Length;
        var near = Enumerable.Range(0, n).OrderBy(j => Math.Abs(j - x)).ThenBy(j => j).Take(window).ToArray();
        var h = near.Max(j => Math.Abs(j - x)) + (window > n ? (window - n) / 2 : 0.0);
        double w0 = 0, w1 = 0, w2 = 0, v0 = 0, v1 = 0;
        foreach (var j in near)
        {
            var r = Math.Abs(j - x) / h;
            var w = rho[j] * (r <= 0.001 ? 1 : r > 0.999 ? 0 : Math.Pow(1 - r * r * r, 3));
            (w0, w1, w2, v0, v1) = (w0 + w, w1 + w * (j - x), w2 + w * (j - x) * (j - x), v0 + w * y[j], v1 + w * (j - x) * y[j]);
        }
        if (w0 == 0) return y[Math.Clamp(x, 0, n - 1)];
        return degree == 0 ? v0 / w0 : (v0 * w2 - v1 * w1) / (w0 * w2 - w1 * w1);
    }

    [Theory]
    [InlineData(false, 7.0)]
    [InlineData(true, 7.0)]
    [InlineData(false, null)]
    public void Decompose_AnyNumberOfThreads_GivesTheSameBytes(bool robust, double? window)
    {
        var values = Series(30_000);
        var settings = StlSettings.For(values.Length, 12, window, robust) with { TrendJump = 1 };
        var one = SeasonalTrend.Decompose(values, settings, 1);

        foreach (var threads in (int[])[2, 5])
        {
            var several = SeasonalTrend.Decompose(values, settings, threads);
            Assert.Equal(one.Season, several.Season);
            Assert.Equal(one.Trend, several.Trend);
            Assert.Equal(one.Remainder, several.Remainder);
            Assert.Equal(one.Weights, several.Weights);
        }
    }

    [Fact]
    public void Decompose_ShiftedAndScaled_ShiftsTheTrendAndScalesAll()
    {
        var values = Series(150);
        var (here, there) = (SeasonalTrend.Decompose(values, StlSettings.For(150, 12, 9)), SeasonalTrend.Decompose(Array.ConvertAll(values, v => 3 * v + 100), StlSettings.For(150, 12, 9)));

        for (var i = 0; i < 150; i++)
        {
            Assert.Equal(3 * here.Season[i], there.Season[i], 1e-8);
            Assert.Equal(3 * here.Trend[i] + 100, there.Trend[i], 1e-8);
        }
    }

    [Fact]
    public void Decompose_AnySettings_AddsUpToTheSeries()
    {
        var values = Series(150);
        foreach (var robust in new[] { false, true })
        {
            var parts = SeasonalTrend.Decompose(values, StlSettings.For(150, 12, 9, robust));
            for (var i = 0; i < 150; i++) Assert.Equal(values[i], parts.Season[i] + parts.Trend[i] + parts.Remainder[i], 1e-10);
        }
    }

    [Fact]
    public void Decompose_LineWithPeriodicSeason_IsTakenApartAwayFromTheEnds()
    {
        var values = Enumerable.Range(0, 96).Select(i => 10 + 0.5 * i + 3 * Math.Cos(Math.PI * i / 6)).ToArray();

        var parts = SeasonalTrend.Decompose(values, StlSettings.For(96, 12, null) with { InnerIterations = 40 });

        for (var i = 12; i < 84; i++)
        {
            Assert.Equal(10 + 0.5 * i, parts.Trend[i], 0.05);
            Assert.Equal(3 * Math.Cos(Math.PI * i / 6), parts.Season[i], 0.05);
        }
    }

    [Fact]
    public void Decompose_OneOutlier_LosesItsWeightWhenRobust()
    {
        var values = Series(120);
        values[60] += 100;

        var parts = SeasonalTrend.Decompose(values, StlSettings.For(120, 12, null, robust: true));

        Assert.Equal(0, parts.Weights[60], 1e-6);
        Assert.InRange(parts.Remainder[60], 90, 110);
    }

    [Fact]
    public void Decompose_AllEqual_LeavesNothingOver()
    {
        var parts = SeasonalTrend.Decompose([.. Enumerable.Repeat(7.0, 60)], StlSettings.For(60, 12, 7));

        Assert.All(parts.Season, s => Assert.Equal(0, s, 1e-12));
        Assert.All(parts.Trend, t => Assert.Equal(7, t, 1e-12));
    }

    [Fact]
    public void Decompose_ShortOrMissing_IsRefusedWithARemedy()
    {
        Assert.Contains("two periods", Assert.Throws<ArgumentException>(() => SeasonalTrend.Decompose(new double[24], StlSettings.For(24, 12, 7))).Message, StringComparison.Ordinal);
        var gap = Series(60);
        gap[9] = double.NaN;
        Assert.Contains("values[9]", Assert.Throws<ArgumentException>(() => SeasonalTrend.Decompose(gap, StlSettings.For(60, 12, 7))).Message, StringComparison.Ordinal);
    }
}
