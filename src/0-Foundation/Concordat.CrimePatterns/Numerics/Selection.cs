namespace Concordat.CrimePatterns.Numerics;

/// <summary>Finds values by rank without sorting the rest.</summary>
internal static class Selection
{
    /// <summary>The sum of the two middle values, twice the middle one when their number is odd; the values are put in another order. None may be NaN.</summary>
    public static double MiddleTwo(Span<double> values)
    {
        var upper = values.Length / 2;
        var high = AtRank(values, upper);
        if (values.Length % 2 == 1) return 2 * high;
        var low = double.NegativeInfinity;
        foreach (var value in values[..upper]) low = Math.Max(low, value);
        return low + high;
    }

    /// <summary>The value at a rank from 0; smaller ones stand before it afterwards, larger ones behind. O(n) on average (Hoare 1961).</summary>
    public static double AtRank(Span<double> values, int rank)
    {
        var (from, to) = (0, values.Length - 1);
        while (from < to)
        {
            var pivot = Median(values[from], values[(from + to) >>> 1], values[to]);
            var (i, j) = (from, to);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                (i, j) = (i + 1, j - 1);
            }
            if (rank <= j) to = j;
            else if (rank >= i) from = i;
            else break;
        }
        return values[rank];
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
