using Concordat.CrimePatterns.Proportions;

namespace Concordat.CrimePatterns.Tests.Proportions;

public sealed class ProportionTests
{
    // Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_PublishedShares_HaveThePublishedInterval(int part, int whole, double low, double high)
    {
        var estimate = Proportion.Wilson(part, whole);

        Assert.Equal((double)part / whole, estimate.Share, 12);
        Assert.Equal(low, estimate.Low, 4);
        Assert.Equal(high, estimate.High, 4);
    }

    [Fact]
    public void Wilson_OfTheRest_IsTheMirror()
    {
        var (some, rest) = (Proportion.Wilson(7, 40), Proportion.Wilson(33, 40));

        Assert.Equal(1 - some.High, rest.Low, 12);
        Assert.Equal(1 - some.Low, rest.High, 12);
        Assert.Equal(1, Proportion.Wilson(9, 9).High);
    }

    // The smokers of R's help page of prop.trend.test: X-squared = 8.2249, p = 0.004132.
    [Fact]
    public void TrendZ_SmokersOfR_HaveItsChiSquare()
    {
        var z = Proportion.TrendZ([83, 90, 129, 70], [86, 93, 136, 82], [1, 2, 3, 4]);

        Assert.True(z < 0);
        Assert.Equal(8.2249, z * z, 4);
    }

    [Fact]
    public void TrendZ_WhereNothingCanBeTold_IsNaN_AndWrongInputIsRefused()
    {
        Assert.True(double.IsNaN(Proportion.TrendZ([0, 0], [5, 5], [1, 2])));
        Assert.True(double.IsNaN(Proportion.TrendZ([1, 2], [5, 5], [3, 3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(3, 2));
        Assert.Throws<ArgumentException>(() => Proportion.TrendZ([1, 2], [5, 5], [1]));
    }
}
