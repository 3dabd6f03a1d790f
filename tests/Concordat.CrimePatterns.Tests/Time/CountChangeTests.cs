using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class CountChangeTests
{
    [Theory]
    [InlineData(16, 36, 4.0, ChangeSignal.Rise)]
    [InlineData(36, 16, -4.0, ChangeSignal.Fall)]
    [InlineData(25, 42, 2.9614813968157203, ChangeSignal.None)]
    [InlineData(0, 3, 3.4641016151377544, ChangeSignal.Rise)]
    [InlineData(0, 0, 0.0, ChangeSignal.None)]
    public void Compare_TwoCounts_GivesTwiceTheDifferenceOfRoots(long before, long now, double z, ChangeSignal signal)
    {
        var change = CountChange.Compare(before, now);

        Assert.Equal(z, change.Z, 1e-12);
        Assert.Equal(signal, change.Signal);
    }

    [Fact]
    public void Compare_NothingBefore_HasNoPercentage()
    {
        Assert.Null(CountChange.Compare(0, 7).ChangePercent);
        Assert.Equal(-25, CountChange.Compare(8, 6).ChangePercent);
    }

    [Fact]
    public void NoSignalBand_EveryCountBefore_HoldsExactlyTheCountsWithoutSignal()
    {
        for (var before = 0L; before <= 300; before++)
        {
            var band = CountChange.NoSignalBand(before);
            for (var now = 0L; now <= 500; now++)
                Assert.Equal(now >= band.Low && now <= band.High, CountChange.Compare(before, now).Signal == ChangeSignal.None);
        }
    }

    [Fact]
    public void CompareRates_ElevenAgainstSixPerPersonYears_MatchesPublishedInterval()
    {
        // R documentation of poisson.test: 11 of 800 + 6 of 1083 days with the roles as there, c(11, 6+8+7), c(800, 1083+1050+878).
        var ratio = CountChange.CompareRates(21, 1083 + 1050 + 878, 11, 800);

        Assert.Equal(1.971488, ratio.Ratio, 1e-6);
        Assert.Equal(0.07967, ratio.LikelihoodPValue, 1e-5);
        Assert.Equal(0.8584264, ratio.Low, 1e-7);
        Assert.Equal(4.2772659, ratio.High, 1e-6);
    }

    [Fact]
    public void CompareRates_SmallCounts_AgreesWithSummingBinomialMasses()
    {
        const double Chance = 3 / 5.0;
        for (var total = 1; total <= 25; total++)
        {
            var mass = Enumerable.Range(0, total + 1).Select(k => Math.Exp(SpecialFunctions.LogFactorial(total) - SpecialFunctions.LogFactorial(k)
                - SpecialFunctions.LogFactorial(total - k) + k * Math.Log(Chance) + (total - k) * Math.Log(1 - Chance))).ToArray();
            for (var now = 0; now <= total; now++)
            {
                var result = CountChange.CompareRates(total - now, 2, now, 3);

                Assert.Equal(mass.Where(m => m <= mass[now] * (1 + 1e-7)).Sum(), result.LikelihoodPValue, 1e-10);
                Assert.Equal(Math.Min(1, 2 * Math.Min(mass[..(now + 1)].Sum(), mass[now..].Sum())), result.PValue, 1e-10);
                Assert.Equal(result.PValue < 0.05, result.Low > 1 || result.High < 1);
            }
        }
    }

    [Fact]
    public void CompareRates_NothingInOnePeriodOrBoth_HasOpenIntervals()
    {
        var none = CountChange.CompareRates(0, 1, 0, 1);
        Assert.True(double.IsNaN(none.Ratio));
        Assert.Equal((0, double.PositiveInfinity, 1.0), (none.Low, none.High, none.PValue));

        var fresh = CountChange.CompareRates(0, 1, 5, 1);
        Assert.Equal(double.PositiveInfinity, fresh.Ratio);
        Assert.True(fresh.Low > 0.9 && double.IsPositiveInfinity(fresh.High));
        Assert.Equal(0.0625, fresh.PValue, 1e-12);
    }

    [Fact]
    public void Rate_TenEvents_HasGarwoodInterval()
    {
        var rate = CountChange.Rate(10, 2);

        Assert.Equal(5, rate.Rate);
        Assert.Equal(4.7953887 / 2, rate.Low, 1e-7); // Garwood's table for 10: 4.795 to 18.39
        Assert.Equal(18.3903560 / 2, rate.High, 1e-7);
        Assert.Equal(0, CountChange.Rate(0).Low);
        Assert.Equal(-Math.Log(0.025), CountChange.Rate(0).High, 1e-12);
    }

    [Fact]
    public void Compare_NegativeCount_SaysWhatToDo()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => CountChange.Compare(-1, 3));
        Assert.Contains("-1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("missing", refusal.Message, StringComparison.Ordinal);
    }
}
