using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>Clusters of events found by density.</summary>
/// <param name="Labels">Cluster of each event, counted from 1 in the order of each cluster's first core event; 0 for noise.</param>
/// <param name="Core">True for core events: those with enough neighbours.</param>
/// <param name="Clusters">Number of clusters.</param>
public sealed record DensityClustersResult(int[] Labels, bool[] Core, int Clusters)
{
    /// <summary>Events in no cluster.</summary>
    public int Noise => Labels.Count(label => label == 0);

    /// <summary>Events in a cluster that are not core.</summary>
    public int Border => Labels.Length - Noise - Core.Count(core => core);
}

/// <summary>DBSCAN and ST-DBSCAN: clusters of any shape where events lie densely, with the rest as noise.</summary>
/// <remarks>An event is core when at least minEvents events, itself included, are its neighbours; core events that are neighbours share a cluster; an event
/// that is not core joins the cluster of its nearest core neighbour (lowest index when equally near), so the answer does not depend on the order
/// of the events but for the numbers of the clusters. Not a test: random events form clusters too.
/// Near O(n) for spread-out events. Source: Ester, Kriegel, Sander and Xu (1996), KDD-96, 226-231; cells as in Gunawan (2013).</remarks>
public static class DensityClusters
{
    private const int CellsAtOnce = 4096;

    /// <summary>DBSCAN: neighbours are events at most a distance apart.</summary>
    /// <param name="x">x of each event, finite.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="distance">Greatest distance between neighbours (eps), inclusive; above 0, in coordinate units.</param>
    /// <param name="minEvents">Neighbours that make an event core, itself included; at least 1.</param>
    /// <param name="threads">Threads to use; 0 for one a processor. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">Lengths differ, a coordinate is not finite, or a limit is out of range.</exception>
    public static DensityClustersResult Dbscan(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double distance, int minEvents, int threads = 0)
    {
        CheckSpace(x, y, distance);
        Checks.Between(minEvents, 1, int.MaxValue, nameof(minEvents), "4 to 10 is usual.");
        return Find(new EventCells([.. x], [.. y], [], distance * distance, 0, Checks.Threads(threads)), minEvents, Checks.Threads(threads));
    }

    /// <summary>ST-DBSCAN: neighbours are events at most a distance and a number of days apart.</summary>
    /// <param name="x">x of each event, finite.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="day">Day of each event, finite, fractions allowed.</param>
    /// <param name="distance">Greatest distance between neighbours (eps1), inclusive; above 0, in coordinate units.</param>
    /// <param name="days">Greatest difference in days between neighbours (eps2), inclusive; 0 or more.</param>
    /// <param name="minEvents">Neighbours that make an event core, itself included; at least 1.</param>
    /// <param name="threads">Threads to use; 0 for one a processor. The result does not depend on it.</param>
    /// <remarks>Without the threshold on values of the original: Birant and Kut (2007), Data and Knowledge Engineering 60(1), 208-221.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or a limit is out of range.</exception>
    public static DensityClustersResult StDbscan(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> day, double distance, double days, int minEvents, int threads = 0)
    {
        CheckSpace(x, y, distance);
        CheckTime(x, day);
        Checks.NotNegative(days, nameof(days), "Give the greatest number of days between neighbours, 0 for the same day.");
        Checks.Between(minEvents, 1, int.MaxValue, nameof(minEvents), "4 to 10 is usual.");
        return Find(new EventCells([.. x], [.. y], [.. day], distance * distance, days, Checks.Threads(threads)), minEvents, Checks.Threads(threads));
    }

    internal static void CheckSpace(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double distance)
    {
        Checks.SameLength(x.Length, nameof(x), y.Length, nameof(y));
        Checks.Finite(x, nameof(x));
        Checks.Finite(y, nameof(y));
        Checks.Positive(distance, nameof(distance), "Give the distance in the unit of the coordinates, for example 200 for 200 metres.");
    }

    internal static void CheckTime(ReadOnlySpan<double> x, ReadOnlySpan<double> day)
    {
        Checks.SameLength(x.Length, nameof(x), day.Length, nameof(day));
        Checks.Finite(day, nameof(day));
    }

    private static DensityClustersResult Find(EventCells cells, int minEvents, int threads)
    {
        var isCore = CoreEvents.Of(cells, minEvents, threads);
        var core = cells.Only(isCore, threads);
        var (labels, clusters) = ClusterLabels.OfCells(core, CoreEvents.Joined(core, threads));
        var result = new DensityClustersResult(new int[cells.Events], new bool[cells.Events], clusters);
        var labelOf = new int[core.Events]; // by position
        Workers.Ranges(core.Count, CellsAtOnce, threads, (from, to) =>
        {
            for (var cell = from; cell < to; cell++)
            {
                for (var i = core.Starts[cell]; i < core.Starts[cell + 1]; i++)
                    (result.Labels[core.Order[i]], result.Core[core.Order[i]], labelOf[i]) = (labels[cell], true, labels[cell]);
            }
        });
        CoreEvents.Nearest(cells, isCore, core, threads, (i, nearest) => result.Labels[cells.Order[i]] = labelOf[nearest]);
        return result;
    }
}
