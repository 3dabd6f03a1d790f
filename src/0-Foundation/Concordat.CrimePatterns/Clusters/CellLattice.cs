namespace Concordat.CrimePatterns.Clusters;

/// <summary>A lattice of layers, rows and columns over events: numbers each event's cell, and knows which cells are within reach of one.</summary>
internal sealed class CellLattice
{
    private const double Shrink = 1 - 1e-9; // keeps rounding from putting two events of one cell out of each other's reach

    private readonly Axis _columns;
    private readonly Axis _rows;
    private readonly Axis _layers;

    public CellLattice(double[] x, double[] y, double[] day, double squaredDistance, double days, int threads)
    {
        var side = Math.Sqrt(squaredDistance / 2) * Shrink;
        var (columns, rows, layers) = (Axis.None, Axis.None, Axis.None);
        Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => columns = Axis.Of(x, side), () => rows = Axis.Of(y, side), () => layers = day.Length == 0 ? Axis.None : Layers(day, days));
        if (!(columns.Count * rows.Count * layers.Count <= 1e18))
            throw new ArgumentException($"The events reach over {columns.Count:G3} by {rows.Count:G3} distances, too far to index. Remove events with wrong positions or use a larger distance.", nameof(x));
        (_columns, _rows, _layers) = (columns, rows, layers);
        Most = (ulong)columns.Count * (ulong)rows.Count * (ulong)layers.Count;
        Offsets = [.. from layer in Near(layers.Reach) from row in Near(2) select ((layer * (long)rows.Count) + row) * (long)columns.Count];
    }

    /// <summary>Above every key.</summary>
    public ulong Most { get; }

    /// <summary>From a cell's key to those of the cells in the middle of each row within reach, its own first.</summary>
    public long[] Offsets { get; }

    /// <summary>Numbers the cells of some events.</summary>
    public void Keys(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> day, Span<ulong> keys)
    {
        keys.Clear();
        if (day.Length > 0) _layers.Add(day, keys);
        _rows.Add(y, keys);
        _columns.Add(x, keys);
    }

    // 0, 1, -1, 2, -2.
    private static IEnumerable<int> Near(int reach) => Enumerable.Range(-reach, (2 * reach) + 1).OrderBy(Math.Abs);

    private static Axis Layers(double[] day, double days)
    {
        var whole = true;
        foreach (var value in day) whole &= value == Math.Floor(value);
        // Whole days: a layer of floor(days) + 1 of them holds only neighbours in time and has neighbours one layer away at most.
        if (whole) return Axis.Of(day, Math.Floor(days) + 1) with { Reach = 1 };
        return days > 0 ? Axis.Of(day, days * Shrink) with { Reach = 2 } : Axis.Moments(day);
    }

    /// <summary>Steps along an axis.</summary>
    /// <param name="Least">Least value.</param>
    /// <param name="Side">Length of a step.</param>
    /// <param name="Count">Number of steps.</param>
    /// <param name="Reach">Steps to the furthest with neighbours.</param>
    /// <param name="Ranks">Every value there is, ascending, when each has a step of its own.</param>
    private readonly record struct Axis(double Least, double Side, double Count, int Reach, double[]? Ranks = null)
    {
        public static Axis None => new(0, 1, 1, 0);

        // Two empty steps on either side keep a neighbour's column from wrapping into the next row.
        public static Axis Of(double[] values, double side)
        {
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var value in values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
            return new(least, side, values.Length == 0 ? 5 : Math.Floor((most - least) / side) + 5, 2);
        }

        // Only events at the same moment are neighbours in time: a step for each moment.
        public static Axis Moments(double[] values)
        {
            double[] ranks = [.. values.Distinct().Order()];
            return new(0, 1, ranks.Length, 0, ranks);
        }

        /// <summary>Appends the step of each value to its key, as the last figure of a number is.</summary>
        public void Add(ReadOnlySpan<double> values, Span<ulong> keys)
        {
            var (least, side, count) = (Least, Side, (ulong)Count);
            for (var i = 0; i < keys.Length; i++)
            {
                var step = Ranks is null ? (long)Math.Floor((values[i] - least) / side) + 2 : Array.BinarySearch(Ranks, values[i]);
                keys[i] = (keys[i] * count) + (ulong)step;
            }
        }
    }
}
