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
        var result = new double[grid.CellCount];
        var centres = Centres(grid, bandwidth);
        events.ForBands(threads, (fromRow, toRow) => QuarticBand(grid, events, bandwidth, centres, result, fromRow, toRow));
        var factor = 3 / (Math.PI * bandwidth * bandwidth);
        for (var i = 0; i < result.Length; i++) density[i] = result[i] * factor;
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
        var result = new double[grid.CellCount];
        events.ForBands(threads, (fromRow, toRow) => GaussianBand(grid, events, standardDeviation, result, fromRow, toRow));
        var factor = 1 / (2 * Math.PI * standardDeviation * standardDeviation);
        for (var i = 0; i < result.Length; i++) density[i] = result[i] * factor;
    }

    private static void QuarticBand(SquareGrid grid, SortedEvents events, double bandwidth, double[] centres, double[] result, int fromRow, int toRow)
    {
        var (first, last) = events.Reaching(fromRow, toRow);
        for (var e = first; e < last; e++)
        {
            // In units of the bandwidth and from the grid's corner.
            var (ex, ey, weight) = (events.X[e] / bandwidth, events.Y[e] / bandwidth, events.Weight[e]);
            var (low, high) = events.Rows(events.Y[e], fromRow, toRow);
            for (var row = low; row < high; row++)
            {
                var dy = ((row + 0.5) * grid.CellSize / bandwidth) - ey;
                var left = 1 - (dy * dy);
                if (left <= 0) continue;
                var (from, to) = events.Columns(events.X[e], Math.Sqrt(left) * bandwidth);
                if (from < to) AddQuartic(result.AsSpan((row * grid.Columns) + from, to - from), centres.AsSpan(from, to - from), ex, left, weight);
            }
        }
    }

    // The same sums in the same order lane by lane, so the split into vectors does not show in the result.
    private static void AddQuartic(Span<double> result, ReadOnlySpan<double> centres, double ex, double left, double weight)
    {
        var (vectorX, vectorLeft, vectorWeight) = (new Vector<double>(ex), new Vector<double>(left), new Vector<double>(weight));
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(result);
        var centreVectors = MemoryMarshal.Cast<double, Vector<double>>(centres);
        for (var k = 0; k < vectors.Length; k++)
        {
            var dx = centreVectors[k] - vectorX;
            var u = Vector.Max(vectorLeft - (dx * dx), Vector<double>.Zero);
            vectors[k] += u * u * vectorWeight;
        }
        for (var k = vectors.Length * Vector<double>.Count; k < result.Length; k++)
        {
            var dx = centres[k] - ex;
            var u = Math.Max(left - (dx * dx), 0);
            result[k] += u * u * weight;
        }
    }

    private static void GaussianBand(SquareGrid grid, SortedEvents events, double deviation, double[] result, int fromRow, int toRow)
    {
        var (first, last) = events.Reaching(fromRow, toRow);
        var shares = new double[grid.Columns];
        for (var e = first; e < last; e++)
        {
            var (from, to) = events.Columns(events.X[e], events.Reach);
            var (low, high) = events.Rows(events.Y[e], fromRow, toRow);
            if (from >= to || low >= high) continue;
            for (var column = from; column < to; column++) shares[column] = Bell(((column + 0.5) * grid.CellSize) - events.X[e], deviation);
            for (var row = low; row < high; row++)
            {
                var height = events.Weight[e] * Bell(((row + 0.5) * grid.CellSize) - events.Y[e], deviation);
                AddProduct(result.AsSpan((row * grid.Columns) + from, to - from), shares.AsSpan(from, to - from), height);
            }
        }
    }

    private static double Bell(double distance, double deviation)
    {
        var z = distance / deviation;
        return Math.Exp(-0.5 * z * z);
    }

    private static void AddProduct(Span<double> result, ReadOnlySpan<double> shares, double height)
    {
        var vectorHeight = new Vector<double>(height);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(result);
        var shareVectors = MemoryMarshal.Cast<double, Vector<double>>(shares);
        for (var k = 0; k < vectors.Length; k++) vectors[k] += shareVectors[k] * vectorHeight;
        for (var k = vectors.Length * Vector<double>.Count; k < result.Length; k++) result[k] += shares[k] * height;
    }

    private static double[] Centres(SquareGrid grid, double bandwidth)
    {
        var centres = new double[grid.Columns];
        for (var column = 0; column < centres.Length; column++) centres[column] = (column + 0.5) * grid.CellSize / bandwidth;
        return centres;
    }
}
