using System.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>Finds a cell by its key among the sorted keys of those that hold events: at once where the lattice is small beside them, else after a short search.</summary>
internal sealed class CellIndex
{
    private const int BucketsPerCell = 4;
    private const int ShortSearch = 8;

    private readonly ulong[] _keys; // ascending, with one above all at the end
    private readonly int[] _firsts; // first cell at or after each bucket of equal leading bits
    private readonly int _shift;

    private CellIndex(ulong[] keys)
    {
        _keys = keys;
        var cells = keys.Length - 1;
        var most = cells > 0 ? keys[cells - 1] : 0;
        _shift = Math.Max(0, BitOperations.Log2(most | 1) - BitOperations.Log2((uint)(BucketsPerCell * cells) | 1));
        _firsts = new int[(most >> _shift) + 2];
        var bucket = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            for (var own = (int)(keys[cell] >> _shift); bucket <= own;) _firsts[bucket++] = cell;
        }
        _firsts.AsSpan(bucket).Fill(cells);
    }

    /// <summary>From the sorted key of every event: the cells, and the first event of each with their number at the end.</summary>
    public static (CellIndex Index, int[] Starts) Of(ulong[] sortedKeys)
    {
        var count = 0;
        for (var i = 0; i < sortedKeys.Length; i++)
        {
            if (i == 0 || sortedKeys[i] != sortedKeys[i - 1]) count++;
        }
        var (keys, starts) = (new ulong[count + 1], new int[count + 1]);
        var cell = -1;
        for (var i = 0; i < sortedKeys.Length; i++)
        {
            if (cell < 0 || sortedKeys[i] != keys[cell]) (keys[++cell], starts[cell]) = (sortedKeys[i], i);
        }
        (keys[count], starts[count]) = (ulong.MaxValue, sortedKeys.Length);
        return (new CellIndex(keys), starts);
    }

    /// <summary>Some of the cells.</summary>
    public CellIndex Only(ReadOnlySpan<int> cells)
    {
        var keys = new ulong[cells.Length + 1];
        for (var i = 0; i < cells.Length; i++) keys[i] = _keys[cells[i]];
        keys[^1] = ulong.MaxValue;
        return new(keys);
    }

    public ulong Key(int cell) => _keys[cell];

    /// <summary>The cells whose keys are between two that are near each other, both inclusive: the first, and the one after the last.</summary>
    public (int From, int To) Between(ulong least, ulong most)
    {
        var from = FirstAtLeast(least);
        var to = from;
        while (_keys[to] <= most) to++;
        return (from, to);
    }

    // The number of cells when all are below.
    private int FirstAtLeast(ulong key)
    {
        var bucket = key >> _shift;
        if (bucket >= (ulong)_firsts.Length - 1) return _keys.Length - 1;
        var (from, to) = (_firsts[bucket], _firsts[bucket + 1]);
        while (to - from > ShortSearch)
        {
            var middle = (from + to) / 2;
            if (_keys[middle] < key) from = middle + 1;
            else to = middle;
        }
        while (_keys[from] < key) from++;
        return from;
    }
}
