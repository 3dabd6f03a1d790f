using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

/// <summary>The Poisson CUSUM as the largest sum of any latest stretch, its limits sought by halving, and what it must do with changed series.</summary>
public sealed class PoissonCusumTests
{
    private const double Mean = 10;
    private static readonly double[] Counts = Drawn();

    private static double[] Drawn()
    {
        var random = new RandomStream(16, 0);
        return [.. Enumerable.Range(0, 80).Select(i => i == 40 ? double.NaN : random.Below(10) + random.Below(12) + (i is > 50 and < 58 ? 8.0 : 0))];
    }

    private static double Score(double y, double m, CountTransform transform) => transform switch
    {
        CountTransform.Standard => (y - m) / Math.Sqrt(m),
        CountTransform.Rossi => (y - 3 * m + 2 * Math.Sqrt(m * y)) / (2 * Math.Sqrt(m)),
        CountTransform.Anscombe => 1.5 * (Math.Cbrt(y * y) - Math.Cbrt(m * m)) / Math.Sqrt(Math.Cbrt(m)),
        _ => y,
    };

    private static (double Slack, double Threshold) Settings(CountTransform transform) => transform == CountTransform.None ? (12, 9) : (0.4, 2.5);

    [Theory]
    [InlineData(CountTransform.Standard, false)]
    [InlineData(CountTransform.Rossi, false)]
    [InlineData(CountTransform.Anscombe, false)]
    [InlineData(CountTransform.None, false)]
    [InlineData(CountTransform.Standard, true)]
    [InlineData(CountTransform.Rossi, true)]
    [InlineData(CountTransform.Anscombe, true)]
    [InlineData(CountTransform.None, true)]
    public void PoissonCusum_AnySeries_IsTheLargestSumOfAnyLatestStretch(CountTransform transform, bool reset)
    {
        var (slack, threshold) = Settings(transform);

        var chart = ControlCharts.PoissonCusum(Counts, Mean, slack, threshold, transform, reset);

        var restart = 0; // first period after the last alarm that set the sum back
        for (var t = 0; t < Counts.Length; t++)
        {
            double Stretch(int from, int to) => Counts[from..to].Where(c => !double.IsNaN(c)).Sum(c => Score(c, Mean, transform) - slack);
            var before = Enumerable.Range(restart, t - restart).Select(from => Stretch(from, t)).Append(0).Max();
            var sum = Enumerable.Range(restart, t + 1 - restart).Select(from => Stretch(from, t + 1)).Append(0).Max();
            Assert.Equal(sum, chart.Sums[t], 1e-9);
            Assert.Equal(!double.IsNaN(Counts[t]) && sum >= threshold, chart.Alarms[t]);
            Assert.Equal(Limit(before), chart.Upper[t], 1e-6);
            if (reset && chart.Alarms[t]) restart = t + 1;
        }
        Assert.InRange(chart.Alarms.Count(a => a), 2, 40);

        double Limit(double before)
        {
            double low = 0, high = 200;
            for (var i = 0; i < 60; i++)
            {
                var middle = (low + high) / 2;
                if (before + Score(middle, Mean, transform) - slack >= threshold) high = middle;
                else low = middle;
            }
            return low;
        }
    }

    [Fact]
    public void PoissonCusum_LaterCountsAdded_LeaveEarlierSumsAlone()
    {
        var whole = ControlCharts.PoissonCusum(Counts, Mean, 0.4, 2.5, CountTransform.Rossi);
        var part = ControlCharts.PoissonCusum(Counts.AsSpan(0, 55), Mean, 0.4, 2.5, CountTransform.Rossi);

        Assert.Equal(whole.Sums[..55], part.Sums);
        Assert.Equal(whole.Upper[..55], part.Upper);
        Assert.Equal(whole.Alarms[..55], part.Alarms);
    }

    [Fact]
    public void PoissonCusum_RiseWithinInAnyOrder_EndsAtTheSameSum()
    {
        // While every step is upwards the sum never meets 0, so the order of the counts does not matter to its end.
        double[] rise = [14, 30, 19, 25, 16];
        var ends = new[] { rise, [.. rise.Reverse()], [.. rise.Order()], [.. rise.OrderDescending()] }
            .Select(counts => ControlCharts.PoissonCusum(counts, Mean, 0.4, 1000, CountTransform.Anscombe).Sums[^1]).ToArray();

        Assert.All(ends, end => Assert.Equal(rise.Sum(y => Score(y, Mean, CountTransform.Anscombe) - 0.4), end, 1e-10));
    }

    [Theory]
    [InlineData(CountTransform.Standard)]
    [InlineData(CountTransform.Rossi)]
    [InlineData(CountTransform.Anscombe)]
    public void PoissonCusum_ConstantSeries_StaysAtNoneOrRisesInEqualSteps(CountTransform transform)
    {
        var level = ControlCharts.PoissonCusum([.. Enumerable.Repeat(Mean, 30)], Mean, 0.4, 2.5, transform);
        var above = ControlCharts.PoissonCusum([.. Enumerable.Repeat(14.0, 30)], Mean, 0.4, 2.5, transform);

        Assert.All(level.Sums, sum => Assert.Equal(0, sum));
        Assert.All(level.Upper, limit => Assert.Equal(level.Upper[0], limit));
        for (var t = 0; t < 30; t++) Assert.Equal((t + 1) * (Score(14, Mean, transform) - 0.4), above.Sums[t], 1e-9);
        Assert.DoesNotContain(true, level.Alarms);
        Assert.True(above.Alarms[29]);
    }

    [Fact]
    public void PoissonCusum_Scaled_ScalesTheSumsOrKeepsThem()
    {
        var plain = ControlCharts.PoissonCusum(Counts, Mean, 12, 9, CountTransform.None);
        var fourfold = ControlCharts.PoissonCusum([.. Counts.Select(c => 4 * c)], Mean, 48, 36, CountTransform.None);
        Assert.Equal(plain.Sums.Select(s => 4 * s), fourfold.Sums);
        Assert.Equal(plain.Alarms, fourfold.Alarms);

        // Standardised by the root of the mean: four times the counts and mean, twice the sums.
        var standard = ControlCharts.PoissonCusum(Counts, Mean, 0.4, 2.5, CountTransform.Standard);
        var doubled = ControlCharts.PoissonCusum([.. Counts.Select(c => 4 * c)], 4 * Mean, 0.8, 5, CountTransform.Standard);
        for (var t = 0; t < Counts.Length; t++)
        {
            Assert.Equal(2 * standard.Sums[t], doubled.Sums[t], 1e-9);
            Assert.Equal(4 * standard.Upper[t], doubled.Upper[t], 1e-8);
        }
        Assert.Equal(standard.Alarms, doubled.Alarms);
    }

    [Fact]
    public void PoissonCusum_NothingKnown_NeverAlarms()
    {
        Assert.Empty(ControlCharts.PoissonCusum([], Mean, 0.4, 2.5, CountTransform.Rossi).Sums);
        var missing = ControlCharts.PoissonCusum([double.NaN, double.NaN], Mean, 0.4, 2.5, CountTransform.Rossi);
        Assert.Equal([0.0, 0.0], missing.Sums);
        Assert.Equal([false, false], missing.Alarms);
        Assert.All(ControlCharts.PoissonCusum(new double[20], Mean, 0.4, 2.5, CountTransform.Rossi).Sums, sum => Assert.Equal(0, sum));
    }

    [Fact]
    public void Charts_NumbersThatAreNone_AreRefusedByNameAndValue()
    {
        string Poisson(double[] counts, double mean, double slack) => Assert.ThrowsAny<ArgumentException>(() => ControlCharts.PoissonCusum(counts, mean, slack, 2, CountTransform.Standard)).Message;

        Assert.Contains("counts[1] is Infinity", Poisson([1, double.PositiveInfinity], 10, 0.4), StringComparison.Ordinal);
        Assert.Contains("counts[0] is -2", Poisson([-2], 10, 0.4), StringComparison.Ordinal);
        Assert.Contains("slack is NaN", Poisson([1], 10, double.NaN), StringComparison.Ordinal);
        Assert.Contains("mean is NaN", Poisson([1], double.NaN, 0.4), StringComparison.Ordinal);
        Assert.Contains("mean is NaN", Assert.Throws<ArgumentException>(() => ControlCharts.Ewma([1], 0.2, double.NaN, 1, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("target is Infinity", Assert.Throws<ArgumentException>(() => ControlCharts.Cusum([1], double.PositiveInfinity, 1, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("values[1] is Infinity", Assert.Throws<ArgumentException>(() => ControlCharts.Ewma([1, double.PositiveInfinity], 0.2, 1, 1, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("values[0] is -Infinity", Assert.Throws<ArgumentException>(() => ControlCharts.Cusum([double.NegativeInfinity], 1, 1, 3)).Message, StringComparison.Ordinal);
    }
}
