using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>A point at which records come back month after month, of any assessed theme.</summary>
/// <param name="Count">Records in the twelve months, those of them that are held.</param>
/// <param name="Months">Months of those with a record here.</param>
/// <param name="CountInMonth">Records in the assessed month; 0 where they are too few to show.</param>
public sealed record RepeatLocation(string Name, double Easting, double Northing, int Count, int Months, int CountInMonth);

/// <summary>Finds the points with at least two records in the month and records in at least three of the twelve months to it.</summary>
/// <remarks>A point is the supplier's: several addresses may have been moved to it, so it says "here", not "this household".</remarks>
internal static class RepeatLocations
{
    public const int MonthsBack = 12, FewestInMonth = 2, FewestMonths = 3, Most = 10;

    public static IReadOnlyList<RepeatLocation> Find(IncidentColumns incidents, Places places, IReadOnlySet<int> themes, Month month, int fewestShown)
    {
        var byPoint = new Dictionary<(long, long), List<int>>();
        var from = month.AddMonths(1 - MonthsBack).Number;
        for (var row = 0; row < incidents.Count; row++)
        {
            if (incidents.Month[row] < from || incidents.Month[row] > month.Number || double.IsNaN(incidents.Easting[row]) || !themes.Contains(incidents.Theme[row])) continue;
            // The middle of several places is no place that anything came back to.
            if (incidents.IsMiddle.Length > 0 && incidents.IsMiddle[row]) continue;
            var point = ((long)Math.Round(incidents.Easting[row]), (long)Math.Round(incidents.Northing[row]));
            if (!byPoint.TryGetValue(point, out var rows)) byPoint[point] = rows = [];
            rows.Add(row);
        }
        return [.. byPoint
            .Select(p => (At: p.Key, Rows: p.Value, Now: p.Value.Count(r => incidents.Month[r] == month.Number), Months: p.Value.Select(r => incidents.Month[r]).Distinct().Count()))
            .Where(p => p.Now >= FewestInMonth && p.Months >= FewestMonths && p.Rows.Count >= fewestShown)
            .OrderByDescending(p => p.Rows.Count).ThenByDescending(p => p.Months).ThenBy(p => p.At)
            .Take(Most)
            .Select(p => new RepeatLocation(places.NameOf(p.Rows), p.At.Item1, p.At.Item2, p.Rows.Count, p.Months, p.Now >= fewestShown ? p.Now : 0))];
    }
}
