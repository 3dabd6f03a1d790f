using System.Globalization;
using Concordat.CrimePatterns.Analyse;
using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.SpaceTime;

namespace Concordat.CrimePatterns.Tests.SpaceTime;

public sealed class KnoxTests
{
    [Theory]
    [InlineData(1, true, DistanceMeasure.Manhattan)]
    [InlineData(2, true, DistanceMeasure.Euclidean)]
    [InlineData(3, false, DistanceMeasure.Manhattan)]
    [InlineData(4, false, DistanceMeasure.Euclidean)]
    public void Test_RandomEvents_CountsPairsAsDefined(long seed, bool whole, DistanceMeasure measure)
    {
        var (x, y, day) = Events(seed, 150, whole);
        double[][] spaces = [[0, 50, 100, 400], [0, 0.001, 100, double.PositiveInfinity], [100, 200, double.PositiveInfinity], [150, 3000], [0, double.PositiveInfinity]];
        double[][] times = [[0, 1, 8, 15, double.PositiveInfinity], [0, double.PositiveInfinity], [2, 5], [0, 0.5, 1, 2, 3, 4, 5, 6, 7.5, 1000]];
        foreach (var space in spaces)
        {
            foreach (var time in times)
            {
                var table = Knox.Test(x, y, day, space, time, measure, 5, 1);

                Assert.Equal(Slow(x, y, day, space, time, measure), table.Observed);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Test_SmallSet_ExpectsTheMeanOfAllPermutations(bool whole)
    {
        double[] x = [0, 30, 60, 500, 520], y = new double[5], day = [1, 2, 9, 4, 30];
        if (!whole) day[1] = 2.25;
        double[] space = [0, 50, double.PositiveInfinity], time = [0, 2, 6, double.PositiveInfinity];

        var table = Knox.Test(x, y, day, space, time, DistanceMeasure.Euclidean, 20_000, 4);

        var all = Orders([0, 1, 2, 3, 4]).Select(order => Slow(x, y, [.. order.Select(i => day[i])], space, time, DistanceMeasure.Euclidean)).ToArray();
        for (var s = 0; s < 2; s++)
        {
            for (var t = 0; t < 3; t++)
            {
                Assert.Equal(all.Average(cells => cells[s][t]), table.Expected[s][t], 0.03);
                Assert.Equal(all.Count(cells => cells[s][t] >= table.Observed[s][t]) / 120.0, table.P[s][t], 0.02);
            }
        }
    }

    [SharedDataFact("data/classic/burkitt.csv")]
    public void Test_BurkittLymphoma_HasThirteenPairsAndTwelveWhenStrict()
    {
        var path = SharedData.Path("data/classic/burkitt.csv");
        var (x, y, day) = Burkitt(path);

        var strict = Knox.Test(x, y, day, [0, 20], [0, 5], DistanceMeasure.Euclidean, 99, 1);
        var inclusive = Knox.Test(x, y, day, [0, Math.BitIncrement(20)], [0, Math.BitIncrement(5)], DistanceMeasure.Euclidean, 99, 1);

        Assert.Equal(12, strict.Observed[0][0]);
        Assert.Equal(13, inclusive.Observed[0][0]);
    }

    [SharedDataFact("data/classic/chicago_arson_2016.csv")]
    public void Test_ChicagoArson_ReproducesNearRepeatCalculatorButForOnePair()
    {
        var path = SharedData.Path("data/classic/chicago_arson_2016.csv");
        var rows = File.ReadLines(path).Select(line => line.Split(',')).ToArray();
        double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        var dates = rows.Select(row => (double)DateTime.Parse(row[2].Trim('"'), CultureInfo.InvariantCulture).ToOADate()).ToArray();

        var table = Knox.Test([.. rows.Select(row => Number(row[0]))], [.. rows.Select(row => Number(row[1]))], dates,
            [0, 1, 200, 400, 600, double.PositiveInfinity], [0, 1, 2, 3, double.PositiveInfinity], DistanceMeasure.Manhattan, 99, 1);

        // Observed table of the Near Repeat Calculator 1.3 for these events, as published with them.
        Assert.Equal(135_981, table.Observed.Sum(row => row.Sum()));
        var moved = PublishedArson().Zip(table.Observed, (a, b) => a.Zip(b, (c, d) => Math.Abs(c - d))).SelectMany(d => d).ToArray();
        Assert.True(moved.Max() <= 1, string.Join(' ', moved));
        Assert.True(moved.Sum() <= 4, string.Join(' ', moved));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Test_OneTwoOrFourThreads_SameTables(bool whole)
    {
        var (x, y, day) = Events(5, 400, whole);
        KnoxTable Run(int threads) => Knox.Test(x, y, day, [0, 100, 200, double.PositiveInfinity], [0, 7, 14], DistanceMeasure.Euclidean, 77, 9, threads);

        var (one, two, four) = (Run(1), Run(2), Run(4));

        Assert.Equal(one.Expected, two.Expected);
        Assert.Equal(one.P, two.P);
        Assert.Equal(one.Deviation, four.Deviation);
        Assert.Equal(one.MedianRatio, four.MedianRatio);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Test_PairsTakenInTurns_SameTable(bool whole)
    {
        var (x, y, day) = Events(8, 420, whole);
        double[] space = [0, 100, 5000], time = [0, 3, 9, 30, 40, 50, double.PositiveInfinity];

        var atOnce = Knox.Test(x, y, day, space, time, DistanceMeasure.Manhattan, 30, 2);
        var inTurns = Knox.Test(x, y, day, space, time, DistanceMeasure.Manhattan, 30, 2, 2, mostPairsAtOnce: 1500);

        Assert.Equal(420 * 419 / 2, atOnce.Observed.Sum(row => row.Sum())); // more pairs in a band than sixteen-bit sums hold
        Assert.Equal(Slow(x, y, day, space, time, DistanceMeasure.Manhattan), inTurns.Observed);
        Assert.Equal(atOnce.Expected, inTurns.Expected);
        Assert.Equal(atOnce.P, inTurns.P);
    }

    [Fact]
    public void Test_ShuffledOrMovedEvents_KeepsObservedPairs()
    {
        var (x, y, day) = Events(6, 200, whole: true);
        var order = Enumerable.Range(0, 200).ToArray();
        new RandomStream(3, 3).Shuffle<int>(order);
        double[] space = [0, 100, 300], time = [0, 5, 20];

        var here = Knox.Test(x, y, day, space, time, DistanceMeasure.Euclidean, 1, 1).Observed;
        var shuffled = Knox.Test([.. order.Select(i => x[i])], [.. order.Select(i => y[i])], [.. order.Select(i => day[i])], space, time, DistanceMeasure.Euclidean, 1, 1).Observed;
        var turned = Knox.Test([.. y.Select(v => -v)], [.. x.Select(v => v + 64)], [.. day.Select(d => d - 900)], space, time, DistanceMeasure.Euclidean, 1, 1).Observed;

        Assert.Equal(here, shuffled);
        Assert.Equal(here, turned);
    }

    [Fact]
    public void Test_AllAtOnePlaceAndDay_IsAsExpected()
    {
        var table = Knox.Test([1, 1, 1], [2, 2, 2], [5, 5, 5], [0, 1, double.PositiveInfinity], [0, 1, 2], DistanceMeasure.Manhattan, 9, 1);

        Assert.Equal([[3L, 0L], [0L, 0L]], table.Observed);
        Assert.Equal((1.0, 1.0, 1.0), (table.Ratio[0][0], table.MedianRatio[0][0], table.P[0][0]));
        Assert.True(double.IsNaN(table.Ratio[1][0]));
        Assert.Equal(1, table.P[1][0]);
    }

    [Fact]
    public void Test_WrongInput_NamesParameterAndRemedy()
    {
        var few = Assert.Throws<ArgumentException>(() => Knox.Test([1], [1], [1], [0, 1], [0, 1], DistanceMeasure.Euclidean, 9, 1));
        var edges = Assert.Throws<ArgumentException>(() => Knox.Test([1, 2], [1, 2], [1, 2], [0, 5, 5], [0, 1], DistanceMeasure.Euclidean, 9, 1));
        var none = Assert.Throws<ArgumentOutOfRangeException>(() => Knox.Test([1, 2], [1, 2], [1, 2], [0, 5], [0, 1], DistanceMeasure.Euclidean, 0, 1));

        Assert.Contains("x has 1 events and at least 2", few.Message, StringComparison.Ordinal);
        Assert.Contains("spaceEdges[2] is 5", edges.Message, StringComparison.Ordinal);
        Assert.Contains("permutations is 0", none.Message, StringComparison.Ordinal);
    }

    // docs/methods/knox.md
    [Fact]
    public void Test_WorkedExample_AgreesWithHand()
    {
        double[] x = [0, 50, 1000, 1050], day = [1, 3, 40, 41];

        var table = Knox.Test(x, new double[4], day, [0, 100, double.PositiveInfinity], [0, 7, double.PositiveInfinity], DistanceMeasure.Euclidean, 9999, 20261121);

        // Two pairs are near in space, and both near in time; over the 24 orders of the dates this happens 8 times, otherwise neither is.
        Assert.Equal([[2L, 0L], [0L, 4L]], table.Observed);
        Assert.Equal(2 / 3.0, table.Expected[0][0], 0.03);
        Assert.Equal(1 / 3.0, table.P[0][0], 0.02);
    }

    internal static (double[] X, double[] Y, double[] Day) Burkitt(string path)
    {
        using var reader = new StreamReader(path);
        var table = CsvTable.Read(reader);
        return (table.Number("x"), table.Number("y"), table.Number("t"));
    }

    internal static (double[] X, double[] Y, double[] Day) Events(long seed, int count, bool whole)
    {
        var random = new RandomStream(seed, 0);
        var (x, y, day) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (x[i], y[i], day[i]) = (5000 + (random.Below(120) * 10), 9000 + (random.Below(90) * 10), random.Unit() * 60);
            if (whole) day[i] = Math.Floor(day[i]);
        }
        return (x, y, day);
    }

    private static long[][] PublishedArson()
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/knox-chicago-arson/expected.json")));
        var rows = json.RootElement.GetProperty("expected").GetProperty("published").GetProperty("observed");
        return [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray())];
    }

    private static long[][] Slow(double[] x, double[] y, double[] day, double[] space, double[] time, DistanceMeasure measure)
    {
        var table = Enumerable.Range(0, space.Length - 1).Select(_ => new long[time.Length - 1]).ToArray();
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (dx, dy, apart) = (Math.Abs(x[i] - x[j]), Math.Abs(y[i] - y[j]), Math.Abs(day[i] - day[j]));
                var distance = measure == DistanceMeasure.Manhattan ? dx + dy : Math.Sqrt((dx * dx) + (dy * dy));
                for (var s = 0; s < table.Length; s++)
                {
                    for (var t = 0; t < table[s].Length; t++)
                    {
                        if (distance >= space[s] && distance < space[s + 1] && apart >= time[t] && apart < time[t + 1]) table[s][t]++;
                    }
                }
            }
        }
        return table;
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
