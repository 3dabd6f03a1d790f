using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Evaluation;

/// <summary>Did the level or the trend of a series of counts change when a scheme began?</summary>
/// <remarks>Assumes the earlier trend would have gone on, counts independent given trend and season, and nothing else changing at the same moment. Where
/// neighbouring counts are alike beyond that, use ARIMA with a regressor. Source: Bernal, Cummins and Gasparrini (2017), International Journal of
/// Epidemiology 46, 348-355.</remarks>
public static class InterruptedSeries
{
    /// <summary>Fits ln E(count) = intercept + t + post + t_since, with yearly harmonics where asked for.</summary>
    /// <param name="counts">Counts, 0 or more, length n; NaN where missing (left out).</param>
    /// <param name="time">Time of each count, any unit.</param>
    /// <param name="post">1 from the start of the scheme, else 0.</param>
    /// <param name="timeSince">Time since the start, 0 before it.</param>
    /// <param name="period">Length of a season in units of <paramref name="time"/>; used with harmonics.</param>
    /// <param name="harmonics">Pairs of sine and cosine terms, 0 for no season.</param>
    /// <returns>The fit; "post" is the change of level and "t_since" the change of trend, on the log scale.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative or infinite, <paramref name="post"/> is not 0 or 1 or does not change, columns are
    /// collinear, or there are too few counts.</exception>
    public static InterruptedSeriesResult Fit(ReadOnlySpan<double> counts, ReadOnlySpan<double> time, ReadOnlySpan<double> post, ReadOnlySpan<double> timeSince,
        double period = 12, int harmonics = 0)
    {
        Checks.SameLength(counts.Length, nameof(counts), time.Length, nameof(time));
        Checks.SameLength(counts.Length, nameof(counts), post.Length, nameof(post));
        Checks.SameLength(counts.Length, nameof(counts), timeSince.Length, nameof(timeSince));
        Checks.Between(harmonics, 0, 20, nameof(harmonics), "Two are usual for months.");
        Checks.Positive(period, nameof(period), "Give 12 for months numbered one by one.");
        Checks.Finite(time, nameof(time));
        Checks.Finite(post, nameof(post));
        Checks.Finite(timeSince, nameof(timeSince));
        CheckScheme(counts, post);
        var terms = Terms(harmonics);
        var rows = new List<double>();
        var known = new List<double>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (double.IsNaN(counts[i])) continue;
            Checks.NotNegative(counts[i], nameof(counts), i, "Leave a missing count empty.");
            known.Add(counts[i]);
            rows.AddRange([1, time[i], post[i], timeSince[i]]);
            for (var h = 1; h <= harmonics; h++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * h * time[i] / period);
                rows.AddRange([sin, cos]);
            }
        }
        if (known.Count <= terms.Length)
            throw new ArgumentException($"The series has {known.Count} known counts and the model {terms.Length} terms; give a longer series or fewer harmonics.");
        return new(terms, PoissonRegression.Fit(rows.ToArray(), terms.Length, known.ToArray()));
    }

    // A scheme that is never or always on cannot be told from the level of the series.
    private static void CheckScheme(ReadOnlySpan<double> counts, ReadOnlySpan<double> post)
    {
        var (known, after) = (0, 0.0);
        for (var i = 0; i < post.Length; i++)
        {
            if (post[i] is not (0 or 1)) throw new ArgumentException($"post[{i}] is {Checks.Text(post[i])} and must be 0 before the scheme began and 1 from then on.", nameof(post));
            if (double.IsNaN(counts[i])) continue;
            known++;
            after += post[i];
        }
        if (known > 0 && (after == 0 || after == known))
            throw new ArgumentException($"post is {(after == 0 ? 0 : 1)} in every row with a count. Give counts from before and from after the start of the scheme.", nameof(post));
    }

    private static string[] Terms(int harmonics)
        => ["(Intercept)", "t", "post", "t_since", .. Enumerable.Range(1, harmonics).SelectMany(h => new[] { $"sin{h}", $"cos{h}" })];
}

/// <summary>A fitted interrupted series.</summary>
/// <param name="Terms">Names of the coefficients, in order.</param>
/// <param name="Regression">The fit; its dispersion tells whether plain Poisson errors are enough.</param>
public sealed record InterruptedSeriesResult(IReadOnlyList<string> Terms, PoissonFit Regression);
