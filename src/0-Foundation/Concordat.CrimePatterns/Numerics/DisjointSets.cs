namespace Concordat.CrimePatterns.Numerics;

/// <summary>Sets of items that grow by union; the member with the lowest number stands for its set.</summary>
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
        while (_parents[item] != item)
        {
            _parents[item] = _parents[_parents[item]];
            item = _parents[item];
        }
        return item;
    }

    public void Union(int a, int b)
    {
        var (first, second) = (Find(a), Find(b));
        if (first < second) _parents[second] = first;
        else _parents[first] = second;
    }
}
