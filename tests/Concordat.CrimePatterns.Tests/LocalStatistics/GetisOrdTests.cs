using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.LocalStatistics;

public sealed class GetisOrdTests
{
    // docs/methods/getis-ord.md
    [Fact]
    public void GiStar_SixPointExample_MatchesPublishedValues()
    {
        double[] counts = [2, 3, 3.2, 5, 8, 7];
        int[][] within15Units = [[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4]];
        var zScores = new double[6];

        GetisOrd.GiStar(counts, within15Units, zScores);

        // esda documentation, G_Local with star=True and binary weights
        double[] published = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331];
        for (var i = 0; i < 6; i++) Assert.Equal(published[i], zScores[i], tolerance: 1e-8);
    }

    [SharedDataTheory("golden")]
    [InlineData("gistar-moran-grid-synthetic")]
    [InlineData("gistar-moran-afcon")]
    public void GiStar_GoldenCase_MatchesZAndProbabilities(string name)
    {
        var golden = GoldenCase.Find(name);
        var counts = golden.Input.Input.Number("count");
        var n = counts.Length;
        var (z, q) = (new double[n], new double[n]);

        GetisOrd.GiStar(counts, golden.Input.NeighbourLists(), z);
        var p = z.Select(Normal.TwoSided).ToArray();
        FalseDiscovery.BenjaminiHochberg(p, q);

        AssertNear(golden.Numbers("gistar_z"), z);
        AssertNear(golden.Numbers("gistar_p_two_sided"), p);
        AssertNear(golden.Numbers("gistar_p_bh"), q);
    }

    [SharedDataFact("golden")]
    public void GiStar_GridOfGoldenCase_MatchesNeighbourLists()
    {
        var golden = GoldenCase.Find("gistar-moran-grid-synthetic");
        var grid = new SquareGrid(0, 0, 200, 20, 20);
        var table = golden.Input.Input;
        var counts = new double[400];
        var (x, y, value) = (table.Number("x"), table.Number("y"), table.Number("count"));
        for (var i = 0; i < 400; i++) counts[grid.CellOf(x[i], y[i])] = value[i];
        var z = new double[400];

        GetisOrd.GiStar(grid, counts, [], golden.Input.Number("dmax"), z);

        var expected = golden.Numbers("gistar_z");
        for (var i = 0; i < 400; i++) Assert.Equal(expected[i], z[grid.CellOf(x[i], y[i])], 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(200)]
    [InlineData(447.3)]
    [InlineData(5000)]
    public void GiStar_MaskedGrid_MatchesDirectSums(double neighbourhood)
    {
        var random = new RandomStream(7, 1);
        var grid = new SquareGrid(1000, 2000, 100, 23, 17);
        var counts = Enumerable.Range(0, grid.CellCount).Select(_ => (double)random.Below(9)).ToArray();
        var study = Enumerable.Range(0, grid.CellCount).Select(_ => random.Below(4) > 0).ToArray();
        var (fast, slow) = (new double[grid.CellCount], new double[grid.CellCount]);

        GetisOrd.GiStar(grid, counts, study, neighbourhood, fast);

        Direct(grid, counts, study, neighbourhood, slow);
        for (var i = 0; i < slow.Length; i++) Assert.Equal(slow[i], fast[i], 1e-10);
    }

    [Fact]
    public void GiStar_EqualCounts_IsUndefined()
    {
        var z = new double[4];

        GetisOrd.GiStar([0.1, 0.1, 0.1, 0.1], [[1], [0], [3], [2]], z);

        Assert.All(z, value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void GiStar_DoubledCounts_KeepsScores()
    {
        double[] counts = [2, 3, 3.2, 5, 8, 7];
        int[][] neighbours = [[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4]];
        var (once, twice) = (new double[6], new double[6]);

        GetisOrd.GiStar(counts, neighbours, once);
        GetisOrd.GiStar(counts.Select(c => 2 * c).ToArray(), neighbours, twice);

        AssertNear(once, twice);
    }

    [Fact]
    public void GiStar_WrongInput_NamesParameterAndRemedy()
    {
        var grid = new SquareGrid(0, 0, 1, 2, 2);

        var self = Assert.Throws<ArgumentException>(() => GetisOrd.GiStar([1, 2], [[0], []], new double[2]));
        var empty = Assert.Throws<ArgumentException>(() => GetisOrd.GiStar(grid, new double[4], new bool[4], 1, new double[4]));
        var notANumber = Assert.Throws<ArgumentException>(() => GetisOrd.GiStar([1, double.NaN], [[1], [0]], new double[2]));

        Assert.Contains("without the area itself", self.Message, StringComparison.Ordinal);
        Assert.Contains("has 0 cells and needs at least 2", empty.Message, StringComparison.Ordinal);
        Assert.Contains("counts[1] is NaN", notANumber.Message, StringComparison.Ordinal);
    }

    private static void Direct(SquareGrid grid, double[] counts, bool[] study, double neighbourhood, double[] z)
    {
        var cells = Enumerable.Range(0, grid.CellCount).Where(c => study[c]).ToArray();
        double n = cells.Length;
        var mean = cells.Sum(c => counts[c]) / n;
        var deviation = Math.Sqrt(cells.Sum(c => counts[c] * counts[c] / n) - (mean * mean));
        Array.Fill(z, double.NaN);
        foreach (var i in cells)
        {
            var near = cells.Where(j => Distance(grid, i, j) <= neighbourhood + 1e-9).ToArray();
            double w = near.Length;
            var spread = deviation * Math.Sqrt(((n * w) - (w * w)) / (n - 1));
            z[i] = spread > 0 ? (near.Sum(j => counts[j]) - (mean * w)) / spread : double.NaN;
        }
    }

    private static double Distance(SquareGrid grid, int i, int j)
    {
        var (a, b) = (grid.Centre(i), grid.Centre(j));
        return Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-9 + (1e-9 * Math.Abs(expected[i])));
    }
}
