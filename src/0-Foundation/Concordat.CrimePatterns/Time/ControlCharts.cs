namespace Concordat.CrimePatterns.Time;

/// <summary>Charts that follow a series period by period and signal when its level has moved.</summary>
/// <remarks>A missing value (NaN) leaves a chart where it was and never signals. All are O(n).</remarks>
public static class ControlCharts
{
    /// <summary>Exponentially weighted moving average with control limits.</summary>
    /// <param name="values">The series, in its own unit; NaN where missing.</param>
    /// <param name="weight">Weight of the newest value (lambda), above 0, up to 1.</param>
    /// <param name="mean">Level when in control; the average starts there.</param>
    /// <param name="deviation">Standard deviation of one value, 0 or more, same unit.</param>
    /// <param name="width">Limits at this many standard deviations of the average (L), above 0.</param>
    /// <param name="asymptotic">True for limits of a long series; false for limits exact from the first value on, which start narrower.</param>
    /// <returns>Averages, limits and the places beyond them.</returns>
    /// <remarks>Null hypothesis at each step: independent values with the given mean; two-sided; signals anywhere in n steps are not corrected for n.
    /// Source: Roberts (1959), Technometrics 1(3), 239-250.</remarks>
    /// <exception cref="ArgumentException">A parameter is out of its range, or a value is infinite.</exception>
    public static EwmaChart Ewma(ReadOnlySpan<double> values, double weight, double mean, double deviation, double width, bool asymptotic = true)
    {
        if (!(weight > 0) || weight > 1) throw new ArgumentOutOfRangeException(nameof(weight), $"weight (lambda_) is {Checks.Text(weight)} and must be above 0 and at most 1. Usual values are 0.05 to 0.25.");
        CheckLevel(mean, nameof(mean));
        CheckValues(values);
        Checks.NotNegative(deviation, nameof(deviation), "Give the standard deviation of one value.");
        Checks.Positive(width, nameof(width), "Usual values are 2.7 to 3.");
        int n = values.Length;
        double[] averages = new double[n], upper = new double[n], lower = new double[n];
        var signals = new List<int>();
        var average = mean;
        var known = 0;
        for (var i = 0; i < n; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                average = weight * values[i] + (1 - weight) * average;
                known++;
            }
            var share = asymptotic ? 1 : 1 - Math.Pow(1 - weight, 2 * known);
            var half = width * deviation * Math.Sqrt(weight / (2 - weight) * share);
            (averages[i], upper[i], lower[i]) = (average, mean + half, mean - half);
            if (!double.IsNaN(values[i]) && (average > upper[i] || average < lower[i])) signals.Add(i);
        }
        return new(averages, upper, lower, [.. signals]);
    }

    /// <summary>Two-sided tabular cumulative sums for a mean.</summary>
    /// <param name="values">The series, in its own unit; NaN where missing.</param>
    /// <param name="target">Level when in control.</param>
    /// <param name="slack">K, 0 or more, same unit: half the shift worth finding.</param>
    /// <param name="threshold">H, above 0, same unit: a sum above it is a signal.</param>
    /// <returns>Both sums and the places of signals; the sums are not reset.</returns>
    /// <remarks>Source: Page (1954), Biometrika 41, 100-115.</remarks>
    /// <exception cref="ArgumentException">A parameter is out of its range, or a value is infinite.</exception>
    public static CusumChart Cusum(ReadOnlySpan<double> values, double target, double slack, double threshold)
    {
        CheckLevel(target, nameof(target));
        CheckValues(values);
        Checks.NotNegative(slack, nameof(slack), "Half the shift worth finding is usual.");
        Checks.Positive(threshold, nameof(threshold), "Four or five standard deviations are usual.");
        double[] plus = new double[values.Length], minus = new double[values.Length];
        var signals = new List<int>();
        double up = 0, down = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                up = Math.Max(0, values[i] - (target + slack) + up);
                down = Math.Max(0, target - slack - values[i] + down);
                if (up > threshold || down > threshold) signals.Add(i);
            }
            (plus[i], minus[i]) = (up, down);
        }
        return new(plus, minus, [.. signals]);
    }

    /// <summary>One-sided cumulative sum of standardised counts.</summary>
    /// <param name="counts">Counts in periods of equal length, 0 or more; NaN where missing.</param>
    /// <param name="mean">Mean count when in control (m), above 0.</param>
    /// <param name="slack">k, in standard deviations.</param>
    /// <param name="threshold">h, above 0, in standard deviations: an alarm when the sum reaches it.</param>
    /// <param name="transform">How a count is standardised.</param>
    /// <param name="resetAfterAlarm">Whether the sum starts again from 0 after an alarm; without it alarms last until the sum has come down.</param>
    /// <returns>The sums (before a reset), the alarms, and for each period the count that would have raised one.</returns>
    /// <remarks>Null hypothesis: Poisson counts with the given mean; only rises are sought.
    /// Source: Rossi, Lampugnani and Marchi (1999), Statistics in Medicine 18, 2111-2122.</remarks>
    /// <exception cref="ArgumentException">A parameter is out of its range, or a count is negative or infinite.</exception>
    public static PoissonCusumChart PoissonCusum(ReadOnlySpan<double> counts, double mean, double slack, double threshold, CountTransform transform, bool resetAfterAlarm = false)
    {
        Checks.Positive(mean, nameof(mean), "Give the mean count when nothing unusual happens (m).");
        Checks.Positive(threshold, nameof(threshold), "Give the sum that raises an alarm (h).");
        if (!double.IsFinite(slack)) throw new ArgumentException($"slack is {Checks.Text(slack)}. Give a finite number of standard deviations (k).", nameof(slack));
        double[] sums = new double[counts.Length], upper = new double[counts.Length];
        var alarms = new bool[counts.Length];
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            upper[i] = CountAt(threshold + slack - sum, mean, transform);
            if (!double.IsNaN(counts[i]))
            {
                Checks.NotNegative(counts[i], nameof(counts), i, "Leave a missing period empty.");
                sum = Math.Max(0, sum + (Standardise(counts[i], mean, transform) - slack));
            }
            sums[i] = sum;
            alarms[i] = !double.IsNaN(counts[i]) && sum >= threshold;
            if (alarms[i] && resetAfterAlarm) sum = 0;
        }
        return new(sums, alarms, upper);
    }

    private static void CheckLevel(double level, string name)
    {
        if (!double.IsFinite(level)) throw new ArgumentException($"{name} is {Checks.Text(level)}. Give the level when nothing unusual happens, a finite number.", name);
    }

    // Missing is allowed; an infinite value would hold a chart up for ever.
    private static void CheckValues(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i])) throw new ArgumentException($"values[{i}] is {Checks.Text(values[i])}. Leave a missing value empty, and keep only finite numbers.", nameof(values));
        }
    }

    private static double Standardise(double y, double m, CountTransform transform) => transform switch
    {
        CountTransform.Rossi => (y - 3 * m + 2 * Math.Sqrt(m * y)) / (2 * Math.Sqrt(m)),
        CountTransform.Anscombe => 1.5 * (Math.Pow(y, 2.0 / 3) - Math.Pow(m, 2.0 / 3)) / Math.Pow(m, 1.0 / 6),
        CountTransform.None => y,
        _ => (y - m) / Math.Sqrt(m),
    };

    // The count whose standardised value is z.
    private static double CountAt(double z, double m, CountTransform transform)
    {
        switch (transform)
        {
            case CountTransform.Rossi:
                var inside = 4 * m + 2 * z * Math.Sqrt(m); // sqrt y = -sqrt m + sqrt(m + 3m + 2 z sqrt m)
                var root = Math.Sqrt(Math.Max(0, inside)) - Math.Sqrt(m);
                return root > 0 ? root * root : 0;
            case CountTransform.Anscombe:
                var power = z / 1.5 * Math.Pow(m, 1.0 / 6) + Math.Pow(m, 2.0 / 3);
                return power > 0 ? Math.Pow(power, 1.5) : 0;
            case CountTransform.None:
                return Math.Max(0, z);
            default:
                return Math.Max(0, m + z * Math.Sqrt(m));
        }
    }
}

/// <summary>How a count y with mean m is standardised.</summary>
public enum CountTransform
{
    /// <summary>(y - m) / sqrt(m).</summary>
    Standard,
    /// <summary>(y - 3m + 2 sqrt(m y)) / (2 sqrt(m)): closer to normal for small means.</summary>
    Rossi,
    /// <summary>Anscombe's residual, 3/2 (y^(2/3) - m^(2/3)) / m^(1/6).</summary>
    Anscombe,
    /// <summary>y as it is: slack and threshold are then in events.</summary>
    None,
}

/// <summary>An EWMA chart.</summary>
/// <param name="Averages">Moving averages, data units.</param>
/// <param name="Upper">Upper limits.</param>
/// <param name="Lower">Lower limits.</param>
/// <param name="Signals">Indices from 0 beyond a limit.</param>
public sealed record EwmaChart(double[] Averages, double[] Upper, double[] Lower, int[] Signals);

/// <summary>A two-sided CUSUM chart.</summary>
/// <param name="Plus">Sums of rises, data units, 0 or more.</param>
/// <param name="Minus">Sums of falls, data units, 0 or more.</param>
/// <param name="Signals">Indices from 0 where a sum is above the threshold.</param>
public sealed record CusumChart(double[] Plus, double[] Minus, int[] Signals);

/// <summary>A CUSUM of counts.</summary>
/// <param name="Sums">Standardised sums, before the reset after an alarm.</param>
/// <param name="Alarms">Whether the sum reached the threshold.</param>
/// <param name="Upper">Count, not rounded, that would have raised an alarm in that period; 0 where any count would have.</param>
public sealed record PoissonCusumChart(double[] Sums, bool[] Alarms, double[] Upper);
