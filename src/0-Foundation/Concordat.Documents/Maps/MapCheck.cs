namespace Concordat.Documents.Maps;

/// <summary>Refuses a map that cannot be drawn, with words that name the part.</summary>
internal static class MapCheck
{
    public static void Check(MapDrawing map, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4000);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 150);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 4000);
        if (Problem(map) is { } problem) throw new ArgumentException($"{problem} Map: {map.Title}", nameof(map));
    }

    private static string? Problem(MapDrawing map)
    {
        var extent = map.Extent;
        if (!(extent.East > extent.West && extent.North > extent.South) || !double.IsFinite(extent.East - extent.West + extent.North - extent.South))
            return "The extent must have an area: east beyond west and north beyond south, all finite.";
        var classes = map.CellPalette == CellPalette.Strength ? MapPalettes.Strength.Count : MapPalettes.Change.Count;
        if (map.Cells.Any(cell => cell.Class < 0 || cell.Class >= classes)) return $"The class of a cell must be 0 to {classes - 1}.";
        if (map.Cells.Count > 0 && !(map.CellSizeMetres > 0)) return "The side of a cell must be above 0 metres.";
        return Positions(map).All(at => double.IsFinite(at.EastingMetres) && double.IsFinite(at.NorthingMetres))
            ? null : "A position is not finite.";
    }

    private static IEnumerable<GridPoint> Positions(MapDrawing map) => map.Cells.Select(cell => cell.SouthWest)
        .Concat(map.Points).Concat(map.Spots.Select(spot => spot.At)).Concat(map.Labels.Select(label => label.At))
        .Concat(map.Layers.SelectMany(layer => layer switch
        {
            AreaLayer areas => areas.Areas.SelectMany(area => area.SelectMany(ring => ring)),
            LineLayer lines => lines.Lines.SelectMany(line => line),
            _ => [],
        }));
}
