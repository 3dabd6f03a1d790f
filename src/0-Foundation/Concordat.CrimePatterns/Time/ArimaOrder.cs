namespace Concordat.CrimePatterns.Time;

/// <summary>Orders of a seasonal ARIMA model (p, d, q)(P, D, Q) with its season.</summary>
/// <param name="Ar">p: past values.</param>
/// <param name="Difference">d: differences of neighbouring values.</param>
/// <param name="Ma">q: past errors.</param>
/// <param name="SeasonalAr">P: values of past seasons.</param>
/// <param name="SeasonalDifference">D: differences a season apart.</param>
/// <param name="SeasonalMa">Q: errors of past seasons.</param>
/// <param name="Period">Values in a season; 1 for none.</param>
public sealed record ArimaOrder(int Ar, int Difference, int Ma, int SeasonalAr = 0, int SeasonalDifference = 0, int SeasonalMa = 0, int Period = 1)
{
    internal int Parameters => Ar + Ma + SeasonalAr + SeasonalMa;

    internal int Lost => Difference + SeasonalDifference * Period;

    internal IReadOnlyList<string> Names =>
    [
        .. Enumerable.Range(1, Ar).Select(i => $"ar{i}"), .. Enumerable.Range(1, Ma).Select(i => $"ma{i}"),
        .. Enumerable.Range(1, SeasonalAr).Select(i => $"sar{i}"), .. Enumerable.Range(1, SeasonalMa).Select(i => $"sma{i}"),
    ];

    internal void Check()
    {
        foreach (var (value, name) in new[] { (Ar, "order[0] (p)"), (Difference, "order[1] (d)"), (Ma, "order[2] (q)"), (SeasonalAr, "seasonal[0] (P)"), (SeasonalDifference, "seasonal[1] (D)"), (SeasonalMa, "seasonal[2] (Q)") })
            Checks.Between(value, 0, 12, name, "Orders of 0 to 3 are usual.");
        Checks.Between(Period, SeasonalAr + SeasonalDifference + SeasonalMa > 0 ? 2 : 1, 400, "period", "Give the number of values in a season, 12 for months.");
        if (Parameters > 20) throw new ArgumentException($"The orders add up to {Parameters} coefficients; give 20 or fewer.");
    }

    /// <summary>Full autoregressive (p + s P) and moving-average (q + s Q) coefficients, as in y = sum phi y + e + sum theta e.</summary>
    internal (double[] Phi, double[] Theta) Expand(ReadOnlySpan<double> p)
    {
        var phi = Product(p[..Ar], p.Slice(Ar + Ma, SeasonalAr), -1);
        var theta = Product(p.Slice(Ar, Ma), p.Slice(Ar + Ma + SeasonalAr, SeasonalMa), 1);
        return (phi, theta);
    }

    // (1 + sign a(B)) (1 + sign b(B^s)) = 1 + sign c(B)
    private double[] Product(ReadOnlySpan<double> near, ReadOnlySpan<double> seasonal, int sign)
    {
        var c = new double[near.Length + Period * seasonal.Length];
        near.CopyTo(c);
        for (var j = 0; j < seasonal.Length; j++)
        {
            c[(j + 1) * Period - 1] += seasonal[j];
            for (var i = 0; i < near.Length; i++) c[(j + 1) * Period + i] += sign * seasonal[j] * near[i];
        }
        return c;
    }

    /// <summary>Coefficients from unbounded numbers, stationary and invertible by way of partial autocorrelations.</summary>
    /// <remarks>Monahan (1984), Biometrika 71, 403-404.</remarks>
    internal double[] FromUnbounded(ReadOnlySpan<double> u)
    {
        var p = new double[Parameters];
        Partials(u[..Ar], p.AsSpan(0, Ar), 1);
        Partials(u.Slice(Ar, Ma), p.AsSpan(Ar, Ma), -1);
        Partials(u.Slice(Ar + Ma, SeasonalAr), p.AsSpan(Ar + Ma, SeasonalAr), 1);
        Partials(u.Slice(Ar + Ma + SeasonalAr, SeasonalMa), p.AsSpan(Ar + Ma + SeasonalAr, SeasonalMa), -1);
        return p;
    }

    private static void Partials(ReadOnlySpan<double> u, Span<double> p, int sign)
    {
        var work = new double[p.Length];
        for (var j = 0; j < p.Length; j++)
        {
            var r = Math.Tanh(u[j]);
            for (var k = 0; k < j; k++) work[k] = p[k] - r * p[j - k - 1];
            for (var k = 0; k < j; k++) p[k] = work[k];
            p[j] = r;
        }
        for (var j = 0; j < p.Length; j++) p[j] *= sign;
    }
}
