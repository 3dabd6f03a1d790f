using System.Globalization;
using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Grids;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Explore.PlacesOverTime;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Scan.Engine;

/// <summary>What stood out of one theme in months of the last year.</summary>
/// <param name="Theme">The theme.</param>
/// <param name="Months">Months with records enough for a map, oldest first.</param>
/// <param name="Groups">Squares that touch and have the same history.</param>
/// <param name="Grid">The grid of the squares.</param>
internal sealed record ThemePlaces(Theme Theme, IReadOnlyList<Month> Months, IReadOnlyList<PlaceHistoryGroup> Groups, SquareGrid Grid);

/// <summary>Hot spots that have begun and stay, or that last and grow: the classes of places over time.</summary>
internal static class EmergingRule
{
    /// <summary>Groups that emerge, of each theme those standing out longest first.</summary>
    /// <param name="places">Themes with two mapped months or more, the last of them the month looked at.</param>
    /// <param name="rule">Its threshold is the fewest months on end.</param>
    public static IReadOnlyList<FoundHit> Find(IReadOnlyList<ThemePlaces> places, RuleInForce rule) =>
        [.. places.SelectMany(p => p.Groups.Where(g => Emerges(g, rule)).OrderByDescending(g => g.Run).ThenBy(g => g.Cells[0]).Select(g => Hit(p, g, rule)))];

    static bool Emerges(PlaceHistoryGroup group, RuleInForce rule) =>
        group.Class == HotspotClass.Intensifying || group.Class == HotspotClass.Consecutive && group.Run >= rule.Threshold;

    static FoundHit Hit(ThemePlaces places, PlaceHistoryGroup group, RuleInForce rule)
    {
        var (grid, from, to) = (places.Grid, places.Months[0], places.Months[^1]);
        var squares = new GridSquares((int)grid.CellSize, [.. group.Cells.Select(c => ((int)(grid.OriginX / grid.CellSize) + c % grid.Columns, (int)(grid.OriginY / grid.CellSize) + c / grid.Columns))]);
        var (east, north) = (group.Cells.Average(c => grid.Centre(c).X), group.Cells.Average(c => grid.Centre(c).Y));
        var history = group.Class == HotspotClass.Consecutive ? $"in each of the last {Words.Small(group.Run)} months, and never before within the year" : $"in {group.HotMonths} of {places.Months.Count} months, more and more";
        return new(rule.Rule, rule.Version, PlaceRules.Pattern(rule.Rule, places.Theme.Key, east, north), to, places.Theme.Key, group.Name, group.Records, null, rule.Threshold,
            $"Emerging hot spot of {places.Theme.Noun}: {group.Name}", $"{Words.Capital(places.Theme.Noun)} have stood out around {Words.Inside(group.Name)} {history}.",
            [$"{PlacesOverTimeModel.Words(group.Class)}: {Words.Number(group.Records)} records there in the mapped months from {from.LongName}, {group.Cells.Count} squares of {grid.CellSize:0} m.",
                string.Create(CultureInfo.InvariantCulture, $"Strongest z of the last month {group.StrongestZ:0.0}.")],
            new IncidentFilter { Themes = [places.Theme.Key], From = from, To = to, Squares = squares }.Query);
    }
}
