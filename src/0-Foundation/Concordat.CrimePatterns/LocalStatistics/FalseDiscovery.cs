namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>q-values: p-values adjusted for testing many areas at once, so that the areas with q at or below 0.05 hold
/// on average at most 5% false findings.</summary>
/// <remarks>An area with p = NaN was not tested: its q is NaN and it does not count. O(n log n).</remarks>
public static class FalseDiscovery
{
    /// <summary>Benjamini-Hochberg q-values; valid for independent or positively dependent tests, as neighbouring areas are.</summary>
    /// <param name="p">p-values from 0 to 1, or NaN.</param>
    /// <param name="q">Receives as many q-values, each at least its p and at most 1.</param>
    /// <remarks>Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57(1), 289-300.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, or a p-value lies outside 0 to 1.</exception>
    public static void BenjaminiHochberg(ReadOnlySpan<double> p, Span<double> q) => Adjust(p, q, anyDependence: false);

    /// <summary>Benjamini-Yekutieli q-values; valid for any dependence between the tests, and stricter for it.</summary>
    /// <param name="p">p-values from 0 to 1, or NaN.</param>
    /// <param name="q">Receives as many q-values, each at least its p and at most 1.</param>
    /// <remarks>The Benjamini-Hochberg value times 1 + 1/2 + ... + 1/m for m tests.
    /// Source: Benjamini and Yekutieli (2001), Annals of Statistics 29(4), 1165-1188.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, or a p-value lies outside 0 to 1.</exception>
    public static void BenjaminiYekutieli(ReadOnlySpan<double> p, Span<double> q) => Adjust(p, q, anyDependence: true);

    private static void Adjust(ReadOnlySpan<double> p, Span<double> q, bool anyDependence)
    {
        Checks.SameLength(p.Length, nameof(p), q.Length, nameof(q));
        var (sorted, areas) = Sorted(p);
        var tests = sorted.Length;
        double factor = tests;
        if (anyDependence)
        {
            factor = 0;
            for (var i = tests; i >= 1; i--) factor += 1.0 / i;
            factor *= tests;
        }
        q.Fill(double.NaN);
        var least = 1.0;
        for (var rank = tests; rank >= 1; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * factor / rank);
            q[areas[rank - 1]] = least;
        }
    }

    private static (double[] Sorted, int[] Areas) Sorted(ReadOnlySpan<double> p)
    {
        var tested = new List<double>(p.Length);
        var areas = new List<int>(p.Length);
        for (var i = 0; i < p.Length; i++)
        {
            if (double.IsNaN(p[i])) continue;
            if (p[i] is < 0 or > 1)
                throw new ArgumentException($"p[{i}] is {Checks.Text(p[i])}. A p-value lies between 0 and 1; use NaN for an area that was not tested.", nameof(p));
            tested.Add(p[i]);
            areas.Add(i);
        }
        double[] keys = [.. tested];
        int[] order = [.. areas];
        Array.Sort(keys, order);
        return (keys, order);
    }
}
