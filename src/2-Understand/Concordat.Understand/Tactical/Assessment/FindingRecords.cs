using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>From a finding down to its records.</summary>
internal static class FindingRecords
{
    /// <summary>The squares of the finding's hot spot on the national grid; null when it has none.</summary>
    public static GridSquares? Squares(FindingEvidence evidence, TacticalResult result)
    {
        if (HotSpot(evidence, result) is not { } spot) return null;
        var side = (int)result.Method.Settings.CellMetres;
        var (west, south) = ((int)(result.Method.GridOrigin.EastingMetres / side), (int)(result.Method.GridOrigin.NorthingMetres / side));
        return new(side, [.. spot.Cells.Select(c => (west + c.Column, south + c.Row))]);
    }

    public static HotSpot? HotSpot(FindingEvidence evidence, TacticalResult result) =>
        evidence is { HotSpot: { } index, Theme: { } key } ? result.Themes.First(t => t.Key == key).Map.HotSpots[index] : null;

    /// <summary>Address of the records; null for a finding that counts none.</summary>
    public static string? Url(FindingEvidence evidence, TacticalResult result) => evidence is { Theme: { } theme, Records: not null }
        ? new IncidentFilter { Themes = [theme], From = evidence.Month, To = evidence.Month, Squares = Squares(evidence, result) }.RecordsUrl
        : null;
}
