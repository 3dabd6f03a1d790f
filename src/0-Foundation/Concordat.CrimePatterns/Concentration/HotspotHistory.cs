using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Concentration;

/// <summary>What a place's run of hot and cold periods amounts to.</summary>
public enum HotspotClass
{
    /// <summary>Never hot.</summary>
    Never,
    /// <summary>Hot in the last period and never before.</summary>
    New,
    /// <summary>Hot in an unbroken run up to the last period, never before that, and in fewer than 90 per cent of periods.</summary>
    Consecutive,
    /// <summary>Hot in at least 90 per cent of periods and in the last, scores rising.</summary>
    Intensifying,
    /// <summary>Hot in at least 90 per cent of periods and in the last, scores neither rising nor falling.</summary>
    Persistent,
    /// <summary>Hot in at least 90 per cent of periods and in the last, scores falling.</summary>
    Diminishing,
    /// <summary>Hot in the last period, and on and off before.</summary>
    Sporadic,
    /// <summary>Not hot in the last period, though hot in at least 90 per cent of periods.</summary>
    Historical,
    /// <summary>Not hot in the last period, hot at some time before.</summary>
    Former,
}

/// <summary>Which hot spots last, which are new and which have gone.</summary>
/// <remarks>Classes after the emerging hot spot analysis in common use, without its cold-spot half; rising and falling by the Mann-Kendall test of the scores,
/// two-sided at 5 per cent, corrected for ties. Source: Mann (1945), Econometrica 13, 245-259; Kendall (1975).</remarks>
public static class HotspotHistory
{
    private const double Usually = 0.9;

    /// <summary>Classifies each place.</summary>
    /// <param name="hot">hot[t][i]: whether place i was a hot spot in period t, oldest first; at least one period.</param>
    /// <param name="scores">scores[t][i]: its score then (z or count), same shape; only read for places nearly always hot.</param>
    /// <returns>Class, number of hot periods and the length of the present run for each place.</returns>
    /// <remarks>O(places periods^2) at worst.</remarks>
    /// <exception cref="ArgumentException">No period, shapes differ, or a score that is read is not finite.</exception>
    public static PlaceHistory[] Classify(bool[][] hot, double[][] scores)
    {
        ArgumentNullException.ThrowIfNull(hot);
        ArgumentNullException.ThrowIfNull(scores);
        Checks.Between(hot.Length, 1, int.MaxValue, "number of periods", "Give at least one period.");
        Checks.SameLength(hot.Length, nameof(hot), scores.Length, nameof(scores));
        for (var t = 0; t < hot.Length; t++)
        {
            Checks.SameLength(hot[0].Length, "the first period", hot[t].Length, $"hot[{t}]");
            Checks.SameLength(hot[0].Length, "the first period", scores[t].Length, $"scores[{t}]");
        }
        return [.. Enumerable.Range(0, hot[0].Length).Select(i => Of([.. hot.Select(period => period[i])], () => Scores(scores, i)))];
    }

    private static double[] Scores(double[][] scores, int place)
    {
        for (var t = 0; t < scores.Length; t++)
        {
            if (!double.IsFinite(scores[t][place]))
                throw new ArgumentException($"scores[{t}][{place}] is {Checks.Text(scores[t][place])}. A place hot in nearly every period needs a finite score in each, to see whether it rises or falls.", nameof(scores));
        }
        return [.. scores.Select(period => period[place])];
    }

    /// <summary>Share of the places hot in one period that are hot in the next.</summary>
    /// <param name="before">Hot or not, by place.</param>
    /// <param name="after">Hot or not in the next period, same length.</param>
    /// <returns>0 to 1; NaN when none was hot before.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double Persistence(ReadOnlySpan<bool> before, ReadOnlySpan<bool> after)
    {
        Checks.SameLength(before.Length, nameof(before), after.Length, nameof(after));
        int hot = 0, still = 0;
        for (var i = 0; i < before.Length; i++)
        {
            if (!before[i]) continue;
            hot++;
            if (after[i]) still++;
        }
        return hot > 0 ? (double)still / hot : double.NaN;
    }

    /// <summary>Mann-Kendall test of a trend.</summary>
    /// <param name="values">Values in order of time, finite.</param>
    /// <returns>z, above 0 for a rise; 0 when fewer than three values or all are equal. Two-sided; null hypothesis: independent values, no trend.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static double MannKendall(ReadOnlySpan<double> values)
    {
        Checks.Finite(values, nameof(values));
        double s = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++) s += Math.Sign(values[j] - values[i]);
        }
        double n = values.Length, ties = 0;
        foreach (var group in values.ToArray().GroupBy(v => v))
        {
            double t = group.Count();
            ties += t * (t - 1) * (2 * t + 5);
        }
        var variance = (n * (n - 1) * (2 * n + 5) - ties) / 18;
        return n < 3 || variance <= 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
    }

    private static PlaceHistory Of(bool[] hot, Func<double[]> scores)
    {
        int periods = hot.Count(h => h), run = 0;
        while (run < hot.Length && hot[^(run + 1)]) run++;
        var usually = periods >= Usually * hot.Length;
        var kind = (periods, run) switch
        {
            (0, _) => HotspotClass.Never,
            (_, 0) => usually ? HotspotClass.Historical : HotspotClass.Former,
            _ when periods == 1 && hot.Length > 1 => HotspotClass.New,
            _ when usually => Trend(scores()),
            _ when periods == run => HotspotClass.Consecutive,
            _ => HotspotClass.Sporadic,
        };
        return new(kind, periods, run);
    }

    private static HotspotClass Trend(double[] scores)
    {
        var z = MannKendall(scores);
        var limit = SpecialDistributions.NormalQuantile(0.975);
        return z > limit ? HotspotClass.Intensifying : z < -limit ? HotspotClass.Diminishing : HotspotClass.Persistent;
    }
}

/// <summary>A place's history.</summary>
/// <param name="Class">What it amounts to.</param>
/// <param name="HotPeriods">Periods in which it was hot.</param>
/// <param name="CurrentRun">Hot periods in a row up to the last one, 0 when it is not hot now.</param>
public readonly record struct PlaceHistory(HotspotClass Class, int HotPeriods, int CurrentRun);
