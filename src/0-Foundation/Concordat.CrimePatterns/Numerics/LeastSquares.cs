namespace Concordat.CrimePatterns.Numerics;

/// <summary>Ordinary and weighted least squares by Householder reflections.</summary>
/// <remarks>O(n p^2). Columns that are linear combinations of earlier ones make the fit impossible and are reported by index.
/// Source: Golub and Van Loan (1996), Matrix Computations, 5.3.</remarks>
public static class LeastSquares
{
    /// <summary>Solves min ||W^(1/2) (y - X b)||.</summary>
    /// <param name="design">X, row by row: n rows of p numbers, finite.</param>
    /// <param name="parameters">p, at least 1.</param>
    /// <param name="response">y, length n, finite.</param>
    /// <param name="weights">Length n, 0 or more, or empty for equal weights.</param>
    /// <returns>Coefficients and the inverse of X'WX.</returns>
    /// <exception cref="ArgumentException">Lengths differ, fewer rows than parameters, or a column is a combination of earlier ones.</exception>
    public static LeastSquaresSolution Solve(ReadOnlySpan<double> design, int parameters, ReadOnlySpan<double> response, ReadOnlySpan<double> weights = default)
    {
        int n = response.Length, p = parameters;
        if (p < 1 || design.Length != n * p || (weights.Length != 0 && weights.Length != n))
            throw new ArgumentException($"Least squares needs an n by p design with matching lengths; got design {design.Length}, p {p}, response {n}, weights {weights.Length}.");
        if (n < p) throw new ArgumentException($"Least squares with {p} parameters needs at least {p} rows; got {n}. Add data or drop terms.");
        var a = new double[n * p];
        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            var root = weights.Length == 0 ? 1 : Math.Sqrt(weights[i]);
            y[i] = response[i] * root;
            for (var j = 0; j < p; j++) a[i * p + j] = design[i * p + j] * root;
        }
        var diagonal = Triangularise(a, y, n, p);
        var coefficients = BackSubstitute(a, diagonal, y, p);
        return new(coefficients, InverseGram(a, diagonal, p));
    }

    private static double[] Triangularise(double[] a, double[] y, int n, int p)
    {
        var diagonal = new double[p];
        for (var k = 0; k < p; k++)
        {
            double whole = 0, below = 0;
            for (var i = 0; i < n; i++)
            {
                var v = a[i * p + k];
                whole += v * v;
                if (i >= k) below += v * v;
            }
            if (!(below > 1e-22 * whole))
                throw new ArgumentException($"Column {k} of the design (counting from 0) is a combination of earlier columns; drop it.");
            var norm = Math.Sqrt(below);
            if (a[k * p + k] > 0) norm = -norm;
            diagonal[k] = norm;
            a[k * p + k] -= norm;
            double squared = 0;
            for (var i = k; i < n; i++) squared += a[i * p + k] * a[i * p + k];
            for (var j = k + 1; j < p; j++)
            {
                double dot = 0;
                for (var i = k; i < n; i++) dot += a[i * p + k] * a[i * p + j];
                dot *= 2 / squared;
                for (var i = k; i < n; i++) a[i * p + j] -= dot * a[i * p + k];
            }
            double along = 0;
            for (var i = k; i < n; i++) along += a[i * p + k] * y[i];
            along *= 2 / squared;
            for (var i = k; i < n; i++) y[i] -= along * a[i * p + k];
        }
        return diagonal;
    }

    private static double[] BackSubstitute(double[] a, double[] diagonal, ReadOnlySpan<double> y, int p)
    {
        var b = new double[p];
        for (var k = p - 1; k >= 0; k--)
        {
            var sum = y[k];
            for (var j = k + 1; j < p; j++) sum -= a[k * p + j] * b[j];
            b[k] = sum / diagonal[k];
        }
        return b;
    }

    private static double[] InverseGram(double[] a, double[] diagonal, int p)
    {
        var inverse = new double[p * p]; // of the triangular factor, column by column
        for (var c = 0; c < p; c++)
        {
            for (var k = c; k >= 0; k--)
            {
                var sum = k == c ? 1.0 : 0.0;
                for (var j = k + 1; j <= c; j++) sum -= a[k * p + j] * inverse[j * p + c];
                inverse[k * p + c] = sum / diagonal[k];
            }
        }
        var gram = new double[p * p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                for (var k = i; k < p; k++) sum += inverse[i * p + k] * inverse[j * p + k];
                gram[i * p + j] = gram[j * p + i] = sum;
            }
        }
        return gram;
    }
}

/// <summary>The answer to a least-squares problem.</summary>
/// <param name="Coefficients">b, length p.</param>
/// <param name="InverseGram">(X'WX)^-1, p by p row by row; times the error variance it is the covariance of b.</param>
public sealed record LeastSquaresSolution(double[] Coefficients, double[] InverseGram);
