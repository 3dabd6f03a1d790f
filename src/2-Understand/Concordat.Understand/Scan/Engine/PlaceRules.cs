using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Scan.Engine;

/// <summary>The rules that look at places: new hot spots, places that come back, events close in space and time.</summary>
internal static class PlaceRules
{
    const double StringMetres = 200, StringDays = 14;

    /// <summary>Hot spots of the tactical rules that no hot spot of the month before overlaps or touches.</summary>
    public static IReadOnlyList<FoundHit> HotSpots(TacticalResult result, RuleInForce rule)
    {
        var (side, west, south) = ((int)result.Method.Settings.CellMetres, result.Method.GridOrigin.EastingMetres, result.Method.GridOrigin.NorthingMetres);
        return [.. result.Themes.SelectMany(t => t.Map.HotSpots.Where(h => h.IsNew).Select(h => (Theme: t, Spot: h))).Select(s =>
        {
            var squares = new GridSquares(side, [.. s.Spot.Cells.Select(c => ((int)(west / side) + c.Column, (int)(south / side) + c.Row))]);
            var before = s.Spot.CountBefore is { } b ? $"The same squares had {Words.Number(b)} in the month before." : "The month before is missing, or too few there to be shown.";
            return new FoundHit(rule.Rule, rule.Version, Pattern(rule.Rule, s.Theme.Key, s.Spot.Easting, s.Spot.Northing), result.Month, s.Theme.Key, s.Spot.Name, s.Spot.Count, s.Spot.CountBefore, null,
                $"New hot spot of {s.Theme.Noun}: {s.Spot.Name}", $"{Words.Capital(s.Theme.Noun)} stand out {(s.Spot.Name.StartsWith("Near ", StringComparison.Ordinal) ? "" : "at ")}{Words.Inside(s.Spot.Name)}: {Words.Number(s.Spot.Count)} in {result.Month.LongName}, where none stood out the month before.",
                [before, $"Strongest z {s.Spot.StrongestZ.ToString("0.0", CultureInfo.InvariantCulture)}, {s.Spot.Cells.Count} squares of {side} m."],
                new IncidentFilter { Themes = [s.Theme.Key], From = result.Month, To = result.Month, Squares = squares }.Query);
        })];
    }

    /// <summary>Points hit again and again, of every theme together.</summary>
    /// <param name="points">The points that come back (<see cref="RepeatLocations"/>), those of controlled sets only where they may be shown.</param>
    public static IReadOnlyList<FoundHit> Repeats(IReadOnlyList<RepeatLocation> points, Month month, RuleInForce rule) =>
        [.. points.Where(p => p.Count >= rule.Threshold).Select(p => new FoundHit(
            rule.Rule, rule.Version, Pattern(rule.Rule, null, p.Easting, p.Northing), month, null, p.Name, p.Count, null, rule.Threshold,
            $"Hit again and again: {p.Name}", $"{p.Name} had {Words.Number(p.Count)} records in twelve months, in {p.Months} of them.",
            ["Of every theme together. Suppliers move points to a nearby street, so a place is not one household."],
            new IncidentFilter { From = month.AddMonths(1 - RepeatLocations.MonthsBack), To = month, Box = (p.Easting - 1, p.Northing - 1, p.Easting + 1, p.Northing + 1) }.Query))];

    /// <summary>Strings of events near in space and time, with one in the last month; null with the reason where no record has a day.</summary>
    public static (IReadOnlyList<FoundHit> Hits, int Tested, string? NotRun) NearRepeats(IncidentColumns rows, Places places, Month month, RuleInForce rule, Func<Theme, int> fewestShown)
    {
        var dated = Enumerable.Range(0, rows.OccurredFromUtcTicks.Length).Where(i => rows.OccurredFromUtcTicks[i] > 0 && !double.IsNaN(rows.Easting[i])
            && rows.OccurredToUtcTicks[i] - rows.OccurredFromUtcTicks[i] <= TimeSpan.TicksPerDay && (rows.IsMiddle.Length == 0 || !rows.IsMiddle[i])).ToList();
        if (dated.Count == 0) return ([], 0, "no record that may be shown by itself has a known day and place: police.uk gives the month alone");
        var hits = new List<FoundHit>();
        foreach (var theme in dated.GroupBy(i => rows.Theme[i]).OrderBy(g => g.Key))
        {
            int[] at = [.. theme];
            var day = at.Select(i => (double)rows.OccurredFromUtcTicks[i] / TimeSpan.TicksPerDay).ToArray();
            var found = CrimePatterns.Clusters.NearRepeatStrings.Find(at.Select(i => rows.Easting[i]).ToArray(), at.Select(i => rows.Northing[i]).ToArray(), day, StringMetres, StringDays);
            foreach (var chain in at.Zip(found.Strings).GroupBy(p => p.Second, p => p.First).Where(g => g.Count() >= Math.Max(rule.Threshold, fewestShown(ThemeList.All[theme.Key])) && g.Any(i => rows.Month[i] == month.Number)))
                hits.Add(Chain(rows, places, [.. chain], ThemeList.All[theme.Key], month, rule));
        }
        return (hits, dated.Count, null);
    }

    static FoundHit Chain(IncidentColumns rows, Places places, List<int> chain, Theme theme, Month month, RuleInForce rule)
    {
        var (first, last) = (Day(chain.Min(i => rows.OccurredFromUtcTicks[i])), Day(chain.Max(i => rows.OccurredFromUtcTicks[i])));
        var name = places.NameOf(chain);
        var (east, north) = (Math.Round(chain.Average(i => rows.Easting[i])), Math.Round(chain.Average(i => rows.Northing[i])));
        return new(rule.Rule, rule.Version, Pattern(rule.Rule, theme.Key, east, north), month, theme.Key, name, chain.Count, null, rule.Threshold,
            $"Near repeats of {theme.Noun}: {name}", $"{chain.Count} {theme.Noun} followed each other within 200 m and 14 days around {Words.Inside(name)}, from {Long(first)} to {Long(last)}.",
            [$"The fourteen days to {Long(last.AddDays(14))} are the window of raised risk.", "Not a test: chains come by chance where records are dense."],
            new IncidentFilter { Themes = [theme.Key], From = Month.Of(first), To = Month.Of(last), Box = (east - StringMetres, north - StringMetres, east + StringMetres, north + StringMetres) }.Query);
    }

    /// <summary>A place by the square of 500 m it lies in, so that a middle that moves by a street is still the same place.</summary>
    internal static string Pattern(string rule, string? theme, double east, double north) =>
        string.Create(CultureInfo.InvariantCulture, $"{rule}|{theme}|{Math.Floor(east / 500):0}.{Math.Floor(north / 500):0}");

    static DateOnly Day(long ticks) => DateOnly.FromDateTime(London.FromUtc(new DateTime(ticks, DateTimeKind.Utc)));

    static string Long(DateOnly day) => day.Long();
}
