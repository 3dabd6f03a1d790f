namespace Concordat.Demonstration.Borough;

/// <summary>Chance with a seed: the same draws on every machine and every version of .NET.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood (2014), OOPSLA '14, 453-472.</remarks>
internal sealed class BoroughChance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double Share()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A whole number from <paramref name="from"/> up to, not including, <paramref name="below"/>.</summary>
    public int Whole(int from, int below) => from + (int)(Share() * (below - from));

    /// <summary>A count with the given mean (0 to 700), by multiplying shares until they pass e to the minus mean.</summary>
    public int Poisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Share(); product > limit; product *= Share()) count++;
        return count;
    }

    public T Choose<T>(IReadOnlyList<T> items) => items[Whole(0, items.Count)];

    /// <summary>An index drawn in proportion to weights given as running totals.</summary>
    public int Weighted(double[] runningTotals)
    {
        var at = Array.BinarySearch(runningTotals, Share() * runningTotals[^1]);
        return Math.Min(at >= 0 ? at + 1 : ~at, runningTotals.Length - 1);
    }

    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Whole(0, i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
