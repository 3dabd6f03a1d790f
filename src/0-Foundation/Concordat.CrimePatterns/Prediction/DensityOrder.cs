namespace Concordat.CrimePatterns.Prediction;

/// <summary>Orders places by density.</summary>
internal static class DensityOrder
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>Indices by amount / area, falling; among equals by the tie value, rising (none given: as they stand), then as they stand.</summary>
    public static int[] Falling(ReadOnlySpan<double> amounts, ReadOnlySpan<double> areas, ReadOnlySpan<double> ties)
    {
        var n = amounts.Length;
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        var keys = new ulong[n];
        // The sort is stable, so the lesser criterion goes first.
        if (ties.Length > 0)
        {
            for (var i = 0; i < n; i++) keys[i] = Rising(ties[i]);
            (keys, order) = Sort(keys, order);
        }
        for (var i = 0; i < n; i++) keys[i] = ~Rising(amounts[order[i]] / areas[order[i]]);
        return Sort(keys, order).Order;
    }

    // Radix sort of keys and indices together, digit by digit from the lowest; digits all alike are skipped. O(n) for each digit in use.
    private static (ulong[] Keys, int[] Order) Sort(ulong[] keys, int[] order)
    {
        var spareKeys = new ulong[keys.Length];
        var spare = new int[order.Length];
        var starts = new int[Digits];
        for (var shift = 0; shift < 64; shift += DigitBits)
        {
            Array.Clear(starts);
            foreach (var key in keys) starts[(key >> shift) & (Digits - 1)]++;
            if (Array.IndexOf(starts, keys.Length) >= 0) continue;
            var at = 0;
            for (var d = 0; d < Digits; d++) (starts[d], at) = (at, at + starts[d]);
            for (var i = 0; i < keys.Length; i++)
            {
                var place = starts[(keys[i] >> shift) & (Digits - 1)]++;
                spareKeys[place] = keys[i];
                spare[place] = order[i];
            }
            (keys, spareKeys) = (spareKeys, keys);
            (order, spare) = (spare, order);
        }
        return (keys, order);
    }

    // Bits that compare as whole numbers the way the doubles do.
    private static ulong Rising(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0); // -0 becomes 0
        return (bits & 0x8000000000000000) != 0 ? ~bits : bits | 0x8000000000000000;
    }
}
