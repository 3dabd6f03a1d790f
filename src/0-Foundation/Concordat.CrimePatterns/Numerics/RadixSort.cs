namespace Concordat.CrimePatterns.Numerics;

/// <summary>Orders whole-number keys in linear time, carrying an index with each.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>The order that sorts the keys, equal keys in their original order; the keys are sorted in place.</summary>
    public static int[] Sort(ulong[] keys, ulong most)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var (otherKeys, otherOrder) = (new ulong[keys.Length], new int[keys.Length]);
        var (fromKeys, fromOrder, toKeys, toOrder) = (keys, order, otherKeys, otherOrder);
        for (var shift = 0; shift < 64 && most >> shift != 0; shift += DigitBits)
        {
            Pass(fromKeys, fromOrder, toKeys, toOrder, shift);
            (fromKeys, fromOrder, toKeys, toOrder) = (toKeys, toOrder, fromKeys, fromOrder);
        }
        if (fromKeys != keys) Array.Copy(fromKeys, keys, keys.Length);
        return fromOrder;
    }

    private static void Pass(ulong[] fromKeys, int[] fromOrder, ulong[] toKeys, int[] toOrder, int shift)
    {
        Span<int> places = stackalloc int[Digits];
        places.Clear();
        foreach (var key in fromKeys) places[(int)(key >> shift) & (Digits - 1)]++;
        var start = 0;
        for (var digit = 0; digit < Digits; digit++) (places[digit], start) = (start, start + places[digit]);
        for (var i = 0; i < fromKeys.Length; i++)
        {
            var place = places[(int)(fromKeys[i] >> shift) & (Digits - 1)]++;
            (toKeys[place], toOrder[place]) = (fromKeys[i], fromOrder[i]);
        }
    }
}
