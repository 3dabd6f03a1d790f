using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>Checks on lists of neighbours.</summary>
internal static class Links
{
    private const int ListsAtOnce = 16_384;

    /// <summary>Refuses fewer than two areas, counts that are not finite, and lists that name no area, the area itself or one twice.</summary>
    public static void Check(ReadOnlySpan<double> counts, int[][] neighbours, int threads = 1)
    {
        var n = counts.Length;
        if (n < 2) throw new ArgumentException($"counts has {n} values and needs at least 2. Give a count for every area.", nameof(counts));
        Checks.Finite(counts, nameof(counts));
        Checks.SameLength(n, nameof(counts), neighbours.Length, nameof(neighbours));
        var doubtful = new bool[(n + ListsAtOnce - 1) / ListsAtOnce];
        Workers.Ranges(n, ListsAtOnce, threads, (from, to) =>
        {
            for (var i = from; i < to && !doubtful[from / ListsAtOnce]; i++) doubtful[from / ListsAtOnce] = !Ascends(neighbours[i], i, n);
        });
        for (var range = 0; range < doubtful.Length; range++)
        {
            if (doubtful[range]) CheckLists(neighbours, range * ListsAtOnce, Math.Min(n, (range + 1) * ListsAtOnce));
        }
    }

    private static void CheckLists(int[][] neighbours, int from, int to)
    {
        var (n, named) = (neighbours.Length, new HashSet<int>());
        for (var i = from; i < to; i++)
        {
            named.Clear();
            foreach (var j in neighbours[i])
            {
                if (j < 0 || j >= n || j == i || !named.Add(j))
                    throw new ArgumentException($"neighbours[{i}] names area {j}. List each neighbour once, by its index from 0 to {n - 1}, without the area itself.", nameof(neighbours));
            }
        }
    }

    // As nearly all lists do, and then none is named twice.
    private static bool Ascends(int[] list, int own, int n)
    {
        var before = -1;
        foreach (var j in list)
        {
            if (j <= before || j == own) return false;
            before = j;
        }
        return before < n;
    }
}
