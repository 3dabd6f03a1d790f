using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>A statistic of space-time interaction with its chance under permuted dates.</summary>
/// <param name="Statistic">The value for the dates as they are.</param>
/// <param name="High">(1 + permutations with a value at least as high) / (B + 1): one-sided.</param>
/// <param name="Low">(1 + permutations with a value at least as low) / (B + 1): one-sided.</param>
/// <param name="Expected">Mean over the permutations.</param>
public sealed record InteractionTest(double Statistic, double High, double Low, double Expected)
{
    internal static InteractionTest From(double observed, double[] simulated, double tie) => new(
        observed,
        (1.0 + simulated.Count(value => value >= observed - tie)) / (simulated.Length + 1),
        (1.0 + simulated.Count(value => value <= observed + tie)) / (simulated.Length + 1),
        simulated.Average());
}

/// <summary>The Mantel test: the correlation, over all pairs of events, of distance with days apart.</summary>
/// <remarks>Null hypothesis: which event has which date is a matter of chance. Plain distances are dominated by far pairs; the reciprocals 1 / (d + 1) and
/// 1 / (t + 1) let near pairs count. Source: Mantel (1967), Cancer Research 27(2), 209-220.</remarks>
public static class Mantel
{
    private const int Wide = 16;

    /// <summary>The test.</summary>
    /// <param name="x">x of each event, finite; at least 2 events.</param>
    /// <param name="y">y of each event, the same length.</param>
    /// <param name="day">Day of each event, finite; the same length.</param>
    /// <param name="reciprocal">True to correlate 1 / (distance + 1) with 1 / (days + 1) instead of the plain values.</param>
    /// <param name="permutations">Number of permutations B, at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same bytes on any number of threads.</param>
    /// <param name="threads">Threads to use; 0 for one a processor.</param>
    /// <returns>The correlation, -1 to 1, with both tails; NaN with p = 1 when all distances or all differences are equal.</returns>
    /// <remarks>O(n^2 * B / 16) time, O(n) memory: 5,000 events and 999 permutations take seconds, 50,000 minutes.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, fewer than 2 events, a number is not finite, or permutations is below 1.</exception>
    public static InteractionTest Test(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> day, bool reciprocal, int permutations, long seed, int threads = 0)
    {
        Knox.CheckEvents(x, y, day);
        Checks.Between(permutations, 1, 10_000_000, nameof(permutations), "999 is usual.");
        var events = new Events(x.ToArray(), y.ToArray(), day.ToArray(), reciprocal);
        var (meanSpace, meanTime, deviations, pairs) = events.Moments();
        double Correlation(double products) => ((products / pairs) - (meanSpace * meanTime)) / deviations;
        if (!(deviations > 0)) return new InteractionTest(double.NaN, 1, 1, double.NaN);
        var observed = Correlation(events.Products(null, 1)[0]);
        var simulated = new double[permutations];
        Parallel.For(0, (permutations + Wide - 1) / Wide, new ParallelOptions { MaxDegreeOfParallelism = Checks.Threads(threads) }, step =>
        {
            var used = Math.Min(Wide, permutations - (step * Wide));
            var streams = new RandomStream[used];
            for (var lane = 0; lane < used; lane++) streams[lane] = new RandomStream(seed, (step * Wide) + lane);
            var products = events.Products(streams, used);
            for (var lane = 0; lane < used; lane++) simulated[(step * Wide) + lane] = Correlation(products[lane]);
        });
        return InteractionTest.From(observed, simulated, 1e-12);
    }

    private sealed class Events(double[] x, double[] y, double[] day, bool reciprocal)
    {
        /// <summary>Means of both measures over all pairs, product of their standard deviations, number of pairs.</summary>
        public (double Space, double Time, double Deviations, double Pairs) Moments()
        {
            var (space, time, pairs) = (0.0, 0.0, x.Length * (x.Length - 1.0) / 2);
            ForPairs((s, t) => (space, time) = (space + s, time + t));
            (space, time) = (space / pairs, time / pairs);
            var (squareSpace, squareTime) = (0.0, 0.0);
            ForPairs((s, t) => (squareSpace, squareTime) = (squareSpace + ((s - space) * (s - space)), squareTime + ((t - time) * (t - time))));
            var tiny = 1e-24 * pairs;
            var flat = squareSpace <= tiny * space * space || squareTime <= tiny * time * time;
            return (space, time, flat ? 0 : Math.Sqrt(squareSpace * squareTime) / pairs, pairs);
        }

        /// <summary>Sum over pairs of space times time for permutations side by side; without streams the dates stay as they are.</summary>
        public double[] Products(RandomStream[]? streams, int used)
        {
            var lanes = new Vector256<double>[x.Length * (Wide / 4)];
            var all = MemoryMarshal.Cast<Vector256<double>, double>(lanes.AsSpan());
            for (var lane = 0; lane < used; lane++)
            {
                var shuffled = (double[])day.Clone();
                streams?[lane].Shuffle<double>(shuffled);
                for (var i = 0; i < shuffled.Length; i++) all[(i * Wide) + lane] = shuffled[i];
            }
            Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (var i = 0; i < x.Length; i++)
            {
                var (own0, own1, own2, own3) = (lanes[4 * i], lanes[(4 * i) + 1], lanes[(4 * i) + 2], lanes[(4 * i) + 3]);
                for (var j = 0; j < i; j++)
                {
                    var space = Vector256.Create(Space(i, j));
                    sum0 += Time(own0 - lanes[4 * j]) * space;
                    sum1 += Time(own1 - lanes[(4 * j) + 1]) * space;
                    sum2 += Time(own2 - lanes[(4 * j) + 2]) * space;
                    sum3 += Time(own3 - lanes[(4 * j) + 3]) * space;
                }
            }
            return [sum0[0], sum0[1], sum0[2], sum0[3], sum1[0], sum1[1], sum1[2], sum1[3], sum2[0], sum2[1], sum2[2], sum2[3], sum3[0], sum3[1], sum3[2], sum3[3]];
        }

        private Vector256<double> Time(Vector256<double> difference)
        {
            var apart = Vector256.Abs(difference);
            return reciprocal ? Vector256<double>.One / (apart + Vector256<double>.One) : apart;
        }

        private double Space(int i, int j)
        {
            var (dx, dy) = (x[i] - x[j], y[i] - y[j]);
            var distance = Math.Sqrt((dx * dx) + (dy * dy));
            return reciprocal ? 1 / (distance + 1) : distance;
        }

        private void ForPairs(Action<double, double> pair)
        {
            for (var i = 0; i < x.Length; i++)
            {
                for (var j = 0; j < i; j++) pair(Space(i, j), Time(Vector256.Create(day[i] - day[j]))[0]);
            }
        }
    }
}
