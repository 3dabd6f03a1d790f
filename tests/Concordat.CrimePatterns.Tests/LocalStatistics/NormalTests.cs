using Concordat.CrimePatterns.LocalStatistics;

namespace Concordat.CrimePatterns.Tests.LocalStatistics;

public sealed class NormalTests
{
    // Reference values: fifty-digit arithmetic of erfc(z / sqrt 2) / 2.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.3, 0.38208857781104733)]
    [InlineData(1, 0.15865525393145705)]
    [InlineData(1.959963984540054, 0.025000000000000013)]
    [InlineData(3, 0.0013498980316300945)]
    [InlineData(6, 9.865876450376981e-10)]
    [InlineData(10, 7.61985302416052606597337e-24)]
    [InlineData(20, 2.75362411860623369e-89)]
    [InlineData(37, 5.725571222524e-300)]
    public void UpperTail_KnownPoints_AgreesToThirteenDigits(double z, double expected)
    {
        var tail = Normal.UpperTail(z);

        Assert.InRange(tail / expected, 1 - 1e-12, 1 + 1e-12);
    }

    [Fact]
    public void Tails_AnyPoint_AreConsistent()
    {
        for (var z = -8.0; z <= 8; z += 0.0625)
        {
            Assert.Equal(1, Normal.UpperTail(z) + Normal.LowerTail(z), 14);
            Assert.Equal(2 * Normal.UpperTail(Math.Abs(z)), Normal.TwoSided(z), 15);
        }
    }

    [Fact]
    public void Tails_NotANumber_GiveNotANumber()
    {
        Assert.True(double.IsNaN(Normal.UpperTail(double.NaN)));
        Assert.True(double.IsNaN(Normal.TwoSided(double.NaN)));
        Assert.Equal(0, Normal.UpperTail(double.PositiveInfinity));
        Assert.Equal(1, Normal.UpperTail(double.NegativeInfinity));
    }
}
