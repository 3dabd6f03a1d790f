using System.Numerics;
using System.Runtime.InteropServices;
using Concordat.CrimePatterns.Grids;

namespace Concordat.CrimePatterns.Surfaces;

/// <summary>Kernel density: events spread over a smooth surface, so that the eye sees where they gather.</summary>
/// <remarks>Density is in events per squared coordinate unit at the cell centres; no edge correction, so it falls towards the edge of the data.
/// Each cell adds its events in one fixed order: the same bytes on any number of threads. Not a test: a surface of random points has peaks too.
/// Source: Silverman (1986), Density Estimation for Statistics and Data Analysis, ch. 4; Chainey and Ratcliffe (2005), GIS and Crime Mapping, ch. 6.</remarks>
public static class KernelDensity
{
    /// <summary>How many standard deviations the shortened Gaussian reaches.</summary>
    public const double GaussianReach = 6.5;

    /// <summary>Density with the quartic (biweight) kernel 3 / (pi h^2) * (1 - d^2 / h^2)^2 for d below h, exact.</summary>
    /// <param name="grid">Where to compute the surface.</param>
    /// <param name="x">x of each event, finite.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="bandwidth">h, the distance at which an event's influence ends; above 0, in coordinate units.</param>
    /// <param name="weights">Weight of each event, finite, 0 or more; empty for 1 each.</param>
    /// <param name="density">Receives a density per cell, row by row from the south-west.</param>
    /// <param name="threads">Threads to use; 0 for one a processor.</param>
    /// <remarks>O(events * cells within the bandwidth). Events beyond the grid count where they reach into it. Within 1e-13 of the maximum.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a coordinate is not finite, or the bandwidth is not above 0.</exception>
    public static void Quartic(SquareGrid grid, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double bandwidth, ReadOnlySpan<double> weights, Span<double> density, int threads = 0)
    {
        var events = SortedEvents.Check(grid, x, y, bandwidth, nameof(bandwidth), weights, density, reach: bandwidth);
        var sums = new PaddedRows(grid);
        var centres = Centres(sums.Stride, grid.CellSize, bandwidth);
        events.ForBands(threads, (fromRow, toRow) => QuarticBand(grid, events, bandwidth, centres, sums, fromRow, toRow));
        sums.Times(3 / (Math.PI * bandwidth * bandwidth), density);
    }

    /// <summary>Density with the Gaussian kernel exp(-d^2 / 2 s^2) / (2 pi s^2).</summary>
    /// <param name="grid">Where to compute the surface.</param>
    /// <param name="x">x of each event, finite.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="standardDeviation">s, above 0, in coordinate units.</param>
    /// <param name="weights">Weight of each event, finite, 0 or more; empty for 1 each.</param>
    /// <param name="shorten">False: every event counts in every cell, exact. True: an event counts in the square of <see cref="GaussianReach"/>
    /// standard deviations about it, which changes no cell by more than 1e-8 of the highest density on the plane.</param>
    /// <param name="density">Receives a density per cell, row by row from the south-west.</param>
    /// <param name="threads">Threads to use; 0 for one a processor.</param>
    /// <remarks>O(events * cells), shortened O(events * cells within reach).</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a coordinate is not finite, or the standard deviation is not above 0.</exception>
    public static void Gaussian(SquareGrid grid, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double standardDeviation, ReadOnlySpan<double> weights, bool shorten, Span<double> density, int threads = 0)
    {
        var reach = shorten ? GaussianReach * standardDeviation : double.PositiveInfinity;
        var events = SortedEvents.Check(grid, x, y, standardDeviation, nameof(standardDeviation), weights, density, reach);
        var sums = new PaddedRows(grid);
        events.ForBands(threads, (fromRow, toRow) => GaussianBand(grid, events, standardDeviation, sums, fromRow, toRow));
        sums.Times(1 / (2 * Math.PI * standardDeviation * standardDeviation), density);
    }

    // Cells outside the circle are met where a vector reaches over its edge; they add exactly 0.
    private static void QuarticBand(SquareGrid grid, SortedEvents events, double bandwidth, double[] centres, PaddedRows sums, int fromRow, int toRow)
    {
        var (first, last) = events.Reaching(fromRow, toRow);
        var heights = Centres(grid.Rows, grid.CellSize, bandwidth);
        var squares = new double[sums.Stride]; // squared distance along x in bandwidths, from the first column in reach
        for (var e = first; e < last; e++)
        {
            var (from, to) = events.Columns(events.X[e], bandwidth);
            var (low, high) = events.Rows(events.Y[e], fromRow, toRow);
            if (from >= to || low >= high) continue;
            var near = squares.AsSpan(0, PaddedRows.Padded(to - from));
            Squares(near, centres.AsSpan(from, near.Length), events.X[e] / bandwidth);
            var ey = events.Y[e] / bandwidth;
            for (var row = low; row < high; row++)
            {
                var dy = heights[row] - ey;
                var left = 1 - (dy * dy);
                if (left > 0) AddQuartic(ref sums.From(row, from), near, left, events.Weight(e));
            }
        }
    }

    private static void Squares(Span<double> squares, ReadOnlySpan<double> centres, double at)
    {
        var results = MemoryMarshal.Cast<double, Vector<double>>(squares);
        var middles = MemoryMarshal.Cast<double, Vector<double>>(centres);
        var vectorAt = new Vector<double>(at);
        for (var k = 0; k < results.Length; k++)
        {
            var dx = middles[k] - vectorAt;
            results[k] = dx * dx;
        }
    }

    private static void AddQuartic(ref double sums, ReadOnlySpan<double> squares, double left, double weight)
    {
        var (vectorLeft, vectorWeight) = (new Vector<double>(left), new Vector<double>(weight));
        ref var near = ref MemoryMarshal.GetReference(squares);
        for (nuint k = 0; k < (nuint)squares.Length; k += (nuint)Vector<double>.Count)
        {
            var u = Vector.Max(vectorLeft - Vector.LoadUnsafe(ref near, k), Vector<double>.Zero);
            (Vector.LoadUnsafe(ref sums, k) + (u * u * vectorWeight)).StoreUnsafe(ref sums, k);
        }
    }

    private static void GaussianBand(SquareGrid grid, SortedEvents events, double deviation, PaddedRows sums, int fromRow, int toRow)
    {
        var (first, last) = events.Reaching(fromRow, toRow);
        var (across, up) = (new double[sums.Stride], new double[PaddedRows.Padded(grid.Rows)]);
        for (var e = first; e < last; e++)
        {
            var (from, to) = events.Columns(events.X[e], events.Reach);
            var (low, high) = events.Rows(events.Y[e], fromRow, toRow);
            if (from >= to || low >= high) continue;
            var shares = across.AsSpan(0, PaddedRows.Padded(to - from));
            Bells(shares, from, grid.CellSize / deviation, events.X[e] / deviation);
            Bells(up.AsSpan(0, PaddedRows.Padded(high - low)), low, grid.CellSize / deviation, events.Y[e] / deviation);
            for (var row = low; row < high; row++) AddProduct(ref sums.From(row, from), shares, events.Weight(e) * up[row - low]);
        }
    }

    // exp(-z^2 / 2) at the centres of steps from the first; each lane for itself, so that it does not matter where a band begins.
    private static void Bells(Span<double> bells, int first, double step, double at)
    {
        const double Underflow = -700;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(bells);
        var steps = Vector.CreateSequence(first + 0.5, 1.0);
        for (var k = 0; k < vectors.Length; k++)
        {
            var z = (steps * step) - new Vector<double>(at);
            vectors[k] = Vector.Exp(Vector.Max(z * z * -0.5, new Vector<double>(Underflow)));
            steps += new Vector<double>(Vector<double>.Count);
        }
    }

    private static void AddProduct(ref double sums, ReadOnlySpan<double> shares, double height)
    {
        var vectorHeight = new Vector<double>(height);
        ref var first = ref MemoryMarshal.GetReference(shares);
        for (nuint k = 0; k < (nuint)shares.Length; k += (nuint)Vector<double>.Count)
            (Vector.LoadUnsafe(ref sums, k) + (Vector.LoadUnsafe(ref first, k) * vectorHeight)).StoreUnsafe(ref sums, k);
    }

    private static double[] Centres(int columns, double cellSize, double bandwidth)
    {
        var centres = new double[columns];
        for (var column = 0; column < columns; column++) centres[column] = (column + 0.5) * cellSize / bandwidth;
        return centres;
    }

    /// <summary>Sums of a grid's cells with unused ones after each row, so that whole vectors may start at any column.</summary>
    private sealed class PaddedRows(SquareGrid grid)
    {
        private readonly double[] _sums = new double[grid.Rows * (grid.Columns + Vector<double>.Count - 1)];

        public int Stride { get; } = grid.Columns + Vector<double>.Count - 1;

        /// <summary>A length made a multiple of a vector's.</summary>
        public static int Padded(int length) => (length + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

        /// <summary>Where a cell's sum stands; at most a row's width of cells and one vector less one may be read on from it.</summary>
        public ref double From(int row, int column) => ref _sums[(row * Stride) + column];

        public void Times(double factor, Span<double> density)
        {
            for (var row = 0; row < grid.Rows; row++)
            {
                var own = _sums.AsSpan(row * Stride, grid.Columns);
                for (var column = 0; column < own.Length; column++) density[(row * grid.Columns) + column] = own[column] * factor;
            }
        }
    }
}
