using System.Text.Json;
using Concordat.CrimePatterns.Analyse;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.LocalStatistics;

public sealed class MoranTests
{
    // docs/methods/moran.md
    [Fact]
    public void Moran_WorkedExample_AgreesWithHand()
    {
        double[] values = [1, 2, 3, 8];
        int[][] row = [[1], [0, 2], [1, 3], [2]];

        Assert.Equal(3 / 29.0, Moran.I(values, row).Value, 1e-15);
        Assert.Equal(120 / 232.0, Moran.GearyC(values, row).Value, 1e-15);
        double[] local = [3.75 / 7.25, 2.25 / 7.25, -0.75 / 7.25, -2.25 / 7.25];
        var found = LocalMoran.Compute(values, row).I;
        for (var i = 0; i < 4; i++) Assert.Equal(local[i], found[i], 1e-15);
    }

    [SharedDataFact("data/classic/columbus.geojson")]
    public void Global_ColumbusCrime_MatchesSpdep()
    {
        var path = SharedData.Path("data/classic/columbus.geojson");
        var (values, neighbours) = Columbus(path);

        var moran = Moran.I(values, neighbours);
        var geary = Moran.GearyC(values, neighbours);

        // spdep 1.2.7, queen contiguity, 236 links, row-standardised
        Assert.Equal(236, neighbours.Sum(list => list.Length));
        Assert.Equal(0.500188557, moran.Value, 5e-10);
        Assert.Equal(-1 / 48.0, moran.Expected, 1e-12);
        Assert.Equal(0.008563413, moran.VarianceNormal, 5e-10);
        Assert.Equal(0.008689289, moran.VarianceRandom, 5e-10);
        Assert.Equal(0.540528203, geary.Value, 5e-10);
    }

    [SharedDataFact("data/classic/nc_sids.csv")]
    public void Global_NorthCarolinaWithIslands_MatchesSpdep()
    {
        var path = SharedData.Path("data/classic/nc_sids.csv");
        var (rates, neighbours) = NorthCarolina(path, SharedData.Path("data/classic/nc_sids_neighbours_cc89.csv"));

        var moran = Moran.I(rates, neighbours);

        Assert.Equal(2, neighbours.Count(list => list.Length == 0));
        Assert.Equal(0.247239743, moran.Value, 5e-10);
    }

    [Fact]
    public void Global_AllArrangements_HaveTheStatedMoments()
    {
        double[] values = [1, 2, 4, 7, 3, 9];
        int[][] neighbours = [[1, 2], [0, 3], [0, 3, 4], [1, 2, 5], [2, 5], [3, 4, 0]]; // one link goes one way only

        var moran = Moran.I(values, neighbours);
        var geary = Moran.GearyC(values, neighbours);

        var all = Arrangements(values).Select(v => (I: Moran.I(v, neighbours).Value, C: Moran.GearyC(v, neighbours).Value)).ToArray();
        Assert.Equal(720, all.Length);
        AssertMoments(moran, all.Select(a => a.I).ToArray());
        AssertMoments(geary, all.Select(a => a.C).ToArray());
    }

    [SharedDataFact("data/classic/columbus.geojson")]
    public void Permute_ColumbusCrime_IsRareAndSameOnAnyThreads()
    {
        var path = SharedData.Path("data/classic/columbus.geojson");
        var (values, neighbours) = Columbus(path);

        var one = Moran.Permute(values, neighbours, 999, 5, 1);

        Assert.Equal((0.001, 1.0), one);
        Assert.Equal(one, Moran.Permute(values, neighbours, 999, 5, 2));
        Assert.Equal(one, Moran.Permute(values, neighbours, 999, 5, 4));
    }

    [Fact]
    public void Permute_AllArrangements_AgreesWithExactTails()
    {
        double[] values = [1, 2, 4, 7, 3, 9];
        int[][] neighbours = [[1, 2], [0, 3], [0, 3, 4], [1, 2, 5], [2, 5], [3, 4]];

        var (high, low) = Moran.Permute(values, neighbours, 20_000, 11);

        var observed = Moran.I(values, neighbours).Value;
        var all = Arrangements(values).Select(v => Moran.I(v, neighbours).Value).ToArray();
        Assert.Equal(all.Count(i => i >= observed - 1e-12) / 720.0, high, 0.015);
        Assert.Equal(all.Count(i => i <= observed + 1e-12) / 720.0, low, 0.015);
    }

    [Fact]
    public void Local_SumsToGlobal_AndHasConditionalMoments()
    {
        double[] values = [1, 2, 4, 7, 3, 9];
        int[][] neighbours = [[1, 2], [0, 3], [0, 3, 4], [1, 2, 5], [2, 5], [3, 4]];

        var local = LocalMoran.Compute(values, neighbours);

        Assert.Equal(Moran.I(values, neighbours).Value, local.I.Average(), 1e-12);
        var fixedFirst = Arrangements(values).Where(v => v[2] == values[2]).Select(v => LocalMoran.Compute(v, neighbours).I[2]).ToArray();
        var mean = fixedFirst.Average();
        Assert.Equal(mean, local.Expected[2], 1e-12);
        Assert.Equal(fixedFirst.Average(i => (i - mean) * (i - mean)), local.Variance[2], 1e-12);
    }

    [Fact]
    public void Local_AnyNumberOfThreads_GivesTheSameBytes()
    {
        var random = new RandomStream(4, 0);
        double[] values = [.. Enumerable.Range(0, 40_000).Select(_ => random.Unit())];
        int[][] ring = [.. values.Select((_, i) => new[] { (i + 1) % values.Length, (i + values.Length - 1) % values.Length })];

        var one = LocalMoran.Compute(values, ring, threads: 1);
        var three = LocalMoran.Compute(values, ring, threads: 3);

        Assert.Equal(one.Z, three.Z);
        Assert.Equal(one.Quadrant, three.Quadrant);
    }

    [Fact]
    public void Local_IslandAndEqualValues_AreUndefined()
    {
        var island = LocalMoran.Compute([1, 2, 3, 4], [[1], [0], [], [1]]);
        var equal = LocalMoran.Compute([2, 2, 2], [[1], [0, 2], [1]]);

        Assert.True(double.IsNaN(island.I[2]));
        Assert.True(double.IsFinite(island.I[0]));
        Assert.All(equal.I, value => Assert.True(double.IsNaN(value)));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.1)]
    public void Conditional_SmallMap_AgreesWithExactTails(double scale)
    {
        var values = new double[] { 0, 1, 1, 3, 0, 2, 5 }.Select(v => v * scale).ToArray();
        int[][] neighbours = [[1, 2], [0], [0, 3, 4], [2, 5, 6], [2], [3, 4, 6, 0, 1, 2], [3]];

        var tails = ConditionalPermutation.GiStar(values, neighbours, 40_000, 3);

        for (var i = 0; i < values.Length; i++)
        {
            var sums = Arrangements(values.Where((_, j) => j != i).ToArray()).Select(v => v.Take(neighbours[i].Length).Sum()).ToArray();
            var observed = neighbours[i].Sum(j => values[j]);
            Assert.Equal(sums.Count(s => s >= observed - 1e-9) / (double)sums.Length, tails.High[i], 0.012);
            Assert.Equal(sums.Count(s => s <= observed + 1e-9) / (double)sums.Length, tails.Low[i], 0.012);
        }
    }

    [Fact]
    public void Conditional_SameSeed_SameBytesAndIslandsAreOne()
    {
        var random = new RandomStream(2, 2);
        var values = Enumerable.Range(0, 60).Select(_ => (double)random.Below(5)).ToArray();
        var neighbours = Enumerable.Range(0, 60).Select(i => i == 9 ? Array.Empty<int>() : [(i + 1) % 60, (i + 59) % 60]).ToArray();

        var first = ConditionalPermutation.LocalMoran(values, neighbours, 499, 8);
        var second = ConditionalPermutation.LocalMoran(values, neighbours, 499, 8);
        var other = ConditionalPermutation.LocalMoran(values, neighbours, 499, 9);

        Assert.Equal(first.High, second.High);
        Assert.Equal(first.Low, second.Low);
        Assert.NotEqual(first.High, other.High);
        Assert.Equal(1, first.High[9]);
        Assert.Equal(1, first.Low[9]);
    }

    private static void AssertMoments(GlobalAssociation stated, double[] all)
    {
        var mean = all.Average();
        Assert.Equal(mean, stated.Expected, 1e-12);
        Assert.Equal(all.Average(v => (v - mean) * (v - mean)), stated.VarianceRandom, 1e-12);
    }

    private static IEnumerable<double[]> Arrangements(double[] values)
    {
        if (values.Length <= 1) return [values];
        return values.SelectMany((first, i) => Arrangements([.. values.Where((_, j) => j != i)]).Select(rest => (double[])[first, .. rest]));
    }

    private static (double[] Crime, int[][] Neighbours) Columbus(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var features = document.RootElement.GetProperty("features").EnumerateArray().ToArray();
        var corners = features.Select(f => Corners(f.GetProperty("geometry").GetProperty("coordinates")).ToHashSet()).ToArray();
        var neighbours = corners.Select((own, i) => Enumerable.Range(0, corners.Length).Where(j => j != i && own.Overlaps(corners[j])).ToArray()).ToArray();
        return ([.. features.Select(f => f.GetProperty("properties").GetProperty("CRIME").GetDouble())], neighbours);
    }

    private static IEnumerable<(double X, double Y)> Corners(JsonElement coordinates) => coordinates[0].ValueKind == JsonValueKind.Number
        ? [(Math.Round(coordinates[0].GetDouble(), 6), Math.Round(coordinates[1].GetDouble(), 6))]
        : coordinates.EnumerateArray().SelectMany(Corners);

    private static (double[] Rates, int[][] Neighbours) NorthCarolina(string counties, string links)
    {
        var table = Read(counties);
        var (deaths, births) = (table.Number("SID74"), table.Number("BIR74"));
        var pairs = Read(links);
        var neighbours = pairs.Whole("from").Zip(pairs.Whole("to")).ToLookup(pair => pair.First - 1, pair => pair.Second - 1);
        return ([.. deaths.Select((d, i) => d / births[i])], [.. Enumerable.Range(0, deaths.Length).Select(i => neighbours[i].ToArray())]);
    }

    private static CsvTable Read(string path)
    {
        using var reader = new StreamReader(path);
        return CsvTable.Read(reader);
    }
}
