using Concordat.CrimePatterns.Grids;

namespace Concordat.CrimePatterns.Surfaces;

/// <summary>The events that reach a grid, from its south-west corner, ordered by row so that a band of rows meets a run of events.</summary>
internal sealed class SortedEvents
{
    private readonly SquareGrid _grid;
    private readonly double _perCell;
    private readonly double[] _weights; // empty for 1 each
    private readonly int[] _starts; // first event of each row of the margin-widened grid
    private readonly int _margin; // rows beyond the grid, on either side, from which an event reaches it
    private readonly bool _everywhere; // reach is infinite, or so long that an index by rows would be all margin

    private SortedEvents(SquareGrid grid, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, double reach)
    {
        (_grid, _perCell, Reach, _everywhere) = (grid, 1 / grid.CellSize, reach, reach / grid.CellSize > 1 << 20);
        _margin = _everywhere ? 0 : (int)Math.Ceiling(reach / grid.CellSize) + 1;
        var (rows, kept) = RowsOfEvents(x, y);
        (_starts, var places) = Places(rows);
        (X, Y) = (new double[kept], new double[kept]);
        _weights = weights.IsEmpty ? [] : new double[kept];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0) continue;
            var place = places[rows[i]]++;
            (X[place], Y[place]) = (x[i] - grid.OriginX, y[i] - grid.OriginY);
            if (_weights.Length > 0) _weights[place] = weights[i];
        }
    }

    /// <summary>How far an event reaches; infinite when everywhere.</summary>
    public double Reach { get; }

    /// <summary>x from the western edge of the grid.</summary>
    public double[] X { get; }

    /// <summary>y from the southern edge of the grid.</summary>
    public double[] Y { get; }

    /// <summary>Weight of each event.</summary>
    public double Weight(int e) => _weights.Length > 0 ? _weights[e] : 1;

    public static SortedEvents Check(SquareGrid grid, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double width, string widthName, ReadOnlySpan<double> weights, ReadOnlySpan<double> density, double reach)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Checks.SameLength(x.Length, nameof(x), y.Length, nameof(y));
        if (!weights.IsEmpty) Checks.SameLength(x.Length, nameof(x), weights.Length, nameof(weights));
        Checks.SameLength(grid.CellCount, nameof(grid), density.Length, nameof(density));
        Checks.Finite(x, nameof(x));
        Checks.Finite(y, nameof(y));
        Checks.Finite(weights, nameof(weights));
        if (weights.ContainsAnyInRange(double.MinValue, -double.Epsilon))
            throw new ArgumentException("weights holds a number below 0. Weights of events are 0 or more.", nameof(weights));
        Checks.Positive(width, widthName, "Give it in the unit of the coordinates, for example 300 for 300 metres.");
        Checks.NotDegrees(x, y, width, widthName);
        return new SortedEvents(grid, x, y, weights, reach);
    }

    /// <summary>Runs over bands of rows, several at once.</summary>
    public void ForBands(int threads, Action<int, int> band)
    {
        var most = Checks.Threads(threads);
        // Without an end to their reach all events are met again in each band: then no more bands than threads.
        var bands = Math.Min(_grid.Rows, _everywhere ? most : most * 4);
        Parallel.For(0, bands, new ParallelOptions { MaxDegreeOfParallelism = most }, i =>
            band((int)((long)_grid.Rows * i / bands), (int)((long)_grid.Rows * (i + 1) / bands)));
    }

    /// <summary>The run of events that may reach the rows from..to.</summary>
    public (int First, int Last) Reaching(int fromRow, int toRow) => _everywhere
        ? (0, X.Length)
        : (_starts[fromRow], _starts[Math.Min(toRow + (2 * _margin), _starts.Length - 1)]);

    /// <summary>The rows of a band whose centres may lie within reach of y.</summary>
    public (int Low, int High) Rows(double y, int fromRow, int toRow)
    {
        if (_everywhere) return (fromRow, toRow);
        var (low, high) = Span(y, Reach, _grid.Rows);
        return (Math.Max(low, fromRow), Math.Min(high, toRow));
    }

    /// <summary>The columns whose centres may lie within a distance of x.</summary>
    public (int From, int To) Columns(double x, double distance) => Span(x, distance, _grid.Columns);

    private (int Low, int High) Span(double at, double distance, int cells)
    {
        var low = Math.Ceiling(((at - distance) * _perCell) - 0.5000001);
        var high = Math.Floor(((at + distance) * _perCell) - 0.4999999) + 1;
        return ((int)Math.Clamp(low, 0, cells), (int)Math.Clamp(high, 0, cells));
    }

    private (int[] Rows, int Kept) RowsOfEvents(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var rows = new int[x.Length];
        var kept = 0;
        var width = _grid.Columns * _grid.CellSize;
        for (var i = 0; i < rows.Length; i++)
        {
            var (dx, row) = (x[i] - _grid.OriginX, Math.Floor((y[i] - _grid.OriginY) / _grid.CellSize) + _margin);
            var reaches = _everywhere || (row >= 0 && row < _grid.Rows + (2.0 * _margin) && dx > -Reach && dx < width + Reach);
            rows[i] = !reaches ? -1 : _everywhere ? 0 : (int)row;
            if (reaches) kept++;
        }
        return (rows, kept);
    }

    private (int[] Starts, int[] Places) Places(int[] rows)
    {
        var starts = new int[_grid.Rows + (2 * _margin) + 1];
        foreach (var row in rows)
        {
            if (row >= 0) starts[row + 1]++;
        }
        for (var row = 1; row < starts.Length; row++) starts[row] += starts[row - 1];
        return (starts, (int[])starts.Clone());
    }
}
