namespace Concordat.CrimePatterns.Prediction;

/// <summary>Orders places by density.</summary>
internal static class DensityOrder
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 3;
    private const int ShortRun = 32;

    /// <summary>Indices by amount / area, falling; among equals by the tie value, rising (none given: as they stand), then as they stand.</summary>
    public static int[] Falling(double[] amounts, double[] areas, double[] ties)
    {
        var n = amounts.Length;
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        var keys = new ulong[n];
        for (var i = 0; i < n; i++) keys[i] = ~Rising(amounts[i] / areas[i]);
        (keys, order) = Sort(keys, order);
        if (ties.Length > 0) BreakTies(keys, order, ties);
        return order;
    }

    // Runs of equal keys, each by the ties; the sort is stable, so what is equal in them too stays as it stands.
    private static void BreakTies(ulong[] keys, int[] order, double[] ties)
    {
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];) to++;
            if (to - from == 1) continue;
            if (to - from <= ShortRun) Insert(order.AsSpan(from, to - from), ties);
            else Sort(Array.ConvertAll(order[from..to], i => Rising(ties[i])), order[from..to]).Order.CopyTo(order, from);
        }
    }

    private static void Insert(Span<int> order, double[] ties)
    {
        for (var i = 1; i < order.Length; i++)
        {
            var (moved, at) = (order[i], i);
            for (; at > 0 && ties[order[at - 1]] > ties[moved]; at--) order[at] = order[at - 1];
            order[at] = moved;
        }
    }

    private static void Insert(Span<ulong> keys, Span<int> order)
    {
        for (var i = 1; i < order.Length; i++)
        {
            var (key, moved, at) = (keys[i], order[i], i);
            for (; at > 0 && keys[at - 1] > key; at--) (keys[at], order[at]) = (keys[at - 1], order[at - 1]);
            (keys[at], order[at]) = (key, moved);
        }
    }

    // Radix sort of keys and indices together by the leading bits in which keys differ, from the lowest digit of these; then the few left equal in them are put right.
    private static (ulong[] Keys, int[] Order) Sort(ulong[] keys, int[] order)
    {
        var shift = Math.Max(0, DifferingBits(keys) - (Passes * DigitBits));
        var (spareKeys, spare, places) = (new ulong[keys.Length], new int[order.Length], new int[Digits]);
        for (var pass = 0; pass < Passes; pass++)
        {
            var low = shift + (pass * DigitBits);
            if (low >= 64) break;
            Array.Clear(places);
            foreach (var key in keys) places[(int)(key >> low) & (Digits - 1)]++;
            if (Array.IndexOf(places, keys.Length) >= 0) continue;
            var at = 0;
            for (var d = 0; d < Digits; d++) (places[d], at) = (at, at + places[d]);
            for (var i = 0; i < keys.Length; i++)
            {
                var place = places[(int)(keys[i] >> low) & (Digits - 1)]++;
                (spareKeys[place], spare[place]) = (keys[i], order[i]);
            }
            (keys, spareKeys) = (spareKeys, keys);
            (order, spare) = (spare, order);
        }
        if (shift > 0) SortWithin(keys, order, shift);
        return (keys, order);
    }

    private static int DifferingBits(ulong[] keys)
    {
        var differing = 0UL;
        foreach (var key in keys) differing |= key ^ keys[0];
        return 64 - System.Numerics.BitOperations.LeadingZeroCount(differing);
    }

    // Runs of keys alike in their leading bits, each by the rest; a key and its place as they stand break ties, for the sort must be stable.
    private static void SortWithin(ulong[] keys, int[] order, int shift)
    {
        for (int from = 0, to; from < keys.Length; from = to)
        {
            var differ = false;
            for (to = from + 1; to < keys.Length && keys[to] >> shift == keys[from] >> shift; to++) differ |= keys[to] != keys[from];
            if (!differ) continue;
            if (to - from <= ShortRun)
            {
                Insert(keys.AsSpan(from..to), order.AsSpan(from..to));
                continue;
            }
            var run = Enumerable.Range(from, to - from).Select(i => (Key: keys[i], Index: order[i])).OrderBy(item => item.Key).ToArray(); // stable
            for (var i = from; i < to; i++) (keys[i], order[i]) = run[i - from];
        }
    }

    // Bits that compare as whole numbers the way the doubles do.
    private static ulong Rising(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0); // -0 becomes 0
        return (bits & 0x8000000000000000) != 0 ? ~bits : bits | 0x8000000000000000;
    }
}
