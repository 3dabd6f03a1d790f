namespace Concordat.CrimePatterns.Grids;

/// <summary>A grid of equal squares, numbered row by row from the south-west corner.</summary>
/// <remarks>Cell index = row * <see cref="Columns"/> + column; row 0 has the lowest y. A cell holds its western and southern
/// edges, not its eastern and northern ones, so each point of the plane lies in at most one cell.
/// Coordinates are planar and in one unit, for British data metres (EPSG:27700).</remarks>
public sealed record SquareGrid
{
    /// <summary>The most cells a grid may have, 2^28 (about 16,000 by 16,000).</summary>
    public const int MostCells = 1 << 28;

    /// <summary>Lays a grid.</summary>
    /// <param name="originX">x of the south-west corner, finite.</param>
    /// <param name="originY">y of the south-west corner, finite.</param>
    /// <param name="cellSize">Side of a cell, above 0.</param>
    /// <param name="columns">Cells from west to east, at least 1.</param>
    /// <param name="rows">Cells from south to north, at least 1.</param>
    /// <exception cref="ArgumentException">A number is not finite, a size is not above 0, or there are more than <see cref="MostCells"/> cells.</exception>
    public SquareGrid(double originX, double originY, double cellSize, int columns, int rows)
    {
        Checks.Finite([originX], nameof(originX));
        Checks.Finite([originY], nameof(originY));
        Checks.Positive(cellSize, nameof(cellSize), "Give the side of a cell, for example 100 for 100 metres.");
        Checks.Between(columns, 1, MostCells, nameof(columns), "Give the number of cells from west to east.");
        Checks.Between(rows, 1, MostCells, nameof(rows), "Give the number of cells from south to north.");
        if ((long)columns * rows > MostCells)
            throw new ArgumentException($"A grid of {columns} by {rows} cells is more than {MostCells}: one number for each cell needs {Gigabytes((double)columns * rows)} GB. Use a larger cellSize ({Checks.Text(cellSize)} now) or a smaller area.", nameof(columns));
        (OriginX, OriginY, CellSize, Columns, Rows) = (originX, originY, cellSize, columns, rows);
    }

    /// <summary>x of the south-west corner.</summary>
    public double OriginX { get; }

    /// <summary>y of the south-west corner.</summary>
    public double OriginY { get; }

    /// <summary>Side of a cell, in the unit of the coordinates.</summary>
    public double CellSize { get; }

    /// <summary>Cells from west to east.</summary>
    public int Columns { get; }

    /// <summary>Cells from south to north.</summary>
    public int Rows { get; }

    /// <summary>All cells, columns times rows.</summary>
    public int CellCount => Columns * Rows;

    /// <summary>Area of one cell, in squared coordinate units.</summary>
    public double CellArea => CellSize * CellSize;

    /// <summary>The smallest grid with edges at whole multiples of the cell size that holds all the points.</summary>
    /// <param name="x">x of each point, finite; at least one.</param>
    /// <param name="y">y of each point, the same length.</param>
    /// <param name="cellSize">Side of a cell, above 0.</param>
    /// <remarks>Edges at multiples make grids of different months or themes line up.</remarks>
    /// <exception cref="ArgumentException">No points, lengths differ, a coordinate is not finite, or the grid would be too large.</exception>
    public static SquareGrid Covering(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double cellSize)
    {
        Checks.SameLength(x.Length, nameof(x), y.Length, nameof(y));
        Checks.Positive(cellSize, nameof(cellSize), "Give the side of a cell, for example 100 for 100 metres.");
        if (x.IsEmpty) throw new ArgumentException("x is empty: a grid can only cover at least one point.", nameof(x));
        Checks.NotDegrees(x, y, cellSize, nameof(cellSize));
        var (left, right) = FirstAndLastCell(x, nameof(x), cellSize);
        var (low, high) = FirstAndLastCell(y, nameof(y), cellSize);
        if ((right - left + 1) * (high - low + 1) > MostCells)
            throw new ArgumentException($"cellSize is {Checks.Text(cellSize)}, which would need more than {MostCells} cells: one number for each needs {Gigabytes((right - left + 1.0) * (high - low + 1.0))} GB. Use a larger cell, or remove points far from the rest.", nameof(cellSize));
        return new SquareGrid(left * cellSize, low * cellSize, cellSize, (int)(right - left + 1), (int)(high - low + 1));
    }

    /// <summary>The cell that holds a point, or -1 outside the grid or for NaN.</summary>
    /// <param name="x">x of the point.</param>
    /// <param name="y">y of the point.</param>
    public int CellOf(double x, double y)
    {
        var column = Math.Floor((x - OriginX) / CellSize);
        var row = Math.Floor((y - OriginY) / CellSize);
        return column >= 0 && column < Columns && row >= 0 && row < Rows ? ((int)row * Columns) + (int)column : -1;
    }

    /// <summary>The centre of a cell.</summary>
    /// <param name="cell">Index from 0 to <see cref="CellCount"/> - 1.</param>
    public (double X, double Y) Centre(int cell)
    {
        Checks.Between(cell, 0, CellCount - 1, nameof(cell), "Give the index of a cell of this grid.");
        return (CentreX(cell % Columns), CentreY(cell / Columns));
    }

    /// <summary>x of the centres of a column.</summary>
    /// <param name="column">Column from the west, counted from 0.</param>
    public double CentreX(int column) => OriginX + ((column + 0.5) * CellSize);

    /// <summary>y of the centres of a row.</summary>
    /// <param name="row">Row from the south, counted from 0.</param>
    public double CentreY(int row) => OriginY + ((row + 0.5) * CellSize);

    /// <summary>How many points lie in each cell; points outside the grid are not counted.</summary>
    /// <param name="x">x of each point.</param>
    /// <param name="y">y of each point, the same length.</param>
    /// <returns><see cref="CellCount"/> counts in cell order. O(points + cells).</returns>
    public double[] Count(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Checks.SameLength(x.Length, nameof(x), y.Length, nameof(y));
        var counts = new double[CellCount];
        for (var i = 0; i < x.Length; i++)
        {
            var cell = CellOf(x[i], y[i]);
            if (cell >= 0) counts[cell]++;
        }
        return counts;
    }

    private static string Gigabytes(double cells) => (cells * sizeof(double) / 1e9).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static (long First, long Last) FirstAndLastCell(ReadOnlySpan<double> values, string name, double cellSize)
    {
        Checks.Finite(values, name);
        var (least, most) = (values[0], values[0]);
        foreach (var value in values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        var (first, last) = (Math.Floor(least / cellSize), Math.Floor(most / cellSize));
        // The exact difference may fall on the other side of an edge than the quotient did.
        if (least - (first * cellSize) < 0) first--;
        while (Math.Floor((most - (first * cellSize)) / cellSize) > last - first) last++;
        if (last - first >= MostCells || Math.Abs(first) > 1e15)
            throw new ArgumentException($"{name} runs from {Checks.Text(least)} to {Checks.Text(most)}, too far for cells of {Checks.Text(cellSize)}. Use a larger cellSize, or remove points far from the rest.", name);
        return ((long)first, (long)last);
    }
}
