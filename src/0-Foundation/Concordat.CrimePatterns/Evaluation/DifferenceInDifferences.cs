using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Evaluation;

/// <summary>Change in treated areas beyond the change in comparison areas.</summary>
/// <remarks>Assumes that without the scheme both groups would have changed alike: by the same number (least squares) or by the same factor (Poisson).
/// Standard errors are the plain ones: rows of one area are treated as independent, which makes them too small where counts persist; compare with
/// <see cref="DifferenceInDifferencesResult.QuasiStandardErrors"/>. O(n).
/// Source: Card and Krueger (1994), American Economic Review 84, 772-793; Angrist and Pischke (2009), chapter 5.</remarks>
public static class DifferenceInDifferences
{
    /// <summary>Names of the coefficients, in order.</summary>
    public static IReadOnlyList<string> Terms { get; } = ["(Intercept)", "treated", "post", "treated:post"];

    /// <summary>Fits count ~ treated * post twice, by least squares and by Poisson regression.</summary>
    /// <param name="counts">Counts, 0 or more. Length n, at least 5.</param>
    /// <param name="treated">1 for rows of treated areas, 0 for others.</param>
    /// <param name="post">1 for rows after the start, 0 for those before.</param>
    /// <returns>Coefficients and standard errors; the fourth is the effect. Poisson figures are NaN when a group has no events at all.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not 0 or 1, or one of the four groups is empty.</exception>
    public static DifferenceInDifferencesResult Fit(ReadOnlySpan<double> counts, ReadOnlySpan<double> treated, ReadOnlySpan<double> post)
    {
        Checks.SameLength(counts.Length, nameof(counts), treated.Length, nameof(treated));
        Checks.SameLength(counts.Length, nameof(counts), post.Length, nameof(post));
        int n = counts.Length, p = Terms.Count;
        var design = new double[n * p];
        var groups = new int[4];
        for (var i = 0; i < n; i++)
        {
            Checks.NotNegative(counts[i], $"count in row {i + 1}", "Leave out rows without a count.");
            if (treated[i] is not (0 or 1) || post[i] is not (0 or 1))
                throw new ArgumentException($"Row {i + 1}: treated is {Checks.Text(treated[i])} and post {Checks.Text(post[i])}; both must be 0 or 1.");
            groups[(int)(2 * treated[i] + post[i])]++;
            (design[i * p], design[i * p + 1], design[i * p + 2], design[i * p + 3]) = (1, treated[i], post[i], treated[i] * post[i]);
        }
        if (Array.IndexOf(groups, 0) >= 0 || n <= p)
            throw new ArgumentException("Difference in differences needs rows of treated and of untreated areas, both before and after (treated and post 0 and 1), and more than four rows.");
        var linear = LeastSquares.Solve(design, p, counts);
        var variance = ResidualVariance(design, p, counts, linear.Coefficients);
        var errors = Enumerable.Range(0, p).Select(j => Math.Sqrt(variance * linear.InverseGram[j * p + j])).ToArray();
        var poisson = PoissonRegression.Fit(design, p, counts);
        return new(linear.Coefficients, errors, n - p, Of(poisson, j => poisson.Coefficients[j]), Of(poisson, j => poisson.StandardError(j)),
            Of(poisson, j => poisson.StandardError(j, poisson.Dispersion)));
    }

    private static double[] Of(PoissonFit fit, Func<int, double> value)
        => [.. Enumerable.Range(0, Terms.Count).Select(j => fit.Converged ? value(j) : double.NaN)];

    private static double ResidualVariance(double[] design, int p, ReadOnlySpan<double> counts, double[] coefficients)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var residual = counts[i];
            for (var j = 0; j < p; j++) residual -= design[i * p + j] * coefficients[j];
            sum += residual * residual;
        }
        return sum / (counts.Length - p);
    }
}

/// <summary>Two fits of a difference in differences; arrays hold intercept, treated, post and treated:post, the last being the effect.</summary>
/// <param name="Coefficients">Least squares, in counts.</param>
/// <param name="StandardErrors">Of these.</param>
/// <param name="DegreesOfFreedom">Rows less 4.</param>
/// <param name="PoissonCoefficients">Logarithms of rate ratios.</param>
/// <param name="PoissonStandardErrors">Of these, for Poisson counts.</param>
/// <param name="QuasiStandardErrors">Of these, widened for overdispersion.</param>
public sealed record DifferenceInDifferencesResult(double[] Coefficients, double[] StandardErrors, int DegreesOfFreedom,
    double[] PoissonCoefficients, double[] PoissonStandardErrors, double[] QuasiStandardErrors);
