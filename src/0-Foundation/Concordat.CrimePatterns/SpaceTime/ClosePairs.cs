using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>All pairs of events nearer than the last finite edge, listed by band of distance and first event.</summary>
/// <remarks>Events are put in order of the cells of a grid, so that the partners of an event lie close to it in memory. A pair is listed at its earlier event.</remarks>
internal sealed class ClosePairs
{
    private readonly double[] _edges; // finite
    private readonly bool _manhattan;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly int[] _cells; // cell of each event
    private readonly int[] _starts; // first event of each cell
    private readonly int _columns;
    private readonly int[][] _counts; // [band][event]
    private readonly int[][] _offsets; // [band][event - first], into _partners
    private readonly long[] _totals;
    private int[] _partners = [];

    public ClosePairs(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> edges, DistanceMeasure measure, int threads)
    {
        _manhattan = measure == DistanceMeasure.Manhattan;
        // When the last band is open to infinity, pairs nearer than the first edge must be known too, to take them from the total.
        var open = double.IsInfinity(edges[^1]);
        double[] finite = [.. edges.ToArray().Where(double.IsFinite)];
        Skipped = open && finite[0] > 0 ? 1 : 0;
        _edges = Skipped == 1 ? [0, .. finite] : finite;
        Bands = _edges.Length - 1;
        var n = x.Length;
        (_columns, var rows, var keys) = Cells(x, y, _edges[^1]);
        Order = RadixSort.Sort(keys, (ulong)_columns * (ulong)rows);
        (_x, _y, _cells) = (new double[n], new double[n], Array.ConvertAll(keys, key => (int)key));
        for (var i = 0; i < n; i++) (_x[i], _y[i]) = (x[Order[i]], y[Order[i]]);
        _starts = new int[(_columns * rows) + 1];
        foreach (var cell in _cells) _starts[cell + 1]++;
        for (var cell = 1; cell < _starts.Length; cell++) _starts[cell] += _starts[cell - 1];
        _counts = [.. Enumerable.Range(0, Bands).Select(_ => new int[n])];
        _offsets = new int[Bands][];
        if (Bands > 0) ForEvents(0, n, threads, i => Meet(i, list: false));
        _totals = Array.ConvertAll(_counts, counts => counts.Sum(count => (long)count));
    }

    /// <summary>Bands of close pairs, those before the first edge included where they are needed.</summary>
    public int Bands { get; }

    /// <summary>1 where band 0 holds the pairs nearer than the first edge, 0 otherwise.</summary>
    public int Skipped { get; }

    /// <summary>Original index of the event at each place of the order.</summary>
    public int[] Order { get; }

    /// <summary>First event of the turn listed now.</summary>
    public int From { get; private set; }

    /// <summary>Event after the last of the turn listed now.</summary>
    public int To { get; private set; }

    /// <summary>Pairs of a band, of all turns.</summary>
    public long Total(int band) => _totals[band];

    /// <summary>Partners of an event of the turn, as places of the order.</summary>
    public ReadOnlySpan<int> Partners(int band, int i) => _partners.AsSpan(_offsets[band][i - From], _counts[band][i]);

    /// <summary>Runs of events with at most so many pairs each (an event has fewer than that many).</summary>
    public IEnumerable<(int From, int To)> Turns(int mostPairs)
    {
        var (from, pairs) = (0, 0L);
        for (var i = 0; i < _x.Length; i++)
        {
            var own = _counts.Sum(counts => (long)counts[i]);
            if (pairs + own > mostPairs && i > from)
            {
                yield return (from, i);
                (from, pairs) = (i, 0);
            }
            pairs += own;
        }
        yield return (from, _x.Length);
    }

    /// <summary>Lists the pairs of a run of events.</summary>
    public void List(int from, int to, int threads)
    {
        (From, To) = (from, to);
        var at = 0;
        for (var band = 0; band < Bands; band++)
        {
            _offsets[band] = new int[to - from];
            for (var i = from; i < to; i++)
            {
                _offsets[band][i - from] = at;
                at += _counts[band][i];
            }
        }
        if (_partners.Length < at) _partners = new int[at];
        if (Bands > 0) ForEvents(from, to, threads, i => Meet(i, list: true));
    }

    // Counts the partners of an event, or lists them at the places counted before.
    private void Meet(int i, bool list)
    {
        Span<int> places = Bands <= 64 ? stackalloc int[Bands] : new int[Bands];
        for (var band = 0; band < Bands; band++) places[band] = list ? _offsets[band][i - From] : 0;
        var cell = _cells[i];
        Meet(i, i + 1, _starts[cell + 2], places, list); // its own cell and the one to the east
        Meet(i, _starts[cell + _columns - 1], _starts[cell + _columns + 2], places, list); // the three to the north
        for (var band = 0; band < Bands && !list; band++) _counts[band][i] = places[band];
    }

    private void Meet(int i, int from, int to, Span<int> places, bool list)
    {
        for (var j = from; j < to; j++)
        {
            var band = Band(i, j);
            if (band < 0) continue;
            if (list) _partners[places[band]] = j;
            places[band]++;
        }
    }

    private int Band(int i, int j)
    {
        var (dx, dy) = (Math.Abs(_x[i] - _x[j]), Math.Abs(_y[i] - _y[j]));
        var distance = _manhattan ? dx + dy : Math.Sqrt((dx * dx) + (dy * dy));
        if (distance >= _edges[^1] || distance < _edges[0]) return -1;
        var band = 0;
        while (distance >= _edges[band + 1]) band++;
        return band;
    }

    private static void ForEvents(int from, int to, int threads, Action<int> each)
    {
        const int Block = 1024;
        Parallel.For(0, (to - from + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            var start = from + (block * Block);
            for (var i = start; i < Math.Min(to, start + Block); i++) each(i);
        });
    }

    // Cells as wide as the farthest close pair, wider where they would outnumber the events; a margin of empty cells all round.
    private static (int Columns, int Rows, ulong[] Keys) Cells(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double reach)
    {
        var (left, right, low, high) = (x[0], x[0], y[0], y[0]);
        for (var i = 1; i < x.Length; i++)
        {
            (left, right) = (Math.Min(left, x[i]), Math.Max(right, x[i]));
            (low, high) = (Math.Min(low, y[i]), Math.Max(high, y[i]));
        }
        var most = Math.Max(1000, 4 * Math.Sqrt(x.Length));
        var side = Math.Max(reach * (1 + 1e-9), Math.Max(right - left, high - low) / most);
        if (side <= 0) side = 1;
        var columns = (int)((right - left) / side) + 3;
        var rows = (int)((high - low) / side) + 3;
        var keys = new ulong[x.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((ulong)((int)((y[i] - low) / side) + 1) * (ulong)columns) + (ulong)((int)((x[i] - left) / side) + 1);
        return (columns, rows, keys);
    }
}
