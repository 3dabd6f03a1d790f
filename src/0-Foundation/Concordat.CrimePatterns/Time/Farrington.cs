using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Is this week's count more than earlier years lead one to expect? Outbreak detection in weekly counts.</summary>
/// <remarks>A quasi-Poisson regression on reference weeks, past outbreaks given less weight, gives an expected count and a threshold.
/// Null hypothesis in a week: the count comes from the same process as the reference weeks; one-sided; not corrected for testing many weeks or series.
/// A threshold is drawn only where the last weeks hold enough events. The trend stays where it is significant, at least three years of reference are
/// used, and the prediction does not exceed every reference count. Dispersion is at least 1.
/// Sources: Farrington, Andrews, Beale and Catchpole (1996), J. R. Statist. Soc. A 159, 547-563; Noufaily and others (2013), Statistics in Medicine 32,
/// 1206-1222. Conventions follow surveillance 1.20 (Salmon, Schumacher and Höhle 2016) so that thresholds can be compared.</remarks>
public static class Farrington
{
    /// <summary>Monitors a range of weeks.</summary>
    /// <param name="counts">Weekly counts without a break, 0 or more; NaN where missing.</param>
    /// <param name="from">First week monitored, index from 0.</param>
    /// <param name="to">Last week monitored, index from 0.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="threads">Threads, 0 for one a processor; results do not depend on it.</param>
    /// <returns>One result a week.</returns>
    /// <remarks>O(weeks monitored (reference weeks + groups)).</remarks>
    /// <exception cref="ArgumentException">A setting is out of range, the range lies outside the series, or the reference years are not all there.</exception>
    public static FarringtonWeek[] Monitor(double[] counts, int from, int to, FarringtonSettings settings, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0 || double.IsInfinity(counts[i]))
                throw new ArgumentException($"The count of week {i + 1} is {Checks.Text(counts[i])}; a count is 0 or more. Leave a missing week empty.", nameof(counts));
        }
        Checks.Between(from, 0, counts.Length - 1, "range_from (less 1)", "Weeks are numbered within the series.");
        Checks.Between(to, from, counts.Length - 1, "range_to (less 1)", "Weeks are numbered within the series.");
        // The original makes do with the part of its earliest window that is there.
        var needed = settings.WeeksOfYear * settings.Years + (settings.Version == FarringtonVersion.Flexible ? settings.HalfWindow : -settings.HalfWindow - 1);
        if (from < needed)
            throw new ArgumentException($"range_from is week {from + 1}, but {settings.Years} years of reference need at least {needed} weeks before it. Start at week {needed + 1} or lower b.");
        var weeks = new FarringtonWeek[to - from + 1];
        Parallel.For(0, weeks.Length, new ParallelOptions { MaxDegreeOfParallelism = Checks.Threads(threads) },
            () => new FarringtonReference(settings),
            (k, _, reference) =>
            {
                weeks[k] = Week(counts, from + k, settings, reference);
                return reference;
            },
            _ => { });
        return weeks;
    }

    private static FarringtonWeek Week(double[] counts, int week, FarringtonSettings settings, FarringtonReference reference)
    {
        reference.Gather(counts, week);
        double recent = 0;
        for (var i = Math.Max(0, week - settings.RecentWeeks + 1); i <= week; i++) recent += double.IsNaN(counts[i]) ? 0 : counts[i];
        var enough = recent >= settings.FewestRecentEvents;
        if (!reference.Fit(week)) return new(week, counts[week], double.NaN, double.NaN, double.NaN, false, double.NaN, enough, double.NaN);
        var expected = Math.Exp(reference.LinearPredictor);
        var upper = settings.Version == FarringtonVersion.Flexible && settings.Threshold != FarringtonThreshold.Delta
            ? CountThreshold(reference, settings)
            : PowerThreshold(expected, reference, settings);
        var score = (counts[week] - expected) / (upper - expected);
        var alarm = enough && counts[week] > 0 && counts[week] > upper;
        return new(week, counts[week], upper, expected, score, alarm, reference.HasTrend ? reference.Slope : double.NaN, enough, reference.Dispersion);
    }

    private static double PowerThreshold(double expected, FarringtonReference reference, FarringtonSettings settings)
    {
        var power = settings.Power;
        var errorOfMean = expected * reference.PredictorError;
        var inflation = reference.Dispersion + errorOfMean * errorOfMean / expected;
        var error = power * Math.Pow(expected, power - 0.5) * Math.Sqrt(inflation);
        var tail = settings.Version == FarringtonVersion.Original ? settings.Alpha / 2 : settings.Alpha;
        return Math.Pow(Math.Pow(expected, power) + SpecialDistributions.NormalQuantile(1 - tail) * error, 1 / power);
    }

    private static double CountThreshold(FarringtonReference reference, FarringtonSettings settings)
    {
        var mean = Math.Exp(reference.LinearPredictor + (settings.Threshold == FarringtonThreshold.NegativeBinomial ? 0
            : SpecialDistributions.NormalQuantile(1 - settings.Alpha) * reference.PredictorError));
        var size = reference.Dispersion > 1 ? mean / (reference.Dispersion - 1) : double.PositiveInfinity;
        return SpecialDistributions.NegativeBinomialQuantile(1 - settings.Alpha, mean, size);
    }
}

/// <summary>One monitored week.</summary>
/// <param name="Week">Index from 0.</param>
/// <param name="Observed">Count; NaN where missing.</param>
/// <param name="Upper">Threshold in events, also where <paramref name="EnoughEvents"/> is false; NaN where no model could be fitted.</param>
/// <param name="Expected">Expected count.</param>
/// <param name="Score">(observed - expected) / (threshold - expected): above 1 beyond the threshold.</param>
/// <param name="Alarm">Whether the count is above the threshold and there are enough events.</param>
/// <param name="Trend">Change a week of the log mean; NaN where no trend was kept.</param>
/// <param name="EnoughEvents">Whether the last weeks hold enough events for an alarm.</param>
/// <param name="Dispersion">Dispersion, at least 1.</param>
public readonly record struct FarringtonWeek(int Week, double Observed, double Upper, double Expected, double Score, bool Alarm, double Trend,
    bool EnoughEvents, double Dispersion);
