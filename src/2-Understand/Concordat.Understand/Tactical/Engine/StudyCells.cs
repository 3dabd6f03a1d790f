using Concordat.CrimePatterns.Grids;
using Concordat.Documents.Maps;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>The squares of a grid that touch the area: every record in the area lies in one of them.</summary>
/// <remarks>The grid's corners are at whole multiples of the cell size, so that maps of different months and areas line up.</remarks>
internal sealed class StudyCells
{
    public SquareGrid Grid { get; }

    /// <summary>True for study cells, in cell order.</summary>
    public bool[] IsStudy { get; }

    public int Count { get; }

    public StudyCells(AssessedArea area, double cellMetres)
    {
        var points = area.Shapes.SelectMany(s => s).SelectMany(r => r).ToList();
        Grid = SquareGrid.Covering([.. points.Select(p => p.EastingMetres)], [.. points.Select(p => p.NorthingMetres)], cellMetres);
        IsStudy = new bool[Grid.CellCount];
        foreach (var shape in area.Shapes)
        {
            foreach (var ring in shape) MarkEdge(ring);
            MarkInside(shape);
        }
        Count = IsStudy.Count(s => s);
    }

    /// <summary>The study cells as runs along each row: what a reader needs to lay the same grid.</summary>
    public IReadOnlyList<CellRun> Runs() => RunsWhere(IsStudy);

    /// <summary>True for the study cells that hold a record of any theme and month.</summary>
    public bool[] WithRecords(IncidentColumns incidents)
    {
        var recorded = new bool[Grid.CellCount];
        for (var row = 0; row < incidents.Count; row++)
            if (Grid.CellOf(incidents.Easting[row], incidents.Northing[row]) is >= 0 and var cell && IsStudy[cell]) recorded[cell] = true;
        return recorded;
    }

    public IReadOnlyList<CellRun> RunsWhere(bool[] chosen)
    {
        var runs = new List<CellRun>();
        for (var row = 0; row < Grid.Rows; row++)
            for (var column = 0; column < Grid.Columns; column++)
            {
                if (!chosen[row * Grid.Columns + column]) continue;
                var from = column;
                while (column + 1 < Grid.Columns && chosen[row * Grid.Columns + column + 1]) column++;
                runs.Add(new(row, from, column));
            }
        return runs;
    }

    /// <summary>The study cells that touch a cell by an edge or a corner.</summary>
    public IEnumerable<int> Touching(int cell)
    {
        var (row, column) = Math.DivRem(cell, Grid.Columns);
        for (var r = Math.Max(0, row - 1); r <= Math.Min(Grid.Rows - 1, row + 1); r++)
            for (var c = Math.Max(0, column - 1); c <= Math.Min(Grid.Columns - 1, column + 1); c++)
                if (r * Grid.Columns + c is var next && next != cell && IsStudy[next]) yield return next;
    }

    // Each edge is cut where it crosses the grid's lines; every piece then lies in one cell.
    void MarkEdge(IReadOnlyList<GridPoint> ring)
    {
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            List<double> cuts = [0, 1];
            AddCuts(cuts, a.EastingMetres, b.EastingMetres, Grid.OriginX);
            AddCuts(cuts, a.NorthingMetres, b.NorthingMetres, Grid.OriginY);
            cuts.Sort();
            for (var c = 0; c < cuts.Count; c++)
            {
                Mark(a, b, cuts[c]);
                if (c > 0) Mark(a, b, (cuts[c - 1] + cuts[c]) / 2);
            }
        }
    }

    void AddCuts(List<double> cuts, double from, double to, double origin)
    {
        if (from == to) return;
        var (low, high) = (Math.Min(from, to), Math.Max(from, to));
        for (var line = Math.Ceiling((low - origin) / Grid.CellSize); origin + line * Grid.CellSize < high; line++)
            cuts.Add(Math.Clamp((origin + line * Grid.CellSize - from) / (to - from), 0, 1));
    }

    void Mark(GridPoint a, GridPoint b, double share)
    {
        var cell = Grid.CellOf(a.EastingMetres + share * (b.EastingMetres - a.EastingMetres), a.NorthingMetres + share * (b.NorthingMetres - a.NorthingMetres));
        if (cell >= 0) IsStudy[cell] = true;
    }

    // Cells away from the edge are inside when their centre is: crossings of the row's middle line, taken in pairs.
    void MarkInside(IReadOnlyList<IReadOnlyList<GridPoint>> shape)
    {
        for (var row = 0; row < Grid.Rows; row++)
        {
            var y = Grid.CentreY(row);
            var crossings = new List<double>();
            foreach (var ring in shape)
                for (var i = 0; i < ring.Count; i++)
                {
                    var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
                    if (a.NorthingMetres <= y == b.NorthingMetres <= y) continue;
                    crossings.Add(a.EastingMetres + (y - a.NorthingMetres) / (b.NorthingMetres - a.NorthingMetres) * (b.EastingMetres - a.EastingMetres));
                }
            crossings.Sort();
            for (var c = 0; c + 1 < crossings.Count; c += 2)
                for (var column = Math.Max(0, (int)Math.Ceiling((crossings[c] - Grid.OriginX) / Grid.CellSize - 0.5));
                     column < Grid.Columns && Grid.CentreX(column) <= crossings[c + 1]; column++)
                    IsStudy[row * Grid.Columns + column] = true;
        }
    }
}

/// <summary>Study cells side by side in one row of the grid, both ends included; counted from the south-west corner.</summary>
public sealed record CellRun(int Row, int From, int To);
