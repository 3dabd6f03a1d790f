namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>The sums over row-standardised weights that the moments of global statistics need.</summary>
/// <param name="Areas">Areas with neighbours.</param>
/// <param name="S0">Sum of the weights.</param>
/// <param name="S1">Half the sum of (w_ij + w_ji) squared.</param>
/// <param name="S2">Sum over areas of (row sum + column sum) squared.</param>
internal sealed record WeightSums(double Areas, double S0, double S1, double S2)
{
    public static WeightSums Of(ReadOnlySpan<double> values, int[][] neighbours)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        Links.Check(values, neighbours);
        var n = neighbours.Length;
        var columns = new double[n];
        var (areas, s1, s2) = (0, 0.0, 0.0);
        var sorted = Array.ConvertAll(neighbours, Sorted);
        for (var i = 0; i < n; i++)
        {
            var w = 1.0 / sorted[i].Length;
            if (sorted[i].Length > 0) areas++;
            foreach (var j in sorted[i])
            {
                columns[j] += w;
                var back = Array.BinarySearch(sorted[j], i) >= 0 ? 1.0 / sorted[j].Length : 0;
                // An unordered pair is met twice when linked both ways, once otherwise.
                s1 += (w + back) * (w + back) * (back > 0 ? 0.5 : 1);
            }
        }
        if (areas < 4) throw new ArgumentException($"neighbours gives neighbours to {areas} areas, and at least 4 are needed. Widen the study area or the neighbourhood.", nameof(neighbours));
        for (var i = 0; i < n; i++)
        {
            var both = columns[i] + (sorted[i].Length > 0 ? 1 : 0);
            s2 += both * both;
        }
        return new WeightSums(areas, areas, s1, s2);
    }

    private static int[] Sorted(int[] list)
    {
        int[] copy = [.. list];
        Array.Sort(copy);
        return copy;
    }
}
