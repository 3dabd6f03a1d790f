using System.Text.Json;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>Gi* and q-values in the slow and obvious way, from what tactical.json says of its method and from the records.</summary>
internal sealed class NaiveHotSpots
{
    readonly Dictionary<(int Column, int Row), int> _counts = [];
    readonly Dictionary<(int Column, int Row), double> _z = [];
    readonly Dictionary<(int Column, int Row), double> _q = [];

    public NaiveHotSpots(JsonElement method, IncidentColumns rows, byte theme, int month)
    {
        var side = method.GetProperty("cell_metres").GetDouble();
        var (west, south) = (method.GetProperty("grid_origin")[0].GetDouble(), method.GetProperty("grid_origin")[1].GetDouble());
        foreach (var run in method.GetProperty("study_cell_rows").EnumerateArray())
            for (var column = run.GetProperty("from").GetInt32(); column <= run.GetProperty("to").GetInt32(); column++)
                _counts[(column, run.GetProperty("row").GetInt32())] = 0;
        for (var i = 0; i < rows.Count; i++)
            if (rows.Theme[i] == theme && rows.Month[i] == month)
                _counts[((int)Math.Floor((rows.Easting[i] - west) / side), (int)Math.Floor((rows.Northing[i] - south) / side))]++;
        var n = _counts.Count;
        var mean = _counts.Values.Average();
        var deviation = Math.Sqrt(_counts.Values.Sum(c => (double)c * c) / n - mean * mean);
        var reach = method.GetProperty("neighbourhood_metres").GetDouble() / side;
        foreach (var (column, row) in _counts.Keys)
        {
            double sum = 0, weight = 0;
            for (var dx = -3; dx <= 3; dx++)
                for (var dy = -3; dy <= 3; dy++)
                    if (Math.Sqrt(dx * dx + dy * dy) <= reach && _counts.TryGetValue((column + dx, row + dy), out var count)) (sum, weight) = (sum + count, weight + 1);
            _z[(column, row)] = (sum - mean * weight) / (deviation * Math.Sqrt((n * weight - weight * weight) / (n - 1)));
        }
        var smallest = 1.0;
        var ordered = _z.OrderBy(z => z.Value).ToList(); // the largest p first
        for (var i = 0; i < n; i++)
        {
            smallest = Math.Min(smallest, UpperTail(ordered[i].Value) * n / (n - i));
            _q[ordered[i].Key] = smallest;
        }
    }

    public (int Count, double Z, double Q) At(int column, int row) => (_counts[(column, row)], _z[(column, row)], _q[(column, row)]);

    /// <summary>Groups of touching squares that stand out and hold at least five records.</summary>
    public List<HashSet<(int Column, int Row)>> GroupsOfFive()
    {
        var left = _q.Where(c => c.Value <= 0.05 && _z[c.Key] > 0).Select(c => c.Key).ToHashSet();
        var groups = new List<HashSet<(int Column, int Row)>>();
        while (left.Count > 0)
        {
            var (group, open) = (new HashSet<(int Column, int Row)>(), new Stack<(int Column, int Row)>([left.First()]));
            while (open.TryPop(out var cell))
            {
                if (!left.Remove(cell)) continue;
                group.Add(cell);
                for (var dx = -1; dx <= 1; dx++)
                    for (var dy = -1; dy <= 1; dy++) open.Push((cell.Column + dx, cell.Row + dy));
            }
            if (group.Sum(c => _counts[c]) >= 5) groups.Add(group);
        }
        return groups;
    }

    // Simpson's rule on the density: slow, and independent of the library's formula.
    static double UpperTail(double z)
    {
        if (z < 0) return 1 - UpperTail(-z);
        const int steps = 4000;
        var (width, sum) = (10.0 / steps, 0.0);
        for (var i = 0; i <= steps; i++)
        {
            var x = z + i * width;
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-x * x / 2);
        }
        return sum * width / 3 / Math.Sqrt(2 * Math.PI);
    }
}
