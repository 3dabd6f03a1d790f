namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>The k nearest points of each point.</summary>
internal static class NearestNeighbours
{
    /// <summary>For each point the indices of its k nearest others, nearest first; of equally near points the lower index first.</summary>
    /// <remarks>Points are scanned outwards along the longer axis until that alone is too far: O(n^1.5) for spread-out points.</remarks>
    public static int[][] Find(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int k) =>
        Extent(x) >= Extent(y) ? Along(x, y, k) : Along(y, x, k);

    private static double Extent(ReadOnlySpan<double> values)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return most - least;
    }

    private static int[][] Along(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int k)
    {
        var n = x.Length;
        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort(x.ToArray(), order);
        var result = new int[n][];
        var best = new List<(double Square, int Index)>(k + 1);
        for (var at = 0; at < n; at++)
        {
            best.Clear();
            var i = order[at];
            var (low, high) = (at - 1, at + 1);
            while (low >= 0 || high < n)
            {
                var left = low >= 0 ? x[i] - x[order[low]] : double.PositiveInfinity;
                var right = high < n ? x[order[high]] - x[i] : double.PositiveInfinity;
                var along = Math.Min(left, right);
                if (best.Count == k && along * along > best[^1].Square) break;
                var j = left <= right ? order[low--] : order[high++];
                Offer(best, k, (along * along) + ((y[i] - y[j]) * (y[i] - y[j])), j);
            }
            result[i] = [.. best.Select(b => b.Index)];
        }
        return result;
    }

    private static void Offer(List<(double Square, int Index)> best, int k, double square, int index)
    {
        if (best.Count == k && square > best[^1].Square) return;
        var place = best.BinarySearch((square, index));
        best.Insert(~place, (square, index));
        if (best.Count > k) best.RemoveAt(k);
    }
}
