using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Where monthly counts are heading if nothing changes: expected counts with ranges for the months and years to come.</summary>
public static class Projection
{
    /// <summary>Projects month by month.</summary>
    /// <param name="history">Monthly counts, oldest first, NaN where missing; see <see cref="MonthlyExpectation.Expect"/>.</param>
    /// <param name="months">Months to project, 1 to 120; 36 for three years.</param>
    /// <param name="confidence">Coverage of each month's range, between 0 and 1.</param>
    /// <returns>One expectation a month; none when fewer than 24 months are known.</returns>
    /// <remarks>The model of <see cref="MonthlyExpectation"/> read further ahead. The trend is carried on as a constant yearly percentage, which few series keep up for
    /// three years: the ranges allow for chance and for the uncertainty of the fitted trend, not for a change of trend. O(n p^2).</remarks>
    /// <exception cref="ArgumentException">A count or parameter is out of range.</exception>
    public static IReadOnlyList<MonthlyExpectationResult> Months(ReadOnlySpan<double> history, int months = 36, double confidence = 0.95)
    {
        Checks.Between(months, 1, 120, nameof(months), "Give 36 for three years.");
        var projected = MonthlyExpectation.Range(history, 1, months, confidence);
        return projected[0].HasEnoughData ? projected : [];
    }

    /// <summary>Expected total and range of each twelve months to come.</summary>
    /// <param name="history">Monthly counts, oldest first, NaN where missing.</param>
    /// <param name="years">Years, 1 to 10.</param>
    /// <param name="confidence">Coverage, between 0 and 1.</param>
    /// <returns>One total a year; none when fewer than 24 months are known.</returns>
    /// <remarks>Uncertainty of the fit is common to the months of a year, so their deviations through it are added; chance about the mean is independent, so its
    /// variances are added. The range is of the negative binomial with that mean and variance: a little wide.</remarks>
    /// <exception cref="ArgumentException">A count or parameter is out of range.</exception>
    public static IReadOnlyList<YearProjection> Years(ReadOnlySpan<double> history, int years = 3, double confidence = 0.95)
    {
        Checks.Between(years, 1, 10, nameof(years), "Three are usual.");
        var months = Months(history, 12 * years, confidence);
        var tail = (1 - confidence) / 2;
        return [.. months.Chunk(12).Select(year =>
        {
            var mean = year.Sum(month => month.Expected);
            var common = year.Sum(month => month.FitDeviation);
            var extra = year.Sum(month => (month.Dispersion - 1) * month.Expected) + common * common;
            var size = extra > 1e-12 * mean ? mean * mean / extra : double.PositiveInfinity;
            return mean == 0
                ? new YearProjection(0, 0, year.Sum(month => month.High))
                : new YearProjection(mean, SpecialDistributions.NegativeBinomialQuantile(tail, mean, size), SpecialDistributions.NegativeBinomialQuantile(1 - tail, mean, size));
        })];
    }
}

/// <summary>Projected total of twelve months.</summary>
/// <param name="Expected">Expected count.</param>
/// <param name="Low">Lower end of the range, a whole count.</param>
/// <param name="High">Upper end, a whole count.</param>
public sealed record YearProjection(double Expected, double Low, double High);
