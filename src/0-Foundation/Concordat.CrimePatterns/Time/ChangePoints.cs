using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>When the level of a series changed: shifts in the mean by least squares, their number by the Bayesian information criterion.</summary>
/// <remarks>An exact dynamic programme over all segmentations: O(m n^2) time, O(m n) memory for up to m changes in n values (n = 5,000: under a second).
/// Assumes errors without autocorrelation and a level constant between changes: take out trend and season first.
/// Sources: Bai and Perron (2003), Journal of Applied Econometrics 18, 1-22; intervals: Bai (1997), Review of Economics and Statistics 79, 551-563.</remarks>
public static class ChangePoints
{
    /// <summary>Finds the changes.</summary>
    /// <param name="values">The series, finite.</param>
    /// <param name="shortestSegment">Fewest values between changes, at least 2.</param>
    /// <param name="mostChanges">Most changes considered; null for as many as fit, less one (ceiling(n / shortest) - 2).</param>
    /// <returns>The segmentation with the least BIC, and the residual sums and BIC for each number of changes from 0.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the series is shorter than two segments.</exception>
    public static ChangePointResult Find(ReadOnlySpan<double> values, int shortestSegment, int? mostChanges = null)
    {
        Checks.Finite(values, nameof(values));
        var n = values.Length;
        Checks.Between(shortestSegment, 2, int.MaxValue, nameof(shortestSegment), "Give the fewest values between two changes (h).");
        if (n < 2 * shortestSegment)
            throw new ArgumentException($"shortestSegment (h) is {shortestSegment} but the series has {n} values; it needs two segments. Give a longer series or a smaller h.");
        var fit = Math.Max((n + shortestSegment - 1) / shortestSegment - 2, n / shortestSegment >= 2 ? 1 : 0);
        var most = Math.Min(mostChanges ?? fit, fit);
        Checks.Between(most, 0, int.MaxValue, nameof(mostChanges), "Give 0 or more.");
        var cost = new SegmentCost(values);
        var (rss, starts) = Programme(cost, n, shortestSegment, most);
        var bic = rss.Select((r, m) => n * (Math.Log(r) + 1 - Math.Log(n) + Math.Log(2 * Math.PI)) + Math.Log(n) * 2 * (m + 1)).ToArray();
        var chosen = Array.IndexOf(bic, bic.Min());
        if (rss[0] <= 1e-12 * n * cost.Scale) chosen = 0; // all equal: the likelihood is unbounded and there is nothing to find
        var ends = Ends(starts, n, chosen);
        var means = Means(cost, ends, n);
        return new(ends, means, Intervals(cost, ends, means, n), rss, bic);
    }

    // best[m][j]: least cost of the first j values with m changes; from[m][j]: where its last segment starts.
    private static (double[] Rss, int[][] Starts) Programme(SegmentCost cost, int n, int h, int most)
    {
        var best = new double[n + 1];
        for (var j = 0; j <= n; j++) best[j] = j >= h ? cost.Of(0, j) : double.PositiveInfinity;
        var rss = new List<double> { best[n] };
        var starts = new List<int[]> { new int[n + 1] };
        for (var m = 1; m <= most; m++)
        {
            var next = new double[n + 1];
            var from = new int[n + 1];
            Array.Fill(next, double.PositiveInfinity);
            for (var j = (m + 1) * h; j <= n; j++)
            {
                for (var s = m * h; s <= j - h; s++)
                {
                    var total = best[s] + cost.Of(s, j);
                    if (total < next[j]) (next[j], from[j]) = (total, s);
                }
            }
            if (double.IsPositiveInfinity(next[n])) break;
            rss.Add(next[n]);
            starts.Add(from);
            best = next;
        }
        return ([.. rss], [.. starts]);
    }

    private static int[] Ends(int[][] starts, int n, int changes)
    {
        var ends = new int[changes];
        var at = n;
        for (var m = changes; m >= 1; m--) ends[m - 1] = at = starts[m][at];
        return ends;
    }

    private static double[] Means(SegmentCost cost, int[] ends, int n)
    {
        int[] edges = [0, .. ends, n];
        return [.. Enumerable.Range(0, edges.Length - 1).Select(i => cost.Mean(edges[i], edges[i + 1]))];
    }

    private static ChangeInterval[] Intervals(SegmentCost cost, int[] ends, double[] means, int n)
    {
        int[] edges = [0, .. ends, n];
        var intervals = new ChangeInterval[ends.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            var left = cost.Of(edges[i], edges[i + 1]) / (edges[i + 1] - edges[i]);
            var right = cost.Of(edges[i + 1], edges[i + 2]) / (edges[i + 2] - edges[i + 1]);
            intervals[i] = Interval(ends[i], means[i + 1] - means[i], left, right);
        }
        return intervals;
    }

    private static ChangeInterval Interval(int end, double shift, double leftVariance, double rightVariance)
    {
        const double Tail = 0.025;
        if (leftVariance <= 0 || rightVariance <= 0) return new(end, end, end);
        double spread = rightVariance / leftVariance, scale = shift * shift / leftVariance;
        var at0 = LimitLaw(0, spread);
        if (double.IsNaN(at0) || at0 < Tail || at0 > 1 - Tail) return new(double.NaN, end, double.NaN);
        var later = Root(x => LimitLaw(x, spread) - (1 - Tail), 0, 1000) / scale;
        var earlier = Root(x => LimitLaw(x, spread) - Tail, -1000, 0) / scale;
        return new(end - Math.Ceiling(later), end, end - Math.Floor(earlier));
    }

    // Distribution of the place of the maximum of a two-sided Brownian motion with drift whose variance right of 0 is phi times that left (Bai 1997, appendix B).
    private static double LimitLaw(double x, double phi)
    {
        var a = Math.Abs(x);
        var root = Math.Sqrt(a);
        if (x < 0)
        {
            var ratio = 1 / phi;
            return -root * Math.Exp(-a / 8) / Math.Sqrt(2 * Math.PI)
                - phi * (phi + 2) / (phi + 1) * ExpTimesTail(ratio * (1 + ratio) * a / 2, (0.5 + ratio) * root)
                + (a / 2 - 2 + (phi + 2) * (phi + 2) / (phi + 1)) * SpecialDistributions.NormalCdf(-root / 2);
        }
        var share = 1 / phi;
        var rootShare = Math.Sqrt(share);
        return 1 + rootShare * root * Math.Exp(-share * a / 8) / Math.Sqrt(2 * Math.PI)
            + (2 * phi + 1) / (phi * (phi + 1)) * ExpTimesTail((phi + 1) * a / 2, (phi + 0.5) / Math.Sqrt(phi) * root)
            - ((2 * phi + 1) * (2 * phi + 1) / ((phi + 1) * phi) - 2 + share * a / 2) * SpecialDistributions.NormalCdf(-rootShare * root / 2);
    }

    // exp(e) * P(Z > z), in logarithms where the tail is too small to hold.
    private static double ExpTimesTail(double e, double z)
    {
        if (z < 30) return Math.Exp(e) * SpecialDistributions.NormalCdf(-z);
        var r = 1 / (z * z);
        return Math.Exp(e - z * z / 2) / (z * Math.Sqrt(2 * Math.PI)) * (1 - r + 3 * r * r);
    }

    private static double Root(Func<double, double> f, double low, double high)
    {
        for (var i = 0; i < 100; i++)
        {
            var middle = 0.5 * (low + high);
            if (f(middle) < 0) low = middle;
            else high = middle;
        }
        return 0.5 * (low + high);
    }

    /// <summary>Sum of squares about the mean of any stretch, in O(1).</summary>
    private sealed class SegmentCost
    {
        private readonly double[] _sums;
        private readonly double[] _squares;
        private readonly double _centre;

        public SegmentCost(ReadOnlySpan<double> values)
        {
            foreach (var v in values) _centre += v / values.Length;
            _sums = new double[values.Length + 1];
            _squares = new double[values.Length + 1];
            for (var i = 0; i < values.Length; i++)
            {
                var d = values[i] - _centre;
                _sums[i + 1] = _sums[i] + d;
                _squares[i + 1] = _squares[i] + d * d;
                Scale = Math.Max(Scale, values[i] * values[i]);
            }
        }

        public double Scale { get; }

        public double Of(int from, int to)
        {
            var sum = _sums[to] - _sums[from];
            return Math.Max(0, _squares[to] - _squares[from] - sum * sum / (to - from));
        }

        public double Mean(int from, int to) => _centre + (_sums[to] - _sums[from]) / (to - from);
    }
}

/// <summary>Changes of level.</summary>
/// <param name="LastOfSegment">For each change the number of values before it: counted from 1, the last value of the old level.</param>
/// <param name="Means">Level of each segment, one more than there are changes.</param>
/// <param name="Intervals">95% interval of each change, as value numbers from 1.</param>
/// <param name="ResidualSumOfSquares">For 0, 1, 2, ... changes.</param>
/// <param name="Bic">For 0, 1, 2, ... changes; the least decides. Negative infinity where a segmentation fits without error.</param>
public sealed record ChangePointResult(int[] LastOfSegment, double[] Means, ChangeInterval[] Intervals, double[] ResidualSumOfSquares, double[] Bic);

/// <summary>Interval of a change, as numbers from 1 of the last value of the old level.</summary>
/// <param name="Low">Lower end; NaN where the limit law gives none.</param>
/// <param name="Estimate">Estimate.</param>
/// <param name="High">Upper end; NaN where the limit law gives none.</param>
public sealed record ChangeInterval(double Low, double Estimate, double High);
