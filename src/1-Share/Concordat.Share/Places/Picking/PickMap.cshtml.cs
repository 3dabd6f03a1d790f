using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Simplify;

namespace Concordat.Share.Places;

/// <summary>The ground to pick a place on: boundary, wards, water, roads and green of the partnership, and no record. Its form is that of every map's source (docs/kit.md).</summary>
[Authorize(Policy = Policies.SendReturns)]
internal sealed class PickMapModel(ConcordatDb db, TimeProvider clock) : PageModel
{
    /// <summary>Kinds of layers that are drawn, with the kind of line that the map knows, from the ground up.</summary>
    static readonly (string Kind, string Drawn)[] Kinds = [("green space", "park"), ("water", "river"), ("road", "road"), ("railway", "rail"), ("ward", "ward"), ("district", "ward"), ("boundary", "boundary")];

    /// <summary>Metres by which a line may differ from its layer: less than the eye sees at this size.</summary>
    const double Tolerance = 5;

    /// <summary>Areas of the ground (green, water, roads, railways) at most: a county's may be too many for a page. Boundaries, districts and wards are few and all drawn.</summary>
    const int MostGround = 5_000;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var (today, kinds) = (London.Today(clock), Kinds.Select(k => k.Kind).ToArray());
        var layers = await db.Set<AreaLayer>().AsNoTracking().Where(l => kinds.Contains(l.Kind) && l.ValidFrom <= today && (l.ValidTo == null || l.ValidTo >= today)).ToDictionaryAsync(l => l.Id, l => l.Kind, cancellation);
        var areas = (await ShapesAsync([.. layers.Where(l => IsArea(l.Value)).Select(l => l.Key)], int.MaxValue, cancellation))
            .Concat(await ShapesAsync([.. layers.Where(l => !IsArea(l.Value)).Select(l => l.Key)], MostGround, cancellation)).ToLookup(a => layers[a.Layer], a => a.Shape);
        var (wkt, extent, parts) = (new WKTReader(), new Envelope(), new List<object>());
        foreach (var (kind, drawn) in Kinds)
            foreach (var shape in areas[kind].Select(wkt.Read))
            {
                if (IsArea(kind)) extent.ExpandToInclude(shape.EnvelopeInternal);
                parts.AddRange(Parts(DouglasPeuckerSimplifier.Simplify(shape, Tolerance), drawn));
            }
        // Without a layer of areas there is nothing to find one's way by: the fields do without a map.
        return extent.IsNull ? NotFound() : new JsonResult(new { extent = new[] { extent.MinX, extent.MinY, extent.MaxX, extent.MaxY }, @base = parts });
    }

    static bool IsArea(string kind) => kind is "boundary" or "district" or "ward";

    async Task<IReadOnlyList<(Guid Layer, string Shape)>> ShapesAsync(IReadOnlyList<Guid> layers, int most, CancellationToken cancellation) =>
        [.. (await db.Set<Area>().AsNoTracking().Where(a => layers.Contains(a.LayerId)).OrderBy(a => a.Id).Take(most).Select(a => new { a.LayerId, a.Shape }).ToListAsync(cancellation)).Select(a => (a.LayerId, a.Shape))];

    static IEnumerable<object> Parts(Geometry shape, string kind)
    {
        for (var i = 0; i < shape.NumGeometries; i++)
            if (shape.GetGeometryN(i) is Polygon { IsEmpty: false } polygon)
                yield return kind is "park" ? new { kind, area = Points(polygon.ExteriorRing) } : new { kind, line = Points(polygon.ExteriorRing) };
            else if (shape.GetGeometryN(i) is LineString { IsEmpty: false } line) yield return new { kind, line = Points(line) };
    }

    static double[][] Points(LineString line) => [.. line.Coordinates.Select(c => new[] { Math.Round(c.X), Math.Round(c.Y) })];
}
