using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>Chance of so high and so low a sum over the neighbours of each area.</summary>
/// <param name="High">(1 + draws with a sum at least as high) / (B + 1), per area.</param>
/// <param name="Low">(1 + draws with a sum at least as low) / (B + 1), per area.</param>
public sealed record PermutationTails(double[] High, double[] Low);

/// <summary>Conditional permutation tests of local statistics: the area keeps its own value, its neighbours' values are drawn from all other areas.</summary>
/// <remarks>
/// <para>Null hypothesis: given x_i, the other values are a random arrangement. Gi* with its own value included, Gi and Local Moran's I of an area all rise or
/// fall with the sum over its neighbours, so one pair of tails serves all three: see <see cref="GiStar"/> and <see cref="LocalMoran"/>.
/// Equal sums count in both tails, because counts tie often.</para>
/// <para>B ordered draws of k + 1 areas are made once and shared by all areas, k being the longest list of neighbours. An area takes the first k_i of a draw;
/// where it finds itself among them it takes the next one instead, which is an exact draw without replacement from the others.
/// Each area's p-value is as accurate as with draws of its own; the errors of different areas go together, as in PySAL's esda.
/// O(B * k + n log B + links) time, so 9,999 permutations cost little.</para>
/// <para>Source: Anselin (1995), Geographical Analysis 27(2), 93-115.</para>
/// </remarks>
public static class ConditionalPermutation
{
    /// <summary>Tails for Gi* (and Gi) with binary weights. High: a hot spot; low: a cold spot.</summary>
    /// <param name="values">One value per area, finite; n at least 2.</param>
    /// <param name="neighbours">Row i lists the neighbours of area i by index from 0, each once, without i. n rows.</param>
    /// <param name="permutations">Number of draws B, at least 1. The smallest possible p is 1 / (B + 1).</param>
    /// <param name="seed">Seed; the same seed gives the same bytes.</param>
    /// <returns>Both tails of each area; both 1 for an area without neighbours.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a list is wrong, or permutations is below 1.</exception>
    public static PermutationTails GiStar(ReadOnlySpan<double> values, int[][] neighbours, int permutations, long seed)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        Links.Check(values, neighbours);
        Checks.Between(permutations, 1, 10_000_000, nameof(permutations), "999 is usual, 9,999 when many areas are tested.");
        var draws = new Draws(values, neighbours, permutations, seed);
        return draws.Tails();
    }

    /// <summary>Tails for Local Moran's I. High: like its neighbours; low: unlike them.</summary>
    /// <param name="values">One value per area, finite; n at least 2.</param>
    /// <param name="neighbours">Row i lists the neighbours of area i by index from 0, each once, without i. n rows.</param>
    /// <param name="permutations">Number of draws B, at least 1. The smallest possible p is 1 / (B + 1).</param>
    /// <param name="seed">Seed; the same seed gives the same bytes, and the same draws as for <see cref="GiStar"/>.</param>
    /// <returns>Both tails of each area: those of the sum, exchanged where x_i lies below the mean; both 1 where x_i is the mean.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a list is wrong, or permutations is below 1.</exception>
    public static PermutationTails LocalMoran(ReadOnlySpan<double> values, int[][] neighbours, int permutations, long seed) =>
        ForMoran(values, GiStar(values, neighbours, permutations, seed));

    /// <summary>The tails of Local Moran's I from those of the neighbours' sum.</summary>
    internal static PermutationTails ForMoran(ReadOnlySpan<double> values, PermutationTails sums)
    {
        var (z, _) = Moran.Deviations(values);
        var (high, low) = ((double[])sums.High.Clone(), (double[])sums.Low.Clone());
        for (var i = 0; i < z.Length; i++)
        {
            if (z[i] < 0) (high[i], low[i]) = (low[i], high[i]);
            else if (z[i] == 0) (high[i], low[i]) = (1, 1);
        }
        return new PermutationTails(high, low);
    }

    /// <summary>The shared draws and the counts made from them.</summary>
    private sealed class Draws
    {
        private readonly double[] _values;
        private readonly int[][] _neighbours;
        private readonly int _draws;
        private readonly int _width;
        private readonly int[] _areas; // draw b holds areas [b * width, (b + 1) * width)
        private readonly double _tie;

        public Draws(ReadOnlySpan<double> values, int[][] neighbours, int draws, long seed)
        {
            (_values, _neighbours, _draws) = (values.ToArray(), neighbours, draws);
            var longest = neighbours.Max(list => list.Length);
            _width = Math.Min(longest + 1, values.Length);
            if ((long)_width * draws > Array.MaxLength)
                throw new ArgumentException($"permutations is {draws} with up to {longest} neighbours, too many to hold. Use fewer permutations or a smaller neighbourhood.", nameof(draws));
            _areas = new int[_width * draws];
            _tie = 1e-12 * values.ToArray().Max(Math.Abs) * _width; // sums of fractions may differ in the last digits by order
            Draw(seed);
        }

        public PermutationTails Tails()
        {
            var n = _values.Length;
            var (high, low, observed) = (new int[n], new int[n], new double[n]);
            for (var i = 0; i < n; i++)
            {
                foreach (var j in _neighbours[i]) observed[i] += _values[j];
            }
            var byLength = Enumerable.Range(0, n).GroupBy(i => _neighbours[i].Length).ToDictionary(g => g.Key, g => g.ToArray());
            foreach (var (length, areas) in byLength) CountShared(length, areas, observed, high, low);
            CorrectOwnDraws(observed, high, low);
            return new PermutationTails(Array.ConvertAll(high, P), Array.ConvertAll(low, P));
        }

        private double P(int count) => (count + 1.0) / (_draws + 1);

        // Partial Fisher-Yates shuffle; the array stays a permutation, so the next draw is as random as from the ordered one.
        private void Draw(long seed)
        {
            var pool = Enumerable.Range(0, _values.Length).ToArray();
            var random = new RandomStream(seed, 0);
            for (var b = 0; b < _draws; b++)
            {
                for (var k = 0; k < _width; k++)
                {
                    var j = k + random.Below(pool.Length - k);
                    (pool[k], pool[j]) = (pool[j], pool[k]);
                }
                Array.Copy(pool, 0, _areas, b * _width, _width);
            }
        }

        private double SumOfFirst(int draw, int length)
        {
            var sum = 0.0;
            for (var k = draw * _width; k < (draw * _width) + length; k++) sum += _values[_areas[k]];
            return sum;
        }

        private void CountShared(int length, int[] areas, double[] observed, int[] high, int[] low)
        {
            var sums = new double[_draws];
            for (var b = 0; b < _draws; b++) sums[b] = SumOfFirst(b, length);
            Array.Sort(sums);
            foreach (var i in areas)
            {
                high[i] = _draws - FirstAtLeast(sums, observed[i] - _tie);
                low[i] = FirstAtLeast(sums, Math.BitIncrement(observed[i] + _tie));
            }
        }

        private void CorrectOwnDraws(double[] observed, int[] high, int[] low)
        {
            for (var b = 0; b < _draws; b++)
            {
                var start = b * _width;
                for (var k = 0; k < _width; k++)
                {
                    var i = _areas[start + k];
                    var length = _neighbours[i].Length;
                    if (k >= length) continue;
                    var shared = SumOfFirst(b, length);
                    var own = shared - _values[i] + _values[_areas[start + length]];
                    if (shared >= observed[i] - _tie) high[i]--;
                    if (shared <= observed[i] + _tie) low[i]--;
                    if (own >= observed[i] - _tie) high[i]++;
                    if (own <= observed[i] + _tie) low[i]++;
                }
            }
        }

        private static int FirstAtLeast(double[] sorted, double value)
        {
            var (low, high) = (0, sorted.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (sorted[middle] >= value) high = middle;
                else low = middle + 1;
            }
            return low;
        }
    }
}
