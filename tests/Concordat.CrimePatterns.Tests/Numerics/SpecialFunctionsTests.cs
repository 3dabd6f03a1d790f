using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Numerics;

public sealed class SpecialFunctionsTests
{
    [Theory]
    // Values from exact arithmetic: gamma(5) = 24, gamma(1/2) = sqrt(pi), 100! and Stirling's series for 10^6.
    [InlineData(5, 3.1780538303479458)]
    [InlineData(0.5, 0.57236494292470008)]
    [InlineData(101, 363.73937555556349)]
    [InlineData(1e6, 12815504.569147611)]
    public void LogGamma_KnownArguments_GivesTabledValues(double x, double expected)
        => Assert.Equal(1, SpecialFunctions.LogGamma(x) / expected, 1e-13);

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(400)]
    [InlineData(10_000)]
    public void GammaQ_WholeShape_EqualsSumOfPoissonMasses(double mean)
    {
        for (var k = 0; k < 2 * mean + 10; k += Math.Max(1, (int)mean / 5))
        {
            double sum = 0;
            for (var j = 0; j <= k; j++) sum += Math.Exp(j * Math.Log(mean) - mean - SpecialFunctions.LogFactorial(j));
            Assert.Equal(sum, SpecialDistributions.PoissonCdf(k, mean), 1e-10);
            Assert.Equal(1, SpecialDistributions.PoissonCdf(k, mean) + SpecialDistributions.PoissonUpper(k + 1, mean), 1e-12);
        }
    }

    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(200, 0.02)]
    [InlineData(5_000, 0.6)]
    public void Beta_WholeShapes_EqualsSumOfBinomialMasses(int trials, double chance)
    {
        double sum = 0;
        for (var k = 0; k < trials; k++)
        {
            sum += Math.Exp(SpecialFunctions.LogFactorial(trials) - SpecialFunctions.LogFactorial(k) - SpecialFunctions.LogFactorial(trials - k)
                + k * Math.Log(chance) + (trials - k) * Math.Log(1 - chance));
            Assert.Equal(sum, SpecialDistributions.BinomialCdf(k, trials, chance), 1e-10);
        }
    }

    [Theory]
    [InlineData(0.975, 1.9599639845400545)]
    [InlineData(0.995, 2.5758293035489004)]
    [InlineData(0.05, -1.6448536269514722)]
    [InlineData(1e-10, -6.361340902404056)]
    public void NormalQuantile_KnownProbabilities_GivesTabledValues(double p, double z)
    {
        Assert.Equal(z, SpecialDistributions.NormalQuantile(p), 1e-12);
        Assert.Equal(1, SpecialDistributions.NormalCdf(z) / p, 1e-10);
    }

    [Theory]
    [InlineData(0.975, 1, 12.706204736174694)]
    [InlineData(0.975, 10, 2.2281388519649385)]
    [InlineData(0.025, 30, -2.0422724563012373)]
    public void StudentQuantile_KnownProbabilities_GivesTabledValues(double p, double df, double t)
        => Assert.Equal(t, SpecialDistributions.StudentQuantile(p, df), 1e-10);

    [Theory]
    [InlineData(7.3, 2.1)]
    [InlineData(7.3, double.PositiveInfinity)]
    [InlineData(350, 12)]
    [InlineData(0.01, 5)]
    public void NegativeBinomialQuantile_AnyProbability_IsTheLeastCountThatReachesIt(double mean, double size)
    {
        foreach (var p in new[] { 0.001, 0.025, 0.5, 0.975, 0.9999 })
        {
            var k = SpecialDistributions.NegativeBinomialQuantile(p, mean, size);

            Assert.True(SpecialDistributions.NegativeBinomialCdf(k, mean, size) >= p - 1e-12);
            Assert.True(SpecialDistributions.NegativeBinomialCdf(k - 1, mean, size) < p);
        }
    }
}
