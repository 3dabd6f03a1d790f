using System.Numerics;
using System.Runtime.Intrinsics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>Events sorted into cells of space and time so small that all events of one cell are neighbours of each other.</summary>
/// <remarks>Neighbours are events with squared distance and difference in days at most the given limits, both inclusive. Cells and events are numbered in
/// sorted order: by layer of time, row and column, so the cells around one lie in a few runs.</remarks>
internal sealed class EventCells
{
    private const int EventsAtOnce = 16_384;
    /// <summary>Events that are compared at once.</summary>
    public const int Lanes = 8;


    private readonly double _squaredDistance;
    private readonly double _days;
    private readonly double[] _x; // Lanes more than there are events, so that a whole vector can be read from any of them
    private readonly double[] _y;
    private readonly double[] _day; // empty when time plays no part
    private readonly CellIndex _index;
    private readonly CellLattice _lattice;

    public EventCells(double[] x, double[] y, double[] day, double squaredDistance, double days, int threads)
    {
        (_squaredDistance, _days) = (squaredDistance, days);
        _lattice = new CellLattice(x, y, day, squaredDistance, days, threads);
        var keys = new ulong[x.Length];
        Workers.Ranges(keys.Length, EventsAtOnce, threads, (from, to) =>
            _lattice.Keys(x.AsSpan(from..to), y.AsSpan(from..to), day.Length == 0 ? [] : day.AsSpan(from..to), keys.AsSpan(from..to)));
        Order = RadixSort.Sort(keys, _lattice.Most, threads);
        (_x, _y, _day) = (Gathered(x, Order, threads), Gathered(y, Order, threads), day.Length == 0 ? [] : Gathered(day, Order, threads));
        (_index, Starts) = CellIndex.Of(keys);
    }

    // Some of the events of other cells.
    private EventCells(EventCells all, int[] positions, ReadOnlySpan<int> cells, int[] starts, int threads)
    {
        (_squaredDistance, _days, _lattice, Starts) = (all._squaredDistance, all._days, all._lattice, starts);
        Order = new int[positions.Length];
        for (var i = 0; i < positions.Length; i++) Order[i] = all.Order[positions[i]];
        (_x, _y, _day) = (Gathered(all._x, positions, threads), Gathered(all._y, positions, threads), all._day.Length == 0 ? [] : Gathered(all._day, positions, threads));
        _index = all._index.Only(cells);
    }

    /// <summary>Original index of the event at each position; rising within a cell.</summary>
    public int[] Order { get; }

    /// <summary>Number of events.</summary>
    public int Events => Order.Length;

    /// <summary>First position of each cell, and the number of events at the end.</summary>
    public int[] Starts { get; }

    /// <summary>Number of cells that hold events.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Room that <see cref="Around"/> needs for runs.</summary>
    public int MostRuns => _lattice.Offsets.Length + 1;

    /// <summary>x at a position.</summary>
    public double X(int at) => _x[at];

    /// <summary>y at a position.</summary>
    public double Y(int at) => _y[at];

    /// <summary>Limit of the squared distance, inclusive.</summary>
    public double SquaredDistance => _squaredDistance;

    /// <summary>The cells that hold the marked events, with these alone.</summary>
    /// <param name="marked">By position.</param>
    /// <param name="threads">Threads to use.</param>
    public EventCells Only(bool[] marked, int threads)
    {
        var events = marked.AsSpan().Count(true);
        if (events == Events) return this;
        var (positions, cells, starts, count, next) = (new int[events], new int[Count], new int[Count + 1], 0, 0);
        for (var cell = 0; cell < Count; cell++)
        {
            var start = next;
            for (var i = Starts[cell]; i < Starts[cell + 1]; i++)
            {
                if (marked[i]) positions[next++] = i;
            }
            if (next > start) (cells[count], starts[count++]) = (cell, start);
        }
        starts[count] = events;
        return new EventCells(this, positions, cells.AsSpan(..count), starts[..(count + 1)], threads);
    }

    /// <summary>The runs of cells within reach of a cell of the same lattice, the nearest rows first; from those of this object.</summary>
    /// <param name="key">The cell's key.</param>
    /// <param name="runs">At least <see cref="MostRuns"/> long; first cell of each, and the cell after its last.</param>
    /// <returns>How many there are.</returns>
    public int Around(ulong key, Span<(int From, int To)> runs)
    {
        var count = 0;
        foreach (var offset in _lattice.Offsets) count = Add(key + (ulong)offset - 2, 5, runs, count);
        return count;
    }

    /// <summary>Those of <see cref="Around"/> that come after the cell.</summary>
    public int After(ulong key, Span<(int From, int To)> runs)
    {
        var count = Add(key + 1, 2, runs, 0);
        foreach (var offset in _lattice.Offsets)
        {
            if (offset > 0) count = Add(key + (ulong)offset - 2, 5, runs, count);
        }
        return count;
    }

    /// <summary>Where a cell lies in the lattice.</summary>
    public ulong Key(int cell) => _index.Key(cell);

    /// <summary>The neighbours among eight events at most.</summary>
    /// <param name="other">Cells of the same limits that hold the event asked about.</param>
    /// <param name="i">Its position there.</param>
    /// <param name="from">First position here.</param>
    /// <param name="to">Position after the last.</param>
    /// <returns>A bit for each from the first on, set for neighbours.</returns>
    public uint Neighbours(EventCells other, int i, int from, int to)
    {
        var dx = Vector512.Create(other._x[i]) - Vector512.LoadUnsafe(ref _x[0], (nuint)from);
        var dy = Vector512.Create(other._y[i]) - Vector512.LoadUnsafe(ref _y[0], (nuint)from);
        var near = Vector512.LessThanOrEqual((dx * dx) + (dy * dy), Vector512.Create(_squaredDistance));
        if (_day.Length > 0)
            near &= Vector512.LessThanOrEqual(Vector512.Abs(Vector512.Create(other._day[i]) - Vector512.LoadUnsafe(ref _day[0], (nuint)from)), Vector512.Create(_days));
        return (uint)near.ExtractMostSignificantBits() & (uint)((1UL << Math.Min(Lanes, to - from)) - 1);
    }

    /// <summary>How many events from one position to before another are neighbours of an event; no further than needed is counted.</summary>
    public int CountNeighbours(EventCells other, int i, int from, int to, int needed)
    {
        var count = 0;
        for (; from < to && count < needed; from += Lanes) count += BitOperations.PopCount(Neighbours(other, i, from, to));
        return count;
    }

    // Kept when not empty: without a branch, for which it is would be a guess.
    private int Add(ulong key, int places, Span<(int From, int To)> runs, int count)
    {
        var (from, to) = runs[count] = _index.Run(key, places);
        return count + ((from - to) >>> 31);
    }

    private static double[] Gathered(double[] values, int[] places, int threads)
    {
        var gathered = new double[places.Length + Lanes];
        Workers.Ranges(places.Length, EventsAtOnce, threads, (from, to) => Gather(values, places.AsSpan(from..to), gathered.AsSpan(from..to)));
        return gathered;
    }

    private static void Gather(double[] values, ReadOnlySpan<int> places, Span<double> gathered)
    {
        for (var i = 0; i < places.Length; i++) gathered[i] = values[places[i]];
    }
}
