using Concordat.Documents.Maps;
using Concordat.Partnership.Areas;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>What lies on the ground and helps people find their way on a map: nothing is counted by it.</summary>
/// <param name="Kind">road, railway, water or green space, as the layer's kind.</param>
/// <param name="IsArea">True for an area, whose points are its outer ring; false for a line.</param>
/// <param name="Points">Its points in metres, EPSG:27700.</param>
public sealed record GroundShape(string Kind, bool IsArea, IReadOnlyList<GridPoint> Points);

/// <summary>The outline under the maps of an assessment, kept with it so that an issued paper never changes. Metres, EPSG:27700.</summary>
/// <param name="Shapes">Each part of the area as its rings: the outside first, then holes.</param>
/// <param name="InnerEdges">Smaller areas inside it, such as wards, drawn thinly; may be empty.</param>
/// <param name="Ground">Roads, railways, water and green spaces under the figures; null where none are held.</param>
public sealed record BaseMap(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> Shapes,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> InnerEdges,
    IReadOnlyList<GroundShape>? Ground = null)
{
    /// <summary>The kinds of layer that are drawn as ground.</summary>
    public static IReadOnlyList<string> GroundKinds { get; } = ["green space", "water", "road", "railway"];

    /// <summary>The outline of an area and of the areas inside it, to the nearest ten metres, with the ground where layers of it are held.</summary>
    public static BaseMap Of(StudyArea area, IReadOnlyList<AreaBoundary> inside, IEnumerable<(string Kind, Geometry Shape)>? ground = null)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(inside);
        return new(Parts(area.Shape), [.. inside.SelectMany(a => Parts(a.Shape))], ground is null ? null : [.. ground.SelectMany(g => GroundOf(g.Kind, g.Shape))]);
    }

    static IEnumerable<GroundShape> GroundOf(string kind, Geometry shape)
    {
        var simple = DouglasPeuckerSimplifier.Simplify(shape, ToleranceMetres);
        for (var i = 0; i < simple.NumGeometries; i++)
            switch (simple.GetGeometryN(i))
            {
                case Polygon { IsEmpty: false } area:
                    yield return new(kind, IsArea: true, Ring(area.ExteriorRing));
                    break;
                case LineString { NumPoints: > 1 } line:
                    yield return new(kind, IsArea: false, [.. line.Coordinates.Select(Rounded)]);
                    break;
            }
    }

    static List<IReadOnlyList<IReadOnlyList<GridPoint>>> Parts(Geometry shape)
    {
        var simple = DouglasPeuckerSimplifier.Simplify(shape, ToleranceMetres);
        return [.. Enumerable.Range(0, simple.NumGeometries).Select(simple.GetGeometryN).OfType<Polygon>()
            .Where(p => !p.IsEmpty)
            .Select(p => (IReadOnlyList<IReadOnlyList<GridPoint>>)[Ring(p.ExteriorRing), .. p.InteriorRings.Select(Ring)])];
    }

    static List<GridPoint> Ring(LineString ring) => [.. ring.Coordinates.Take(ring.NumPoints - 1).Select(Rounded)];

    static GridPoint Rounded(Coordinate point) => new(Math.Round(point.X), Math.Round(point.Y));

    const double ToleranceMetres = 10;

    /// <summary>The rectangle that holds all shapes, with a little room around them.</summary>
    internal MapExtent Extent()
    {
        var points = Shapes.SelectMany(s => s).SelectMany(r => r).ToList();
        var (west, east) = (points.Min(p => p.EastingMetres), points.Max(p => p.EastingMetres));
        var (south, north) = (points.Min(p => p.NorthingMetres), points.Max(p => p.NorthingMetres));
        var room = Math.Max(250, 0.03 * Math.Max(east - west, north - south));
        return new(west - room, south - room, east + room, north + room);
    }
}
