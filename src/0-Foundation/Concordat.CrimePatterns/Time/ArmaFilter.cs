namespace Concordat.CrimePatterns.Time;

/// <summary>Turns columns that share one stationary ARMA process into independent innovations of equal variance, exactly, by the Kalman filter.</summary>
/// <remarks>State space of Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, 3.3; first covariance by doubling the
/// stationary equation. O(n r (r + columns)) until the covariance settles, then O(n r columns); r = max(p, q + 1).</remarks>
internal static class ArmaFilter
{
    /// <summary>Innovations divided by the root of their variance (in units of the error variance), for rows where the first column is known.</summary>
    /// <param name="columns">Series of equal length; NaN in the first marks a row as missing.</param>
    /// <param name="phi">Autoregressive coefficients.</param>
    /// <param name="theta">Moving-average coefficients.</param>
    /// <param name="innovations">Receives the rows one after another, columns within a row.</param>
    /// <returns>Rows used, and the sum of the logarithms of the variances; NaN when the process is not stationary.</returns>
    public static (int Used, double SumLog) Run(double[][] columns, double[] phi, double[] theta, double[] innovations)
    {
        int n = columns[0].Length, m = columns.Length, r = Math.Max(phi.Length, theta.Length + 1);
        double[] ar = new double[r], ma = new double[r];
        phi.CopyTo(ar, 0);
        ma[0] = 1;
        theta.CopyTo(ma, 1);
        if (Stationary(ar, ma, r) is not { } p) return (0, double.NaN);
        double[] a = new double[r * m], next = new double[r * m], product = new double[r * r], gain = new double[r];
        double sumLog = 0;
        var used = 0;
        var settled = false;
        for (var t = 0; t < n; t++)
        {
            var known = !double.IsNaN(columns[0][t]);
            settled &= known;
            var f = p[0];
            if (known)
            {
                var root = Math.Sqrt(f);
                sumLog += Math.Log(f);
                for (var i = 0; i < r; i++) gain[i] = p[i * r] / f;
                for (var c = 0; c < m; c++)
                {
                    var v = columns[c][t] - a[c];
                    innovations[used * m + c] = v / root;
                    for (var i = 0; i < r; i++) a[i * m + c] += gain[i] * v;
                }
                used++;
            }
            for (var i = 0; i < r; i++)
            {
                for (var c = 0; c < m; c++) next[i * m + c] = ar[i] * a[c] + (i + 1 < r ? a[(i + 1) * m + c] : 0);
            }
            (a, next) = (next, a);
            if (!settled) settled = Advance(p, product, gain, ar, ma, r, f, known) && known;
        }
        return (used, sumLog);
    }

    // Covariance of the next state; true when it no longer changes.
    private static bool Advance(double[] p, double[] product, double[] gain, double[] ar, double[] ma, int r, double f, bool known)
    {
        if (known)
        {
            for (var i = 0; i < r; i++)
            {
                for (var j = 0; j < r; j++) product[i * r + j] = p[i * r + j] - gain[i] * gain[j] * f;
            }
        }
        else
        {
            p.CopyTo(product, 0);
        }
        double change = 0;
        for (var i = 0; i < r; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var q = product;
                double ij = i + 1 < r && j + 1 < r ? q[(i + 1) * r + j + 1] : 0;
                double i0 = i + 1 < r ? q[(i + 1) * r] : 0, j0 = j + 1 < r ? q[(j + 1) * r] : 0;
                var value = ar[i] * ar[j] * q[0] + ar[i] * j0 + ar[j] * i0 + ij + ma[i] * ma[j];
                change = Math.Max(change, Math.Abs(value - p[i * r + j]));
                p[i * r + j] = p[j * r + i] = value;
            }
        }
        return change < 1e-14;
    }

    // P = T P T' + R R' by doubling: after k steps the sum holds 2^k terms.
    private static double[]? Stationary(double[] ar, double[] ma, int r)
    {
        double[] t = new double[r * r], p = new double[r * r];
        for (var i = 0; i < r; i++)
        {
            t[i * r] = ar[i];
            if (i + 1 < r) t[i * r + i + 1] = 1;
            for (var j = 0; j < r; j++) p[i * r + j] = ma[i] * ma[j];
        }
        for (var step = 0; step < 40; step++)
        {
            var tp = Multiply(t, p, r, transposed: false);
            var added = Multiply(tp, t, r, transposed: true);
            double size = 0, change = 0;
            for (var i = 0; i < p.Length; i++)
            {
                p[i] += added[i];
                change = Math.Max(change, Math.Abs(added[i]));
                size = Math.Max(size, Math.Abs(p[i]));
            }
            if (!double.IsFinite(size) || size > 1e12) return null;
            if (change <= 1e-17 * size) return p;
            t = Multiply(t, t, r, transposed: false);
        }
        return null;
    }

    private static double[] Multiply(double[] a, double[] b, int r, bool transposed)
    {
        var c = new double[r * r];
        for (var i = 0; i < r; i++)
        {
            for (var k = 0; k < r; k++)
            {
                if (transposed)
                {
                    double sum = 0;
                    for (var j = 0; j < r; j++) sum += a[i * r + j] * b[k * r + j];
                    c[i * r + k] = sum;
                    continue;
                }
                var factor = a[i * r + k];
                if (factor == 0) continue;
                for (var j = 0; j < r; j++) c[i * r + j] += factor * b[k * r + j];
            }
        }
        return c;
    }
}
