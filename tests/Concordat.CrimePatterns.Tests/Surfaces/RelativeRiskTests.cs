using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Surfaces;

namespace Concordat.CrimePatterns.Tests.Surfaces;

/// <summary>The relative risk surface against its definition, and what moving, turning, scaling, shuffling and doubling must do to it.</summary>
public sealed class RelativeRiskTests
{
    private const int Side = 24;
    private const double Bandwidth = 96;
    private static readonly SquareGrid Grid = new(0, 0, 16, Side, Side);
    private static readonly double[] X = Drawn(1), Y = Drawn(2);
    private static readonly double[] Events = Weights(3, 4), Population = Weights(4, 50);

    // Whole coordinates: sums of moved and turned ones are exact.
    private static double[] Drawn(long stream)
    {
        var random = new RandomStream(31, stream);
        return [.. Enumerable.Range(0, 150).Select(_ => (double)random.Below(300))];
    }

    private static double[] Weights(long stream, int bound)
    {
        var random = new RandomStream(31, stream);
        return [.. Enumerable.Range(0, 150).Select(_ => (double)random.Below(bound))];
    }

    private static double[] Risk(SquareGrid grid, double[] x, double[] y, double bandwidth, double[] events, double[] population, int threads = 0)
    {
        var (above, below, risk) = (new double[grid.CellCount], new double[grid.CellCount], new double[grid.CellCount]);
        KernelDensity.Quartic(grid, x, y, bandwidth, events, above, threads);
        KernelDensity.Quartic(grid, x, y, bandwidth, population, below, threads);
        SurfaceRatio.RelativeRisk(above, below, 0.02, risk);
        return risk;
    }

    private static void AssertSame(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-9);
    }

    // docs/methods/kernel-density.md
    [Fact]
    public void RelativeRisk_WorkedExampleOfTheMethodPage_IsAsPrinted()
    {
        double[] centres = [50, 150, 250];

        var risk = Risk(new(0, 0, 100, 3, 1), centres, [50, 50, 50], 200, [2, 1, 0], [1, 1, 1]);

        AssertSame([2.5625 / 1.5625, 1, 0.5625 / 1.5625], risk);
    }

    [Fact]
    public void RelativeRisk_AnySurfaces_IsTheRatioOfSharesSummedOneByOne()
    {
        var (above, below) = (new double[Grid.CellCount], new double[Grid.CellCount]);
        for (var cell = 0; cell < Grid.CellCount; cell++)
        {
            double cx = 16 * (cell % Side) + 8, cy = 16 * (cell / Side) + 8;
            for (var i = 0; i < X.Length; i++)
            {
                var u = ((cx - X[i]) * (cx - X[i]) + (cy - Y[i]) * (cy - Y[i])) / (Bandwidth * Bandwidth);
                if (u >= 1) continue;
                above[cell] += Events[i] * (1 - u) * (1 - u);
                below[cell] += Population[i] * (1 - u) * (1 - u);
            }
        }
        var expected = above.Select((a, c) => below[c] > 0 && below[c] >= 0.02 * below.Max() ? a / above.Sum() / (below[c] / below.Sum()) : double.NaN).ToArray();

        var risk = Risk(Grid, X, Y, Bandwidth, Events, Population);

        AssertSame(expected, risk);
        Assert.Contains(risk, double.IsNaN);
        Assert.Contains(risk, r => r > 1.2);
        // Shares of the population weigh the risks to an average of 1 where none is left out.
        var all = new double[Grid.CellCount];
        SurfaceRatio.RelativeRisk(above, below, 0, all);
        var lost = above.Where((_, c) => double.IsNaN(all[c])).Sum() / above.Sum();
        Assert.Equal(1 - lost, all.Select((r, c) => double.IsNaN(r) ? 0 : r * below[c] / below.Sum()).Sum(), 1e-9);
    }

    [Fact]
    public void RelativeRisk_MovedScaledOrShuffled_StaysTheSame()
    {
        var here = Risk(Grid, X, Y, Bandwidth, Events, Population);
        var order = Enumerable.Range(0, X.Length).Reverse().ToArray();
        double[] Shuffled(double[] values) => [.. order.Select(i => values[i])];

        AssertSame(here, Risk(new(400_000, 300_000, 16, Side, Side), [.. X.Select(x => x + 400_000)], [.. Y.Select(y => y + 300_000)], Bandwidth, Events, Population));
        AssertSame(here, Risk(new(0, 0, 64, Side, Side), [.. X.Select(x => 4 * x)], [.. Y.Select(y => 4 * y)], 4 * Bandwidth, Events, Population));
        AssertSame(here, Risk(Grid, Shuffled(X), Shuffled(Y), Bandwidth, Shuffled(Events), Shuffled(Population)));
    }

    [Fact]
    public void RelativeRisk_TurnedByAQuarter_TurnsWithTheMap()
    {
        var here = Risk(Grid, X, Y, Bandwidth, Events, Population);

        var turned = Risk(Grid, [.. Y.Select(y => 16 * Side - y)], X, Bandwidth, Events, Population);

        AssertSame(here, [.. Enumerable.Range(0, Grid.CellCount).Select(cell => turned[cell % Side * Side + (Side - 1 - cell / Side)])]);
    }

    [Fact]
    public void RelativeRisk_EventsOrPopulationDoubled_StaysTheSame()
    {
        var here = Risk(Grid, X, Y, Bandwidth, Events, Population);

        AssertSame(here, Risk(Grid, X, Y, Bandwidth, [.. Events.Select(e => 2 * e)], Population));
        AssertSame(here, Risk(Grid, X, Y, Bandwidth, Events, [.. Population.Select(p => 2 * p)]));
    }

    [Fact]
    public void RelativeRisk_AnyNumberOfThreads_GivesTheSameBytes()
    {
        var one = Risk(Grid, X, Y, Bandwidth, Events, Population, 1).Select(BitConverter.DoubleToInt64Bits).ToArray();

        foreach (var threads in new[] { 2, 3, 7 })
            Assert.Equal(one, Risk(Grid, X, Y, Bandwidth, Events, Population, threads).Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void RelativeRisk_NothingAnywhere_IsUndefinedEverywhere()
    {
        var risk = new double[2];

        SurfaceRatio.RelativeRisk([0, 0], [3, 4], 0, risk);
        Assert.All(risk, r => Assert.True(double.IsNaN(r)));
        SurfaceRatio.RelativeRisk([3, 4], [0, 0], 0, risk);
        Assert.All(risk, r => Assert.True(double.IsNaN(r)));
        SurfaceRatio.RelativeRisk([], [], 0.5, []);
    }

    [Fact]
    public void RelativeRisk_BadInput_IsRefusedByNameAndValue()
    {
        var share = Assert.Throws<ArgumentOutOfRangeException>(() => SurfaceRatio.RelativeRisk([1], [1], double.NaN, new double[1]));
        var missing = Assert.Throws<ArgumentException>(() => SurfaceRatio.RelativeRisk([1, double.NaN], [1, 1], 0, new double[2]));
        var negative = Assert.Throws<ArgumentException>(() => SurfaceRatio.RelativeRisk([1, 1], [1, -2], 0, new double[2]));
        var lengths = Assert.Throws<ArgumentException>(() => SurfaceRatio.RelativeRisk([1, 1], [1], 0, new double[2]));

        Assert.Contains("leastShare is NaN", share.Message, StringComparison.Ordinal);
        Assert.Contains("events[1] is NaN", missing.Message, StringComparison.Ordinal);
        Assert.Contains("population[1] is -2", negative.Message, StringComparison.Ordinal);
        Assert.Contains("population has 1", lengths.Message, StringComparison.Ordinal);
    }
}
