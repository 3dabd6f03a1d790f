using Concordat.CrimePatterns.Concentration;

namespace Concordat.CrimePatterns.Tests.Concentration;

public sealed class HotspotHistoryTests
{
    [Theory]
    [InlineData("..........", HotspotClass.Never, 0)]
    [InlineData(".........x", HotspotClass.New, 1)]
    [InlineData(".......xxx", HotspotClass.Consecutive, 3)]
    [InlineData("x.x....xxx", HotspotClass.Sporadic, 3)]
    [InlineData("xxxxxxxxx.", HotspotClass.Historical, 0)]
    [InlineData("..xxx.....", HotspotClass.Former, 0)]
    [InlineData("xxxx.xxxxx", HotspotClass.Persistent, 5)]
    public void Classify_HotAndColdPeriods_NamesThem(string periods, HotspotClass expected, int run)
    {
        var hot = periods.Select(c => new[] { c == 'x' }).ToArray();
        var scores = periods.Select((_, t) => new[] { t % 2 == 0 ? 3.0 : 3.5 }).ToArray();

        var history = HotspotHistory.Classify(hot, scores)[0];

        Assert.Equal(expected, history.Class);
        Assert.Equal(run, history.CurrentRun);
        Assert.Equal(periods.Count(c => c == 'x'), history.HotPeriods);
    }

    [Theory]
    [InlineData(1, HotspotClass.Intensifying)]
    [InlineData(-1, HotspotClass.Diminishing)]
    public void Classify_AlwaysHotWithATrend_SaysWhichWay(int sign, HotspotClass expected)
    {
        var hot = Enumerable.Repeat(new[] { true }, 8).ToArray();
        var scores = Enumerable.Range(0, 8).Select(t => new[] { 10.0 + sign * t }).ToArray();

        Assert.Equal(expected, HotspotHistory.Classify(hot, scores)[0].Class);
    }

    [Fact]
    public void MannKendall_WorkedExampleOfTheMethodPage_IsAsPrinted()
    {
        // S = 8 of 10 pairs rising less falling, variance 5 * 4 * 15 / 18.
        Assert.Equal((8 - 1) / Math.Sqrt(5 * 4 * 15 / 18.0), HotspotHistory.MannKendall([2, 1, 3, 4, 5]), 1e-12);
        Assert.Equal(0, HotspotHistory.MannKendall([4, 4, 4, 4]));
        Assert.Equal(0, HotspotHistory.MannKendall([1, 2]));
    }

    [Fact]
    public void Persistence_TwoPeriods_IsTheShareStillHot()
    {
        Assert.Equal(0.5, HotspotHistory.Persistence([true, true, false], [true, false, true]));
        Assert.True(double.IsNaN(HotspotHistory.Persistence([false], [true])));
    }
}
