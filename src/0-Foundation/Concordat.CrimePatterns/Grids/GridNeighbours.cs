using Concordat.CrimePatterns.LocalStatistics;

namespace Concordat.CrimePatterns.Grids;

/// <summary>Lists of neighbouring cells of a grid, for the methods that take lists.</summary>
public static class GridNeighbours
{
    /// <summary>For each study cell the other study cells whose centres lie within a distance.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="study">True for the cells of the study area, in cell order; empty means all cells.</param>
    /// <param name="neighbourhood">Greatest distance between the centres of neighbours, 0 or more, in the grid's unit. A centre exactly at the distance is a
    /// neighbour.</param>
    /// <returns>The study cells in ascending order, and for each of them its neighbours as positions in that list, itself excluded: the same neighbourhood as in
    /// <see cref="GetisOrd.GiStar(SquareGrid, ReadOnlySpan{double}, ReadOnlySpan{bool}, double, Span{double})"/>.</returns>
    /// <remarks>O(cells * neighbours) time and memory.</remarks>
    /// <exception cref="ArgumentException">The study area has another length than the grid, or the distance is negative.</exception>
    public static (int[] Cells, int[][] Neighbours) Within(SquareGrid grid, ReadOnlySpan<bool> study, double neighbourhood)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (!study.IsEmpty) Checks.SameLength(grid.CellCount, nameof(grid), study.Length, nameof(study));
        Checks.NotNegative(neighbourhood, nameof(neighbourhood), "Give the greatest distance between the centres of neighbouring cells.");
        var (cells, positions) = StudyCells(grid, study);
        var halfWidths = GetisOrd.HalfWidths(neighbourhood / grid.CellSize, grid);
        return (cells, Array.ConvertAll(cells, cell => Around(cell, grid, positions, halfWidths)));
    }

    private static (int[] Cells, int[] Positions) StudyCells(SquareGrid grid, ReadOnlySpan<bool> study)
    {
        var cells = new List<int>();
        var positions = new int[grid.CellCount];
        for (var cell = 0; cell < positions.Length; cell++)
        {
            positions[cell] = -1;
            if (!study.IsEmpty && !study[cell]) continue;
            positions[cell] = cells.Count;
            cells.Add(cell);
        }
        return ([.. cells], positions);
    }

    private static int[] Around(int cell, SquareGrid grid, int[] positions, int[] halfWidths)
    {
        var (row, column, reach) = (cell / grid.Columns, cell % grid.Columns, halfWidths.Length - 1);
        var near = new List<int>();
        for (var r = Math.Max(0, row - reach); r <= Math.Min(grid.Rows - 1, row + reach); r++)
        {
            var half = halfWidths[Math.Abs(r - row)];
            for (var c = Math.Max(0, column - half); c <= Math.Min(grid.Columns - 1, column + half); c++)
            {
                var position = positions[(r * grid.Columns) + c];
                if (position >= 0 && (r != row || c != column)) near.Add(position);
            }
        }
        return [.. near];
    }
}
