namespace Concordat.CrimePatterns.Concentration;

/// <summary>Counts in rising order, equal ones together.</summary>
internal sealed class RankedCounts
{
    private const int LargestTable = 1 << 22;

    private readonly double[] _values; // different counts, rising
    private readonly long[] _places; // how many places have each

    public RankedCounts(ReadOnlySpan<double> counts)
    {
        double largest = 0;
        var whole = true;
        for (var i = 0; i < counts.Length; i++)
        {
            var count = counts[i];
            if (!(count >= 0) || double.IsInfinity(count))
                throw new ArgumentException($"counts[{i}] is {Checks.Text(count)}; a place's count is a finite number of 0 or more. Leave out places without a count.", nameof(counts));
            largest = Math.Max(largest, count);
            whole &= count == Math.Floor(count);
        }
        Count = counts.Length;
        (_values, _places) = whole && largest < Math.Min(LargestTable, 64.0 * counts.Length + 1024) ? Tabled(counts, (int)largest) : Sorted(counts);
        for (var g = 0; g < _values.Length; g++) Total += _values[g] * _places[g];
    }

    public long Count { get; }

    public double Total { get; }

    public double Gini()
    {
        // 2 sum(i x_i): the ranks of a group add up to places * (2 before + places + 1) / 2.
        double weighted = 0, before = 0;
        for (var g = 0; g < _values.Length; g++)
        {
            weighted += _values[g] * _places[g] * (2 * before + _places[g] + 1);
            before += _places[g];
        }
        return weighted / (Count * Total) - (Count + 1.0) / Count;
    }

    public double TopSum(long places)
    {
        double sum = 0;
        for (var g = _values.Length - 1; g >= 0 && places > 0; g--)
        {
            var taken = Math.Min(places, _places[g]);
            sum += taken * _values[g];
            places -= taken;
        }
        return sum;
    }

    public long PlacesHolding(double events)
    {
        // A share that is met but for rounding is met.
        events *= 1 - 1e-12;
        long places = 0;
        for (var g = _values.Length - 1; g >= 0; g--)
        {
            var inGroup = _values[g] * _places[g];
            if (events <= inGroup) return places + (long)Math.Ceiling(events / _values[g]);
            events -= inGroup;
            places += _places[g];
        }
        return places;
    }

    public IReadOnlyList<LorenzPoint> Lorenz()
    {
        var points = new List<LorenzPoint> { new(0, 0) };
        if (Total == 0) return points;
        double places = 0, events = 0;
        for (var g = 0; g < _values.Length; g++)
        {
            places += _places[g];
            events += _values[g] * _places[g];
            points.Add(new(places / Count, events / Total));
        }
        return points;
    }

    private static (double[] Values, long[] Places) Tabled(ReadOnlySpan<double> counts, int largest)
    {
        var table = new int[largest + 1];
        foreach (var count in counts) table[(int)count]++;
        var values = new List<double>();
        var places = new List<long>();
        for (var value = 0; value <= largest; value++)
        {
            if (table[value] == 0) continue;
            values.Add(value);
            places.Add(table[value]);
        }
        return ([.. values], [.. places]);
    }

    private static (double[] Values, long[] Places) Sorted(ReadOnlySpan<double> counts)
    {
        var sorted = counts.ToArray();
        Array.Sort(sorted);
        var values = new List<double>();
        var places = new List<long>();
        foreach (var value in sorted)
        {
            if (values.Count > 0 && values[^1] == value) places[^1]++;
            else
            {
                values.Add(value);
                places.Add(1);
            }
        }
        return ([.. values], [.. places]);
    }
}
