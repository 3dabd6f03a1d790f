namespace Concordat.CrimePatterns.Numerics;

/// <summary>Log-linear regression of counts: Poisson, and quasi-Poisson through its dispersion.</summary>
/// <remarks>Iteratively reweighted least squares from mu = y + 0.1 with step halving when the deviance rises; stops when no linear predictor moves by more
/// than 1e-9, the next step being quadratically smaller. O(iterations n p^2), five to ten iterations as a rule. Source: McCullagh and Nelder (1989), Generalized Linear Models, 2.5 and 6.2.</remarks>
public static class PoissonRegression
{
    private const int MostIterations = 100;
    // A mean of 2e-9 events: the likelihood has its maximum at no events at all.
    private const double LeastPredictor = -20;

    /// <summary>Fits ln E(y) = X b + offset.</summary>
    /// <param name="design">X, row by row: n rows of p numbers, finite. Put a column of ones in it for an intercept.</param>
    /// <param name="parameters">p, at least 1.</param>
    /// <param name="counts">y, length n, 0 or more; need not be whole.</param>
    /// <param name="offset">Length n, or empty for none.</param>
    /// <returns>The fit. <see cref="PoissonFit.Converged"/> is false when the likelihood has no finite maximum (all counts of a group are 0).</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative or not finite, or columns are collinear.</exception>
    public static PoissonFit Fit(ReadOnlySpan<double> design, int parameters, ReadOnlySpan<double> counts, ReadOnlySpan<double> offset = default)
    {
        int n = counts.Length, p = parameters;
        Check(counts, offset);
        double[] mu = new double[n], eta = new double[n], z = new double[n], before = new double[n];
        for (var i = 0; i < n; i++)
        {
            mu[i] = counts[i] + 0.1;
            eta[i] = Math.Log(mu[i]);
        }
        var deviance = double.PositiveInfinity;
        LeastSquaresSolution? solution = null;
        var converged = false;
        var iteration = 0;
        while (iteration++ < MostIterations && !converged)
        {
            for (var i = 0; i < n; i++) z[i] = eta[i] - At(offset, i) + (counts[i] - mu[i]) / mu[i];
            var next = LeastSquares.Solve(design, p, z, mu);
            eta.CopyTo(before, 0);
            deviance = Update(design, p, counts, offset, next.Coefficients, solution?.Coefficients, deviance, eta, mu);
            converged = LargestMove(before, eta) < 1e-9;
            solution = next;
        }
        // The covariance belongs to the final means, not to those before the last step.
        for (var i = 0; i < n; i++) z[i] = eta[i] - At(offset, i) + (counts[i] - mu[i]) / mu[i];
        solution = LeastSquares.Solve(design, p, z, mu);
        return new(solution.Coefficients, solution.InverseGram, mu, deviance, Pearson(counts, mu), n - p, converged && eta.All(e => e > LeastPredictor));
    }

    private static double Update(ReadOnlySpan<double> design, int p, ReadOnlySpan<double> counts, ReadOnlySpan<double> offset,
        double[] coefficients, double[]? previous, double deviance, double[] eta, double[] mu)
    {
        for (var halving = 0; ; halving++)
        {
            for (var i = 0; i < mu.Length; i++)
            {
                var sum = At(offset, i);
                for (var j = 0; j < p; j++) sum += design[i * p + j] * coefficients[j];
                eta[i] = Math.Clamp(sum, -30, 700);
                mu[i] = Math.Exp(eta[i]);
            }
            var now = Deviance(counts, mu);
            if (previous is null || halving == 20 || now <= deviance * (1 + 1e-10) + 1e-10) return now;
            for (var j = 0; j < p; j++) coefficients[j] = 0.5 * (coefficients[j] + previous[j]);
        }
    }

    /// <summary>Poisson deviance 2 sum(y ln(y/mu) - (y - mu)).</summary>
    internal static double Deviance(ReadOnlySpan<double> counts, ReadOnlySpan<double> mu)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
            sum += (counts[i] > 0 ? counts[i] * Math.Log(counts[i] / mu[i]) : 0) - (counts[i] - mu[i]);
        return 2 * sum;
    }

    private static double Pearson(ReadOnlySpan<double> counts, double[] mu)
    {
        double sum = 0;
        for (var i = 0; i < mu.Length; i++) sum += (counts[i] - mu[i]) * (counts[i] - mu[i]) / mu[i];
        return sum;
    }

    private static void Check(ReadOnlySpan<double> counts, ReadOnlySpan<double> offset)
    {
        if (offset.Length != 0 && offset.Length != counts.Length)
            throw new ArgumentException($"offset has {offset.Length} values for {counts.Length} counts; give one for each, or none.");
        for (var i = 0; i < counts.Length; i++)
        {
            if (!(counts[i] >= 0) || double.IsInfinity(counts[i]))
                throw new ArgumentException($"counts[{i}] is {Checks.Text(counts[i])}; a count must be a finite number of 0 or more. Leave missing rows out.");
        }
    }

    private static double LargestMove(double[] before, double[] after)
    {
        double largest = 0;
        for (var i = 0; i < after.Length; i++) largest = Math.Max(largest, Math.Abs(after[i] - before[i]));
        return largest;
    }

    private static double At(ReadOnlySpan<double> offset, int i) => offset.Length == 0 ? 0 : offset[i];
}

/// <summary>A fitted log-linear regression of counts.</summary>
/// <param name="Coefficients">b, length p, on the log scale.</param>
/// <param name="Covariance">Covariance of b under Poisson (dispersion 1), p by p row by row.</param>
/// <param name="Fitted">Fitted means, length n, in counts.</param>
/// <param name="Deviance">Residual deviance.</param>
/// <param name="PearsonChiSquare">Sum of squared Pearson residuals.</param>
/// <param name="ResidualDegreesOfFreedom">n - p.</param>
/// <param name="Converged">False when no finite maximum was found; the numbers are then of no use.</param>
public sealed record PoissonFit(double[] Coefficients, double[] Covariance, double[] Fitted, double Deviance, double PearsonChiSquare,
    int ResidualDegreesOfFreedom, bool Converged)
{
    /// <summary>Pearson estimate of the dispersion: 1 for Poisson counts, more when they vary more; NaN without residual degrees of freedom.</summary>
    public double Dispersion => ResidualDegreesOfFreedom > 0 ? PearsonChiSquare / ResidualDegreesOfFreedom : double.NaN;

    /// <summary>Standard error of coefficient j with the given dispersion.</summary>
    /// <param name="j">Index from 0.</param>
    /// <param name="dispersion">1 for plain Poisson.</param>
    /// <returns>On the log scale.</returns>
    public double StandardError(int j, double dispersion = 1) => Math.Sqrt(dispersion * Covariance[j * Coefficients.Length + j]);
}
