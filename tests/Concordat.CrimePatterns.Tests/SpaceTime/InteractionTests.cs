using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.SpaceTime;

namespace Concordat.CrimePatterns.Tests.SpaceTime;

public sealed class InteractionTests
{
    [SharedDataFact("data/classic/burkitt.csv")]
    public void Mantel_BurkittLymphoma_MatchesKnownCorrelations()
    {
        var path = SharedData.Path("data/classic/burkitt.csv");
        var (x, y, day) = KnoxTests.Burkitt(path);

        var plain = Mantel.Test(x, y, day, reciprocal: false, 199, 1);
        var reciprocal = Mantel.Test(x, y, day, reciprocal: true, 199, 1);

        Assert.Equal(0.014154, plain.Statistic, 5e-7);
        Assert.Equal(0.048368, reciprocal.Statistic, 5e-7);
    }

    [SharedDataFact("data/classic/burkitt.csv")]
    public void Jacquez_BurkittLymphoma_CountsTwelveOrThirteen()
    {
        var path = SharedData.Path("data/classic/burkitt.csv");
        var (x, y, day) = KnoxTests.Burkitt(path);

        var test = Jacquez.Test(x, y, day, 3, 199, 1);

        Assert.InRange(test.Statistic, 12, 13); // depends on which of two events on the same day is taken
    }

    [Fact]
    public void Mantel_SmallSet_AgreesWithAllPermutations()
    {
        double[] x = [0, 30, 60, 500, 520], y = [0, 5, 0, 0, 9], day = [1, 2, 9, 4, 30];

        var test = Mantel.Test(x, y, day, reciprocal: false, 20_000, 3);

        var all = Orders([0, 1, 2, 3, 4]).Select(order => Correlation(x, y, [.. order.Select(i => day[i])])).ToArray();
        Assert.Equal(Correlation(x, y, day), test.Statistic, 1e-12);
        Assert.Equal(all.Count(r => r >= test.Statistic - 1e-12) / 120.0, test.High, 0.015);
        Assert.Equal(all.Count(r => r <= test.Statistic + 1e-12) / 120.0, test.Low, 0.015);
    }

    [Fact]
    public void Jacquez_RandomEvents_CountsAsDefined()
    {
        var (x, y, day) = KnoxTests.Events(3, 120, whole: false);
        foreach (var k in (int[])[1, 3, 10, 119])
        {
            var test = Jacquez.Test(x, y, day, k, 1, 1);

            var inSpace = Nearest(120, k, (i, j) => ((x[i] - x[j]) * (x[i] - x[j])) + ((y[i] - y[j]) * (y[i] - y[j])));
            var inTime = Nearest(120, k, (i, j) => Math.Abs(day[i] - day[j]));
            Assert.Equal(Enumerable.Range(0, 120).Sum(i => inSpace[i].Intersect(inTime[i]).Count()), test.Statistic);
        }
    }

    [Fact]
    public void Jacquez_RandomDates_ExpectsOneInManyAndFitsItsMean()
    {
        var (x, y, day) = KnoxTests.Events(4, 200, whole: false);

        var test = Jacquez.Test(x, y, day, 5, 2000, 2);

        Assert.Equal(200 * 5 * 5 / 199.0, test.Expected, 0.5); // each of n k ordered pairs with chance k / (n - 1)
    }

    [Fact]
    public void Tests_OneTwoOrFourThreads_SameBytes()
    {
        var (x, y, day) = KnoxTests.Events(5, 90, whole: true);

        var mantel = new[] { 1, 2, 4 }.Select(threads => Mantel.Test(x, y, day, true, 101, 6, threads)).Distinct();
        var jacquez = new[] { 1, 2, 4 }.Select(threads => Jacquez.Test(x, y, day, 3, 101, 6, threads)).Distinct();

        Assert.Single(mantel);
        Assert.Single(jacquez);
    }

    [Fact]
    public void Mantel_AllOnOneDay_IsUndefined()
    {
        var test = Mantel.Test([1, 2, 4], [0, 0, 0], [7, 7, 7], false, 9, 1);

        Assert.True(double.IsNaN(test.Statistic));
        Assert.Equal((1.0, 1.0), (test.High, test.Low));
    }

    [Fact]
    public void Jacquez_TooManyNeighbours_IsRefused()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Jacquez.Test([1, 2], [1, 2], [1, 2], 2, 9, 1));

        Assert.Contains("nearest is 2", refusal.Message, StringComparison.Ordinal);
    }

    // docs/methods/mantel.md and docs/methods/jacquez.md
    [Fact]
    public void Tests_WorkedExample_AgreeWithHand()
    {
        double[] x = [0, 1, 10, 11], day = [0, 1, 10, 11];

        var mantel = Mantel.Test(x, new double[4], day, false, 999, 20261121);
        var jacquez = Jacquez.Test(x, new double[4], day, 1, 999, 20261121);

        // Place and date agree perfectly; 8 of the 24 orders of the dates keep the pairs together, 2 of them also all the distances.
        Assert.Equal(1, mantel.Statistic, 1e-12);
        Assert.Equal(2 / 24.0, mantel.High, 0.04);
        Assert.Equal(4, jacquez.Statistic);
        Assert.Equal(8 / 24.0, jacquez.High, 0.05);
    }

    private static double Correlation(double[] x, double[] y, double[] day)
    {
        var (a, b) = (new List<double>(), new List<double>());
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                a.Add(Math.Sqrt(((x[i] - x[j]) * (x[i] - x[j])) + ((y[i] - y[j]) * (y[i] - y[j]))));
                b.Add(Math.Abs(day[i] - day[j]));
            }
        }
        var (meanA, meanB) = (a.Average(), b.Average());
        return a.Zip(b, (p, q) => (p - meanA) * (q - meanB)).Sum() / Math.Sqrt(a.Sum(p => (p - meanA) * (p - meanA)) * b.Sum(q => (q - meanB) * (q - meanB)));
    }

    private static int[][] Nearest(int n, int k, Func<int, int, double> distance) =>
        [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Where(j => j != i).OrderBy(j => distance(i, j)).ThenBy(j => j).Take(k).ToArray())];

    private static IEnumerable<int[]> Orders(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
