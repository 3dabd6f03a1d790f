using Concordat.Documents.Maps;
using Concordat.Partnership.Areas;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>The outline under the maps of an assessment, kept with it so that an issued paper never changes. Metres, EPSG:27700.</summary>
/// <param name="Shapes">Each part of the area as its rings: the outside first, then holes.</param>
/// <param name="InnerEdges">Smaller areas inside it, such as wards, drawn thinly; may be empty.</param>
public sealed record BaseMap(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> Shapes,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<GridPoint>>> InnerEdges)
{
    /// <summary>The outline of an area and of the areas inside it, to the nearest ten metres.</summary>
    public static BaseMap Of(StudyArea area, IReadOnlyList<AreaBoundary> inside)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(inside);
        return new(Parts(area.Shape), [.. inside.SelectMany(a => Parts(a.Shape))]);
    }

    static List<IReadOnlyList<IReadOnlyList<GridPoint>>> Parts(Geometry shape)
    {
        var simple = DouglasPeuckerSimplifier.Simplify(shape, ToleranceMetres);
        return [.. Enumerable.Range(0, simple.NumGeometries).Select(simple.GetGeometryN).OfType<Polygon>()
            .Where(p => !p.IsEmpty)
            .Select(p => (IReadOnlyList<IReadOnlyList<GridPoint>>)[Ring(p.ExteriorRing), .. p.InteriorRings.Select(Ring)])];
    }

    static List<GridPoint> Ring(LineString ring) => [.. ring.Coordinates.Take(ring.NumPoints - 1).Select(c => new GridPoint(Math.Round(c.X), Math.Round(c.Y)))];

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
