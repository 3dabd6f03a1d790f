using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class ControlChartsTests
{
    private static readonly double[] Values = [9.2, 10.4, 10.1, 8.8, 11.9, 12.2, 11.4, 9.9, 12.8, 13.1];

    [Fact]
    public void Ewma_AnySeries_IsTheWeightedSumOfItsPast()
    {
        const double Weight = 0.2;
        var chart = ControlCharts.Ewma(Values, Weight, 10, 1, 2.7, asymptotic: false);

        for (var t = 0; t < Values.Length; t++)
        {
            var sum = Math.Pow(1 - Weight, t + 1) * 10;
            double squares = 0;
            for (var j = 0; j <= t; j++)
            {
                sum += Weight * Math.Pow(1 - Weight, j) * Values[t - j];
                squares += Math.Pow(Weight * Math.Pow(1 - Weight, j), 2);
            }
            Assert.Equal(sum, chart.Averages[t], 1e-12);
            Assert.Equal(10 + 2.7 * Math.Sqrt(squares), chart.Upper[t], 1e-12);
            Assert.Equal(Math.Abs(sum - 10) > 2.7 * Math.Sqrt(squares), chart.Signals.Contains(t));
        }
    }

    [Fact]
    public void Cusum_AnySeries_IsTheLargestSumOfAnyLatestStretch()
    {
        var chart = ControlCharts.Cusum(Values, 10, 0.5, 4);

        for (var t = 0; t < Values.Length; t++)
        {
            double up = 0, down = 0;
            for (var from = 0; from <= t; from++)
            {
                up = Math.Max(up, Values[from..(t + 1)].Sum(v => v - 10.5));
                down = Math.Max(down, Values[from..(t + 1)].Sum(v => 9.5 - v));
            }
            Assert.Equal(up, chart.Plus[t], 1e-12);
            Assert.Equal(down, chart.Minus[t], 1e-12);
        }
        Assert.Equal([8, 9], chart.Signals);
    }

    [Fact]
    public void Charts_MissingValue_StayWhereTheyWere()
    {
        double[] gap = [9.2, double.NaN, 10.4];
        double[] whole = [9.2, 10.4];

        Assert.Equal(ControlCharts.Ewma(whole, 0.2, 10, 1, 3, false).Upper[1], ControlCharts.Ewma(gap, 0.2, 10, 1, 3, false).Upper[2], 1e-12);
        Assert.Equal(ControlCharts.Cusum(whole, 10, 0.5, 4).Minus[1], ControlCharts.Cusum(gap, 10, 0.5, 4).Minus[2], 1e-12);
        var poisson = ControlCharts.PoissonCusum([5, double.NaN, 40], 10, 0.5, 2, CountTransform.Rossi);
        Assert.Equal([false, false, true], poisson.Alarms);
    }

    [Theory]
    [InlineData(CountTransform.Standard)]
    [InlineData(CountTransform.Rossi)]
    [InlineData(CountTransform.Anscombe)]
    [InlineData(CountTransform.None)]
    public void PoissonCusum_CountAtTheLimit_JustRaisesTheAlarm(CountTransform transform)
    {
        double[] start = [12, 13, 9];
        foreach (var reset in new[] { true, false })
        {
            var (slack, threshold) = transform == CountTransform.None ? (10.5, 6.0) : (0.4, 2.5);
            var upper = ControlCharts.PoissonCusum([.. start, 0], 10, slack, threshold, transform, reset).Upper[3];

            Assert.True(ControlCharts.PoissonCusum([.. start, upper + 1e-6], 10, slack, threshold, transform, reset).Alarms[3]);
            Assert.False(ControlCharts.PoissonCusum([.. start, upper - 1e-6], 10, slack, threshold, transform, reset).Alarms[3]);
        }
    }

    [Fact]
    public void PoissonCusum_AfterAnAlarm_StartsAgainOnlyWhenAsked()
    {
        double[] counts = [30, 10];
        Assert.Equal([true, false], ControlCharts.PoissonCusum(counts, 10, 0.5, 2, CountTransform.Standard, resetAfterAlarm: true).Alarms);
        Assert.Equal([true, true], ControlCharts.PoissonCusum(counts, 10, 0.5, 2, CountTransform.Standard).Alarms);
    }

    [Fact]
    public void Charts_ParameterOutOfRange_IsNamed()
    {
        Assert.Contains("lambda_", Assert.Throws<ArgumentOutOfRangeException>(() => ControlCharts.Ewma(Values, 0, 10, 1, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("threshold", Assert.Throws<ArgumentOutOfRangeException>(() => ControlCharts.Cusum(Values, 10, 1, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("mean", Assert.Throws<ArgumentOutOfRangeException>(() => ControlCharts.PoissonCusum([1], 0, 1, 1, CountTransform.Rossi)).Message, StringComparison.Ordinal);
    }
}
