using System.Numerics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>The three steps of clustering by density over cells: which events are core, which cells join, where border events go.</summary>
/// <remarks>Cells are taken in ranges, several at once; what is found does not depend on it.</remarks>
internal static class CoreEvents
{
    private const int CellsAtOnce = 4096;

    /// <summary>Core events by position.</summary>
    public static bool[] Of(EventCells cells, int minEvents, int threads)
    {
        var core = new bool[cells.Events];
        Workers.Ranges(cells.Count, CellsAtOnce, threads, (from, to) =>
        {
            Span<(int From, int To)> runs = new (int, int)[cells.MostRuns];
            for (var cell = from; cell < to; cell++)
            {
                var (start, end) = (cells.Starts[cell], cells.Starts[cell + 1]);
                if (end - start >= minEvents) core.AsSpan(start..end).Fill(true); // all events of a cell are neighbours
                else InCell(cells, start, end, Filled(cells, cell, runs), minEvents, core);
            }
        });
        return core;
    }

    /// <summary>Joins cells of core events where some of one are neighbours of some of the other.</summary>
    public static DisjointSets Joined(EventCells core, int threads)
    {
        var sets = new DisjointSets(core.Count);
        var boxes = new Box[core.Count];
        Workers.Ranges(core.Count, CellsAtOnce, threads, (from, to) =>
        {
            for (var cell = from; cell < to; cell++) boxes[cell] = Box.Of(core, cell);
        });
        Workers.Ranges(core.Count, CellsAtOnce, threads, (from, to) =>
        {
            Span<(int From, int To)> runs = new (int, int)[core.MostRuns];
            for (var cell = from; cell < to; cell++)
            {
                var count = core.After(core.Key(cell), runs);
                var own = sets.Find(cell); // it may have been joined to another since: then a pair is looked at once too often
                foreach (var (first, last) in runs[..count])
                {
                    for (var other = first; other < last; other++)
                    {
                        if (sets.Find(other) == own || !Touch(core, boxes, cell, other)) continue;
                        sets.Union(cell, other);
                        own = sets.Find(cell);
                    }
                }
            }
        });
        return sets;
    }

    /// <summary>Tells the core event nearest to each event that is not core but a neighbour of one: positions among all, and among the core.</summary>
    public static void Nearest(EventCells all, bool[] isCore, EventCells core, int threads, Action<int, int> found) =>
        Workers.Ranges(all.Count, CellsAtOnce, threads, (from, to) =>
        {
            Span<(int From, int To)> runs = new (int, int)[core.MostRuns];
            for (var cell = from; cell < to; cell++)
            {
                var (start, end) = (all.Starts[cell], all.Starts[cell + 1]);
                if (!isCore.AsSpan(start..end).Contains(false)) continue;
                var count = core.Around(all.Key(cell), runs);
                if (count == 0) continue;
                for (var i = start; i < end; i++)
                {
                    var nearest = isCore[i] ? -1 : Nearest(all, i, core, runs[..count]);
                    if (nearest >= 0) found(i, nearest);
                }
            }
        });

    // The runs of positions about a cell.
    private static Span<(int From, int To)> Filled(EventCells cells, int cell, Span<(int From, int To)> runs)
    {
        runs = runs[..cells.Around(cells.Key(cell), runs)];
        foreach (ref var run in runs) run = (cells.Starts[run.From], cells.Starts[run.To]);
        return runs;
    }

    private static void InCell(EventCells cells, int start, int end, Span<(int From, int To)> runs, int minEvents, bool[] core)
    {
        var within = 0;
        foreach (var (from, to) in runs) within += to - from;
        if (within < minEvents) return; // so few that nothing need be measured
        for (var i = start; i < end; i++)
        {
            var count = 0;
            foreach (var (from, to) in runs)
            {
                count += cells.CountNeighbours(cells, i, from, to, minEvents - count);
                if (count >= minEvents) break;
            }
            core[i] = count >= minEvents;
        }
    }

    private static bool Touch(EventCells core, Box[] boxes, int cell, int other)
    {
        if (boxes[cell].SquaredDistance(boxes[other]) > core.SquaredDistance) return false;
        for (var i = core.Starts[cell]; i < core.Starts[cell + 1]; i++)
        {
            if (boxes[other].SquaredDistance(core.X(i), core.Y(i)) <= core.SquaredDistance
                && core.CountNeighbours(core, i, core.Starts[other], core.Starts[other + 1], 1) > 0) return true;
        }
        return false;
    }

    // The first in the order given, when several are equally near.
    private static int Nearest(EventCells all, int i, EventCells core, Span<(int From, int To)> runs)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        foreach (var (first, last) in runs)
        {
            var to = core.Starts[last];
            for (var from = core.Starts[first]; from < to; from += EventCells.Lanes)
            {
                for (var near = core.Neighbours(all, i, from, to); near != 0; near &= near - 1)
                {
                    var j = from + BitOperations.TrailingZeroCount(near);
                    var (dx, dy) = (all.X(i) - core.X(j), all.Y(i) - core.Y(j));
                    var square = (dx * dx) + (dy * dy);
                    if (square < least || (square == least && core.Order[j] < core.Order[best])) (best, least) = (j, square);
                }
            }
        }
        return best;
    }

    /// <summary>The rectangle about the events of a cell.</summary>
    private readonly record struct Box(double Left, double Right, double Low, double High)
    {
        public static Box Of(EventCells cells, int cell)
        {
            var box = new Box(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
            for (var i = cells.Starts[cell]; i < cells.Starts[cell + 1]; i++)
                box = new Box(Math.Min(box.Left, cells.X(i)), Math.Max(box.Right, cells.X(i)), Math.Min(box.Low, cells.Y(i)), Math.Max(box.High, cells.Y(i)));
            return box;
        }

        public double SquaredDistance(Box other)
        {
            var dx = Math.Max(0, Math.Max(other.Left - Right, Left - other.Right));
            var dy = Math.Max(0, Math.Max(other.Low - High, Low - other.High));
            return (dx * dx) + (dy * dy);
        }

        public double SquaredDistance(double x, double y)
        {
            var dx = Math.Max(0, Math.Max(Left - x, x - Right));
            var dy = Math.Max(0, Math.Max(Low - y, y - High));
            return (dx * dx) + (dy * dy);
        }
    }
}
