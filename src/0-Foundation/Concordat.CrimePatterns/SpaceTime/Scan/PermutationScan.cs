using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>Kulldorff's space-time permutation scan: circles and runs of days with more cases than the place's and the day's totals explain.</summary>
/// <remarks>
/// <para>Needs no population: null hypothesis, given how many cases each place and each day has, which case falls on which day is a matter of chance. A rise
/// everywhere at once, or a place always busy, is no cluster. A place whose population grew is.</para>
/// <para>For each permutation of the dates the best cluster of all circles and windows is found, so the p-value allows for the search.
/// O(B * circles * windows / 16) time, 2 bytes a place and day for each thread.</para>
/// <para>Source: Kulldorff, Heffernan, Hartman, Assuncao and Mostashari (2005), PLoS Medicine 2(3), e59. Agrees with SaTScan 10.</para>
/// </remarks>
public static class PermutationScan
{
    /// <summary>Scans.</summary>
    /// <param name="x">x of each case (or degrees of longitude), finite; at least 2 cases. Cases at equal coordinates are at one place.</param>
    /// <param name="y">y of each case (or degrees of latitude), the same length.</param>
    /// <param name="day">Whole day of each case, within the period of the settings; the same length.</param>
    /// <param name="settings">What to look for.</param>
    /// <param name="extraCentresX">x of places without cases that may be centres too; may be empty.</param>
    /// <param name="extraCentresY">y of them, the same length.</param>
    /// <exception cref="ArgumentException">Lengths differ, fewer than 2 cases, a coordinate is not finite, a day is outside the period, a setting is out of
    /// range, or a window holds more than 32,767 cases.</exception>
    public static ScanResult Run(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<int> day,
        ScanSettings settings,
        ReadOnlySpan<double> extraCentresX = default,
        ReadOnlySpan<double> extraCentresY = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        CheckCases(x, y, day, settings);
        Checks.SameLength(extraCentresX.Length, nameof(extraCentresX), extraCentresY.Length, nameof(extraCentresY));
        Checks.Finite(extraCentresX, nameof(extraCentresX));
        Checks.Finite(extraCentresY, nameof(extraCentresY));
        var zones = new ScanZones(x.ToArray(), y.ToArray(), extraCentresX.ToArray(), extraCentresY.ToArray(), settings);
        var days = Array.ConvertAll(day.ToArray(), value => value - settings.FirstDay);
        var windows = new ScanWindows(settings);
        var windowTotals = WindowTotals(days, windows, settings);
        int[] circleTotals = [.. zones.Circles.SelectMany(circle => Running(circle, zones.CasesOfPlace))];
        var thresholds = new ScanThresholds(circleTotals, windowTotals, windows.RowLength, days.Length, settings.MinCases);
        var circles = Array.ConvertAll(zones.Circles, circle => Steps(circle, zones, thresholds));
        CircleCounts NewCounts() => new(zones, circles, windows, windowTotals, thresholds, days.Length);
        var found = BestOfCentres(NewCounts(), zones, days);
        var maxima = Maxima(NewCounts, zones, days, settings);
        return new ScanResult(Reported(found, maxima, zones, settings), maxima, zones.X[..zones.Places], zones.Y[..zones.Places]);
    }

    private static void CheckCases(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> day, ScanSettings settings)
    {
        Checks.SameLength(x.Length, nameof(x), y.Length, nameof(y));
        Checks.SameLength(x.Length, nameof(x), day.Length, nameof(day));
        Checks.Finite(x, nameof(x));
        Checks.Finite(y, nameof(y));
        Checks.NotDegrees(x, y, settings.MaxRadius, nameof(settings.MaxRadius));
        if (x.Length < 2) throw new ArgumentException($"x has {x.Length} cases and at least 2 are needed. Widen the area or the dates.", nameof(x));
        for (var i = 0; i < day.Length; i++)
        {
            if (day[i] < settings.FirstDay || day[i] > settings.LastDay)
                throw new ArgumentException($"day[{i}] is {day[i]}, outside the period {settings.FirstDay} to {settings.LastDay}. Leave the case out or widen the period.", nameof(day));
        }
    }

    private static int[] WindowTotals(int[] days, ScanWindows windows, ScanSettings settings)
    {
        var running = new int[settings.Days + 1];
        foreach (var day in days) running[day + 1]++;
        for (var d = 1; d < running.Length; d++) running[d] += running[d - 1];
        var totals = new int[windows.Rows * windows.RowLength];
        for (var at = 0; at < totals.Length; at++)
        {
            var window = windows.DaysOf(at / windows.RowLength, at % windows.RowLength);
            totals[at] = window is var (first, last) ? running[last + 1] - running[first] : -1;
        }
        if (totals.Max() > short.MaxValue)
            throw new ArgumentException($"A window holds {totals.Max()} cases and the scan takes at most {short.MaxValue}. Use a smaller MaxDays or a smaller area.", nameof(days));
        return totals;
    }

    private static CircleStep[] Steps(int[] circle, ScanZones zones, ScanThresholds thresholds) =>
        [.. circle.Zip(Running(circle, zones.CasesOfPlace), (place, total) => new CircleStep(place, total, thresholds.Group(total)))];

    private static IEnumerable<int> Running(int[] circle, int[] cases)
    {
        var total = 0;
        foreach (var place in circle) yield return total += cases[place];
    }

    private static List<BestWindow> BestOfCentres(CircleCounts counts, ScanZones zones, int[] days)
    {
        counts.SetDays(days);
        var found = new List<BestWindow>();
        for (var centre = 0; centre < zones.Circles.Length; centre++)
        {
            var best = default(BestWindow);
            counts.Scan(centre, ref best);
            if (best.Statistic > 0) found.Add(best);
        }
        return found;
    }

    private static double[] Maxima(Func<CircleCounts> newCounts, ScanZones zones, int[] days, ScanSettings settings)
    {
        var maxima = new double[settings.Replicates];
        Workers.Run(maxima.Length, Checks.Threads(settings.Threads), newCounts, (replicate, counts) =>
        {
            var shuffled = (int[])days.Clone();
            new RandomStream(settings.Seed, replicate).Shuffle<int>(shuffled);
            counts.SetDays(shuffled);
            var best = default(BestWindow);
            for (var centre = 0; centre < zones.Circles.Length; centre++) counts.Scan(centre, ref best);
            maxima[replicate] = best.Statistic;
        });
        return maxima;
    }

    private static ScanCluster[] Reported(List<BestWindow> found, double[] maxima, ScanZones zones, ScanSettings settings)
    {
        var gumbel = new Gumbel(maxima);
        var reported = new List<ScanCluster>();
        // Of circles equally strong the smaller one comes first; a cluster weaker than every permutation's best is none.
        var clusters = found.Select(window => Cluster(window, maxima, gumbel, zones, settings));
        foreach (var cluster in clusters.OrderByDescending(cluster => cluster.Statistic).ThenBy(cluster => cluster.Radius))
        {
            if (reported.Count == settings.MaxClusters || cluster.P >= 1) break;
            if (!reported.Exists(earlier => Overlap(earlier, cluster))) reported.Add(cluster);
        }
        return [.. reported];
    }

    private static bool Overlap(ScanCluster a, ScanCluster b) =>
        a.FirstDay <= b.LastDay && b.FirstDay <= a.LastDay && a.Places.Intersect(b.Places).Any();

    private static ScanCluster Cluster(BestWindow window, double[] maxima, Gumbel gumbel, ScanZones zones, ScanSettings settings)
    {
        var places = zones.Circles[window.Centre][..window.Circle];
        var radius = zones.Distance(window.Centre, places[^1], settings.Geographic);
        Array.Sort(places);
        var tie = 1e-9 * window.Statistic;
        return new ScanCluster(
            zones.X[window.Centre],
            zones.Y[window.Centre],
            radius,
            places,
            settings.FirstDay + window.First,
            settings.FirstDay + window.Last,
            window.Observed,
            window.Expected,
            window.Statistic,
            (1.0 + maxima.Count(value => value >= window.Statistic - tie)) / (maxima.Length + 1),
            gumbel.UpperTail(window.Statistic));
    }
}
