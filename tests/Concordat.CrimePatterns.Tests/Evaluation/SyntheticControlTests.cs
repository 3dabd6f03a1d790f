using Concordat.CrimePatterns.Evaluation;

namespace Concordat.CrimePatterns.Tests.Evaluation;

/// <summary>Synthetic controls of series that are empty, constant, alike or out of reach.</summary>
public sealed class SyntheticControlTests
{
    private static readonly double[] Series = [1, 2, 4, 3, 7, 5, 0.1];

    [Fact]
    public void Fit_NothingHappenedAnywhere_HasNoGap()
    {
        var fit = SyntheticControl.Fit(new double[6], [new double[6], new double[6]], 4);

        Assert.Equal(1, fit.Weights.Sum(), 1e-12);
        Assert.Equal((0.0, 0.0), (fit.FitError, fit.TotalGapAfter));
        Assert.Equal(1, SyntheticControl.Placebos(new double[6], [new double[6], new double[6]], 4));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(11)]
    public void Placebos_EveryAreaAlike_FindsNothing(int donors)
    {
        double[][] all = [.. Enumerable.Range(0, donors).Select(_ => Series)];

        Assert.Equal(0, SyntheticControl.Fit(Series, all, 4).FitError, 1e-12);
        Assert.Equal(1, SyntheticControl.Placebos(Series, all, 4));
    }

    [Fact]
    public void Placebos_AlikeBeforeAndLowerAfter_IsAsRareAsCanBe()
    {
        double[][] all = [.. Enumerable.Range(0, 6).Select(_ => Series)];
        double[] treated = [.. Series.Select((v, t) => t >= 4 ? v - 3 : v)];

        Assert.Equal(1 / 7.0, SyntheticControl.Placebos(treated, all, 4), 1e-12);
    }

    [Fact]
    public void Fit_TreatedOutOfReachOfItsDonors_TakesTheNearestOne()
    {
        var fit = SyntheticControl.Fit([50, 50, 50, 50], [[1, 1, 1, 1], [9, 9, 9, 9], [5, 5, 5, 5]], 3);

        Assert.Equal([0.0, 1.0, 0.0], fit.Weights.Select(w => Math.Round(w, 9)));
        Assert.Equal(41, fit.FitError, 1e-9);
        Assert.Equal(41, fit.TotalGapAfter, 1e-9);
    }

    [Fact]
    public void Fit_OnePeriodOrAllBefore_HasADefinedAnswer()
    {
        Assert.Equal(0, SyntheticControl.Fit([3], [[2], [4]], 1).FitError, 1e-12);
        Assert.Equal(0, SyntheticControl.Fit(Series, [Series, new double[7]], 7).TotalGapAfter);
    }

    [Fact]
    public void Fit_BadInput_IsRefusedByNameAndValue()
    {
        Assert.Contains("treated[1] is NaN", Assert.Throws<ArgumentException>(() => SyntheticControl.Fit([1, double.NaN], [[1, 2]], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("donor", Assert.Throws<ArgumentException>(() => SyntheticControl.Fit([1, 2], [[1, double.PositiveInfinity]], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("a donor has 3", Assert.Throws<ArgumentException>(() => SyntheticControl.Fit([1, 2], [[1, 2, 3]], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("periodsBefore is 3", Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticControl.Fit([1, 2], [[1, 2]], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("number of periods is 0", Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticControl.Fit([], [[]], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("donors", Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticControl.Placebos(Series, [Series], 4)).Message, StringComparison.Ordinal);
        Assert.Contains("periodsBefore is 7", Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticControl.Placebos(Series, [Series, Series], 7)).Message, StringComparison.Ordinal);
    }
}
