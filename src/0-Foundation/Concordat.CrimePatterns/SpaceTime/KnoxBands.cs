namespace Concordat.CrimePatterns.SpaceTime;

/// <summary>Turns counts of close pairs under cumulative limits of time into the table of bands.</summary>
internal sealed class KnoxBands(double[] spaceEdges, double[] timeEdges, double[] limits, double[] days)
{
    private readonly double[] _days = [.. days.Order()];

    /// <summary>[space band][time band] from [close band * limits + limit].</summary>
    public long[][] Table(long[] counts, ClosePairs pairs)
    {
        var table = new long[spaceEdges.Length - 1][];
        for (var s = 0; s < table.Length; s++)
        {
            table[s] = new long[timeEdges.Length - 1];
            var far = double.IsInfinity(spaceEdges[s + 1]);
            for (var t = 0; t < table[s].Length; t++)
                table[s][t] = Below(timeEdges[t + 1], s, far, counts, pairs) - Below(timeEdges[t], s, far, counts, pairs);
        }
        return table;
    }

    private long Below(double limit, int space, bool far, long[] counts, ClosePairs pairs)
    {
        if (!far) return BelowInBand(limit, pairs.Skipped + space, counts, pairs);
        var rest = AllPairsBelow(limit);
        for (var band = 0; band < pairs.Bands; band++) rest -= BelowInBand(limit, band, counts, pairs);
        return rest;
    }

    private long BelowInBand(double limit, int band, long[] counts, ClosePairs pairs)
    {
        if (limit <= 0) return 0;
        return double.IsInfinity(limit) ? pairs.Total(band) : counts[(band * limits.Length) + Array.IndexOf(limits, limit)];
    }

    private readonly Dictionary<double, long> _all = [];

    // No permutation changes how many of all pairs are so few days apart.
    private long AllPairsBelow(double limit)
    {
        if (_all.TryGetValue(limit, out var known)) return known;
        var (count, from) = (0L, 0);
        for (var i = 0; i < _days.Length; i++)
        {
            while (_days[i] - _days[from] >= limit && from < i) from++;
            count += i - from;
        }
        return _all[limit] = limit <= 0 ? 0 : count;
    }
}
