using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Grids;

public sealed class SquareGridTests
{
    [Fact]
    public void CellOf_PointsOnEdges_BelongsToTheNorthEasternCell()
    {
        var grid = new SquareGrid(100, 200, 50, 3, 2);

        Assert.Equal(0, grid.CellOf(100, 200));
        Assert.Equal(4, grid.CellOf(150, 250));
        Assert.Equal(-1, grid.CellOf(250, 210));
        Assert.Equal(-1, grid.CellOf(99.999, 210));
        Assert.Equal(-1, grid.CellOf(double.NaN, 210));
    }

    [Fact]
    public void Centre_EveryCell_LiesInItsCell()
    {
        var grid = new SquareGrid(-30.5, 12, 0.3, 11, 7);

        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            var (x, y) = grid.Centre(cell);
            Assert.Equal(cell, grid.CellOf(x, y));
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(33.3)]
    public void Covering_AwkwardPoints_HoldsThemAll(double cell)
    {
        double[] x = [0.1, 0.3, 0.7, 2.1, 1.2, -0.3, -0.9];
        double[] y = [0.3, 0.6, 0.9, 1.2, 9.9, 3.3, 6.6];

        var grid = SquareGrid.Covering(x, y, cell);

        Assert.Equal(x.Length, grid.Count(x, y).Sum());
    }

    [Fact]
    public void Covering_NoPoints_SaysWhy()
    {
        var refusal = Assert.Throws<ArgumentException>(() => SquareGrid.Covering([], [], 100));

        Assert.Contains("at least one point", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SquareGrid_TooManyCells_SuggestsALargerCell()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new SquareGrid(0, 0, 1, 100_000, 100_000));

        Assert.Contains("larger cellSize", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(223.7)]
    public void Within_StudyArea_ListsTheNeighbourhoodOfGiStar(double neighbourhood)
    {
        var grid = new SquareGrid(0, 0, 100, 13, 9);
        var random = new RandomStream(4, 0);
        var study = Enumerable.Range(0, grid.CellCount).Select(_ => random.Below(5) > 0).ToArray();
        var counts = Enumerable.Range(0, grid.CellCount).Select(_ => (double)random.Below(7)).ToArray();

        var (cells, neighbours) = GridNeighbours.Within(grid, study, neighbourhood);

        var (onGrid, byLists) = (new double[grid.CellCount], new double[cells.Length]);
        GetisOrd.GiStar(grid, counts, study, neighbourhood, onGrid);
        GetisOrd.GiStar([.. cells.Select(cell => counts[cell])], neighbours, byLists);
        Assert.Equal(study.Count(inside => inside), cells.Length);
        for (var i = 0; i < cells.Length; i++) Assert.Equal(onGrid[cells[i]], byLists[i], 1e-12);
    }
}
