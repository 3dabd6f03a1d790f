using System.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Local regression of equally spaced values with tricube weights, fitted at every jump-th point and interpolated between.</summary>
/// <remarks>The pieces of STL (Cleveland et al. 1990, appendix); the conventions at the ends follow the authors' program.</remarks>
internal sealed class Loess(int window, int degree, int jump)
{
    private double[] _weights = [];
    private double[] _kernel = []; // tricube weights of a full window about its middle, unnormalised
    private double _kernelSum;

    public void Smooth(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, Span<double> fitted)
    {
        var n = y.Length;
        if (n < 2)
        {
            y.CopyTo(fitted);
            return;
        }
        var step = Math.Min(jump, n - 1);
        int left = 0, right = n - 1;
        for (var i = 0; i < n; i += step)
        {
            if (window < n) (left, right) = Edges(i, n, step, left, right);
            fitted[i] = !InMiddle(i, left, right) ? At(y, userWeights, i, left, right, y[i])
                : userWeights.IsEmpty ? MiddleFit(y, left)
                : degree == 0 || window / 2 <= LeastSpread(n) ? MiddleMean(y, userWeights, left, y[i])
                : At(y, userWeights, i, left, right, y[i]);
        }
        if (step > 1) Interpolate(y, userWeights, fitted, step, left, right);
    }

    /// <summary>The regression on values left to right, read at position x (from 0); <paramref name="otherwise"/> when all weights vanish.</summary>
    public double At(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, int x, int left, int right, double otherwise)
    {
        var n = y.Length;
        if (_weights.Length < right - left + 1) _weights = new double[right - left + 1];
        var w = _weights.AsSpan(0, right - left + 1);
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

    private (int Left, int Right) Edges(int i, int n, int step, int left, int right)
    {
        var half = (window + 1) / 2;
        if (step == 1)
        {
            if (i == 0) return (0, window - 1);
            return i + 1 > half && right != n - 1 ? (left + 1, right + 1) : (left, right);
        }
        if (i + 1 < half) return (0, window - 1);
        return i + 1 >= n - half + 1 ? (n - window, n - 1) : (i + 1 - half, window + i - half);
    }

    private bool InMiddle(int i, int left, int right) => right - left + 1 == window && i - left == right - i;

    // In the middle of a full window the slope does not move the fit, and the weights are always the same.
    private double MiddleFit(ReadOnlySpan<double> y, int left)
    {
        if (_kernel.Length == 0) BuildKernel();
        double sum = 0;
        Vector<double> sums = default;
        var at = 0;
        var part = y.Slice(left, window);
        for (; at <= window - Vector<double>.Count; at += Vector<double>.Count) sums += new Vector<double>(_kernel, at) * new Vector<double>(part[at..]);
        for (; at < window; at++) sum += _kernel[at] * part[at];
        return (sum + Vector.Sum(sums)) / _kernelSum;
    }

    // With weights of the user and no slope: the weighted mean.
    private double MiddleMean(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, int left, double otherwise)
    {
        if (_kernel.Length == 0) BuildKernel();
        double total = 0, sum = 0;
        var at = 0;
        Vector<double> totals = default, sums = default;
        for (; at <= window - Vector<double>.Count; at += Vector<double>.Count)
        {
            var w = new Vector<double>(_kernel, at) * new Vector<double>(userWeights[(left + at)..]);
            totals += w;
            sums += w * new Vector<double>(y[(left + at)..]);
        }
        for (; at < window; at++)
        {
            var w = _kernel[at] * userWeights[left + at];
            total += w;
            sum += w * y[left + at];
        }
        total += Vector.Sum(totals);
        return total > 0 ? (sum + Vector.Sum(sums)) / total : otherwise;
    }

    private void BuildKernel()
    {
        _kernel = new double[window];
        double h = window / 2;
        for (var j = 0; j < window; j++)
        {
            var r = Math.Abs(j - h);
            _kernel[j] = r > 0.999 * h ? 0 : r <= 0.001 * h ? 1 : Tricube(r / h);
            _kernelSum += _kernel[j];
        }
    }

    private void Interpolate(ReadOnlySpan<double> y, ReadOnlySpan<double> userWeights, Span<double> fitted, int step, int left, int right)
    {
        var n = y.Length;
        var last = (n - 1) / step * step;
        for (var i = 0; i < last; i += step) Line(fitted, i, i + step);
        if (last == n - 1) return;
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
