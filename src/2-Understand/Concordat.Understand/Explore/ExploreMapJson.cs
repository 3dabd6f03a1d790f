using Concordat.Documents.Maps;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Explore;

/// <summary>The map's figures for the script: squares, spots and the outline, in metres on the national grid.</summary>
internal static class ExploreMapJson
{
    public static object Of(ExploreMap map, int fewestShown)
    {
        var method = map.Drawn.Method;
        var extent = map.BaseMap.Extent();
        return new
        {
            extent = (double[])[extent.West, extent.South, extent.East, extent.North],
            grid = new { origin = (double[])[method.GridOrigin.EastingMetres, method.GridOrigin.NorthingMetres], size = method.Settings.CellMetres },
            suppressed = fewestShown > 0,
            fewestShown,
            measure = "z score",
            scale = "strength",
            cells = map.HotSpots.HotSpots.SelectMany(h => h.Cells.Select(c => (object[])[c.Column, c.Row, Math.Round(c.Z, 1), Level(c.Z), c.Count > 0 ? $"{h.Name}: {c.Count} records, z {c.Z:0.0}" : $"{h.Name}: z {c.Z:0.0}"])),
            @base = Ground(map.BaseMap).Concat(Lines(map.BaseMap.InnerEdges, "ward")).Concat(Lines(map.BaseMap.Shapes, "boundary")),
            points = map.Repeats.Select(r => (object[])[r.Easting, r.Northing, $"{r.Name}: {r.Count} records in twelve months"]),
            spots = map.HotSpots.HotSpots.Select((h, i) => (object[])[i + 1, h.Easting, h.Northing, $"{h.Name}: {h.Count} records"]),
        };
    }

    static IEnumerable<object> Ground(BaseMap map) => (map.Ground ?? []).OrderBy(g => BaseMap.GroundKinds.ToList().IndexOf(g.Kind)).Select(g => g.IsArea
        ? (object)new { kind = g.Kind == "water" ? "water" : "park", area = g.Points.Append(g.Points[0]).Select(Place) }
        : new { kind = g.Kind switch { "water" => "river", "railway" => "rail", _ => "main-road" }, line = g.Points.Select(Place) });

    static double[] Place(GridPoint point) => [point.EastingMetres, point.NorthingMetres];

    static IEnumerable<object> Lines(IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> shapes, string kind) =>
        shapes.SelectMany(s => s).Select(ring => new { kind, line = ring.Append(ring[0]).Select(Place) });

    // The classes of the still map, counted from 1.
    static int Level(double z) => z >= 5.5 ? 4 : z >= 4.2 ? 3 : z >= 3.3 ? 2 : 1;
}
