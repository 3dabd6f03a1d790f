namespace Concordat.CrimePatterns.Prediction;

/// <summary>How well a map of predictions found the events that came: accuracy by rank, and the area under the surveillance curve.</summary>
public static class PredictionAccuracy
{
    /// <summary>Accuracy indices when places are taken in order of predicted density.</summary>
    /// <param name="observed">Events seen in each place in the test period, 0 or more. Length n.</param>
    /// <param name="predicted">Predicted events or any score of each place. Length n.</param>
    /// <param name="areas">Size of each place, above 0: square metres, or street length. Length n.</param>
    /// <returns>Cumulative tables by rank.</returns>
    /// <remarks>Order: predicted / area, falling; among equals fewest observed first, then as given, so that PAI is a lower bound. At each rank, with N events
    /// and area A in all: hit rate = events so far / N; PAI = hit rate / (area so far / A); PEI = PAI over that of the same number of places ordered by
    /// observed density; RRI = predicted so far / observed so far. PAI and PEI are NaN without events; RRI is infinite or NaN while none has been seen.
    /// O(n log n). Sources: Chainey, Tompson and Uhlig (2008), Security Journal 21, 4-28; Hunt (2016), thesis, Temple University; Levine (2008),
    /// Security Journal 21, 295-302; ties: Wheeler and Steenbeek (2021), Journal of Quantitative Criminology 37, 445-480.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, or a value is out of range.</exception>
    public static AccuracyTable Ranked(ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, ReadOnlySpan<double> areas)
    {
        Check(observed, predicted, areas);
        double[] seen = [.. observed], scores = [.. predicted], sizes = [.. areas];
        double[] oracle = [];
        AccuracyTable? table = null;
        Parallel.Invoke(
            () => table = AccuracyTable.Taken(DensityOrder.Falling(scores, sizes, seen), seen, scores, sizes),
            () => oracle = BestDensities(seen, sizes));
        return table!.Against(oracle);
    }

    // Events by area of the first places when they are taken by what was seen.
    private static double[] BestDensities(double[] observed, double[] areas)
    {
        var best = DensityOrder.Falling(observed, areas, []);
        var densities = new double[best.Length];
        double events = 0, covered = 0;
        for (var i = 0; i < best.Length; i++)
        {
            events += observed[best[i]];
            covered += areas[best[i]];
            densities[i] = events / covered;
        }
        return densities;
    }

    /// <summary>Area under the curve of events found against area searched, places taken in order of predicted density.</summary>
    /// <param name="observed">Events seen in each place, 0 or more. Length n.</param>
    /// <param name="predicted">Predicted events or any score. Length n.</param>
    /// <param name="areas">Size of each place, above 0. Length n.</param>
    /// <returns>0 to 1; 0.5 for a map without information, equal densities shared alike; NaN without events.</returns>
    /// <remarks>Places of equal density are searched together (a straight piece of the curve). O(n log n).</remarks>
    /// <exception cref="ArgumentException">Lengths differ, or a value is out of range.</exception>
    public static double AreaUnderCurve(ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, ReadOnlySpan<double> areas)
    {
        Check(observed, predicted, areas);
        var order = DensityOrder.Falling([.. predicted], [.. areas], []);
        double total = 0, whole = 0, found = 0, area = 0;
        for (var i = 0; i < order.Length; i++) (total, whole) = (total + observed[i], whole + areas[i]);
        for (var i = 0; i < order.Length;)
        {
            double groupEvents = 0, groupArea = 0, density = predicted[order[i]] / areas[order[i]];
            for (; i < order.Length && predicted[order[i]] / areas[order[i]] == density; i++)
            {
                groupEvents += observed[order[i]];
                groupArea += areas[order[i]];
            }
            area += groupArea * (found + groupEvents / 2);
            found += groupEvents;
        }
        return total > 0 ? area / (total * whole) : double.NaN;
    }

    private static void Check(ReadOnlySpan<double> observed, ReadOnlySpan<double> predicted, ReadOnlySpan<double> areas)
    {
        Checks.SameLength(observed.Length, nameof(observed), predicted.Length, nameof(predicted));
        Checks.SameLength(observed.Length, nameof(observed), areas.Length, nameof(areas));
        Checks.Finite(predicted, nameof(predicted));
        for (var i = 0; i < observed.Length; i++)
        {
            Checks.NotNegative(observed[i], $"observed[{i}]", "Give the events of each place.");
            Checks.Positive(areas[i], $"areas[{i}]", "Give 1 for every place when all are alike.");
        }
    }
}

/// <summary>Accuracy by rank; every array has one value for each place, in the order taken.</summary>
/// <param name="Order">Index from 0 of the place at each rank.</param>
/// <param name="Events">Events so far.</param>
/// <param name="Predicted">Predicted so far.</param>
/// <param name="Area">Area so far.</param>
/// <param name="HitRate">Share of all events so far.</param>
/// <param name="AreaShare">Share of the whole area so far.</param>
/// <param name="Pai">Predictive accuracy index.</param>
/// <param name="Pei">Predictive efficiency index, at most 1 when places are alike in size.</param>
/// <param name="Rri">Recapture rate index, predicted over observed.</param>
public sealed record AccuracyTable(int[] Order, double[] Events, double[] Predicted, double[] Area, double[] HitRate, double[] AreaShare,
    double[] Pai, double[] Pei, double[] Rri)
{
    internal static AccuracyTable Taken(int[] order, double[] observed, double[] predicted, double[] areas)
    {
        var n = order.Length;
        double[] events = new double[n], scores = new double[n], covered = new double[n], rri = new double[n];
        double e = 0, s = 0, a = 0;
        for (var i = 0; i < n; i++)
        {
            events[i] = e += observed[order[i]];
            scores[i] = s += predicted[order[i]];
            covered[i] = a += areas[order[i]];
            rri[i] = s / e;
        }
        double[] hits = new double[n], shares = new double[n], pai = new double[n];
        for (var i = 0; i < n; i++)
        {
            hits[i] = e > 0 ? events[i] / e : double.NaN;
            shares[i] = covered[i] / a;
            pai[i] = hits[i] / shares[i];
        }
        return new(order, events, scores, covered, hits, shares, pai, [], rri);
    }

    internal AccuracyTable Against(double[] bestDensities)
    {
        var pei = bestDensities;
        for (var i = 0; i < pei.Length; i++) pei[i] = Events[i] / Area[i] / pei[i];
        return this with { Pei = pei };
    }
}
