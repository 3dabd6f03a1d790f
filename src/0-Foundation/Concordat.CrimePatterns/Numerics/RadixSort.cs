namespace Concordat.CrimePatterns.Numerics;

/// <summary>Orders whole-number keys in linear time, carrying an index with each.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int LeastToShare = 65_536; // keys for each thread

    /// <summary>The order that sorts the keys, equal keys in their original order; the keys are sorted in place.</summary>
    public static int[] Sort(ulong[] keys, ulong most, int threads = 1)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var (otherKeys, otherOrder) = (new ulong[keys.Length], new int[keys.Length]);
        var (fromKeys, fromOrder, toKeys, toOrder) = (keys, order, otherKeys, otherOrder);
        var places = new int[Math.Clamp(keys.Length / LeastToShare, 1, threads)][];
        for (var shift = 0; shift < 64 && most >> shift != 0; shift += DigitBits)
        {
            Pass(fromKeys, fromOrder, toKeys, toOrder, shift, places);
            (fromKeys, fromOrder, toKeys, toOrder) = (toKeys, toOrder, fromKeys, fromOrder);
        }
        if (fromKeys != keys) Array.Copy(fromKeys, keys, keys.Length);
        return fromOrder;
    }

    // Each share of the keys counts its digits, is given its places within each digit after the shares before it, and puts its keys there.
    private static void Pass(ulong[] fromKeys, int[] fromOrder, ulong[] toKeys, int[] toOrder, int shift, int[][] places)
    {
        var share = Math.Max(1, (fromKeys.Length + places.Length - 1) / places.Length);
        Workers.Ranges(fromKeys.Length, share, places.Length, (from, to) => places[from / share] = Counts(fromKeys.AsSpan(from..to), shift));
        var start = 0;
        for (var digit = 0; digit < Digits; digit++)
        {
            for (var at = 0; at * share < fromKeys.Length; at++) (places[at][digit], start) = (start, start + places[at][digit]);
        }
        Workers.Ranges(fromKeys.Length, share, places.Length, (from, to) => Put(fromKeys.AsSpan(from..to), fromOrder.AsSpan(from..to), toKeys, toOrder, shift, places[from / share]));
    }

    private static int[] Counts(ReadOnlySpan<ulong> keys, int shift)
    {
        var counts = new int[Digits];
        foreach (var key in keys) counts[(int)(key >> shift) & (Digits - 1)]++;
        return counts;
    }

    private static void Put(ReadOnlySpan<ulong> keys, ReadOnlySpan<int> order, ulong[] toKeys, int[] toOrder, int shift, int[] next)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var place = next[(int)(keys[i] >> shift) & (Digits - 1)]++;
            (toKeys[place], toOrder[place]) = (keys[i], order[i]);
        }
    }
}
