using Concordat.CrimePatterns.Grids;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary>Grids as parameters give them.</summary>
internal static class GridParameters
{
    private const int BytesPerCell = 64; // a few surfaces of eight bytes, and the results as text

    /// <summary>The grid of <c>x0</c>, <c>y0</c>, <c>cell</c>, <c>ncol</c> and <c>nrow</c>.</summary>
    public static SquareGrid Grid(this AnalyseInput input)
    {
        var grid = new SquareGrid(input.Number("x0"), input.Number("y0"), input.Number("cell"), input.Whole("ncol"), input.Whole("nrow"));
        Checks.Fits((double)BytesPerCell * grid.CellCount, "cell", $"a grid of {grid.Columns} by {grid.Rows} cells", "Use larger cells or a smaller area.");
        return grid;
    }
}
