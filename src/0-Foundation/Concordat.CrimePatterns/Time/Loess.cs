using System.Numerics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Local regression of equally spaced values with tricube weights, fitted at every jump-th point and interpolated between.</summary>
/// <remarks>The pieces of STL (Cleveland et al. 1990, appendix); the conventions at the ends follow the authors' program.</remarks>
internal sealed class Loess(int window, int degree, int jump)
{
    private const int PointsAtOnce = 8_192;
    private const int MostOnStack = 512;

    private readonly Lazy<double[]> _kernel = new(() => Kernel(window)); // made when a full window fits: it may be far longer than the series

    /// <param name="y">The values.</param>
    /// <param name="userWeights">Weights of the values, or none.</param>
    /// <param name="fitted">Receives the fit at each value.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    public void Smooth(ReadOnlyMemory<double> y, ReadOnlyMemory<double> userWeights, Memory<double> fitted, int threads = 1)
    {
        var n = y.Length;
        if (n < 2)
        {
            y.CopyTo(fitted);
            return;
        }
        var step = Math.Min(jump, n - 1);
        var points = (n - 1) / step + 1;
        Workers.Ranges(points, PointsAtOnce, threads, (from, to) => Fit(y.Span, userWeights.Span, fitted.Span, step, from, to));
        if (step == 1) return;
        Workers.Ranges(points - 1, PointsAtOnce, threads, (from, to) =>
        {
            for (var at = from; at < to; at++) Line(fitted.Span, at * step, (at + 1) * step);
        });
        Last(y.Span, userWeights.Span, fitted.Span, (points - 1) * step);
    }

    private void Fit(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, Span<double> fitted, int step, int from, int to)
    {
        ReadOnlySpan<double> kernel = window <= y.Length ? _kernel.Value : [];
        for (var i = from * step; i < to * step && i < y.Length; i += step)
        {
            var (left, right) = Edges(i, y.Length);
            fitted[i] = !InMiddle(i, left, right) ? At(y, userWeights, i, left, right, y[i])
                : userWeights.IsEmpty ? MiddleFit(y.Slice(left, window), kernel)
                : degree == 0 || window / 2 <= LeastSpread(y.Length) ? MiddleMean(y.Slice(left, window), userWeights.Slice(left, window), kernel, y[i])
                : At(y, userWeights, i, left, right, y[i]);
        }
    }

    /// <summary>The regression on values left to right, read at position x (from 0); <paramref name="otherwise"/> when all weights vanish.</summary>
    public double At(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, int x, int left, int right, double otherwise)
    {
        var n = y.Length;
        var length = right - left + 1;
        var w = length <= MostOnStack ? stackalloc double[length] : new double[length];
        double h = Math.Max(x - left, right - x);
        if (window > n) h += (window - n) / 2;
        double near = 0.001 * h, far = 0.999 * h, total = 0;
        for (var j = left; j <= right; j++)
        {
            double r = Math.Abs(j - x);
            var weight = r > far ? 0 : r <= near ? 1 : Tricube(r / h);
            if (!userWeights.IsEmpty) weight *= userWeights[j];
            w[j - left] = weight;
            total += weight;
        }
        if (total <= 0) return otherwise;
        double mean = 0, centre = 0;
        for (var j = left; j <= right; j++)
        {
            mean += w[j - left] * y[j];
            centre += w[j - left] * (j - left);
        }
        mean /= total;
        centre = centre / total + left;
        return h > 0 && degree > 0 ? mean + Slope(y, w, left, total, centre, mean, n) * (x - centre) : mean;
    }

    private static double Slope(ReadOnlySpan<double> y, Span<double> w, int left, double total, double centre, double mean, int n)
    {
        double squares = 0, products = 0;
        for (var j = 0; j < w.Length; j++)
        {
            var d = j + left - centre;
            squares += w[j] * d * d;
            products += w[j] * d * (y[j + left] - mean);
        }
        // Points too close together say nothing of a slope.
        return Math.Sqrt(squares / total) > LeastSpread(n) ? products / squares : 0;
    }

    private static double LeastSpread(int n) => 0.001 * (n - 1);

    // The window about a value, pushed inwards at the ends.
    private (int Left, int Right) Edges(int i, int n)
    {
        if (window >= n) return (0, n - 1);
        var left = Math.Clamp(i + 1 - ((window + 1) / 2), 0, n - window);
        return (left, left + window - 1);
    }

    private bool InMiddle(int i, int left, int right) => right - left + 1 == window && i - left == right - i;

    // In the middle of a full window the slope does not move the fit, and the weights are always the same.
    private static double MiddleFit(ReadOnlySpan<double> y, ReadOnlySpan<double> kernel)
    {
        double sum = 0;
        Vector<double> sums = default;
        var at = 0;
        for (; at <= kernel.Length - Vector<double>.Count; at += Vector<double>.Count) sums += new Vector<double>(kernel[at..]) * new Vector<double>(y[at..]);
        for (; at < kernel.Length; at++) sum += kernel[at] * y[at];
        return sum + Vector.Sum(sums);
    }

    // With weights of the user and no slope: the weighted mean.
    private static double MiddleMean(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, ReadOnlySpan<double> kernel, double otherwise)
    {
        double total = 0, sum = 0;
        var at = 0;
        Vector<double> totals = default, sums = default;
        for (; at <= kernel.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var w = new Vector<double>(kernel[at..]) * new Vector<double>(userWeights[at..]);
            totals += w;
            sums += w * new Vector<double>(y[at..]);
        }
        for (; at < kernel.Length; at++)
        {
            var w = kernel[at] * userWeights[at];
            total += w;
            sum += w * y[at];
        }
        total += Vector.Sum(totals);
        return total > 0 ? (sum + Vector.Sum(sums)) / total : otherwise;
    }

    // Tricube weights of a full window about its middle; they add up to 1.
    private static double[] Kernel(int window)
    {
        var kernel = new double[window];
        double h = window / 2;
        for (var j = 0; j < window; j++)
        {
            var r = Math.Abs(j - h);
            kernel[j] = r > 0.999 * h ? 0 : r <= 0.001 * h ? 1 : Tricube(r / h);
        }
        var sum = kernel.Sum();
        return Array.ConvertAll(kernel, weight => weight / sum);
    }

    // Beyond the last fitted point: the fit in its window, read at the last value.
    private void Last(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, Span<double> fitted, int last)
    {
        var n = y.Length;
        if (last == n - 1) return;
        var (left, right) = Edges(last, n);
        fitted[n - 1] = At(y, userWeights, n - 1, left, right, y[n - 1]);
        Line(fitted, last, n - 1);
    }

    private static void Line(Span<double> fitted, int from, int to)
    {
        var rise = (fitted[to] - fitted[from]) / (to - from);
        for (var j = from + 1; j < to; j++) fitted[j] = fitted[from] + rise * (j - from);
    }

    private static double Tricube(double u)
    {
        var c = 1 - u * u * u;
        return c * c * c;
    }
}
