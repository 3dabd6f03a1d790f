namespace Concordat.CrimePatterns.Prediction;

/// <summary>Orders places by density.</summary>
internal static class DensityOrder
{
    /// <summary>Indices by amount / area, falling; among equals by the tie value, rising (none given: as they stand), then as they stand.</summary>
    public static int[] Falling(ReadOnlySpan<double> amounts, ReadOnlySpan<double> areas, ReadOnlySpan<double> ties)
    {
        var n = amounts.Length;
        var keys = new double[n];
        var order = new int[n];
        for (var i = 0; i < n; i++) (keys[i], order[i]) = (-amounts[i] / areas[i], i);
        Array.Sort(keys, order);
        var tie = ties.ToArray();
        for (var from = 0; from < n;)
        {
            var to = from + 1;
            while (to < n && keys[to] == keys[from]) to++;
            if (to - from > 1) SettleTies(order, from, to, tie);
            from = to;
        }
        return order;
    }

    private static void SettleTies(int[] order, int from, int to, double[] ties)
    {
        // The sort of keys is not stable; indices first, then tie values by a stable order.
        Array.Sort(order, from, to - from);
        if (ties.Length == 0) return;
        var group = order[from..to];
        var values = Array.ConvertAll(group, i => ties[i]);
        if (Array.TrueForAll(values, v => v == values[0])) return;
        var sorted = group.OrderBy(i => ties[i]).ToArray();
        sorted.CopyTo(order, from);
    }
}
