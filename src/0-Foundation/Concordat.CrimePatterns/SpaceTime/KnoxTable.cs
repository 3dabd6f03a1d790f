namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>Pairs of events by distance and by days apart, against what chance would give. All tables are [space band][time band].</summary>
/// <param name="Observed">Pairs found.</param>
/// <param name="Expected">Mean pairs over the permutations.</param>
/// <param name="Deviation">Standard deviation over the permutations (n - 1); NaN for one permutation.</param>
/// <param name="Ratio">Observed over Expected; 1 as by chance; NaN where Expected is 0.</param>
/// <param name="MedianRatio">Observed over the median of the permutations; NaN where that is 0.</param>
/// <param name="P">(1 + permutations with at least as many pairs) / (B + 1): one-sided, for more pairs than by chance.</param>
public sealed record KnoxTable(long[][] Observed, double[][] Expected, double[][] Deviation, double[][] Ratio, double[][] MedianRatio, double[][] P)
{
    internal static KnoxTable From(long[][] observed, long[][][] simulated)
    {
        var (spaces, times) = (observed.Length, observed[0].Length);
        var table = new KnoxTable(observed, Empty(spaces, times), Empty(spaces, times), Empty(spaces, times), Empty(spaces, times), Empty(spaces, times));
        var counts = new long[simulated.Length];
        for (var s = 0; s < spaces; s++)
        {
            for (var t = 0; t < times; t++)
            {
                for (var b = 0; b < counts.Length; b++) counts[b] = simulated[b][s][t];
                table.Cell(s, t, counts);
            }
        }
        return table;
    }

    private void Cell(int s, int t, long[] counts)
    {
        var observed = Observed[s][t];
        var mean = counts.Sum() / (double)counts.Length;
        Expected[s][t] = mean;
        Deviation[s][t] = Math.Sqrt(counts.Sum(count => (count - mean) * (count - mean)) / (counts.Length - 1));
        Ratio[s][t] = mean > 0 ? observed / mean : double.NaN;
        P[s][t] = (1.0 + counts.Count(count => count >= observed)) / (counts.Length + 1);
        Array.Sort(counts);
        var median = (counts[(counts.Length - 1) / 2] + counts[counts.Length / 2]) / 2.0;
        MedianRatio[s][t] = median > 0 ? observed / median : double.NaN;
    }

    private static double[][] Empty(int spaces, int times) => [.. Enumerable.Range(0, spaces).Select(_ => new double[times])];
}
