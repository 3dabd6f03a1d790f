using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>Events sorted into cells of space and time so small that all events of one cell are neighbours of each other.</summary>
/// <remarks>Neighbours are events with squared distance and difference in days at most the given limits, both inclusive. Cells hold positions in the
/// sorted order; cells are sorted too, by layer of time, row and column, so the cells around one lie in a few runs.</remarks>
internal sealed class EventCells
{
    private const double Shrink = 1 - 1e-9; // keeps rounding from putting two events of one cell out of each other's reach

    private ulong[] _keys;
    private readonly ulong _columns;
    private readonly ulong _rows;
    private readonly int _layerReach;

    public EventCells(double[] x, double[] y, double[] day, double squaredDistance, double days, int threads)
    {
        (SquaredDistance, Days) = (squaredDistance, days);
        var side = Math.Sqrt(squaredDistance / 2) * Shrink;
        var at = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var (columns, rows, layers, reach) = (Axis.None, Axis.None, Axis.None, 0);
        Parallel.Invoke(at, () => columns = Steps(x, side), () => rows = Steps(y, side), () => layers = day.Length == 0 ? Axis.None : Layers(day, days, out reach));
        _layerReach = reach;
        var (columnCount, rowCount, layerCount) = (columns.Count, rows.Count, layers.Count);
        if (!(columnCount * rowCount * layerCount <= 1e18))
            throw new ArgumentException($"The events reach over {columnCount:G3} by {rowCount:G3} distances, too far to index. Remove events with wrong positions or use a larger distance.", nameof(x));
        (_columns, _rows) = ((ulong)columnCount, (ulong)rowCount);
        var keys = new ulong[x.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var layer = layers.Steps.Length == 0 ? 0 : (ulong)layers.Steps[i];
            keys[i] = (((layer * _rows) + (ulong)rows.Steps[i]) * _columns) + (ulong)columns.Steps[i];
        }
        Order = RadixSort.Sort(keys, _columns * _rows * (ulong)layerCount);
        // The steps have served: their arrays take the sorted values.
        (X, Y, Day) = (columns.Steps, rows.Steps, layers.Steps);
        _keys = [];
        Starts = [];
        Parallel.Invoke(at, () => Sort(x, X), () => Sort(y, Y), () => Sort(day, Day), () => (_keys, Starts) = Cells(keys));
    }

    /// <summary>Limit of the squared distance, inclusive.</summary>
    public double SquaredDistance { get; }

    /// <summary>Limit of the difference in days, inclusive.</summary>
    public double Days { get; }

    /// <summary>Original index of the event at each sorted position.</summary>
    public int[] Order { get; }

    /// <summary>x by sorted position.</summary>
    public double[] X { get; }

    /// <summary>y by sorted position.</summary>
    public double[] Y { get; }

    /// <summary>Day by sorted position; empty when time plays no part.</summary>
    public double[] Day { get; }

    /// <summary>First sorted position of each cell, and the number of events at the end.</summary>
    public int[] Starts { get; private set; }

    /// <summary>Number of cells that hold events.</summary>
    public int Count => _keys.Length;

    /// <summary>Whether the events at two sorted positions are neighbours.</summary>
    public bool AreNeighbours(int a, int b)
    {
        var (dx, dy) = (X[a] - X[b], Y[a] - Y[b]);
        return (dx * dx) + (dy * dy) <= SquaredDistance && (Day.Length == 0 || Math.Abs(Day[a] - Day[b]) <= Days);
    }

    /// <summary>The cell of the event at each sorted position.</summary>
    public int[] CellOfEvents()
    {
        var cellOf = new int[X.Length];
        for (var cell = 0; cell < Count; cell++) cellOf.AsSpan(Starts[cell]..Starts[cell + 1]).Fill(cell);
        return cellOf;
    }

    /// <summary>The runs of cells around cells asked for in ascending order.</summary>
    public Walk Around() => new(this);

    private void Sort(double[] values, double[] sorted)
    {
        for (var i = 0; i < sorted.Length; i++) sorted[i] = values[Order[i]];
    }

    private static (ulong[] Keys, int[] Starts) Cells(ulong[] sortedKeys)
    {
        var count = 0;
        for (var i = 0; i < sortedKeys.Length; i++)
        {
            if (i == 0 || sortedKeys[i] != sortedKeys[i - 1]) count++;
        }
        var (keys, starts) = (new ulong[count], new int[count + 1]);
        var cell = -1;
        for (var i = 0; i < sortedKeys.Length; i++)
        {
            if (cell < 0 || sortedKeys[i] != keys[cell]) (keys[++cell], starts[cell]) = (sortedKeys[i], i);
        }
        starts[count] = sortedKeys.Length;
        return (keys, starts);
    }

    // Two empty steps on either side keep a neighbour's column from wrapping into the next row.
    private static Axis Steps(double[] values, double side)
    {
        var steps = new double[values.Length];
        var least = double.PositiveInfinity;
        foreach (var value in values) least = Math.Min(least, value);
        var most = 0.0;
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = Math.Floor((values[i] - least) / side) + 2;
            most = Math.Max(most, steps[i]);
        }
        return new(steps, most + 3);
    }

    private static Axis Layers(double[] day, double days, out int reach)
    {
        var whole = true;
        foreach (var value in day) whole &= value == Math.Floor(value);
        // Whole days: a layer of floor(days) + 1 of them holds only neighbours in time and has neighbours one layer away at most.
        reach = whole ? 1 : days > 0 ? 2 : 0;
        if (whole) return Steps(day, Math.Floor(days) + 1);
        return days > 0 ? Steps(day, days * Shrink) : Ranks(day);
    }

    // Only events at the same moment are neighbours in time: a layer for each moment.
    private static Axis Ranks(double[] day)
    {
        double[] moments = [.. day.Distinct().Order()];
        var ranks = new double[day.Length];
        for (var i = 0; i < ranks.Length; i++) ranks[i] = Array.BinarySearch(moments, day[i]);
        return new(ranks, moments.Length);
    }

    /// <summary>The step of each event along an axis, and how many steps there are.</summary>
    private readonly record struct Axis(double[] Steps, double Count)
    {
        public static Axis None => new([], 1);
    }

    /// <summary>Finds the cells within reach of one cell after another; each run's place only moves forward.</summary>
    public sealed class Walk
    {
        private readonly EventCells _cells;
        private readonly int[] _places;

        internal Walk(EventCells cells)
        {
            _cells = cells;
            _places = new int[((2 * cells._layerReach) + 1) * 5];
            Array.Fill(_places, -1);
        }

        /// <summary>The ranges of cells about a cell, the cell itself included; call with ascending cells.</summary>
        public void Of(int cell, List<(int From, int To)> runs)
        {
            runs.Clear();
            var (keys, place) = (_cells._keys, 0);
            for (var layer = -_cells._layerReach; layer <= _cells._layerReach; layer++)
            {
                for (var row = -2; row <= 2; row++, place++)
                {
                    var offset = (((long)layer * (long)_cells._rows) + row) * (long)_cells._columns;
                    var middle = (long)keys[cell] + offset;
                    var from = _places[place] < 0 ? FirstAtLeast(keys, middle - 2) : _places[place];
                    while (from < keys.Length && (long)keys[from] < middle - 2) from++;
                    _places[place] = from;
                    var to = from;
                    while (to < keys.Length && (long)keys[to] <= middle + 2) to++;
                    if (to > from) runs.Add((from, to));
                }
            }
        }

        // Where a walk begins.
        private static int FirstAtLeast(ulong[] keys, long key)
        {
            var place = key <= 0 ? 0 : Array.BinarySearch(keys, (ulong)key);
            return place >= 0 ? place : ~place;
        }
    }
}
