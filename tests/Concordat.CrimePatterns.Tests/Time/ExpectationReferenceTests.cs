using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

/// <summary>Monthly expectation and projection by Newton's method on the whole likelihood and by adding up probabilities, and what must not move them.</summary>
public sealed class ExpectationReferenceTests
{
    private static double[] Drawn(int months, double level, long seed)
    {
        var random = new RandomStream(seed, 0);
        return [.. Enumerable.Range(0, months).Select(m => Math.Round(level * (1 + 0.3 * Math.Sin(2 * Math.PI * m / 12) + 0.004 * m) * (0.6 + 0.8 * random.Unit())))];
    }

    private static double[] Row(int month, int harmonics)
        => [1, month / 12.0, .. Enumerable.Range(1, harmonics).SelectMany(h => new[] { Math.Sin(2 * Math.PI * h * month / 12), Math.Cos(2 * Math.PI * h * month / 12) })];

    // Poisson likelihood equations sum x (y - mu) = 0 and information sum mu x x'.
    private static (double[] Coefficients, double[][] Covariance, double Dispersion) Newton(double[][] x, double[] y)
    {
        var p = x[0].Length;
        var b = new double[p];
        b[0] = Math.Log(y.Average());
        double[][] inverse = [];
        var mu = new double[y.Length];
        for (var step = 0; step < 60; step++)
        {
            mu = [.. x.Select(row => Math.Exp(row.Zip(b, (v, c) => v * c).Sum()))];
            inverse = Inverse([.. Enumerable.Range(0, p).Select(j => Enumerable.Range(0, p).Select(k => x.Select((row, i) => mu[i] * row[j] * row[k]).Sum()).ToArray())]);
            var score = Enumerable.Range(0, p).Select(j => x.Select((row, i) => row[j] * (y[i] - mu[i])).Sum()).ToArray();
            for (var j = 0; j < p; j++) b[j] += inverse[j].Zip(score, (v, s) => v * s).Sum();
        }
        return (b, inverse, y.Zip(mu, (v, m) => (v - m) * (v - m) / m).Sum() / (y.Length - p));
    }

    private static double[][] Inverse(double[][] a)
    {
        var n = a.Length;
        double[][] both = [.. a.Select((row, i) => row.Concat(Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0)).ToArray())];
        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).MaxBy(i => Math.Abs(both[i][k]));
            (both[k], both[pivot]) = (both[pivot], both[k]);
            both[k] = [.. both[k].Select(v => v / both[k][k])];
            for (var i = 0; i < n; i++)
            {
                if (i != k) both[i] = [.. both[i].Select((v, j) => v - both[i][k] * both[k][j])];
            }
        }
        return [.. both.Select(row => row[n..])];
    }

    // The least count whose probabilities up to it reach the share; of a Poisson where the variance is no more than the mean.
    private static double Quantile(double share, double mean, double variance)
    {
        var size = mean * mean / (variance - mean);
        var poisson = variance - mean < 1e-9 * mean;
        double mass = poisson ? Math.Exp(-mean) : Math.Exp(-size * Math.Log(1 + mean / size)), sum = mass;
        var k = 0;
        while (sum < share)
        {
            mass *= poisson ? mean / (k + 1) : (k + size) / (k + 1) * (mean / (mean + size));
            sum += mass;
            k++;
        }
        return k;
    }

    private static (double Mean, double Variance, double Fit, double Dispersion) Slow(double[] history, int ahead, int harmonics)
    {
        var known = Enumerable.Range(0, history.Length).Where(m => !double.IsNaN(history[m])).ToArray();
        var (b, covariance, raw) = Newton([.. known.Select(m => Row(m, harmonics))], [.. known.Select(m => history[m])]);
        var row = Row(history.Length - 1 + ahead, harmonics);
        double mean = Math.Exp(row.Zip(b, (v, c) => v * c).Sum()), dispersion = Math.Max(1, raw);
        var log = row.Select((v, i) => row.Select((w, j) => v * w * covariance[i][j]).Sum()).Sum() * dispersion;
        return (mean, dispersion * mean + mean * mean * log, mean * Math.Sqrt(log), dispersion);
    }

    public static TheoryData<int, double, int> Histories => new() { { 26, 60, 1 }, { 40, 25, 2 }, { 72, 90, 3 }, { 72, 2.5, 3 } };

    [Theory]
    [MemberData(nameof(Histories))]
    public void Expect_AnyHistory_IsTheLikelihoodSolvedDirectly(int months, double level, int harmonics)
    {
        var history = Drawn(months, level, months + harmonics);
        if (months > 30) history[4] = history[19] = double.NaN;

        foreach (var ahead in new[] { 1, 5, 12 })
        {
            var result = MonthlyExpectation.Expect(history, ahead, 0.9);

            var (mean, variance, fit, dispersion) = Slow(history, ahead, harmonics);
            Assert.Equal(harmonics, result.Harmonics);
            Assert.InRange(result.Expected / mean, 1 - 1e-7, 1 + 1e-7);
            Assert.InRange(result.FitDeviation / fit, 1 - 1e-6, 1 + 1e-6);
            Assert.Equal(dispersion, result.Dispersion, 1e-6);
            Assert.Equal((Quantile(0.05, mean, variance), Quantile(0.95, mean, variance)), (result.Low, result.High));
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Projection_AnyHistory_AddsUpTheMonthsSolvedDirectly(int months, double level, int harmonics)
    {
        var history = Drawn(months, level, 100 + months);

        var years = Projection.Years(history, 2, 0.9);
        var single = Projection.Months(history, 24, 0.9);

        for (var y = 0; y < 2; y++)
        {
            var own = Enumerable.Range(12 * y + 1, 12).Select(ahead => Slow(history, ahead, harmonics)).ToArray();
            double mean = own.Sum(m => m.Mean), common = own.Sum(m => m.Fit), variance = own.Sum(m => m.Dispersion * m.Mean) + common * common;
            Assert.InRange(years[y].Expected / mean, 1 - 1e-7, 1 + 1e-7);
            Assert.Equal((Quantile(0.05, mean, variance), Quantile(0.95, mean, variance)), (years[y].Low, years[y].High));
        }
        for (var m = 0; m < 24; m++) Assert.Equal(MonthlyExpectation.Expect(history, m + 1, 0.9), single[m]);
    }

    [Fact]
    public void Expect_UnknownYearsBefore_IsTheSame()
    {
        var history = Drawn(60, 40, 3);
        var here = MonthlyExpectation.Expect(history, 4);

        var there = MonthlyExpectation.Expect([.. Enumerable.Repeat(double.NaN, 24), .. history], 4);

        Assert.Equal(here.Expected, there.Expected, 1e-7);
        Assert.Equal(here with { Expected = 0, FitDeviation = 0, Dispersion = 0, TrendPerYear = 0 }, there with { Expected = 0, FitDeviation = 0, Dispersion = 0, TrendPerYear = 0 });
    }

    [Fact]
    public void Expect_LastMonthsUnknown_IsReadFurtherAhead()
    {
        var history = Drawn(60, 40, 4);

        var (here, there) = (MonthlyExpectation.Expect(history, 4), MonthlyExpectation.Expect([.. history, double.NaN, double.NaN, double.NaN], 1));

        Assert.Equal(here.Expected, there.Expected, 1e-9);
        Assert.Equal((here.Low, here.High), (there.Low, there.High));
    }

    [Fact]
    public void Expect_CountsDoubled_DoublesTheExpectationAndKeepsTheTrend()
    {
        var history = Drawn(60, 40, 5);
        double[] doubled = [.. history.Select(c => 2 * c)];
        MonthlyExpectationResult here = MonthlyExpectation.Expect(history), there = MonthlyExpectation.Expect(doubled);
        IReadOnlyList<YearProjection> years = Projection.Years(history), twice = Projection.Years(doubled);

        Assert.Equal(2 * here.Expected, there.Expected, 1e-6);
        Assert.Equal(here.TrendPerYear, there.TrendPerYear, 1e-8);
        Assert.Equal(2 * here.Dispersion, there.Dispersion, 1e-6);
        for (var y = 0; y < 3; y++) Assert.Equal(2 * years[y].Expected, twice[y].Expected, 1e-5);
    }

    [Fact]
    public void Expect_WiderConfidence_WidensTheRangeAboutTheSameExpectation()
    {
        var history = Drawn(48, 30, 6);
        var ranges = new[] { 0.5, 0.8, 0.95, 0.999 }.Select(confidence => MonthlyExpectation.Expect(history, 2, confidence)).ToArray();

        for (var i = 1; i < ranges.Length; i++)
        {
            Assert.Equal(ranges[0].Expected, ranges[i].Expected);
            Assert.True(ranges[i].Low < ranges[i - 1].Low && ranges[i].High > ranges[i - 1].High);
        }
    }

    [Fact]
    public void Expect_BadInput_IsRefusedByNameAndValue()
    {
        var history = Drawn(30, 20, 7);
        string Refused(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;

        Assert.Contains("monthsAhead is 0", Refused(() => MonthlyExpectation.Expect(history, 0)), StringComparison.Ordinal);
        Assert.Contains("confidence is 1", Refused(() => MonthlyExpectation.Expect(history, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("history[30] is Infinity", Refused(() => Projection.Months([.. history, double.PositiveInfinity])), StringComparison.Ordinal);
        Assert.Contains("months is 121", Refused(() => Projection.Months(history, 121)), StringComparison.Ordinal);
        Assert.False(MonthlyExpectation.Expect([]).HasEnoughData);
        Assert.Empty(Projection.Months([]));
    }
}
