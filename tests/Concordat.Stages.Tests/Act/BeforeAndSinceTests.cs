using Concordat.Act.Problems;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Stages.Tests.Act;

public sealed class BeforeAndSinceTests
{
    static readonly Month Adopted = new(2026, 6);

    static BeforeAndSince Split(IEnumerable<(int? In, int? Out)> before, IEnumerable<(int? In, int? Out)> since)
    {
        var (left, right) = (before.ToList(), since.ToList());
        var first = Adopted.AddMonths(1 - left.Count);
        return BeforeAndSince.Split([.. left.Concat(right).Select((c, i) => new MonthInCells(first.AddMonths(i), c.In, c.Out))], Adopted);
    }

    static IEnumerable<(int?, int?)> Each(int months, int inside, int outside) => Enumerable.Repeat<(int?, int?)>((inside, outside), months);

    [Fact]
    public void Split_TheMonthOfAdoption_CountsAsBefore()
    {
        var split = Split(Each(12, 20, 100), Each(3, 10, 100));

        Assert.Equal(new Side(240, 12), split.HotSpotBefore);
        Assert.Equal(new Side(30, 3), split.HotSpotSince);
        Assert.Equal(Adopted, split.Before[^1].Month);
    }

    [Fact]
    public void HotSpot_KnownCounts_HaveTheRatioAndItsExactInterval()
    {
        var split = Split(Each(10, 10, 1000), Each(10, 5, 1000));

        // 100 before, 50 since over equal spans. R: binom.test(50, 150)$conf.int = 0.2585671, 0.4148433, as odds 0.348742, 0.708946
        Assert.Equal(0.5, split.HotSpot!.Ratio, 1e-12);
        Assert.Equal(0.348742, split.HotSpot.Low, 2e-3);
        Assert.Equal(0.708946, split.HotSpot.High, 2e-3);
    }

    [Fact]
    public void BesideTheRest_KnownCounts_IsTheRatioOfOddsWithHalfAdded()
    {
        var split = Split(Each(10, 10, 100), Each(10, 5, 90));

        // (50.5/100.5)/(900.5/1000.5); standard error of the logarithm sqrt(1/50.5 + 1/100.5 + 1/900.5 + 1/1000.5) = 0.178673
        var ratio = 50.5 / 100.5 / (900.5 / 1000.5);
        Assert.Equal(ratio, split.BesideTheRest!.Ratio, 1e-12);
        Assert.Equal(ratio * Math.Exp(-1.959964 * Math.Sqrt(1 / 50.5 + 1 / 100.5 + 1 / 900.5 + 1 / 1000.5)), split.BesideTheRest.Low, 1e-6);
    }

    [Fact]
    public void Words_AFallBeyondChance_SayFewerAndWarnOfPeaks()
    {
        var words = Split(Each(12, 23, 100), Each(6, 11, 90)).InWords;

        Assert.StartsWith("Fell from 23 a month to 11; the rest of the area fell by 10%.", words, StringComparison.Ordinal);
        Assert.Contains("fewer beside the rest of the area than chance explains", words, StringComparison.Ordinal);
        Assert.EndsWith("Counts that follow a peak tend to fall by themselves.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_OneMonthWithinChance_AreTooEarlyToClaim()
    {
        Assert.Contains("Too early to claim", Split(Each(12, 23, 100), Each(1, 20, 100)).InWords, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingMonths_CountOnNeitherSide()
    {
        var split = Split([.. Each(5, 10, 50), (null, null)], [(null, null), (4, 50)]);

        Assert.Equal(new Side(50, 5), split.HotSpotBefore);
        Assert.Equal(new Side(4, 1), split.HotSpotSince);
    }

    [Fact]
    public void NoMonthSince_SaysSoAndComparesNothing()
    {
        var split = Split(Each(12, 10, 50), [(null, null)]);

        Assert.False(split.CanCompare);
        Assert.Null(split.HotSpot);
        Assert.Contains("No month since the adoption is held yet", split.InWords, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingCounted_OnEitherSide_DoesNotFail()
    {
        var words = Split(Each(3, 0, 0), Each(3, 0, 0)).InWords;

        Assert.StartsWith("Stayed at 0 a month; the rest of the area cannot be compared.", words, StringComparison.Ordinal);
    }
}
