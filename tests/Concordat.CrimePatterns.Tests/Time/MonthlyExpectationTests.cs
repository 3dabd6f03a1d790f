using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class MonthlyExpectationTests
{
    private static double Mean(int month) => 80 * Math.Exp(-0.05 * month / 12) * (1 + 0.3 * Math.Cos(2 * Math.PI * month / 12));

    private static double[] Series(int months) => [.. Enumerable.Range(0, months).Select(m => Math.Round(Mean(m)))];

    [Fact]
    public void Expect_SeasonalSeriesWithTrend_FindsTheComingMonth()
    {
        var history = Series(72);

        for (var ahead = 1; ahead <= 12; ahead++)
        {
            var result = MonthlyExpectation.Expect(history, ahead);
            Assert.InRange(result.Expected, 0.97 * Mean(71 + ahead), 1.03 * Mean(71 + ahead));
            Assert.True(result.Low < result.Expected && result.Expected < result.High);
            Assert.Equal(3, result.Harmonics);
        }
    }

    [Theory]
    [InlineData(23, false, 0)]
    [InlineData(24, true, 1)]
    [InlineData(36, true, 2)]
    [InlineData(60, true, 3)]
    public void Expect_LengthOfHistory_ChoosesTheHarmonics(int months, bool enough, int harmonics)
    {
        var result = MonthlyExpectation.Expect(Series(months));

        Assert.Equal(enough, result.HasEnoughData);
        Assert.Equal(harmonics, result.Harmonics);
        Assert.Equal(months, result.KnownMonths);
    }

    [Fact]
    public void Expect_MissingMonths_AreNotZeroes()
    {
        var full = Series(60);
        var gaps = (double[])full.Clone();
        foreach (var m in new[] { 3, 17, 18, 40, 58 }) gaps[m] = double.NaN;
        var zeroes = gaps.Select(c => double.IsNaN(c) ? 0 : c).ToArray();

        var expected = MonthlyExpectation.Expect(full).Expected;

        Assert.InRange(MonthlyExpectation.Expect(gaps).Expected, 0.98 * expected, 1.02 * expected);
        Assert.True(MonthlyExpectation.Expect(zeroes).Dispersion > 3 && MonthlyExpectation.Expect(gaps).Dispersion == 1);
        Assert.Equal(55, MonthlyExpectation.Expect(gaps).KnownMonths);
    }

    [Fact]
    public void Expect_TooManyMissingMonths_SaysNotEnough()
    {
        var history = Series(40);
        for (var m = 0; m < 17; m++) history[m] = double.NaN;

        var result = MonthlyExpectation.Expect(history);

        Assert.False(result.HasEnoughData);
        Assert.True(double.IsNaN(result.Expected));
        Assert.Null(result.SignalFor(5));
    }

    [Fact]
    public void Expect_NoEvents_ExpectsNoneAndAllowsOne()
    {
        var result = MonthlyExpectation.Expect(new double[24]);

        Assert.Equal((0.0, 0.0, 1.0), (result.Expected, result.Low, result.High));
        Assert.Equal(ChangeSignal.Rise, result.SignalFor(2));
    }

    [Fact]
    public void Expect_AFewEvents_FallsBackToTheMean()
    {
        var history = new double[30];
        history[4] = history[20] = 1;

        var result = MonthlyExpectation.Expect(history);

        Assert.Equal(2 / 30.0, result.Expected, 1e-9);
        Assert.Equal(0, result.Harmonics);
    }

    [Fact]
    public void Expect_OverdispersedCounts_CoversAboutNinetyFivePerCent()
    {
        // Negative binomial counts, variance three times the mean, as a gamma mixture of Poisson counts.
        var random = new Random(20240517);
        int inside = 0, runs = 400;
        for (var run = 0; run < runs; run++)
        {
            var counts = Enumerable.Range(0, 61).Select(m => (double)Draw(random, Mean(m), 3)).ToArray();
            var result = MonthlyExpectation.Expect(counts.AsSpan(0, 60));
            if (result.SignalFor(counts[60]) == ChangeSignal.None) inside++;
        }
        Assert.InRange(inside / (double)runs, 0.91, 0.985);
    }

    // Poisson number of clusters with logarithmic sizes is negative binomial; a plain mixture of unit exponentials does here.
    private static int Draw(Random random, double mean, double dispersion)
    {
        var size = mean / (dispersion - 1);
        double gamma = 0;
        for (var i = 0; i < (int)Math.Round(size); i++) gamma -= Math.Log(1 - random.NextDouble());
        return Poisson(random, gamma * mean / Math.Round(size));
    }

    private static int Poisson(Random random, double mean)
    {
        var count = -1;
        for (double sum = 0; sum < mean; count++) sum -= Math.Log(1 - random.NextDouble());
        return Math.Max(0, count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Expect_CountsOfAnySize_KeepsTheSeason(double factor)
    {
        var history = Enumerable.Range(0, 72).Select(m => Math.Round(factor * Mean(m))).ToArray();

        var result = MonthlyExpectation.Expect(history, 3);

        Assert.Equal(3, result.Harmonics);
        Assert.InRange(result.Expected / factor, 0.97 * Mean(74), 1.03 * Mean(74));
    }

    [Fact]
    public void Expect_WorkedExampleOfTheMethodPage_IsAsPrinted()
    {
        // Three years of 10 offences in each winter month and 20 in each summer month, no trend.
        var history = Enumerable.Range(0, 36).Select(m => m % 12 is >= 3 and < 9 ? 20.0 : 10.0).ToArray();

        var result = MonthlyExpectation.Expect(history);

        Assert.Equal(2, result.Harmonics);
        Assert.Equal(0, result.TrendPerYear, 0.02);
        Assert.InRange(result.Expected, 8.5, 11.5);
        Assert.Equal((3, 16), (result.Low, result.High));
    }

    [Fact]
    public void Expect_NegativeCount_IsRefusedByName()
    {
        var history = Series(30);
        history[7] = -2;
        Assert.Contains("history[7]", Assert.Throws<ArgumentException>(() => MonthlyExpectation.Expect(history)).Message, StringComparison.Ordinal);
    }
}
