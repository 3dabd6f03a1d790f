using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>What count a coming month should bring, given its history: an expected value and a range for the count itself.</summary>
public static class MonthlyExpectation
{
    /// <summary>Fewest known months before a yearly pattern can be told from chance.</summary>
    public const int FewestKnownMonths = 24;

    // Each fitted term needs some events behind it, or the fit chases single offences.
    private const double EventsPerTerm = 5;

    /// <summary>Expected count and prediction range for one month after the history.</summary>
    /// <param name="history">Monthly counts, oldest first, one for each calendar month without a break; NaN where the month is missing at source
    /// (never 0 for missing). 0 or more otherwise.</param>
    /// <param name="monthsAhead">1 for the month after the last of <paramref name="history"/>, 2 for the one after that.</param>
    /// <param name="confidence">Coverage of the range, between 0 and 1.</param>
    /// <returns>The expectation, or a result whose <see cref="MonthlyExpectationResult.HasEnoughData"/> is false when fewer than 24 months are known.</returns>
    /// <remarks>Quasi-Poisson log-linear regression with a linear trend and yearly harmonics: one pair from 24 known months, two from 36, three from 60;
    /// fewer where the counts are too small (5 events a term) or the calendar months known too few to support them. Dispersion is
    /// Pearson's, at least 1. The range is of the negative binomial with the fitted mean and variance dispersion mu + mu^2 var(ln mu), so it carries the
    /// uncertainty of the fit. With no event in the history the expectation is 0 and the upper end the largest count k with
    /// (n + 1)^-k above (1 - confidence) / 2, from n known months. Assumes the trend continues and months are independent given trend and season:
    /// too narrow after a change of recording practice or level. O(n p^2).
    /// Source: McCullagh and Nelder (1989), chapter 9; Farrington et al. (1996), J. R. Statist. Soc. A 159, 547-563.</remarks>
    /// <exception cref="ArgumentException">A known count is negative or infinite, the months ahead below 1, or the confidence not between 0 and 1.</exception>
    public static MonthlyExpectationResult Expect(ReadOnlySpan<double> history, int monthsAhead = 1, double confidence = 0.95)
    {
        if (monthsAhead < 1) throw new ArgumentOutOfRangeException(nameof(monthsAhead), monthsAhead, $"monthsAhead is {monthsAhead}; give 1 for the month after the history.");
        return Range(history, monthsAhead, monthsAhead, confidence)[0];
    }

    /// <summary>Months first to last after the history, from one fit.</summary>
    internal static MonthlyExpectationResult[] Range(ReadOnlySpan<double> history, int first, int last, double confidence)
    {
        CountChange.CheckConfidence(confidence);
        var (months, counts) = Known(history);
        var tail = (1 - confidence) / 2;
        var origin = history.Length - 1;
        Func<int, MonthlyExpectationResult> month;
        if (counts.Length < FewestKnownMonths) month = _ => MonthlyExpectationResult.NotEnough(counts.Length);
        else if (counts.Sum() == 0) month = _ => new(true, counts.Length, 0, 0, Math.Floor(-Math.Log(tail) / Math.Log(counts.Length + 1.0)), 1, 0, 0, 0);
        else
        {
            var (fit, terms) = BestFit(months, counts);
            month = ahead => Predict(fit, months, origin + ahead, terms, tail);
        }
        return [.. Enumerable.Range(first, last - first + 1).Select(month)];
    }

    private static (PoissonFit Fit, int Terms) BestFit(int[] months, double[] counts)
    {
        var total = counts.Sum();
        for (var harmonics = HarmonicsFor(months, total); ; harmonics--)
        {
            // Below no harmonics comes the plain mean, which always fits.
            var terms = harmonics < 0 ? 1 : 2 + 2 * harmonics;
            if (terms > 1 && total < EventsPerTerm * terms) continue;
            var fit = Fit(months, counts, terms);
            if (fit.Converged || terms == 1) return (fit, terms);
        }
    }

    private static PoissonFit Fit(int[] months, double[] counts, int terms)
    {
        var design = new double[months.Length * terms];
        for (var i = 0; i < months.Length; i++) Row(months[i], months[^1], design.AsSpan(i * terms, terms));
        return PoissonRegression.Fit(design, terms, counts);
    }

    private static MonthlyExpectationResult Predict(PoissonFit fit, int[] months, int target, int terms, double tail)
    {
        var row = new double[terms];
        Row(target, months[^1], row);
        double eta = 0, variance = 0;
        for (var i = 0; i < terms; i++)
        {
            eta += row[i] * fit.Coefficients[i];
            for (var j = 0; j < terms; j++) variance += row[i] * row[j] * fit.Covariance[i * terms + j];
        }
        var dispersion = Math.Max(1, fit.Dispersion);
        var mean = Math.Exp(eta);
        var extra = (dispersion - 1) * mean + mean * mean * dispersion * variance;
        var size = extra > 1e-12 * mean ? mean * mean / extra : double.PositiveInfinity;
        return new(true, months.Length, mean,
            SpecialDistributions.NegativeBinomialQuantile(tail, mean, size),
            SpecialDistributions.NegativeBinomialQuantile(1 - tail, mean, size),
            dispersion, terms > 1 ? (terms - 2) / 2 : 0, terms > 1 ? Math.Exp(fit.Coefficients[1]) - 1 : 0, mean * Math.Sqrt(dispersion * variance));
    }

    // Time in years from the last known month, so that the intercept is near the prediction.
    private static void Row(int month, int origin, Span<double> row)
    {
        row[0] = 1;
        if (row.Length == 1) return;
        row[1] = (month - origin) / 12.0;
        for (var h = 1; 2 * h < row.Length; h++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * h * (month % 12) / 12);
            row[2 * h] = sin;
            row[2 * h + 1] = cos;
        }
    }

    private static int HarmonicsFor(int[] months, double total)
    {
        var byLength = months.Length >= 60 ? 3 : months.Length >= 36 ? 2 : 1;
        var calendarMonths = months.Select(m => m % 12).Distinct().Count();
        while (byLength > 0 && (calendarMonths < 2 * byLength + 3 || total < EventsPerTerm * (2 + 2 * byLength))) byLength--;
        return byLength;
    }

    private static (int[] Months, double[] Counts) Known(ReadOnlySpan<double> history)
    {
        var months = new List<int>(history.Length);
        var counts = new List<double>(history.Length);
        for (var i = 0; i < history.Length; i++)
        {
            if (double.IsNaN(history[i])) continue;
            if (!(history[i] >= 0) || double.IsInfinity(history[i]))
                throw new ArgumentException($"history[{i}] is {Checks.Text(history[i])}; a month's count is a finite number of 0 or more, or NaN when missing.", nameof(history));
            months.Add(i);
            counts.Add(history[i]);
        }
        return ([.. months], [.. counts]);
    }
}

/// <summary>An expectation for one month.</summary>
/// <param name="HasEnoughData">False when fewer than 24 months are known; the figures are then NaN.</param>
/// <param name="KnownMonths">Months of the history that are not missing.</param>
/// <param name="Expected">Expected count.</param>
/// <param name="Low">Lower end of the prediction range, a whole count, included in it.</param>
/// <param name="High">Upper end of the prediction range, a whole count, included in it.</param>
/// <param name="Dispersion">Variance over mean of a month's count, at least 1.</param>
/// <param name="Harmonics">Pairs of yearly harmonics used, 0 to 3.</param>
/// <param name="TrendPerYear">Fitted change a year as a share: 0.05 is a rise of 5 per cent; 0 when no trend could be fitted.</param>
/// <param name="FitDeviation">Standard deviation of the expected count through the uncertainty of the fit, in counts.</param>
public sealed record MonthlyExpectationResult(bool HasEnoughData, int KnownMonths, double Expected, double Low, double High,
    double Dispersion, int Harmonics, double TrendPerYear, double FitDeviation)
{
    /// <summary>Where a seen count lies: above the range a rise, below a fall, else none; null when there is not enough data.</summary>
    /// <param name="count">The month's count.</param>
    /// <returns>The signal, or null.</returns>
    public ChangeSignal? SignalFor(double count)
        => !HasEnoughData ? null : count > High ? ChangeSignal.Rise : count < Low ? ChangeSignal.Fall : ChangeSignal.None;

    internal static MonthlyExpectationResult NotEnough(int known) => new(false, known, double.NaN, double.NaN, double.NaN, double.NaN, 0, double.NaN, double.NaN);
}
