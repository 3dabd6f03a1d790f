using Concordat.CrimePatterns.LocalStatistics;

namespace Concordat.CrimePatterns.Tests.LocalStatistics;

public sealed class FalseDiscoveryTests
{
    // docs/methods/false-discovery.md
    [Fact]
    public void BenjaminiHochberg_WorkedExample_AgreesWithHand()
    {
        double[] p = [0.04, 0.01, 0.5, 0.02];
        var q = new double[4];

        FalseDiscovery.BenjaminiHochberg(p, q);

        // ranks 3, 1, 4, 2 of 4: 0.04*4/3, 0.01*4, 0.5, 0.02*2
        double[] expected = [0.16 / 3, 0.04, 0.5, 0.04];
        for (var i = 0; i < 4; i++) Assert.Equal(expected[i], q[i], 1e-15);
    }

    [Fact]
    public void BenjaminiYekutieli_WorkedExample_MultipliesByHarmonicSum()
    {
        double[] p = [0.04, 0.01, 0.5, 0.02];
        var q = new double[4];

        FalseDiscovery.BenjaminiYekutieli(p, q);

        var harmonic = 1 + 0.5 + (1 / 3.0) + 0.25;
        double[] expected = [0.16 / 3 * harmonic, 0.04 * harmonic, 1, 0.04 * harmonic];
        for (var i = 0; i < 4; i++) Assert.Equal(expected[i], q[i], 1e-14);
    }

    [Fact]
    public void BenjaminiHochberg_UntestedAreas_DoNotCount()
    {
        var q = new double[3];

        FalseDiscovery.BenjaminiHochberg([0.02, double.NaN, 0.04], q);

        Assert.Equal([0.04, double.NaN, 0.04], q);
    }

    [Fact]
    public void BenjaminiHochberg_NoTestsAtAll_GivesNothing()
    {
        var q = Array.Empty<double>();

        FalseDiscovery.BenjaminiHochberg([], q);

        Assert.Empty(q);
    }

    [Fact]
    public void BenjaminiHochberg_ImpossibleProbability_IsRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => FalseDiscovery.BenjaminiHochberg([1.2], new double[1]));

        Assert.Contains("p[0] is 1.2", refusal.Message, StringComparison.Ordinal);
    }
}
