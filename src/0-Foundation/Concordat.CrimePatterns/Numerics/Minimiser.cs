namespace Concordat.CrimePatterns.Numerics;

/// <summary>Finds a minimum of a smooth function of a few numbers by BFGS with numerical gradients.</summary>
/// <remarks>Nocedal and Wright (2006), Numerical Optimization, chapter 6. Infinity marks places outside the domain.</remarks>
internal static class Minimiser
{
    private const int MostSteps = 500;

    public static (double[] At, double Value) Find(Func<double[], double> f, double[] start)
    {
        var n = start.Length;
        var x = (double[])start.Clone();
        var value = f(x);
        var gradient = Gradient(f, x);
        var inverse = Identity(n);
        for (var step = 0; step < MostSteps; step++)
        {
            var direction = Times(inverse, gradient, -1);
            var slope = Dot(direction, gradient);
            if (slope >= 0)
            {
                // The curvature estimate has gone bad; start it again from steepest descent.
                inverse = Identity(n);
                direction = Array.ConvertAll(gradient, g => -g);
                slope = Dot(direction, gradient);
            }
            if (Math.Abs(slope) < 1e-16) break;
            var (next, nextValue) = Search(f, x, value, direction, slope);
            if (nextValue >= value) break;
            var nextGradient = Gradient(f, next);
            Update(inverse, Minus(next, x), Minus(nextGradient, gradient));
            var gain = value - nextValue;
            (x, value, gradient) = (next, nextValue, nextGradient);
            if (gain < 1e-15 * (Math.Abs(value) + 1e-3)) break;
        }
        return (x, value);
    }

    /// <summary>Second derivatives by central differences.</summary>
    public static double[] Hessian(Func<double[], double> f, double[] x, double[] steps)
    {
        var n = x.Length;
        var hessian = new double[n * n];
        double Shifted(int i, double a, int j, double b)
        {
            var at = (double[])x.Clone();
            at[i] += a;
            at[j] += b;
            return f(at);
        }
        var middle = f(x);
        for (var i = 0; i < n; i++)
        {
            var h = steps[i];
            hessian[i * n + i] = (Shifted(i, h, i, 0) - 2 * middle + Shifted(i, -h, i, 0)) / (h * h);
            for (var j = 0; j < i; j++)
            {
                var k = steps[j];
                hessian[i * n + j] = hessian[j * n + i] =
                    (Shifted(i, h, j, k) - Shifted(i, h, j, -k) - Shifted(i, -h, j, k) + Shifted(i, -h, j, -k)) / (4 * h * k);
            }
        }
        return hessian;
    }

    /// <summary>Inverse of a symmetric positive definite matrix; NaN throughout where it is not.</summary>
    public static double[] Inverse(double[] matrix, int n)
    {
        var lower = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i * n + j];
                for (var k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
                if (i == j && !(sum > 0)) return [.. Enumerable.Repeat(double.NaN, n * n)];
                lower[i * n + j] = i == j ? Math.Sqrt(sum) : sum / lower[j * n + j];
            }
        }
        var inverse = new double[n * n];
        var column = new double[n];
        for (var c = 0; c < n; c++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = i == c ? 1.0 : 0;
                for (var k = 0; k < i; k++) sum -= lower[i * n + k] * column[k];
                column[i] = sum / lower[i * n + i];
            }
            for (var i = n - 1; i >= 0; i--)
            {
                var sum = column[i];
                for (var k = i + 1; k < n; k++) sum -= lower[k * n + i] * column[k];
                column[i] = sum / lower[i * n + i];
            }
            for (var i = 0; i < n; i++) inverse[i * n + c] = column[i];
        }
        return inverse;
    }

    private static (double[] At, double Value) Search(Func<double[], double> f, double[] x, double value, double[] direction, double slope)
    {
        var best = (At: x, Value: value);
        for (var length = 1.0; length > 1e-12; length /= 2)
        {
            var at = new double[x.Length];
            for (var i = 0; i < at.Length; i++) at[i] = x[i] + length * direction[i];
            var now = f(at);
            if (now <= value + 1e-4 * length * slope) return (at, now);
            if (now < best.Value) best = (at, now);
        }
        return best;
    }

    private static double[] Gradient(Func<double[], double> f, double[] x)
    {
        var gradient = new double[x.Length];
        var at = (double[])x.Clone();
        for (var i = 0; i < x.Length; i++)
        {
            var h = 1e-5 * Math.Max(1, Math.Abs(x[i]));
            at[i] = x[i] + h;
            var up = f(at);
            at[i] = x[i] - h;
            var down = f(at);
            at[i] = x[i];
            gradient[i] = (up - down) / (2 * h);
        }
        return gradient;
    }

    private static void Update(double[] inverse, double[] s, double[] y)
    {
        var sy = Dot(s, y);
        if (!(sy > 1e-18)) return;
        var n = s.Length;
        var hy = Times(inverse, y, 1);
        var scale = (1 + Dot(y, hy) / sy) / sy;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) inverse[i * n + j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
        }
    }

    private static double[] Identity(int n)
    {
        var identity = new double[n * n];
        for (var i = 0; i < n; i++) identity[i * n + i] = 1;
        return identity;
    }

    private static double[] Times(double[] matrix, double[] vector, double factor)
    {
        var n = vector.Length;
        var product = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) product[i] += factor * matrix[i * n + j] * vector[j];
        }
        return product;
    }

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
