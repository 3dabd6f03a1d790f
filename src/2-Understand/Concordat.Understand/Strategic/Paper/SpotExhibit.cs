using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>The map and table of a theme's lasting hot spots, and of the points where records come back.</summary>
internal static class SpotExhibit
{
    // Lowest z of each class of strength; a year's z-scores are larger than a month's.
    static readonly double[] ClassFrom = [0, 5, 10, 20];
    static readonly string[] ClassWords = ["under 5", "5 to 9.9", "10 to 19.9", "20 and over"];

    public static MapBlock Map(StrategicResult result, ThemeReport theme, BaseMap baseMap, string finding, string source)
    {
        var caption = $"Squares of {result.Method.Settings.CellMetres:0} metres that stand out for {theme.Noun}, twelve months to {result.To.LongName}";
        var side = result.Method.Settings.CellMetres;
        return new(caption, new()
        {
            Title = caption,
            Description = finding,
            Extent = baseMap.Extent(),
            Layers = HotSpotDrawing.Layers(result.RecordedSquares, result.Method.GridOrigin, side, baseMap),
            CellSizeMetres = side,
            Cells = [.. theme.Spots.SelectMany(s => s.Cells.Select(c => new MapCell(Corner(c.Column, c.Row, result.Method), Array.FindLastIndex(ClassFrom, from => c.Z >= from), s.Emerges)))],
            Spots = [.. theme.Spots.Select((s, i) => new MapSpot(i + 1, Beside(s, result.Method)))],
            Legend = MapLegend.Strength("Strength, z score", ClassWords, theme.Spots.Any(s => s.Emerges) ? "emerging or growing" : null),
        }, $"{source}, twelve months to {result.To.LongName}.", "Getis-Ord Gi*; see the method.");
    }

    public static TableBlock Table(StrategicResult result, ThemeReport theme) => new()
    {
        Caption = $"Places that stand out for {theme.Noun}, by records in the twelve months to {result.To.LongName}",
        Columns =
        [
            new("No.", WidthShare: 6), new("Place", WidthShare: 34), new("History", WidthShare: 22), new("Quarters hot", ColumnKind.Number, 14), new("Records", ColumnKind.Number, 12),
            new("Compared", ColumnKind.Number, 13), new("Year before", ColumnKind.Number, 12),
        ],
        RowHeaderColumn = 1,
        Rows = [.. theme.Spots.Select((s, i) => new TableRow(i + 1, s.Name, s.HistoryWords, $"{s.HotQuarters} of {s.JudgedQuarters}", s.Count, Cell.Of(s.Now), Cell.Of(s.Before)))],
        Note = "Compared are only the months known in both years" + (theme.Spots.Any(s => s.Now is null || s.Before is null) ? "; a dash means that the years cannot be compared, or that there are too few to show." : "."),
    };

    public static IEnumerable<Block> Repeats(StrategicResult result, BaseMap baseMap, string finding, string source)
    {
        var caption = "Points where records come back through the year, numbered as in the table";
        yield return new MapBlock(caption, new()
        {
            Title = caption,
            Description = finding,
            Extent = baseMap.Extent(),
            Layers = HotSpotDrawing.Layers(result.RecordedSquares, result.Method.GridOrigin, result.Method.Settings.CellMetres, baseMap),
            Spots = [.. result.RepeatPlaces.Select((r, i) => new MapSpot(i + 1, new GridPoint(r.Easting, r.Northing)))],
        }, $"{source}, twelve months to {result.To.LongName}.");
        yield return new TableBlock
        {
            Caption = $"Records at each point in the twelve months to {result.To.LongName}",
            Columns = [new("No.", WidthShare: 6), new("Place", WidthShare: 44), new("Most often", WidthShare: 26), new("Records", ColumnKind.Number, 12), new("Months with a record", ColumnKind.Number, 16)],
            RowHeaderColumn = 1,
            Rows = [.. result.RepeatPlaces.Select((r, i) => new TableRow(i + 1, r.Name, r.CommonestTheme, r.Count, $"{r.Months} of {r.MonthsHeld}"))],
            Note = "Several addresses may stand at one point.",
        };
    }

    static GridPoint Corner(int column, int row, StrategicMethod method) => new(
        method.GridOrigin.EastingMetres + column * method.Settings.CellMetres, method.GridOrigin.NorthingMetres + row * method.Settings.CellMetres);

    // At the upper left corner of the group, so that the number hides no square that matters.
    static GridPoint Beside(LastingSpot spot, StrategicMethod method)
    {
        var top = spot.Cells.Max(c => c.Row);
        return Corner(spot.Cells.Where(c => c.Row == top).Min(c => c.Column), top + 1, method);
    }
}
