using NetTopologySuite.Geometries;

namespace Concordat.Partnership.Areas;

/// <summary>Which cells of a square grid a straight line passes through.</summary>
static class Grid
{
    /// <summary>Visits every cell the segment touches (a cell or two more along an exact grid line, never one less).</summary>
    public static void Crossed(Coordinate a, Coordinate b, double minX, double minY, double side, int columns, int rows, Action<int, int> visit)
    {
        const double slack = 1e-9;
        if (a.Y > b.Y) (a, b) = (b, a);
        double ay = (a.Y - minY) / side, by = (b.Y - minY) / side, ax = (a.X - minX) / side, bx = (b.X - minX) / side;
        var (bottom, top) = (Math.Clamp((int)Math.Floor(ay - slack), 0, rows - 1), Math.Clamp((int)Math.Floor(by + slack), 0, rows - 1));
        for (var row = bottom; row <= top; row++)
        {
            double from = ax, to = bx;
            if (by - ay > slack)
            {
                var slope = (bx - ax) / (by - ay);
                from = ax + (Math.Clamp(row, ay, by) - ay) * slope;
                to = ax + (Math.Clamp(row + 1, ay, by) - ay) * slope;
            }
            if (from > to) (from, to) = (to, from);
            var (left, right) = (Math.Clamp((int)Math.Floor(from - slack), 0, columns - 1), Math.Clamp((int)Math.Floor(to + slack), 0, columns - 1));
            for (var column = left; column <= right; column++) visit(column, row);
        }
    }
}
