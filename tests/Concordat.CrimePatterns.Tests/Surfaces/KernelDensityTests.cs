using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Surfaces;

namespace Concordat.CrimePatterns.Tests.Surfaces;

public sealed class KernelDensityTests
{
    private static readonly SquareGrid Grid = new(4000, 7000, 50, 37, 29);

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(173.3)]
    [InlineData(5000)]
    [InlineData(1e9)]
    public void Quartic_RandomEvents_MatchesDirectSums(double bandwidth)
    {
        var (x, y, weights) = Events(400, 3);
        var density = new double[Grid.CellCount];

        KernelDensity.Quartic(Grid, x, y, bandwidth, weights, density);

        var slow = Direct(x, y, weights, d => d < bandwidth ? 3 / (Math.PI * bandwidth * bandwidth) * Math.Pow(1 - (d * d / (bandwidth * bandwidth)), 2) : 0);
        AssertNear(slow, density, 1e-12 * slow.Max());
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(300, false)]
    [InlineData(60, true)]
    [InlineData(300, true)]
    public void Gaussian_RandomEvents_MatchesDirectSums(double deviation, bool shorten)
    {
        var (x, y, weights) = Events(300, 4);
        var density = new double[Grid.CellCount];

        KernelDensity.Gaussian(Grid, x, y, deviation, weights, shorten, density);

        var slow = Direct(x, y, weights, d => Math.Exp(-d * d / (2 * deviation * deviation)) / (2 * Math.PI * deviation * deviation));
        AssertNear(slow, density, (shorten ? 1e-8 : 1e-13) * slow.Max());
    }

    [Fact]
    public void Surfaces_OneTwoOrFourThreads_SameBytes()
    {
        var (x, y, _) = Events(1000, 5);
        var surfaces = new List<double[]>();
        foreach (var threads in (int[])[1, 2, 4])
        {
            var (quartic, gaussian) = (new double[Grid.CellCount], new double[Grid.CellCount]);
            KernelDensity.Quartic(Grid, x, y, 170, [], quartic, threads);
            KernelDensity.Gaussian(Grid, x, y, 90, [], shorten: false, gaussian, threads);
            surfaces.Add([.. quartic, .. gaussian]);
        }

        Assert.Equal(surfaces[0], surfaces[1]);
        Assert.Equal(surfaces[0], surfaces[2]);
    }

    [Fact]
    public void Quartic_EventsWellInside_SumToTheirNumber()
    {
        var (x, y, _) = Events(200, 6);
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (4400 + ((x[i] - 3500) * 0.3), 7400 + ((y[i] - 6500) * 0.2));
        var density = new double[Grid.CellCount];

        KernelDensity.Quartic(Grid, x, y, 350, [], density);

        Assert.Equal(200, density.Sum() * Grid.CellArea, 200 * 1e-3);
    }

    [Fact]
    public void Quartic_MovedOrDoubledEvents_MovesAndDoublesTheSurface()
    {
        var (x, y, _) = Events(100, 7);
        var moved = new SquareGrid(Grid.OriginX + 1024, Grid.OriginY - 512, 50, 37, 29);
        var (here, there, doubled) = (new double[Grid.CellCount], new double[Grid.CellCount], new double[Grid.CellCount]);

        KernelDensity.Quartic(Grid, x, y, 200, [], here);
        KernelDensity.Quartic(moved, [.. x.Select(v => v + 1024)], [.. y.Select(v => v - 512)], 200, [], there);
        KernelDensity.Quartic(Grid, [.. x, .. x], [.. y, .. y], 200, [], doubled);

        AssertNear(here, there, 1e-12 * here.Max());
        AssertNear([.. here.Select(v => 2 * v)], doubled, 1e-12 * here.Max());
    }

    // docs/methods/kernel-density.md
    [Fact]
    public void Quartic_WorkedExample_AgreesWithHand()
    {
        var density = new double[3];

        KernelDensity.Quartic(new SquareGrid(0, 0, 100, 3, 1), [50, 50, 150], [50, 50, 50], 200, [], density);

        // 3 / (pi 200^2) = 2.38732e-5; at 100 m (1 - 1/4)^2 = 0.5625
        const double peak = 3 / (Math.PI * 40000);
        AssertNear([peak * 2.5625, peak * 2.125, peak * 0.5625], density, 1e-18);
    }

    [Fact]
    public void Quartic_NoEvents_IsZeroEverywhere()
    {
        var density = Enumerable.Repeat(9.0, Grid.CellCount).ToArray();

        KernelDensity.Quartic(Grid, [], [], 100, [], density);

        Assert.All(density, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Quartic_WrongInput_NamesParameterAndRemedy()
    {
        var density = new double[Grid.CellCount];

        var width = Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Quartic(Grid, [1], [1], 0, [], density));
        var missing = Assert.Throws<ArgumentException>(() => KernelDensity.Quartic(Grid, [double.NaN], [1], 100, [], density));
        var weight = Assert.Throws<ArgumentException>(() => KernelDensity.Quartic(Grid, [1], [1], 100, [-1], density));

        Assert.Contains("bandwidth is 0", width.Message, StringComparison.Ordinal);
        Assert.Contains("x[0] is NaN", missing.Message, StringComparison.Ordinal);
        Assert.Contains("weights holds a number below 0", weight.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RelativeRisk_SameShape_IsOneAndThinPopulationUndefined()
    {
        var risk = new double[3];

        SurfaceRatio.RelativeRisk([1, 2, 0], [10, 20, 0.1], 0.01, risk);

        Assert.Equal(30.1 / 30, risk[0], 1e-12);
        Assert.Equal(30.1 / 30, risk[1], 1e-12);
        Assert.True(double.IsNaN(risk[2]));
    }

    private static (double[] X, double[] Y, double[] Weights) Events(int count, long seed)
    {
        var random = new RandomStream(seed, 0);
        var (x, y, w) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++) (x[i], y[i], w[i]) = (3500 + (random.Unit() * 2900), 6500 + (random.Unit() * 2500), random.Below(3));
        return (x, y, w);
    }

    private static double[] Direct(double[] x, double[] y, double[] weights, Func<double, double> kernel)
    {
        var density = new double[Grid.CellCount];
        for (var cell = 0; cell < density.Length; cell++)
        {
            var (cx, cy) = Grid.Centre(cell);
            for (var i = 0; i < x.Length; i++)
                density[cell] += weights[i] * kernel(Math.Sqrt(((cx - x[i]) * (cx - x[i])) + ((cy - y[i]) * (cy - y[i]))));
        }
        return density;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
