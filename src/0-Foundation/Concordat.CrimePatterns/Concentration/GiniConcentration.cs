namespace Concordat.CrimePatterns.Concentration;

/// <summary>How unevenly events are spread over places: Gini coefficients, the Lorenz curve and the share of the busiest places.</summary>
/// <remarks>Counts are 0 or more and include the places without events. Whole counts are sorted by counting, O(n + largest count); others in O(n log n).
/// Sources: Gini (1914); Bernasco and Steenbeek (2017), Journal of Quantitative Criminology 33(3), 451-467 for fewer events than places.</remarks>
public static class GiniConcentration
{
    /// <summary>Gini coefficients, plain and corrected.</summary>
    /// <param name="counts">Events of each place (n places, N events in all).</param>
    /// <returns>The coefficients; all NaN when there are no places or no events.</returns>
    /// <remarks>Plain G = 2 sum(i x_i) / (n N) - (n + 1) / n over counts in rising order: 0 when all places are alike, (n - 1) / n when one has all.
    /// Unbiased: G n / (n - 1), NaN for one place. Generalised G' = max(1, n / N)(G - 1) + 1 compares with the most even spread N whole events allow
    /// over n places; its unbiased form multiplies by m / (m - 1) with m = min(n, N), NaN for m of 1 or less.</remarks>
    /// <exception cref="ArgumentException">A count is negative or not finite.</exception>
    public static GiniCoefficients Coefficients(ReadOnlySpan<double> counts)
    {
        var groups = new RankedCounts(counts);
        double n = counts.Length, total = groups.Total;
        if (n == 0 || total == 0) return new(double.NaN, double.NaN, double.NaN, double.NaN);
        var gini = groups.Gini();
        var generalised = Math.Max(1, n / total) * (gini - 1) + 1;
        var effective = Math.Min(n, total);
        return new(gini, Corrected(gini, n), generalised, Corrected(generalised, effective));
    }

    /// <summary>Share of the events in the busiest places.</summary>
    /// <param name="counts">Events of each place.</param>
    /// <param name="percentsOfPlaces">Per cent of places, above 0 up to 100; k per cent of n places are the ceiling(k n / 100) busiest.</param>
    /// <returns>Shares, 0 to 1, in the order asked for; NaN without events.</returns>
    /// <exception cref="ArgumentException">A count or per cent is out of range.</exception>
    public static double[] ShareInTop(ReadOnlySpan<double> counts, ReadOnlySpan<double> percentsOfPlaces)
    {
        var groups = new RankedCounts(counts);
        var shares = new double[percentsOfPlaces.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            CheckPercent(percentsOfPlaces[i], nameof(percentsOfPlaces));
            var places = (long)Math.Ceiling(percentsOfPlaces[i] * counts.Length / 100 - 1e-9);
            shares[i] = groups.Total > 0 ? groups.TopSum(places) / groups.Total : double.NaN;
        }
        return shares;
    }

    /// <summary>Fewest places that hold a share of the events.</summary>
    /// <param name="counts">Events of each place.</param>
    /// <param name="percentsOfEvents">Per cent of events, above 0 up to 100.</param>
    /// <returns>Numbers of places, in the order asked for; 0 without events.</returns>
    /// <exception cref="ArgumentException">A count or per cent is out of range.</exception>
    public static long[] PlacesFor(ReadOnlySpan<double> counts, ReadOnlySpan<double> percentsOfEvents)
    {
        var groups = new RankedCounts(counts);
        var places = new long[percentsOfEvents.Length];
        for (var i = 0; i < places.Length; i++)
        {
            CheckPercent(percentsOfEvents[i], nameof(percentsOfEvents));
            places[i] = groups.Total > 0 ? groups.PlacesHolding(groups.Total * percentsOfEvents[i] / 100) : 0;
        }
        return places;
    }

    /// <summary>The Lorenz curve: share of events held by the quietest share of places.</summary>
    /// <param name="counts">Events of each place.</param>
    /// <returns>Corners of the curve from (0, 0) to (1, 1), one for each different count; only (0, 0) without events.</returns>
    /// <exception cref="ArgumentException">A count is negative or not finite.</exception>
    public static IReadOnlyList<LorenzPoint> Lorenz(ReadOnlySpan<double> counts) => new RankedCounts(counts).Lorenz();

    private static double Corrected(double gini, double m) => m > 1 ? gini * m / (m - 1) : double.NaN;

    private static void CheckPercent(double percent, string name)
    {
        if (!(percent > 0) || percent > 100)
            throw new ArgumentOutOfRangeException(name, $"{name} holds {Checks.Text(percent)}; give per cents above 0 and up to 100, such as 20.");
    }
}

/// <summary>Gini coefficients, 0 (even) towards 1 (concentrated).</summary>
/// <param name="Plain">Biased, as usually published.</param>
/// <param name="Unbiased">Plain n / (n - 1).</param>
/// <param name="Generalised">Corrected for fewer events than places.</param>
/// <param name="GeneralisedUnbiased">Generalised, corrected for the number of places that could be hit.</param>
public sealed record GiniCoefficients(double Plain, double Unbiased, double Generalised, double GeneralisedUnbiased);

/// <summary>A corner of a Lorenz curve.</summary>
/// <param name="ShareOfPlaces">0 to 1, quietest places first.</param>
/// <param name="ShareOfEvents">0 to 1.</param>
public readonly record struct LorenzPoint(double ShareOfPlaces, double ShareOfEvents);
