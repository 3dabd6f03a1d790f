namespace Concordat.CrimePatterns.Numerics;

/// <summary>Sets of items that grow by union; the member with the lowest number stands for its set. Several threads may join and find at once.</summary>
/// <remarks>An item's parent is always a lower one of its set and only a set's own representative is given a new one by comparing and exchanging, so the sets do not
/// depend on who comes first. Source: Anderson and Woll (1991), Wait-free parallel algorithms for the union-find problem, STOC 1991, 370-380.</remarks>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (var i = 0; i < count; i++) _parents[i] = i;
    }

    public int Find(int item)
    {
        while (true)
        {
            var parent = Volatile.Read(ref _parents[item]);
            if (parent == item) return item;
            var above = Volatile.Read(ref _parents[parent]);
            if (above != parent) Volatile.Write(ref _parents[item], above); // the path is halved
            item = above;
        }
    }

    public void Union(int a, int b)
    {
        while (true)
        {
            (a, b) = (Find(a), Find(b));
            if (a == b) return;
            var (lower, higher) = (Math.Min(a, b), Math.Max(a, b));
            if (Interlocked.CompareExchange(ref _parents[higher], lower, higher) == higher) return;
        }
    }
}
