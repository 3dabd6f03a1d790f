using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>The Jacquez test: how often an event is among another's k nearest both in space and in time.</summary>
/// <remarks>Null hypothesis: which event has which date is a matter of chance. Needs no distances to be chosen, so it suits areas of mixed density.
/// Source: Jacquez (1996), Statistics in Medicine 15(18), 1935-1949.</remarks>
public static class Jacquez
{
    /// <summary>The test.</summary>
    /// <param name="x">x of each event, finite; more events than k.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="day">Day of each event, finite; the same length.</param>
    /// <param name="nearest">k, the neighbours looked at; at least 1.</param>
    /// <param name="permutations">Number of permutations B, at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same bytes on any number of threads.</param>
    /// <param name="threads">Threads to use; 0 for one a processor.</param>
    /// <returns>The count of ordered pairs (i, j) with j among the k nearest of i in space and among its k nearest in time, with both tails.</returns>
    /// <remarks>Of events equally near, the earlier in the input is taken first; with many equal days the count depends on this.
    /// O(n^1.5 + n * k^2 * B) time.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, too few events, a number is not finite, or k or permutations is below 1.</exception>
    public static InteractionTest Test(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> day, int nearest, int permutations, long seed, int threads = 0)
    {
        Knox.CheckEvents(x, y, day);
        Checks.Between(nearest, 1, x.Length - 1, nameof(nearest), "Give how many neighbours to look at, fewer than there are events.");
        Checks.Between(permutations, 1, 10_000_000, nameof(permutations), "999 is usual.");
        var inSpace = NearestNeighbours.Find(x, y, nearest);
        var inTime = NearestNeighbours.Find(day, new double[day.Length], nearest);
        var slots = Enumerable.Range(0, x.Length).ToArray();
        var observed = Count(inSpace, inTime, slots);
        var simulated = new double[permutations];
        Parallel.For(0, permutations, new ParallelOptions { MaxDegreeOfParallelism = Checks.Threads(threads) }, b =>
        {
            var shuffled = (int[])slots.Clone();
            new RandomStream(seed, b).Shuffle<int>(shuffled);
            simulated[b] = Count(inSpace, inTime, shuffled);
        });
        return InteractionTest.From(observed, simulated, 0);
    }

    // slots[i] is the event whose date event i is given.
    private static int Count(int[][] inSpace, int[][] inTime, int[] slots)
    {
        var count = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            var near = inTime[slots[i]];
            foreach (var j in inSpace[i])
            {
                if (near.AsSpan().Contains(slots[j])) count++;
            }
        }
        return count;
    }
}
