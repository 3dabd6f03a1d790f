namespace Concordat.CrimePatterns.Clusters;

/// <summary>Near-repeat strings: chains of events, each linked to another one near in both space and time.</summary>
/// <param name="Strings">String of each event, counted from 1 in the order of each string's first event; an event without links is a string of its own.</param>
/// <param name="Lengths">Events in each string; entry 0 is string 1.</param>
public sealed record NearRepeatStringsResult(int[] Strings, int[] Lengths)
{
    /// <summary>Strings of two events or more.</summary>
    public int Linked => Lengths.Count(length => length > 1);

    /// <summary>Events in strings of two or more.</summary>
    public int EventsInLinked => Lengths.Where(length => length > 1).Sum();

    /// <summary>Events of the longest string; 0 without events.</summary>
    public int Longest => Lengths.DefaultIfEmpty(0).Max();
}

/// <summary>Links events that are near in space and time into strings.</summary>
public static class NearRepeatStrings
{
    /// <summary>The connected components of the graph with a link where distance and difference in days are both strictly below their limits.</summary>
    /// <param name="x">x of each event, finite.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="day">Day of each event, finite, fractions allowed.</param>
    /// <param name="distance">Linked events are nearer than this; above 0, in coordinate units.</param>
    /// <param name="days">Linked events are fewer days apart than this; above 0.</param>
    /// <param name="threads">Threads to use; 0 for one a processor. The result does not depend on it.</param>
    /// <remarks>Not a test: long strings arise by chance where events are dense; see Knox. Near O(n) for spread-out events.
    /// Source: Wheeler, Riddell and Haberman (2021), Crime and Delinquency 67(1), 36-59 (strings).</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or a limit is not above 0.</exception>
    public static NearRepeatStringsResult Find(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> day, double distance, double days, int threads = 0)
    {
        DensityClusters.CheckSpace(x, y, distance);
        DensityClusters.CheckTime(x, day);
        Checks.Positive(days, nameof(days), "Give the number of days below which two events are linked, for example 14.");
        // Strictly below a limit is at most the number just before it.
        var cells = new EventCells([.. x], [.. y], [.. day], Math.BitDecrement(distance * distance), Math.BitDecrement(days), Checks.Threads(threads));
        var (labels, strings) = ClusterLabels.OfCells(cells, CoreEvents.Joined(cells, Checks.Threads(threads)));
        var (numbers, lengths) = (new int[cells.Events], new int[strings]);
        for (var cell = 0; cell < cells.Count; cell++)
        {
            for (var i = cells.Starts[cell]; i < cells.Starts[cell + 1]; i++) numbers[cells.Order[i]] = labels[cell];
            lengths[labels[cell] - 1] += cells.Starts[cell + 1] - cells.Starts[cell];
        }
        return new NearRepeatStringsResult(numbers, lengths);
    }
}
