using Concordat.CrimePatterns.Grids;
using Concordat.Partnership.Areas;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>The squares of a grid that touch the area: every record in the area lies in one of them.</summary>
/// <remarks>The grid's corners are at whole multiples of the cell size, so that maps of different months and areas line up.</remarks>
internal sealed class StudyCells
{
    public SquareGrid Grid { get; }

    /// <summary>True for study cells, in cell order.</summary>
    public bool[] IsStudy { get; }

    public int Count { get; }

    public StudyCells(StudyArea area, double cellMetres)
    {
        var cells = area.Cells(cellMetres);
        var (left, bottom) = (cells.Min(c => c.Column), cells.Min(c => c.Row));
        Grid = new(left * cellMetres, bottom * cellMetres, cellMetres, cells.Max(c => c.Column) - left + 1, cells.Max(c => c.Row) - bottom + 1);
        IsStudy = new bool[Grid.CellCount];
        foreach (var (column, row) in cells) IsStudy[(row - bottom) * Grid.Columns + column - left] = true;
        Count = cells.Count;
    }

    /// <summary>True for the study cells that hold a record of any theme and month.</summary>
    public bool[] WithRecords(IncidentColumns incidents)
    {
        var recorded = new bool[Grid.CellCount];
        for (var row = 0; row < incidents.Count; row++)
            if (Grid.CellOf(incidents.Easting[row], incidents.Northing[row]) is >= 0 and var cell && IsStudy[cell]) recorded[cell] = true;
        return recorded;
    }

    /// <summary>The chosen cells as runs along each row: what a reader needs to lay the same grid.</summary>
    public IReadOnlyList<CellRun> Runs(bool[] chosen)
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

    /// <summary>Chosen cells that touch by an edge or a corner, group by group in the order of their first cell, each in cell order.</summary>
    public IEnumerable<List<int>> Joined(bool[] chosen) => Joined([.. chosen.Select(c => c ? 0 : -1)]);

    /// <summary>Cells of one kind that touch by an edge or a corner, group by group in the order of their first cell, each in cell order.</summary>
    /// <param name="kind">The kind of every cell of the grid; below 0 for cells that belong to no group.</param>
    public IEnumerable<List<int>> Joined(int[] kind)
    {
        var seen = new bool[kind.Length];
        for (var start = 0; start < kind.Length; start++)
        {
            if (kind[start] < 0 || seen[start]) continue;
            seen[start] = true;
            List<int> group = [start];
            for (var i = 0; i < group.Count; i++)
                foreach (var next in Touching(group[i]))
                    if (kind[next] == kind[start] && !seen[next])
                    {
                        seen[next] = true;
                        group.Add(next);
                    }
            group.Sort();
            yield return group;
        }
    }

    /// <summary>The study cells that touch a cell by an edge or a corner.</summary>
    public IEnumerable<int> Touching(int cell)
    {
        var (row, column) = Math.DivRem(cell, Grid.Columns);
        for (var r = Math.Max(0, row - 1); r <= Math.Min(Grid.Rows - 1, row + 1); r++)
            for (var c = Math.Max(0, column - 1); c <= Math.Min(Grid.Columns - 1, column + 1); c++)
                if (r * Grid.Columns + c is var next && next != cell && IsStudy[next]) yield return next;
    }
}

/// <summary>Cells side by side in one row of the grid, both ends included; counted from the south-west corner.</summary>
public sealed record CellRun(int Row, int From, int To);
