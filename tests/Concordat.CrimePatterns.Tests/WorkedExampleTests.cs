using Concordat.CrimePatterns.Evaluation;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests;

/// <summary>The worked examples of docs/methods that no other test runs.</summary>
public sealed class WorkedExampleTests
{
    private static readonly double[] TenValues = [9.2, 10.4, 10.1, 8.8, 11.9, 12.2, 11.4, 9.9, 12.8, 13.1];

    [Fact]
    public void CountChange_AprilToMay()
    {
        var change = CountChange.Compare(40, 62);
        var ratio = CountChange.CompareRates(40, 30, 62, 31);

        Assert.Equal(3.10, change.Z, 0.005);
        Assert.Equal(55, change.ChangePercent);
        Assert.Equal(ChangeSignal.Rise, change.Signal);
        Assert.Equal(new CountBand(24, 61), CountChange.NoSignalBand(40));
        Assert.Equal(1.5, ratio.Ratio, 1e-12);
        Assert.Equal(0.992, ratio.Low, 0.0005);
        Assert.Equal(2.291, ratio.High, 0.0005);
        Assert.Equal(0.055, ratio.PValue, 0.0005);
    }

    [Fact]
    public void Projection_LevelSeries()
    {
        var history = Enumerable.Range(0, 36).Select(m => m % 12 is >= 3 and < 9 ? 20.0 : 10.0).ToArray();

        var years = Projection.Years(history);

        Assert.All(years, year => Assert.Equal(180, year.Expected, 1e-6));
        Assert.Equal([(127.0, 240.0), (116, 256), (105, 274)], years.Select(year => (year.Low, year.High)));
        Assert.Equal(8.9, MonthlyExpectation.Expect(history).Expected, 0.05);
    }

    [Fact]
    public void Charts_TenValues()
    {
        var ewma = ControlCharts.Ewma(TenValues, 0.2, 10, 1, 2.7);
        var cusum = ControlCharts.Cusum(TenValues, 10, 0.5, 4);

        Assert.Equal(11.437, ewma.Averages[9], 0.0005);
        Assert.Equal(9.1, ewma.Lower[0], 1e-9);
        Assert.Equal(10.9, ewma.Upper[0], 1e-9);
        Assert.Equal([8, 9], ewma.Signals);
        Assert.Equal(0, cusum.Plus[3]);
        Assert.True(cusum.Plus[4] > 0);
        Assert.Equal(8.3, cusum.Plus[9], 1e-9);
        Assert.Equal([8, 9], cusum.Signals);
    }

    [Fact]
    public void PoissonCusum_FourCounts()
    {
        var chart = ControlCharts.PoissonCusum([12, 13, 9, 20], 10, 0.4, 2.5, CountTransform.Rossi);

        Assert.Equal([0.218, 0.736, 0.015, 2.506], chart.Sums.Select(s => Math.Round(s, 3)));
        Assert.Equal([false, false, false, true], chart.Alarms);
        Assert.Equal(19.98, chart.Upper[3], 0.005);
    }

    [Fact]
    public void Stl_DecemberPeak()
    {
        var offences = Enumerable.Range(0, 48).Select(m => m % 12 == 11 ? 130.0 : 100).ToArray();

        var parts = SeasonalTrend.Decompose(offences, StlSettings.For(48, 12, null));

        for (var m = 0; m < 48; m++)
        {
            Assert.Equal(102.5, parts.Trend[m], 1e-9);
            Assert.Equal(m % 12 == 11 ? 27.5 : -2.5, parts.Season[m], 1e-9);
            Assert.Equal(0, parts.Remainder[m], 1e-9);
        }
    }

    [Fact]
    public void Farrington_LevelSeries()
    {
        double[] counts = [.. Enumerable.Repeat(10.0, 6 * 52), 25];

        var week = Farrington.Monitor(counts, 312, 312, new() { Alpha = 0.005, Periods = 10, RecentWeeksLeftOut = 26 })[0];

        Assert.Equal(10, week.Expected, 1e-6);
        Assert.Equal(19.2, week.Upper, 0.05);
        Assert.Equal(1.64, week.Score, 0.005);
        Assert.True(week.Alarm);
    }

    [Fact]
    public void WeightedDifference_TwentyToTen()
    {
        var result = Displacement.WeightedDifference(new() { Treated = [20, 10], Control = [20, 20] });

        Assert.Equal(-10, result.Total);
        Assert.Equal(8.37, result.TotalError, 0.005);
        Assert.Equal(-23.8, result.Low, 0.05);
        Assert.Equal(3.8, result.High, 0.05);
    }
}
