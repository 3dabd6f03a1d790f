using Concordat.Understand.Runs;
using static Concordat.Understand.Runs.FigureJson;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Writes tactical.json: the figures in the shape that scripts outside this program rely on.</summary>
public static class TacticalJson
{
    public static byte[] Write(TacticalResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return FigureJson.Write(new
        {
            Area = result.AreaName,
            Month = result.Month.ToString(),
            result.Records,
            Themes = result.Themes.Select(t => Theme(t.Key, t.Comparison)),
            OutsideThePriorities = result.OutsidePriorities.Select(t => Theme(t.Key, t.Comparison)),
            Hotspots = result.HotSpotsByCount().Select(h => HotSpot(h.HotSpot)),
            RepeatLocations = result.RepeatLocations.Select(r => new { r.Name, r.Easting, r.Northing, r.Count, r.Months }),
            Method = Method(result),
        });
    }

    static object Theme(string key, CountComparison c) => new
    {
        Theme = key,
        c.Count,
        c.PreviousMonth,
        c.SameMonthLastYear,
        Suppressed = c is { Count: null, HiddenBelow: > 0 },
        ChangePercent = Rounded(c.ChangePercent, 2),
        ChangePercentOnSmallBase = CountFacts.IsOnSmallBase(c),
        Signal = Word(c.Signal),
        Z = Rounded(c.Z, 6),
        c.Reason,
        ExpectedLow = c.Expected?.Low,
        ExpectedHigh = c.Expected?.High,
        SeasonalLow = c.Seasonal?.Low,
        SeasonalHigh = c.Seasonal?.High,
    };

    static object HotSpot(HotSpot h) => new
    {
        h.Theme,
        h.Name,
        h.Easting,
        h.Northing,
        Cells = h.Cells.Count,
        h.Count,
        ZMax = h.StrongestZ,
        QMin = h.LowestQ,
        Status = h.IsNew ? "new" : "continuing",
        CellList = h.Cells,
    };

    static object Method(TacticalResult result) => new
    {
        result.Method.Settings.CellMetres,
        GridOrigin = (double[])[result.Method.GridOrigin.EastingMetres, result.Method.GridOrigin.NorthingMetres],
        StudyCells = "every cell that touches the area",
        result.Method.StudyCellCount,
        StudyCellRows = result.Method.StudyCells,
        result.Method.Settings.NeighbourhoodMetres,
        Weights = "binary, the cell itself included; neighbours are the study cells whose centres lie within the neighbourhood",
        PValue = "one-sided, upper tail of the normal distribution; q by Benjamini and Hochberg over all study cells of a theme",
        WindowMonths = (string[])[result.Month.ToString()],
        Fdr = result.Method.Settings.FalseDiscoveryRate,
        result.Method.Settings.FewestForMap,
        result.Method.Settings.FewestInHotSpot,
        result.Method.Settings.WidestHotSpot,
        HotSpots = "squares with q at most fdr that touch by an edge or a corner; a group of more than widest_hot_spot squares is parted at the saddles between its peaks, and each part keeps the squares at least half as strong as its peak",
        ComparedWith = result.Themes.Select(t => t.Map.ComparedWith).FirstOrDefault(m => m is not null)?.ToString(),
        RepeatMonths = result.Method.Held.Where(m => m <= result.Month && m > result.Month.AddMonths(-RepeatLocations.MonthsBack)).Select(m => m.ToString()),
        MonthsHeld = result.Method.Held.Select(m => m.ToString()),
        result.Method.Seed,
        result.Method.Version,
        ThemeList = result.Method.ThemeListVersion,
        result.Method.Files,
    };
}
