using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>A point at which records come back through the year, of any theme.</summary>
/// <param name="Count">Records in the last twelve months.</param>
/// <param name="Months">Months of those held with a record here.</param>
/// <param name="MonthsHeld">Months of the twelve that are held.</param>
/// <param name="CommonestTheme">Name of the theme with most of its records.</param>
public sealed record RepeatPlace(string Name, double Easting, double Northing, int Count, int Months, int MonthsHeld, string CommonestTheme);

/// <summary>Finds the points with records in at least three quarters of the months held of the last twelve; the ten with most.</summary>
internal static class RepeatPlaceFinder
{
    public const int Most = 10;
    public const double FewestShare = 0.75;

    public static IReadOnlyList<RepeatPlace> Find(IncidentColumns incidents, Places places, MonthsHeld held, Month to, int fewestShown)
    {
        var months = Enumerable.Range(0, 12).Count(i => held.Holds(to.AddMonths(-i)));
        var byPoint = new Dictionary<(long East, long North), List<int>>();
        for (var row = 0; row < incidents.Count; row++)
        {
            if (incidents.Month[row] <= to.AddMonths(-12).Number || incidents.Month[row] > to.Number || double.IsNaN(incidents.Easting[row])) continue;
            // The middle of several places is no place that anything came back to.
            if (incidents.IsMiddle.Length > 0 && incidents.IsMiddle[row]) continue;
            var point = ((long)Math.Round(incidents.Easting[row]), (long)Math.Round(incidents.Northing[row]));
            if (!byPoint.TryGetValue(point, out var rows)) byPoint[point] = rows = [];
            rows.Add(row);
        }
        return [.. byPoint
            .Select(p => (At: p.Key, Rows: p.Value, Months: p.Value.Select(r => incidents.Month[r]).Distinct().Count()))
            .Where(p => p.Months >= FewestShare * months && p.Rows.Count >= fewestShown)
            .OrderByDescending(p => p.Rows.Count).ThenBy(p => p.At)
            .Take(Most)
            .Select(p => new RepeatPlace(places.NameAt(Supplied(incidents, p.Rows), p.At.East, p.At.North), p.At.East, p.At.North, p.Rows.Count, p.Months, months, Commonest(incidents, p.Rows)))];
    }

    static string? Supplied(IncidentColumns incidents, List<int> rows) => rows
        .Where(r => incidents.Place[r] >= 0).GroupBy(r => incidents.Places[incidents.Place[r]], StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    static string Commonest(IncidentColumns incidents, List<int> rows) =>
        ThemeList.All[rows.GroupBy(r => incidents.Theme[r]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key].Name;
}
