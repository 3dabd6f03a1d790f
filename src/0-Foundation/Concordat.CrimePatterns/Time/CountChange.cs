using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Has a count changed by more than chance would explain? The quick rule of practice and the exact comparison.</summary>
public static class CountChange
{
    /// <summary>Beyond this many standard units a change is a signal.</summary>
    public const double SignalThreshold = 3;

    /// <summary>Compares two counts from periods of the same length by the difference of their square roots.</summary>
    /// <param name="before">Count in the earlier period, 0 or more.</param>
    /// <param name="now">Count in the later period, 0 or more.</param>
    /// <returns>z = 2 (sqrt now - sqrt before), its signal, and the change in per cent.</returns>
    /// <remarks>Null hypothesis: both counts are Poisson with one mean; z is then roughly normal with variance 2, so that the threshold 3
    /// is about 2.1 standard deviations, two-sided. Rough for means below about 5: see <see cref="CompareRates"/>. O(1).
    /// Source: the square-root (variance-stabilising) transformation, Bartlett (1936), J. R. Statist. Soc. Suppl. 3, 68-78; threshold 3 as analysts use it.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static CountChangeResult Compare(long before, long now)
    {
        Check(before, now);
        var z = 2 * (Math.Sqrt(now) - Math.Sqrt(before));
        var signal = z > SignalThreshold ? ChangeSignal.Rise : z < -SignalThreshold ? ChangeSignal.Fall : ChangeSignal.None;
        return new(before, now, z, signal, before == 0 ? null : 100.0 * (now - before) / before);
    }

    /// <summary>The counts that would not be a signal after the given count.</summary>
    /// <param name="before">Count in the earlier period, 0 or more.</param>
    /// <returns>Lowest and highest count with |z| at most 3, both included.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static CountBand NoSignalBand(long before)
    {
        Check(before, 0);
        var root = Math.Sqrt(before);
        var half = SignalThreshold / 2;
        var low = (long)Math.Ceiling(Math.Pow(Math.Max(0, root - half), 2));
        var high = (long)Math.Floor(Math.Pow(root + half, 2));
        // The ends must agree with Compare to the last bit.
        while (low > 0 && Compare(before, low - 1).Signal == ChangeSignal.None) low--;
        while (Compare(before, low).Signal != ChangeSignal.None) low++;
        while (Compare(before, high + 1).Signal == ChangeSignal.None) high++;
        while (Compare(before, high).Signal != ChangeSignal.None) high--;
        return new(low, high);
    }

    /// <summary>Exact comparison of two rates, each a count over its exposure (days, residents, households).</summary>
    /// <param name="before">Count in the earlier period, 0 or more.</param>
    /// <param name="exposureBefore">Exposure of the earlier period, above 0, in any unit common to both.</param>
    /// <param name="now">Count in the later period, 0 or more.</param>
    /// <param name="exposureNow">Exposure of the later period, above 0.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    /// <returns>Rate ratio (now over before), its interval and two p-values, two-sided.</returns>
    /// <remarks>Null hypothesis: the rates are equal; given the total, the later count is then binomial with chance
    /// exposureNow / (exposureNow + exposureBefore). The interval turns Clopper and Pearson's for that chance into one for the ratio: it covers at
    /// least as often as stated. The ratio is NaN when both counts are 0, infinite when only the earlier is 0. Assumes Poisson counts: where they
    /// vary more (series of offences by one offender) the p-value is too small. O(total) for the p-value by likelihood order, else O(1).
    /// Source: Przyborowski and Wilenski (1940), Biometrika 31, 313-323; Clopper and Pearson (1934), Biometrika 26, 404-413.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, an exposure not above 0, or the confidence not between 0 and 1.</exception>
    public static RateRatio CompareRates(long before, double exposureBefore, long now, double exposureNow, double confidence = 0.95)
    {
        Check(before, now);
        CheckPositive(exposureBefore, nameof(exposureBefore));
        CheckPositive(exposureNow, nameof(exposureNow));
        CheckConfidence(confidence);
        var total = before + now;
        var chance = exposureNow / (exposureNow + exposureBefore);
        var scale = exposureBefore / exposureNow;
        var tail = (1 - confidence) / 2;
        var low = now == 0 ? 0 : SpecialDistributions.BetaQuantile(tail, now, before + 1);
        var high = before == 0 ? 1 : SpecialDistributions.BetaQuantile(1 - tail, now + 1, before);
        var ratio = total == 0 ? double.NaN : before == 0 ? double.PositiveInfinity : now * scale / before;
        return new(ratio, Odds(low) * scale, Odds(high) * scale,
            CentralPValue(now, total, chance), LikelihoodPValue(now, total, chance));
    }

    /// <summary>Exact interval for a Poisson rate.</summary>
    /// <param name="count">Events seen, 0 or more.</param>
    /// <param name="exposure">Exposure, above 0; 1 gives an interval for the mean count.</param>
    /// <param name="confidence">Coverage, between 0 and 1.</param>
    /// <returns>Rate and interval, in events per unit of exposure. The lower end is 0 for a count of 0.</returns>
    /// <remarks>Garwood (1936), Biometrika 28, 437-442; covers at least as often as stated. O(1).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, the exposure not above 0, or the confidence not between 0 and 1.</exception>
    public static RateEstimate Rate(long count, double exposure = 1, double confidence = 0.95)
    {
        Check(count, 0);
        CheckPositive(exposure, nameof(exposure));
        CheckConfidence(confidence);
        var tail = (1 - confidence) / 2;
        var low = count == 0 ? 0 : SpecialDistributions.GammaQuantile(tail, count);
        return new(count / exposure, low / exposure, SpecialDistributions.GammaQuantile(1 - tail, count + 1.0) / exposure);
    }

    private static double CentralPValue(long now, long total, double chance)
    {
        if (total == 0) return 1;
        var lower = SpecialDistributions.BinomialCdf(now, total, chance);
        var upper = now == 0 ? 1 : SpecialFunctions.Beta(now, total - now + 1, chance);
        return Math.Min(1, 2 * Math.Min(lower, upper));
    }

    // All outcomes no likelier than the one seen. Walks out from the mode; the other tail's edge is found by bisection on a monotone side.
    private static double LikelihoodPValue(long now, long total, double chance)
    {
        if (total == 0) return 1;
        double LogMass(long k) => SpecialFunctions.LogFactorial(total) - SpecialFunctions.LogFactorial(k) - SpecialFunctions.LogFactorial(total - k)
            + k * Math.Log(chance) + (total - k) * SpecialFunctions.Log1P(-chance);
        var seen = LogMass(now) + 1e-7; // as likely within rounding counts as no likelier
        var mode = (long)Math.Min(total, Math.Floor((total + 1) * chance));
        if (LogMass(mode) <= seen) return 1;
        var rising = now < mode;
        long inside = mode, outside = rising ? total + 1 : -1;
        while (Math.Abs(outside - inside) > 1)
        {
            var middle = (inside + outside) / 2;
            if (middle >= 0 && middle <= total && LogMass(middle) > seen) inside = middle;
            else outside = middle;
        }
        var near = rising ? SpecialDistributions.BinomialCdf(now, total, chance) : SpecialFunctions.Beta(now, total - now + 1, chance);
        var far = rising
            ? (outside > total ? 0 : SpecialFunctions.Beta(outside, total - outside + 1, chance))
            : SpecialDistributions.BinomialCdf(outside, total, chance);
        return Math.Min(1, near + far);
    }

    private static double Odds(double chance) => chance >= 1 ? double.PositiveInfinity : chance / (1 - chance);

    private static void Check(long before, long now)
    {
        if (before < 0) throw new ArgumentOutOfRangeException(nameof(before), before, $"A count is 0 or more; got {before}. Pass a missing month as missing, not as a number.");
        if (now < 0) throw new ArgumentOutOfRangeException(nameof(now), now, $"A count is 0 or more; got {now}. Pass a missing month as missing, not as a number.");
    }

    private static void CheckPositive(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value)) throw new ArgumentOutOfRangeException(name, value, $"{name} is {Checks.Text(value)}; give a finite exposure above 0.");
    }

    internal static void CheckConfidence(double confidence)
    {
        if (!(confidence > 0) || !(confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, $"confidence is {Checks.Text(confidence)}; give a share between 0 and 1, such as 0.95.");
    }
}

/// <summary>Whether a change is more than chance would explain.</summary>
public enum ChangeSignal
{
    /// <summary>Within what chance explains.</summary>
    None,
    /// <summary>More than chance explains, upwards.</summary>
    Rise,
    /// <summary>More than chance explains, downwards.</summary>
    Fall,
}

/// <summary>Two counts compared.</summary>
/// <param name="Before">Earlier count.</param>
/// <param name="Now">Later count.</param>
/// <param name="Z">2 (sqrt now - sqrt before), dimensionless.</param>
/// <param name="Signal">Rise or fall when |z| is above 3.</param>
/// <param name="ChangePercent">Change in per cent of the earlier count; null when that is 0.</param>
public sealed record CountChangeResult(long Before, long Now, double Z, ChangeSignal Signal, double? ChangePercent);

/// <summary>A range of counts, both ends included.</summary>
/// <param name="Low">Lowest count.</param>
/// <param name="High">Highest count.</param>
public sealed record CountBand(long Low, long High);

/// <summary>Ratio of two rates, later over earlier.</summary>
/// <param name="Ratio">1 means no change; NaN when both counts are 0, infinite when only the earlier is 0.</param>
/// <param name="Low">Lower end of the interval, 0 or more.</param>
/// <param name="High">Upper end, infinite when the earlier count is 0.</param>
/// <param name="PValue">Two-sided exact p-value, twice the smaller tail; below 1 - confidence exactly when the interval leaves out 1.</param>
/// <param name="LikelihoodPValue">Two-sided exact p-value summing all outcomes no likelier than the one seen, as poisson.test of R reports it.</param>
public sealed record RateRatio(double Ratio, double Low, double High, double PValue, double LikelihoodPValue);

/// <summary>A rate with its interval, in events per unit of exposure.</summary>
/// <param name="Rate">Point estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record RateEstimate(double Rate, double Low, double High);
