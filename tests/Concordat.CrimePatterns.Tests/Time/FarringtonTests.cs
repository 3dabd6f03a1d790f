using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class FarringtonTests
{
    private static double[] Weeks(int n, double level, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(i =>
        {
            double mean = level * (1 + 0.3 * Math.Sin(2 * Math.PI * i / 52)), product = 1;
            var count = -1;
            for (var limit = Math.Exp(-mean); product > limit || count < 0; count++) product *= random.NextDouble();
            return (double)count;
        })];
    }

    [Theory]
    [InlineData(FarringtonVersion.Original, 1, false)]
    [InlineData(FarringtonVersion.Flexible, 10, false)]
    [InlineData(FarringtonVersion.Flexible, 1, false)]
    [InlineData(FarringtonVersion.Flexible, 7, true)]
    public void Monitor_PlainRegression_AgreesWithAFullDesign(FarringtonVersion version, int periods, bool trend)
    {
        var counts = Weeks(340, 12, 2);
        var settings = new FarringtonSettings { Version = version, Years = 4, Periods = periods, Alpha = 0.01, Reweight = false, Trend = trend, TrendPValue = 1, RecentWeeksLeftOut = 26 };

        var weeks = Farrington.Monitor(counts, 300, 320, settings);

        foreach (var week in weeks)
        {
            var (expected, upper) = Slow(counts, week.Week, settings);
            Assert.Equal(1, week.Expected / expected, 1e-6);
            Assert.Equal(1, week.Upper / upper, 1e-6);
            Assert.Equal(week.Alarm, week.Observed > week.Upper && week.EnoughEvents);
        }
    }

    // Rows, dummy columns and the general regression.
    private static (double Expected, double Upper) Slow(double[] counts, int now, FarringtonSettings s)
    {
        var flexible = s.Version == FarringtonVersion.Flexible;
        var rows = new List<(int Week, int Group)>();
        for (var i = now - 52 * s.Years - s.HalfWindow; i < now - (flexible ? 26 : 0); i++)
        {
            var fromWindow = ((i - now) % 52 + 52 + s.HalfWindow) % 52;
            if (fromWindow <= 2 * s.HalfWindow) { if (now - i > s.HalfWindow) rows.Add((i, 0)); }
            else if (flexible && s.Periods > 1) rows.Add((i, 1 + Block(fromWindow - 2 * s.HalfWindow - 1, 52 - 2 * s.HalfWindow - 1, s.Periods - 1)));
        }
        var columns = (flexible ? s.Periods : 1) + (s.Trend ? 1 : 0);
        var design = new double[rows.Count * columns];
        for (var r = 0; r < rows.Count; r++)
        {
            design[r * columns + rows[r].Group] = 1;
            if (s.Trend) design[r * columns + columns - 1] = (rows[r].Week - now) / 52.0;
        }
        var fit = PoissonRegression.Fit(design, columns, rows.Select(r => counts[r.Week]).ToArray());
        var expected = Math.Exp(fit.Coefficients[0]);
        var phi = Math.Max(1, fit.Dispersion);
        var error = expected * Math.Sqrt((flexible ? fit.Dispersion : phi) * fit.Covariance[0]);
        var spread = Math.Sqrt(4 / 9.0 * Math.Pow(expected, 1 / 3.0) * (phi + error * error / expected));
        var quantile = SpecialDistributions.NormalQuantile(1 - (flexible ? s.Alpha : s.Alpha / 2));
        return (expected, Math.Pow(Math.Pow(expected, 2 / 3.0) + quantile * spread, 1.5));
    }

    private static int Block(int at, int weeks, int blocks)
    {
        for (var b = 0; ; b++)
        {
            at -= weeks / blocks + (b < weeks % blocks ? 1 : 0);
            if (at < 0) return b;
        }
    }

    [Fact]
    public void Monitor_PlantedRise_RaisesTheAlarm()
    {
        var counts = Weeks(320, 15, 9);
        counts[310] = 60;

        foreach (var version in new[] { FarringtonVersion.Original, FarringtonVersion.Flexible })
        {
            foreach (var threshold in Enum.GetValues<FarringtonThreshold>())
            {
                var weeks = Farrington.Monitor(counts, 305, 315, new() { Version = version, Threshold = threshold, Alpha = 0.001, Periods = 10, Years = 5, RecentWeeksLeftOut = 26 });
                Assert.Equal([310], weeks.Where(w => w.Alarm).Select(w => w.Week));
            }
        }
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.01)]
    [InlineData(0.001)]
    public void Monitor_NegativeBinomialThreshold_IsTheLeastCountThatOneTailLeaves(double alpha)
    {
        // Counts more even than a Poisson's: the dispersion is held at 1.
        var counts = Enumerable.Range(0, 340).Select(i => 4.0 + i % 3).ToArray();

        var weeks = Farrington.Monitor(counts, 300, 320, new() { Version = FarringtonVersion.Flexible, Threshold = FarringtonThreshold.NegativeBinomial, Alpha = alpha, Years = 4, Periods = 10, RecentWeeksLeftOut = 26 });

        foreach (var week in weeks)
        {
            Assert.True(SpecialDistributions.NegativeBinomialCdf(week.Upper, week.Expected, double.PositiveInfinity) >= 1 - alpha);
            Assert.True(SpecialDistributions.NegativeBinomialCdf(week.Upper - 1, week.Expected, double.PositiveInfinity) < 1 - alpha);
        }
    }

    [Fact]
    public void Monitor_PastOutbreak_ReweightingLowersTheThreshold()
    {
        var counts = Weeks(320, 15, 4);
        counts[206] = counts[207] = 70;
        var settings = new FarringtonSettings { Years = 5, Alpha = 0.01, Version = FarringtonVersion.Original, Trend = false };

        var with = Farrington.Monitor(counts, 310, 310, settings)[0];
        var without = Farrington.Monitor(counts, 310, 310, settings with { Reweight = false })[0];

        Assert.True(with.Upper < without.Upper);
    }

    [Fact]
    public void Monitor_AnyNumberOfThreads_GivesTheSameNumbers()
    {
        var counts = Weeks(400, 9, 1);
        var settings = new FarringtonSettings { Years = 5, Periods = 10, RecentWeeksLeftOut = 26 };

        var one = Farrington.Monitor(counts, 300, 399, settings, threads: 1);

        Assert.Equal(one, Farrington.Monitor(counts, 300, 399, settings, threads: 4));
    }

    [Fact]
    public void Monitor_NothingOrMissing_HasADefinedAnswer()
    {
        var none = Farrington.Monitor(new double[320], 310, 311, new() { Years = 5 });
        Assert.All(none, w => Assert.False(w.Alarm));

        var gaps = Weeks(320, 12, 6);
        gaps[200] = gaps[310] = double.NaN;
        var weeks = Farrington.Monitor(gaps, 309, 311, new() { Years = 5, Periods = 10 });
        Assert.True(double.IsNaN(weeks[1].Observed) && !weeks[1].Alarm && weeks[1].Upper > 0);
    }

    [Fact]
    public void Monitor_TooFewYears_SaysWhereToStart()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Farrington.Monitor(new double[100], 80, 90, new() { Years = 5 }));
        Assert.Contains("Start at week 264", refusal.Message, StringComparison.Ordinal);
    }
}
