using Concordat.CrimePatterns.Clusters;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Clusters;

public sealed class DensityClustersTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Dbscan_RandomEvents_MatchesDefinition(long seed, bool snapped)
    {
        var (x, y, _) = Events(seed, 500, snapped);
        foreach (var (distance, least) in ((double, int)[])[(20, 4), (50, 6), (5, 2), (300, 10), (50, 1)])
            AssertDefinition(DensityClusters.Dbscan(x, y, distance, least), (i, j) => Near(x, y, i, j, distance), (i, j) => Square(x, y, i, j), least);
    }

    [Theory]
    [InlineData(1, true, 7)]
    [InlineData(2, false, 7)]
    [InlineData(3, true, 0)]
    [InlineData(4, false, 2.5)]
    [InlineData(5, false, 0)]
    [InlineData(6, true, 400)]
    public void StDbscan_RandomEvents_MatchesDefinition(long seed, bool whole, double days)
    {
        var (x, y, day) = Events(seed, 500, whole);
        foreach (var (distance, least) in ((double, int)[])[(50, 3), (200, 5), (10, 2)])
            AssertDefinition(DensityClusters.StDbscan(x, y, day, distance, days, least),
                (i, j) => Near(x, y, i, j, distance) && Math.Abs(day[i] - day[j]) <= days, (i, j) => Square(x, y, i, j), least);
    }

    [Fact]
    public void Dbscan_ShuffledMovedOrTurnedEvents_KeepsTheClusters()
    {
        var (x, y, _) = Events(9, 300, snapped: true);
        var order = Enumerable.Range(0, 300).ToArray();
        new RandomStream(1, 1).Shuffle<int>(order);

        var here = DensityClusters.Dbscan(x, y, 50, 5);
        var shuffled = DensityClusters.Dbscan([.. order.Select(i => x[i])], [.. order.Select(i => y[i])], 50, 5);
        var turned = DensityClusters.Dbscan([.. y.Select(v => 4096 - v)], [.. x.Select(v => v - 8192)], 50, 5);

        Assert.Equal(here.Clusters, shuffled.Clusters);
        Assert.Equal(order.Select(i => here.Core[i]), shuffled.Core);
        Assert.Equal(here.Clusters, order.Select((i, place) => (here.Labels[i], shuffled.Labels[place])).Where(pair => pair != (0, 0)).Distinct().Count());
        Assert.Equal(here.Labels, turned.Labels);
    }

    [Theory]
    [InlineData(1e7)] // the lattice outgrows the map of bits: cells are searched for
    [InlineData(1e9)]
    public void AllThree_OneEventFarAway_ChangesNothingElse(double far)
    {
        var (x, y, day) = Events(11, 600, snapped: true);
        double[] farX = [.. x, far], farY = [.. y, far], farDay = [.. day, 5];

        foreach (var distance in (double[])[15, 60])
        {
            Assert.Equal([.. DensityClusters.Dbscan(x, y, distance, 4).Labels, 0], DensityClusters.Dbscan(farX, farY, distance, 4).Labels);
            Assert.Equal([.. DensityClusters.StDbscan(x, y, day, distance, 7, 3).Labels, 0], DensityClusters.StDbscan(farX, farY, farDay, distance, 7, 3).Labels);
            var strings = NearRepeatStrings.Find(x, y, day, distance, 7);
            Assert.Equal([.. strings.Strings, strings.Lengths.Length + 1], NearRepeatStrings.Find(farX, farY, farDay, distance, 7).Strings);
        }
    }

    [Fact]
    public void AllThree_AnyNumberOfThreads_GiveTheSameNumbers()
    {
        // More cells than one thread takes at once, and long chains that threads meet from both ends.
        var random = new RandomStream(12, 0);
        double[] x = [.. Enumerable.Range(0, 40_000).Select(_ => random.Unit() * 10_000)], y = [.. x.Select(_ => random.Unit() * 10_000)], day = [.. x.Select(_ => (double)random.Below(30))];

        foreach (var threads in (int[])[2, 5])
        {
            Assert.Equal(DensityClusters.Dbscan(x, y, 60, 5, 1).Labels, DensityClusters.Dbscan(x, y, 60, 5, threads).Labels);
            Assert.Equal(DensityClusters.StDbscan(x, y, day, 150, 6, 5, 1).Labels, DensityClusters.StDbscan(x, y, day, 150, 6, 5, threads).Labels);
            Assert.Equal(NearRepeatStrings.Find(x, y, day, 100, 3, 1).Strings, NearRepeatStrings.Find(x, y, day, 100, 3, threads).Strings);
        }
    }

    [Fact]
    public void Dbscan_DegenerateEvents_HasDefinedAnswers()
    {
        Assert.Equal(0, DensityClusters.Dbscan([], [], 10, 3).Clusters);
        Assert.Equal([0], DensityClusters.Dbscan([5], [5], 10, 2).Labels);
        Assert.Equal([1], DensityClusters.Dbscan([5], [5], 10, 1).Labels);
        Assert.Equal([1, 1, 1], DensityClusters.StDbscan([5, 5, 5], [5, 5, 5], [3, 3, 3], 10, 0, 3).Labels);
        Assert.Equal([1, 1], DensityClusters.Dbscan([0, 10], [0, 0], 10, 2).Labels);
        Assert.Equal([1, 1], DensityClusters.Dbscan([-1e7, 1e7], [0, 0], 2e7, 2).Labels);
    }

    [Fact]
    public void Dbscan_WrongInput_NamesParameterAndRemedy()
    {
        var distance = Assert.Throws<ArgumentOutOfRangeException>(() => DensityClusters.Dbscan([1], [1], -5, 3));
        var least = Assert.Throws<ArgumentOutOfRangeException>(() => DensityClusters.Dbscan([1], [1], 5, 0));
        var lengths = Assert.Throws<ArgumentException>(() => DensityClusters.StDbscan([1, 2], [1, 2], [1], 5, 1, 2));
        var far = Assert.Throws<ArgumentException>(() => DensityClusters.Dbscan([0, 1e300], [0, 0], 1, 2));

        Assert.Contains("distance is -5", distance.Message, StringComparison.Ordinal);
        Assert.Contains("minEvents is 0", least.Message, StringComparison.Ordinal);
        Assert.Contains("x has 2 values and day has 1", lengths.Message, StringComparison.Ordinal);
        Assert.Contains("wrong positions", far.Message, StringComparison.Ordinal);
    }

    // docs/methods/dbscan.md
    [Fact]
    public void Dbscan_WorkedExample_FindsTwoClustersBorderAndNoise()
    {
        double[] x = [0, 10, 0, 25, 500, 510, 500, 900];
        double[] y = [0, 0, 10, 0, 500, 500, 510, 900];

        var found = DensityClusters.Dbscan(x, y, 15, 3);

        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 0], found.Labels);
        Assert.Equal([true, true, true, false, true, true, true, false], found.Core);
        Assert.Equal((2, 1, 1), (found.Clusters, found.Border, found.Noise));
    }

    // docs/methods/st-dbscan.md
    [Fact]
    public void StDbscan_WorkedExample_SplitsOnePlaceByTime()
    {
        double[] x = [0, 10, 20, 0, 10, 20];
        double[] y = [0, 0, 0, 0, 0, 0];
        double[] day = [1, 2, 3, 40, 41, 80];

        var found = DensityClusters.StDbscan(x, y, day, 20, 7, 2);

        Assert.Equal([1, 1, 1, 2, 2, 0], found.Labels);
    }

    internal static (double[] X, double[] Y, double[] Day) Events(long seed, int count, bool snapped)
    {
        var random = new RandomStream(seed, 0);
        var (x, y, day) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var spread = random.Below(3) == 0 ? 1000 : 80; // a third anywhere, the rest near three places
            var place = random.Below(3);
            (x[i], y[i]) = (431000 + (300 * place) + (random.Unit() * spread), 102000 + (400 * place) + (random.Unit() * spread));
            day[i] = random.Unit() * 60;
            if (snapped) (x[i], y[i], day[i]) = (Math.Round(x[i] / 10) * 10, Math.Round(y[i] / 10) * 10, Math.Floor(day[i]));
        }
        return (x, y, day);
    }

    private static double Square(double[] x, double[] y, int i, int j) => ((x[i] - x[j]) * (x[i] - x[j])) + ((y[i] - y[j]) * (y[i] - y[j]));

    private static bool Near(double[] x, double[] y, int i, int j, double distance) => Square(x, y, i, j) <= distance * distance;

    private static void AssertDefinition(DensityClustersResult found, Func<int, int, bool> near, Func<int, int, double> square, int least)
    {
        var all = Enumerable.Range(0, found.Labels.Length).ToArray();
        var core = all.Select(i => all.Count(j => near(i, j)) >= least).ToArray();
        Assert.Equal(core, found.Core);
        var labels = new int[all.Length];
        var clusters = 0;
        foreach (var start in all.Where(i => core[i]))
        {
            if (labels[start] != 0) continue;
            var queue = new Queue<int>([start]);
            labels[start] = ++clusters;
            while (queue.TryDequeue(out var i))
            {
                foreach (var j in all.Where(j => core[j] && labels[j] == 0 && near(i, j)))
                {
                    labels[j] = clusters;
                    queue.Enqueue(j);
                }
            }
        }
        foreach (var i in all.Where(i => !core[i]))
        {
            var reachable = all.Where(j => core[j] && near(i, j)).OrderBy(j => square(i, j)).ThenBy(j => j).ToArray();
            if (reachable.Length > 0) labels[i] = -labels[reachable[0]]; // marked apart, so that border events lead no further
        }
        Assert.Equal(labels.Select(Math.Abs), found.Labels);
        Assert.Equal(clusters, found.Clusters);
    }
}
