using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.SpaceTime.Scan;

namespace Concordat.CrimePatterns.Tests.SpaceTime;

public sealed class PermutationScanTests
{
    [Theory]
    [InlineData(1, false, 1, 9)]
    [InlineData(2, true, 1, 9)]
    [InlineData(3, false, 3, 20)]
    [InlineData(4, true, 4, 20)]
    [InlineData(5, false, 20, 40)]
    public void Run_RandomCases_FindsTheStrongestAndItsSimulatedRivals(long seed, bool prospective, int minDays, int maxDays)
    {
        var (x, y, day) = Cases(seed, 70);
        var settings = new ScanSettings { MaxRadius = 400, FirstDay = 10, LastDay = 49, MinDays = minDays, MaxDays = maxDays, Prospective = prospective, Replicates = 4, Seed = 5, MaxClusters = 1 };

        var result = PermutationScan.Run(x, y, day, settings);

        var strongest = Strongest(x, y, day, settings);
        if (result.Maxima.Any(value => value < strongest)) Assert.Equal(strongest, result.Clusters[0].Statistic, 1e-12);
        else Assert.Empty(result.Clusters);
        for (var b = 0; b < 4; b++)
        {
            var shuffled = (int[])day.Clone();
            new RandomStream(5, b).Shuffle<int>(shuffled);
            Assert.Equal(Strongest(x, y, shuffled, settings), result.Maxima[b], 1e-12);
        }
    }

    [Fact]
    public void Run_OneTwoOrFourThreads_SameBytes()
    {
        var (x, y, day) = Cases(7, 200);
        ScanResult Run(int threads) => PermutationScan.Run(x, y, day, new ScanSettings { MaxRadius = 300, FirstDay = 10, LastDay = 49, MaxDays = 7, Replicates = 40, Seed = 3, Threads = threads });

        var (one, two, four) = (Run(1), Run(2), Run(4));

        Assert.Equal(one.Maxima, two.Maxima);
        Assert.Equal(one.Maxima, four.Maxima);
        Assert.Equal(one.Clusters.Select(c => (c.Statistic, c.P, c.GumbelP)), four.Clusters.Select(c => (c.Statistic, c.P, c.GumbelP)));
    }

    [Fact]
    public void Run_MovedAndTurnedMap_FindsTheSameClusters()
    {
        var (x, y, day) = Cases(8, 150);
        var settings = new ScanSettings { MaxRadius = 300, FirstDay = 10, LastDay = 49, MaxDays = 7, Replicates = 9 };

        var here = PermutationScan.Run(x, y, day, settings).Clusters;
        var turned = PermutationScan.Run([.. y.Select(v => -v)], [.. x.Select(v => v + 4096)], day, settings).Clusters;

        Assert.Equal(here.Select(c => (c.Statistic, c.FirstDay, c.P)), turned.Select(c => (c.Statistic, c.FirstDay, c.P)));
    }

    [Fact]
    public void Run_AllOnOneDayOrPlace_FindsNothing()
    {
        var settings = new ScanSettings { MaxRadius = 300, FirstDay = 0, LastDay = 9, MaxDays = 5, Replicates = 9 };

        var oneDay = PermutationScan.Run([1, 2, 900, 901], [1, 2, 900, 901], [4, 4, 4, 4], settings);
        var onePlace = PermutationScan.Run([1, 1, 1, 1], [2, 2, 2, 2], [1, 4, 5, 6], settings);

        Assert.Empty(oneDay.Clusters);
        Assert.Empty(onePlace.Clusters);
        Assert.All(oneDay.Maxima, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Run_WrongInput_NamesParameterAndRemedy()
    {
        var settings = new ScanSettings { MaxRadius = 300, FirstDay = 0, LastDay = 9, MaxDays = 5 };

        var few = Assert.Throws<ArgumentException>(() => PermutationScan.Run([1], [1], [1], settings));
        var outside = Assert.Throws<ArgumentException>(() => PermutationScan.Run([1, 2], [1, 2], [1, 10], settings));
        var window = Assert.Throws<ArgumentOutOfRangeException>(() => PermutationScan.Run([1, 2], [1, 2], [1, 2], settings with { MaxDays = 11 }));
        var share = Assert.Throws<ArgumentException>(() => PermutationScan.Run([1, 2], [1, 2], [1, 2], settings with { MaxShare = 50 }));

        Assert.Contains("x has 1 cases", few.Message, StringComparison.Ordinal);
        Assert.Contains("day[1] is 10, outside the period 0 to 9", outside.Message, StringComparison.Ordinal);
        Assert.Contains("MaxDays is 11", window.Message, StringComparison.Ordinal);
        Assert.Contains("MaxShare is 50", share.Message, StringComparison.Ordinal);
    }

    // docs/methods/permutation-scan.md
    [Fact]
    public void Run_WorkedExample_AgreesWithHand()
    {
        // Place A: 4 cases, 3 of them on day 5; place B, far off: 6 cases, none then; place C: 2.
        double[] x = [0, 0, 0, 0, 5000, 5000, 5000, 5000, 5000, 5000, 9000, 9000];
        int[] day = [5, 5, 5, 1, 0, 1, 2, 3, 7, 8, 4, 9];
        var settings = new ScanSettings { MaxRadius = 100, FirstDay = 0, LastDay = 9, MaxDays = 3, Replicates = 999, Seed = 20261121 };

        var best = PermutationScan.Run(x, new double[12], day, settings).Clusters[0];

        // Expected 4 * 3 / 12 = 1; statistic 3 ln 3 + 9 ln(9 / 11) = 1.489802
        Assert.Equal((5, 5, 3, 1.0), (best.FirstDay, best.LastDay, best.Observed, best.Expected));
        Assert.Equal((3 * Math.Log(3)) + (9 * Math.Log(9 / 11.0)), best.Statistic, 1e-12);
        Assert.Equal([0], best.Places);
    }

    private static (double[] X, double[] Y, int[] Day) Cases(long seed, int count)
    {
        var random = new RandomStream(seed, 77);
        var (x, y, day) = (new double[count], new double[count], new int[count]);
        for (var i = 0; i < count; i++) (x[i], y[i], day[i]) = (random.Below(9) * 128, random.Below(7) * 128, 10 + random.Below(40));
        return (x, y, day);
    }

    private static double Strongest(double[] x, double[] y, int[] day, ScanSettings settings)
    {
        var places = x.Zip(y).Distinct().ToArray();
        var best = 0.0;
        foreach (var centre in places)
        {
            double Distance((double X, double Y) p) => Math.Sqrt(((p.X - centre.First) * (p.X - centre.First)) + ((p.Y - centre.Second) * (p.Y - centre.Second)));
            var circle = new HashSet<(double, double)>();
            foreach (var place in places.Where(p => Distance(p) <= settings.MaxRadius).Select((p, i) => (p, i)).OrderBy(p => Distance(p.p)).ThenBy(p => Array.IndexOf(places, p.p)))
            {
                circle.Add(place.p);
                var inside = Enumerable.Range(0, x.Length).Where(i => circle.Contains((x[i], y[i]))).ToArray();
                if (inside.Length > settings.MaxShare * x.Length) break;
                best = Math.Max(best, StrongestWindow(inside, day, settings));
            }
        }
        return best;
    }

    private static double StrongestWindow(int[] inside, int[] day, ScanSettings settings)
    {
        var best = 0.0;
        double all = day.Length;
        for (var first = settings.FirstDay; first <= settings.LastDay; first++)
        {
            for (var last = first + settings.MinDays - 1; last <= Math.Min(settings.LastDay, first + settings.MaxDays - 1); last++)
            {
                if (settings.Prospective && last != settings.LastDay) continue;
                double n = inside.Count(i => day[i] >= first && day[i] <= last);
                if (n < settings.MinCases) continue;
                var expected = inside.Length * day.Count(d => d >= first && d <= last) / all;
                if (n > expected) best = Math.Max(best, (n * Math.Log(n / expected)) + (n < all ? (all - n) * Math.Log((all - n) / (all - expected)) : 0));
            }
        }
        return best;
    }
}
