using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>The Knox test in bands, also the near-repeat table: do events near in space come near in time more often than by chance?</summary>
/// <remarks>
/// <para>Null hypothesis: which event has which date is a matter of chance, places and dates being as they are. Dates are permuted over the events.
/// Each cell of the table is a test of its own: expect one in twenty below p = 0.05 by chance.</para>
/// <para>Pairs within the last finite distance are listed once; each permutation then only looks dates up, sixteen permutations to a step when days are
/// whole (four when not). Pairs farther apart follow from the total, which no permutation changes. O(close pairs * B) time; 4 bytes a close pair and 2
/// an event and permutation of the step, 0.8 GB at most for the pairs: more of them are taken in turns.</para>
/// <para>Source: Knox (1964), Applied Statistics 13(1), 25-29; Ratcliffe and Rengert (2008), Security Journal 21, 58-76;
/// Steenbeek's NearRepeat for the half-open bands.</para>
/// </remarks>
public static class Knox
{
    private const int MostPairsAtOnce = 200_000_000;

    /// <summary>Counts pairs by bands of distance and days and compares with permuted dates.</summary>
    /// <param name="x">x of each event, finite; at least 2 events.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="day">Day of each event, finite, fractions allowed; the same length.</param>
    /// <param name="spaceEdges">Ascending edges of the bands of distance, the first 0 or more, the last may be infinite. Band k holds distances
    /// from edge k up to but not including edge k + 1. Begin with 0 and a very small number for a band of the same place.</param>
    /// <param name="timeEdges">Ascending edges of the bands of days apart, likewise half-open: 0, 8 is 0 to 7 whole days.</param>
    /// <param name="measure">How distance is measured. The Near Repeat Calculator's tables agree with Manhattan.</param>
    /// <param name="permutations">Number of permutations B, at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same bytes on any number of threads.</param>
    /// <param name="threads">Threads to use; 0 for one a processor.</param>
    /// <exception cref="ArgumentException">Lengths differ, fewer than 2 events, a number is not finite, edges do not ascend, or permutations is below 1.</exception>
    public static KnoxTable Test(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> day,
        ReadOnlySpan<double> spaceEdges,
        ReadOnlySpan<double> timeEdges,
        DistanceMeasure measure,
        int permutations,
        long seed,
        int threads = 0) =>
        Test(x, y, day, spaceEdges, timeEdges, measure, permutations, seed, threads, MostPairsAtOnce);

    /// <summary>The test, with at most so many close pairs held at once.</summary>
    internal static KnoxTable Test(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> day,
        ReadOnlySpan<double> spaceEdges,
        ReadOnlySpan<double> timeEdges,
        DistanceMeasure measure,
        int permutations,
        long seed,
        int threads,
        int mostPairsAtOnce)
    {
        CheckEvents(x, y, day);
        CheckEdges(spaceEdges, nameof(spaceEdges));
        Checks.NotDegrees(x, y, spaceEdges[^1] is var last && double.IsInfinity(last) ? spaceEdges[^2] : last, nameof(spaceEdges));
        CheckEdges(timeEdges, nameof(timeEdges));
        Checks.Between(permutations, 1, 10_000_000, nameof(permutations), "999 is usual.");
        var used = Checks.Threads(threads);
        var pairs = new ClosePairs(x, y, spaceEdges, measure, used);
        var days = day.ToArray();
        var sortedDays = Array.ConvertAll(pairs.Order, i => days[i]);
        double[] cumulative = [.. timeEdges.ToArray().Where(edge => edge > 0 && double.IsFinite(edge))];
        var tally = new Tally(pairs, sortedDays, cumulative, permutations);
        foreach (var (from, to) in pairs.Turns(mostPairsAtOnce))
        {
            pairs.List(from, to, used);
            tally.AddObserved();
            tally.AddPermutations(seed, used);
        }
        var bands = new KnoxBands(spaceEdges.ToArray(), timeEdges.ToArray(), cumulative, sortedDays);
        return KnoxTable.From(bands.Table(tally.Observed, pairs), Array.ConvertAll(tally.Simulated, counts => bands.Table(counts, pairs)));
    }

    internal static void CheckEvents(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> day)
    {
        Checks.SameLength(x.Length, nameof(x), y.Length, nameof(y));
        Checks.SameLength(x.Length, nameof(x), day.Length, nameof(day));
        Checks.Finite(x, nameof(x));
        Checks.Finite(y, nameof(y));
        Checks.Finite(day, nameof(day));
        if (x.Length < 2) throw new ArgumentException($"x has {x.Length} events and at least 2 are needed to make a pair. Widen the area or the dates.", nameof(x));
    }

    private static void CheckEdges(ReadOnlySpan<double> edges, string name)
    {
        if (edges.Length < 2) throw new ArgumentException($"{name} has {edges.Length} numbers and needs at least 2. Give the edges of the bands, for example 0, 200, 400.", name);
        for (var i = 0; i < edges.Length; i++)
        {
            if (double.IsNaN(edges[i]) || edges[i] < 0 || (i > 0 && edges[i] <= edges[i - 1]) || double.IsInfinity(edges[0]))
                throw new ArgumentException($"{name}[{i}] is {Checks.Text(edges[i])}. Edges start at 0 or more and each is larger than the one before; only the last may be infinite.", name);
        }
    }

    /// <summary>Counts of close pairs under the limits of time, for the dates as they are and as permuted.</summary>
    private sealed class Tally(ClosePairs pairs, double[] days, double[] limits, int permutations)
    {
        /// <summary>[band * limits + limit]: pairs of the band fewer days apart than the limit.</summary>
        public long[] Observed { get; } = new long[pairs.Bands * limits.Length];

        public long[][] Simulated { get; } = [.. Enumerable.Range(0, permutations).Select(_ => new long[pairs.Bands * limits.Length])];

        public void AddObserved()
        {
            var lanes = PermutedDays.For(days, limits);
            lanes.SetUnchanged(0);
            AddLanes(lanes, 1, _ => Observed);
        }

        public void AddPermutations(long seed, int threads)
        {
            var step = PermutedDays.For(days, limits).Lanes;
            var steps = (permutations + step - 1) / step;
            Workers.Run(steps, threads, () => PermutedDays.For(days, limits), (at, lanes) =>
            {
                var first = at * step;
                var used = Math.Min(step, permutations - first);
                for (var lane = 0; lane < used; lane++)
                {
                    var random = new RandomStream(seed, first + lane);
                    lanes.SetShuffled(lane, ref random);
                }
                AddLanes(lanes, used, lane => Simulated[first + lane]);
            });
        }

        private void AddLanes(PermutedDays lanes, int used, Func<int, long[]> target)
        {
            for (var band = 0; band < pairs.Bands; band++)
            {
                var counts = lanes.Count(pairs, band);
                for (var lane = 0; lane < used; lane++)
                {
                    for (var k = 0; k < limits.Length; k++) target(lane)[(band * limits.Length) + k] += counts[(k * lanes.Lanes) + lane];
                }
            }
        }
    }
}
