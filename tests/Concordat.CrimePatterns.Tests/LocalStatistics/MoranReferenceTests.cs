using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.LocalStatistics;

/// <summary>Moran's I, Geary's C and Local Moran's I by loops over a whole matrix of weights.</summary>
public sealed class MoranReferenceTests
{
    private const int Areas = 40;

    private static (double[] Values, int[][] Neighbours) Map(long seed, bool island)
    {
        var random = new RandomStream(seed, 0);
        var values = new double[Areas];
        var neighbours = new int[Areas][];
        for (var i = 0; i < Areas; i++)
        {
            values[i] = random.Below(30) + random.Unit();
            var own = new List<int> { (i + 1) % Areas };
            for (var j = 0; j < Areas; j++)
            {
                if (j != i && j != own[0] && random.Below(8) == 0) own.Add(j); // links need not go both ways
            }
            neighbours[i] = island && i is (7 or 20) ? [] : [.. own];
        }
        return (values, neighbours);
    }

    private static double[,] Matrix(int[][] neighbours)
    {
        var w = new double[Areas, Areas];
        for (var i = 0; i < Areas; i++)
        {
            for (var j = 0; j < Areas; j++) w[i, j] = neighbours[i].Contains(j) ? 1.0 / neighbours[i].Length : 0;
        }
        return w;
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Global_AnyMap_IsTheDoubleSumOfTheDefinition(long seed, bool island)
    {
        var (values, neighbours) = Map(seed, island);
        var w = Matrix(neighbours);
        double mean = values.Average(), squares = values.Sum(v => (v - mean) * (v - mean)), n = neighbours.Count(list => list.Length > 0);
        double s0 = 0, s1 = 0, s2 = 0, products = 0, differences = 0;
        for (var i = 0; i < Areas; i++)
        {
            double row = 0, column = 0;
            for (var j = 0; j < Areas; j++)
            {
                s0 += w[i, j];
                s1 += (w[i, j] + w[j, i]) * (w[i, j] + w[j, i]) / 2;
                row += w[i, j];
                column += w[j, i];
                products += w[i, j] * (values[i] - mean) * (values[j] - mean);
                differences += w[i, j] * (values[i] - values[j]) * (values[i] - values[j]);
            }
            s2 += (row + column) * (row + column);
        }

        var (moran, geary) = (Moran.I(values, neighbours), Moran.GearyC(values, neighbours));

        Assert.Equal(n / s0 * products / squares, moran.Value, 1e-12);
        Assert.Equal((n - 1) / (2 * s0) * differences / squares, geary.Value, 1e-12);
        Assert.Equal(-1 / (n - 1), moran.Expected, 1e-15);
        Assert.Equal((n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0) - 1 / ((n - 1) * (n - 1)), moran.VarianceNormal, 1e-12);
        Assert.Equal(((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0), geary.VarianceNormal, 1e-12);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Local_AnyMap_IsTheDefinitionAreaByArea(long seed)
    {
        var (values, neighbours) = Map(seed, island: false);
        var w = Matrix(neighbours);
        double mean = values.Average(), m2 = values.Average(v => (v - mean) * (v - mean));
        var lags = new double[Areas];
        for (var i = 0; i < Areas; i++)
        {
            for (var j = 0; j < Areas; j++) lags[i] += w[i, j] * values[j];
        }

        var local = LocalMoran.Compute(values, neighbours, threads: 2);

        for (var i = 0; i < Areas; i++)
        {
            Assert.Equal((values[i] - mean) * (lags[i] - mean) / m2, local.I[i], 1e-12);
            // The neighbours' mean is that of a sample without replacement from the other values.
            var others = values.Where((_, j) => j != i).ToArray();
            double about = others.Average(), spread = others.Average(v => (v - about) * (v - about)), k = neighbours[i].Length;
            var factor = (values[i] - mean) / m2;
            Assert.Equal(factor * (about - mean), local.Expected[i], 1e-12);
            Assert.Equal(factor * factor * spread / k * (others.Length - k) / (others.Length - 1), local.Variance[i], 1e-12);
            Assert.Equal((local.I[i] - local.Expected[i]) / Math.Sqrt(local.Variance[i]), local.Z[i], 1e-12);
            var expected = (values[i] > mean, lags[i] > lags.Average()) switch
            {
                (false, false) => MoranQuadrant.LowLow,
                (true, false) => MoranQuadrant.HighLow,
                (false, true) => MoranQuadrant.LowHigh,
                _ => MoranQuadrant.HighHigh,
            };
            Assert.Equal(expected, local.Quadrant[i]);
        }
    }

    [Fact]
    public void Local_ShiftedScaledOrRenumbered_StaysTheSame()
    {
        var (values, neighbours) = Map(6, island: true);
        var order = Enumerable.Range(0, Areas).ToArray();
        new RandomStream(7, 0).Shuffle<int>(order);
        var place = new int[Areas];
        for (var i = 0; i < Areas; i++) place[order[i]] = i;

        var here = LocalMoran.Compute(values, neighbours);
        var changed = LocalMoran.Compute([.. values.Select(v => 4 * v + 100)], neighbours);
        var renumbered = LocalMoran.Compute([.. order.Select(i => values[i])], [.. order.Select(i => neighbours[i].Select(j => place[j]).ToArray())]);

        Assert.True(double.IsNaN(here.I[20]));
        for (var i = 0; i < Areas; i++)
        {
            Assert.Equal(here.I[i], changed.I[i], 1e-10);
            Assert.Equal(here.Z[i], changed.Z[i], 1e-10);
            Assert.Equal(here.I[i], renumbered.I[place[i]], 1e-10);
            Assert.Equal(here.Z[i], renumbered.Z[place[i]], 1e-10);
            Assert.Equal(here.Quadrant[i], changed.Quadrant[i]);
            Assert.Equal(here.Quadrant[i], renumbered.Quadrant[place[i]]);
        }
    }
}
