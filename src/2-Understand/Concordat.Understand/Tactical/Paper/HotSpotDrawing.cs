using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>The map of a theme's hot spots and the table beside it, numbered alike.</summary>
internal static class HotSpotDrawing
{
    // Lowest z of each class of strength.
    static readonly double[] ClassFrom = [0, 3.3, 4.2, 5.5];
    static readonly string[] ClassWords = ["under 3.3", "3.3 to 4.1", "4.2 to 5.4", "5.5 and over"];
    static readonly AreaStyle Recorded = new("#e9e8e1");

    public static MapDrawing Map(TacticalResult result, IReadOnlyList<HotSpot> spots, BaseMap baseMap, string title, string finding) => new()
    {
        Title = title,
        Description = finding,
        Extent = baseMap.Extent(),
        Layers = Layers(result.RecordedSquares, result.Method.GridOrigin, result.Method.Settings.CellMetres, baseMap),
        CellSizeMetres = result.Method.Settings.CellMetres,
        Cells = [.. spots.SelectMany(s => s.Cells.Select(c => new MapCell(Corner(c, result.Method), ClassOf(c.Z), s.IsNew)))],
        Spots = [.. spots.Select((s, i) => new MapSpot(i + 1, Beside(s, result.Method)))],
        Legend = MapLegend.Strength("Strength, z score", ClassWords, spots.Any(s => s.IsNew) ? "new this month" : null),
    };

    public static MapDrawing Places(TacticalResult result, BaseMap baseMap, string finding) => new()
    {
        Title = "Places where records come back",
        Description = finding,
        Extent = baseMap.Extent(),
        Layers = Layers(result.RecordedSquares, result.Method.GridOrigin, result.Method.Settings.CellMetres, baseMap),
        Spots = [.. result.RepeatLocations.Select((r, i) => new MapSpot(i + 1, new GridPoint(r.Easting, r.Northing)))],
    };

    public static TableBlock Table(TacticalResult result, IReadOnlyList<HotSpot> spots, string theme) => new()
    {
        Caption = $"Hot spots of {theme.ToLowerInvariant()}, {result.Month.LongName}, numbered as on the map",
        Columns =
        [
            new("No.", WidthShare: 6), new("Hot spot", WidthShare: 40), new("Status", WidthShare: 17), new("Records", ColumnKind.Number, 13),
            new("Month before", ColumnKind.Number, 13), new("Squares", ColumnKind.Number, 14), new("Strongest z", ColumnKind.Number, 17),
        ],
        RowHeaderColumn = 1,
        Rows = [.. spots.Select((s, i) => new TableRow(i + 1, s.Name, s.IsNew ? "New" : "Continuing", s.Count, Cell.Of(s.CountBefore), s.Cells.Count, Cell.Of(s.StrongestZ, 1)))],
        Note = spots.Any(s => s.CountBefore is null) ? "A dash means that the month is missing at source. It never means none." : null,
    };

    /// <summary>The land, the squares with records, the ground, and the edges over them.</summary>
    internal static IReadOnlyList<MapLayer> Layers(IReadOnlyList<CellRun> recorded, GridPoint origin, double side, BaseMap baseMap) =>
    [
        new AreaLayer(baseMap.Shapes, AreaStyle.Land),
        new AreaLayer([.. recorded.Select(r => Rectangle(r, origin, side))], Recorded),
        .. Ground(baseMap),
        .. baseMap.InnerEdges.Count > 0 ? [new AreaLayer(baseMap.InnerEdges, new AreaStyle(null, Edge: LineStyle.WardEdge))] : Array.Empty<MapLayer>(),
        new AreaLayer(baseMap.Shapes, new AreaStyle(null, Edge: LineStyle.AreaEdge)),
    ];

    // Quiet, and from below: parks, water, roads, railways. Nothing of it is darker than the second class of the squares.
    static IEnumerable<MapLayer> Ground(BaseMap baseMap)
    {
        foreach (var group in (baseMap.Ground ?? []).GroupBy(g => (g.Kind, g.IsArea)).OrderBy(g => BaseMap.GroundKinds.ToList().IndexOf(g.Key.Kind)))
            if (group.Key.IsArea) yield return new AreaLayer([.. group.Select(g => (IReadOnlyList<IReadOnlyList<GridPoint>>)[g.Points])], group.Key.Kind == "water" ? AreaStyle.Water : AreaStyle.Green);
            else yield return new LineLayer([.. group.Select(g => g.Points)], LineStyleOf(group.Key.Kind));
    }

    static LineStyle LineStyleOf(string kind) => kind switch
    {
        "water" => LineStyle.River,
        "railway" => LineStyle.Railway,
        _ => LineStyle.MainRoad,
    };

    static IReadOnlyList<IReadOnlyList<GridPoint>> Rectangle(CellRun run, GridPoint origin, double side)
    {
        var (west, south) = (origin.EastingMetres + run.From * side, origin.NorthingMetres + run.Row * side);
        var east = origin.EastingMetres + (run.To + 1) * side;
        return [[new(west, south), new(east, south), new(east, south + side), new(west, south + side)]];
    }

    static GridPoint Corner(HotCell cell, MethodFacts method) => new(
        method.GridOrigin.EastingMetres + cell.Column * method.Settings.CellMetres,
        method.GridOrigin.NorthingMetres + cell.Row * method.Settings.CellMetres);

    // At the upper left corner of the group, so that the number hides no square that matters.
    static GridPoint Beside(HotSpot spot, MethodFacts method)
    {
        var top = spot.Cells.Max(c => c.Row);
        var left = spot.Cells.Where(c => c.Row == top).Min(c => c.Column);
        return new(method.GridOrigin.EastingMetres + left * method.Settings.CellMetres, method.GridOrigin.NorthingMetres + (top + 1) * method.Settings.CellMetres);
    }

    static int ClassOf(double z) => Array.FindLastIndex(ClassFrom, from => z >= from);
}
