using System.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>Finds cells by key among the sorted keys of those that hold events.</summary>
/// <remarks>A map of bits, one for each place of the lattice, with the number of cells before each word of it: the bits below a place count the rest. Where
/// the lattice is too large for that, buckets of keys alike in their leading bits, and a search within one.</remarks>
internal sealed class CellIndex
{
    private const int MostWordsPerCell = 4;
    private const int BucketsPerCell = 4;
    private const int ShortSearch = 8;

    private readonly ulong[] _keys; // ascending, with one above all at the end
    private readonly Word[] _words = []; // empty when there are too many
    private readonly int[] _firsts = []; // otherwise the first cell at or after each bucket
    private readonly int _shift;

    private CellIndex(ulong[] keys)
    {
        _keys = keys;
        var cells = keys.Length - 1;
        var most = cells > 0 ? keys[cells - 1] : 0;
        if (most / 64 < (ulong)(MostWordsPerCell * cells)) _words = Map(keys, most);
        else (_firsts, _shift) = Buckets(keys, most);
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

    /// <summary>The key of a cell.</summary>
    public ulong Key(int cell) => _keys[cell];

    /// <summary>The cells at so many places from a key on, at most 63: the first, and the one after the last. The same twice when there are none.</summary>
    public (int From, int To) Run(ulong key, int places)
    {
        if (_words.Length == 0) return (Searched(key), Searched(key + (ulong)places));
        var at = key >> 6;
        if (at >= (ulong)_words.Length - 1) return (_keys.Length - 1, _keys.Length - 1);
        // Without branches: a run may go on in the next word.
        var (word, bit) = (_words[at], (int)(key & 63));
        var run = ((word.Bits >> bit) | (_words[at + 1].Bits << 1 << (63 - bit))) & ((1UL << places) - 1);
        var from = word.Before + BitOperations.PopCount(word.Bits & ((1UL << bit) - 1));
        return (from, from + BitOperations.PopCount(run));
    }

    // The first cell whose key is not below a key; the number of cells when all are.
    private int Searched(ulong key)
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

    private static Word[] Map(ulong[] keys, ulong most)
    {
        var words = new Word[(most >> 6) + 2]; // the last has none
        for (var cell = 0; cell < keys.Length - 1; cell++) words[keys[cell] >> 6].Bits |= 1UL << (int)(keys[cell] & 63);
        var before = 0;
        foreach (ref var word in words.AsSpan()) (word.Before, before) = (before, before + BitOperations.PopCount(word.Bits));
        return words;
    }

    private static (int[] Firsts, int Shift) Buckets(ulong[] keys, ulong most)
    {
        var cells = keys.Length - 1;
        var shift = Math.Max(0, BitOperations.Log2(most | 1) - BitOperations.Log2((uint)(BucketsPerCell * cells) | 1));
        var firsts = new int[(most >> shift) + 2];
        var bucket = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            for (var own = (int)(keys[cell] >> shift); bucket <= own;) firsts[bucket++] = cell;
        }
        firsts.AsSpan(bucket).Fill(cells);
        return (firsts, shift);
    }

    /// <summary>Sixty-four places, and the number of cells before them.</summary>
    private struct Word
    {
        public ulong Bits;
        public int Before;
    }
}
