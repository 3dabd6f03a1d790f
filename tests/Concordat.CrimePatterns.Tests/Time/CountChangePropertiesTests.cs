using System.Globalization;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

/// <summary>What swapping, doubling and scaling must do to the comparison of two counts.</summary>
public sealed class CountChangePropertiesTests
{
    public static TheoryData<long, double, long, double> Pairs => new() { { 40, 30, 62, 31 }, { 3, 1, 9, 2 }, { 12, 5, 12, 4 }, { 700, 365, 640, 366 }, { 1, 1, 4, 1 } };

    private static void AssertClose(double expected, double actual) => Assert.InRange(actual, expected * (1 - 1e-8), expected * (1 + 1e-8));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void CompareRates_PeriodsSwapped_InvertsTheRatio(long before, double exposureBefore, long now, double exposureNow)
    {
        RateRatio here = CountChange.CompareRates(before, exposureBefore, now, exposureNow), there = CountChange.CompareRates(now, exposureNow, before, exposureBefore);

        AssertClose(1 / here.Ratio, there.Ratio);
        AssertClose(1 / here.High, there.Low);
        AssertClose(1 / here.Low, there.High);
        AssertClose(here.PValue, there.PValue);
        AssertClose(here.LikelihoodPValue, there.LikelihoodPValue);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void CompareRates_BothCountsDoubled_KeepsTheRatioAndNarrows(long before, double exposureBefore, long now, double exposureNow)
    {
        var last = CountChange.CompareRates(before, exposureBefore, now, exposureNow);
        for (var factor = 2; factor <= 16; factor *= 2)
        {
            var next = CountChange.CompareRates(factor * before, exposureBefore, factor * now, exposureNow);
            AssertClose(last.Ratio, next.Ratio);
            Assert.True(next.Low > last.Low && next.High < last.High);
            last = next;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void CompareRates_ExposuresInAnotherUnit_IsTheSame(long before, double exposureBefore, long now, double exposureNow)
    {
        RateRatio here = CountChange.CompareRates(before, exposureBefore, now, exposureNow), there = CountChange.CompareRates(before, 8 * exposureBefore, now, 8 * exposureNow);

        Assert.Equal(here, there);
        AssertClose(2 * here.Ratio, CountChange.CompareRates(before, 2 * exposureBefore, now, exposureNow).Ratio);
    }

    [Fact]
    public void Compare_SwappedOrTimesFour_TurnsOrDoublesZ()
    {
        for (var before = 0L; before < 60; before++)
        {
            for (var now = 0L; now < 60; now++)
            {
                var here = CountChange.Compare(before, now);
                Assert.Equal(-here.Z, CountChange.Compare(now, before).Z, 1e-12);
                Assert.Equal(2 * here.Z, CountChange.Compare(4 * before, 4 * now).Z, 1e-12);
                if (here.Signal == ChangeSignal.Rise) Assert.Equal(ChangeSignal.Fall, CountChange.Compare(now, before).Signal);
            }
        }
    }

    [Fact]
    public void Rate_CountAndExposureDoubled_KeepsTheRateAndNarrows()
    {
        RateEstimate here = CountChange.Rate(10, 2), there = CountChange.Rate(20, 4);

        Assert.Equal(here.Rate, there.Rate);
        Assert.True(there.Low > here.Low && there.High < here.High);
        Assert.True(CountChange.Rate(10, 2, 0.99).High > here.High);
    }

    [Fact]
    public void Rates_BadInput_IsRefusedByNameAndValue()
    {
        string Refused(Action act) => Assert.Throws<ArgumentOutOfRangeException>(act).Message;

        Assert.Contains("exposureBefore is 0", Refused(() => CountChange.CompareRates(1, 0, 2, 1)), StringComparison.Ordinal);
        Assert.Contains("exposureNow is NaN", Refused(() => CountChange.CompareRates(1, 1, 2, double.NaN)), StringComparison.Ordinal);
        Assert.Contains("confidence is 1.5", Refused(() => CountChange.Rate(1, 1, 1.5)), StringComparison.Ordinal);
        Assert.Contains("-4", Refused(() => CountChange.CompareRates(1, 1, -4, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_InACultureWithDecimalCommas_PrintNumbersAsTheyAreTyped()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            string Refused(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;
            Assert.Contains("confidence is 1.5;", Refused(() => CountChange.Rate(1, 1, 1.5)), StringComparison.Ordinal);
            Assert.Contains("exposureNow is -0.5;", Refused(() => CountChange.CompareRates(1, 1, 2, -0.5)), StringComparison.Ordinal);
            Assert.Contains("history[1] is -2.5;", Refused(() => MonthlyExpectation.Expect([1, -2.5])), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
