using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>Checks on lists of neighbours.</summary>
internal static class Links
{
    private const int ListsAtOnce = 4_096; // still near at hand when they are read again

    /// <summary>Refuses fewer than two areas, counts that are not finite, and lists that name no area, the area itself or one twice.</summary>
    /// <param name="counts">One for each area.</param>
    /// <param name="neighbours">A list for each area.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="then">Done for every range of areas as soon as their lists are known to be right.</param>
    public static void Check(ReadOnlySpan<double> counts, int[][] neighbours, int threads = 1, Action<int, int>? then = null)
    {
        var n = counts.Length;
        if (n < 2) throw new ArgumentException($"counts has {n} values and needs at least 2. Give a count for every area.", nameof(counts));
        Checks.Finite(counts, nameof(counts));
        Checks.SameLength(n, nameof(counts), neighbours.Length, nameof(neighbours));
        var doubtful = new bool[(n + ListsAtOnce - 1) / ListsAtOnce];
        Workers.Ranges(n, ListsAtOnce, threads, (from, to) =>
        {
            var good = true;
            for (var i = from; i < to && good; i++) good = Ascends(neighbours[i], i, n);
            doubtful[from / ListsAtOnce] = !good;
            if (good) then?.Invoke(from, to);
        });
        for (var range = 0; range < doubtful.Length; range++)
        {
            if (!doubtful[range]) continue;
            var (from, to) = (range * ListsAtOnce, Math.Min(n, (range + 1) * ListsAtOnce));
            CheckLists(neighbours, from, to);
            then?.Invoke(from, to);
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
