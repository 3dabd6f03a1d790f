using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>The three steps of clustering by density over cells: which events are core, which cells join, where border events go.</summary>
/// <remarks>Cells are taken in runs, several at once; what is found does not depend on it.</remarks>
internal static class CoreEvents
{
    private const int CellsAtOnce = 4096;

    /// <summary>Core events by sorted position.</summary>
    public static bool[] Of(EventCells cells, int minEvents, int threads)
    {
        var core = new bool[cells.X.Length];
        Workers.Ranges(cells.Count, CellsAtOnce, threads, (from, to) =>
        {
            var runs = new List<(int From, int To)>();
            var walk = cells.Around();
            for (var cell = from; cell < to; cell++)
            {
                var (start, end) = (cells.Starts[cell], cells.Starts[cell + 1]);
                if (end - start >= minEvents)
                {
                    core.AsSpan(start..end).Fill(true); // all events of a cell are neighbours
                    continue;
                }
                walk.Of(cell, runs);
                for (var i = start; i < end; i++) core[i] = HasNeighbours(cells, i, start, end, runs, minEvents);
            }
        });
        return core;
    }

    /// <summary>Joins cells that hold core events which are neighbours.</summary>
    public static DisjointSets Joined(EventCells cells, bool[] core, int threads)
    {
        var sets = new DisjointSets(cells.Count);
        var boxes = new CoreBox[cells.Count];
        Workers.Ranges(cells.Count, CellsAtOnce, threads, (from, to) =>
        {
            for (var cell = from; cell < to; cell++) boxes[cell] = CoreBox.Of(cells, core, cell);
        });
        Workers.Ranges(cells.Count, CellsAtOnce, threads, (from, to) =>
        {
            var runs = new List<(int From, int To)>();
            var walk = cells.Around();
            for (var cell = from; cell < to; cell++)
            {
                if (boxes[cell].Events == 0) continue;
                walk.Of(cell, runs);
                JoinLater(cells, core, boxes, sets, cell, runs);
            }
        });
        return sets;
    }

    /// <summary>For each event that is not core, the sorted position of its nearest core neighbour, or -1.</summary>
    public static int[] NearestCore(EventCells cells, bool[] core, int threads)
    {
        var nearest = new int[core.Length];
        Array.Fill(nearest, -1);
        Workers.Ranges(cells.Count, CellsAtOnce, threads, (from, to) =>
        {
            var runs = new List<(int From, int To)>();
            var walk = cells.Around();
            for (var cell = from; cell < to; cell++)
            {
                var (start, end) = (cells.Starts[cell], cells.Starts[cell + 1]);
                if (!core.AsSpan(start..end).Contains(false)) continue;
                walk.Of(cell, runs);
                for (var i = start; i < end; i++)
                {
                    if (!core[i]) nearest[i] = Nearest(cells, core, i, runs);
                }
            }
        });
        return nearest;
    }

    private static void JoinLater(EventCells cells, bool[] core, CoreBox[] boxes, DisjointSets sets, int cell, List<(int From, int To)> runs)
    {
        var own = sets.Find(cell); // it may have been joined to another since: then a pair is looked at once too often
        foreach (var (from, to) in runs)
        {
            for (var other = Math.Max(from, cell + 1); other < to; other++)
            {
                if (boxes[other].Events == 0 || sets.Find(other) == own || !Touch(cells, core, boxes, cell, other)) continue;
                sets.Union(cell, other);
                own = sets.Find(cell);
            }
        }
    }

    private static bool HasNeighbours(EventCells cells, int i, int start, int end, List<(int From, int To)> runs, int minEvents)
    {
        var count = end - start;
        foreach (var (from, to) in runs)
        {
            for (var j = cells.Starts[from]; j < cells.Starts[to]; j++)
            {
                if (j >= start && j < end) j = end - 1; // its own cell is counted
                else if (cells.AreNeighbours(i, j) && ++count >= minEvents) return true;
            }
        }
        return count >= minEvents;
    }

    private static bool Touch(EventCells cells, bool[] core, CoreBox[] boxes, int cell, int other)
    {
        if (boxes[cell].SquaredDistance(boxes[other]) > cells.SquaredDistance) return false;
        for (var i = cells.Starts[cell]; i < cells.Starts[cell + 1]; i++)
        {
            if (!core[i] || boxes[other].SquaredDistance(cells.X[i], cells.Y[i]) > cells.SquaredDistance) continue;
            for (var j = cells.Starts[other]; j < cells.Starts[other + 1]; j++)
            {
                if (core[j] && cells.AreNeighbours(i, j)) return true;
            }
        }
        return false;
    }

    private static int Nearest(EventCells cells, bool[] core, int i, List<(int From, int To)> runs)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        foreach (var (from, to) in runs)
        {
            for (var j = cells.Starts[from]; j < cells.Starts[to]; j++)
            {
                if (!core[j] || !cells.AreNeighbours(i, j)) continue;
                var (dx, dy) = (cells.X[i] - cells.X[j], cells.Y[i] - cells.Y[j]);
                var square = (dx * dx) + (dy * dy);
                if (square < least || (square == least && cells.Order[j] < cells.Order[best])) (best, least) = (j, square);
            }
        }
        return best;
    }

    /// <summary>The rectangle about the core events of a cell.</summary>
    private record struct CoreBox(double Left, double Right, double Low, double High, int Events)
    {
        public static CoreBox Of(EventCells cells, bool[] core, int cell)
        {
            var box = new CoreBox(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, 0);
            for (var i = cells.Starts[cell]; i < cells.Starts[cell + 1]; i++)
            {
                if (!core[i]) continue;
                box = new CoreBox(Math.Min(box.Left, cells.X[i]), Math.Max(box.Right, cells.X[i]), Math.Min(box.Low, cells.Y[i]), Math.Max(box.High, cells.Y[i]), box.Events + 1);
            }
            return box;
        }

        public readonly double SquaredDistance(CoreBox other)
        {
            var dx = Math.Max(0, Math.Max(other.Left - Right, Left - other.Right));
            var dy = Math.Max(0, Math.Max(other.Low - High, Low - other.High));
            return (dx * dx) + (dy * dy);
        }

        public readonly double SquaredDistance(double x, double y)
        {
            var dx = Math.Max(0, Math.Max(Left - x, x - Right));
            var dy = Math.Max(0, Math.Max(Low - y, y - High));
            return (dx * dx) + (dy * dy);
        }
    }
}
