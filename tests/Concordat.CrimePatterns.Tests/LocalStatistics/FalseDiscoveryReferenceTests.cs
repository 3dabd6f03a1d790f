using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.LocalStatistics;

/// <summary>q-values against their definition: the smallest m p(k) / k over the p-values at least as large.</summary>
public sealed class FalseDiscoveryReferenceTests
{
    // Coarse p-values, so that ties, 0 and 1 occur; every ninth is missing.
    private static double[] Draws(int count, long seed)
    {
        var random = new RandomStream(seed, 0);
        return [.. Enumerable.Range(0, count).Select(i => i % 9 == 8 ? double.NaN : random.Below(2) == 0 ? random.Below(21) / 20.0 : random.Unit() * random.Unit() * 0.1)];
    }

    private static double[] Slow(double[] p, bool anyDependence)
    {
        var tested = p.Where(v => !double.IsNaN(v)).ToArray();
        var harmonic = anyDependence ? Enumerable.Range(1, tested.Length).Sum(i => 1.0 / i) : 1;
        return [.. p.Select(own => double.IsNaN(own) ? double.NaN
            : Math.Min(1, tested.Where(other => other >= own).Min(other => tested.Length * harmonic * other / tested.Count(v => v <= other))))];
    }

    private static double[] Fast(double[] p, bool anyDependence)
    {
        var q = new double[p.Length];
        if (anyDependence) FalseDiscovery.BenjaminiYekutieli(p, q);
        else FalseDiscovery.BenjaminiHochberg(p, q);
        return q;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void QValues_AnyProbabilities_AreThoseOfTheDefinition(bool anyDependence)
    {
        foreach (var count in new[] { 1, 2, 10, 57, 200 })
        {
            var p = Draws(count, 40 + count);
            double[] expected = Slow(p, anyDependence), actual = Fast(p, anyDependence);
            for (var i = 0; i < count; i++) Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void QValues_ProbabilitiesShuffled_GoWithTheirAreas(bool anyDependence)
    {
        var p = Draws(80, 5);
        var order = Enumerable.Range(0, 80).ToArray();
        new RandomStream(6, 0).Shuffle<int>(order);

        var q = Fast(p, anyDependence);

        Assert.Equal(order.Select(i => q[i]), Fast([.. order.Select(i => p[i])], anyDependence));
    }

    [Fact]
    public void QValues_EveryTestGivenTwice_StayTheSameForBenjaminiHochberg()
    {
        var p = Draws(60, 7);
        double[] once = Fast(p, false), twice = Fast([.. p, .. p], false);

        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(once[i], twice[i], 1e-14);
            Assert.Equal(once[i], twice[60 + i], 1e-14);
        }
    }

    [Fact]
    public void QValues_OnlyMissingOrAllAlike_AreDefined()
    {
        Assert.Equal([double.NaN, double.NaN], Fast([double.NaN, double.NaN], true));
        Assert.All(Fast([0.3, 0.3, 0.3], false), q => Assert.Equal(0.3, q, 1e-15));
        Assert.Equal([0.0, 0.0], Fast([0, 0], true));
        Assert.Contains("p[1] is -0.1", Assert.Throws<ArgumentException>(() => Fast([0.5, -0.1], true)).Message, StringComparison.Ordinal);
        Assert.Contains("q has 1", Assert.Throws<ArgumentException>(() => FalseDiscovery.BenjaminiHochberg([0.1, 0.2], new double[1])).Message, StringComparison.Ordinal);
    }
}
