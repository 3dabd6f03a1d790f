namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>Checks on lists of neighbours.</summary>
internal static class Links
{
    /// <summary>Refuses fewer than two areas, counts that are not finite, and lists that name no area, the area itself or one twice.</summary>
    public static void Check(ReadOnlySpan<double> counts, int[][] neighbours)
    {
        var n = counts.Length;
        if (n < 2) throw new ArgumentException($"counts has {n} values and needs at least 2. Give a count for every area.", nameof(counts));
        Checks.Finite(counts, nameof(counts));
        Checks.SameLength(n, nameof(counts), neighbours.Length, nameof(neighbours));
        var namedBy = new int[n];
        for (var i = 0; i < n; i++)
        {
            foreach (var j in neighbours[i])
            {
                if (j < 0 || j >= n || j == i || namedBy[j] == i + 1)
                    throw new ArgumentException($"neighbours[{i}] names area {j}. List each neighbour once, by its index from 0 to {n - 1}, without the area itself.", nameof(neighbours));
                namedBy[j] = i + 1;
            }
        }
    }
}
