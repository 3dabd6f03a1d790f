using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Documents.Maps;
using Concordat.Partnership.Areas;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Simplify;
using PartnershipLayer = Concordat.Partnership.Areas.AreaLayer;

namespace Concordat.Share.Places;

/// <summary>One area of a layer in its table.</summary>
public sealed record AreaRow(string Name, string Code, double Hectares);

/// <summary>One layer: its map, its areas, and the day it ends.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class LayerPageModel(ConcordatDb db, Session session, LayerDesk desk) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty, Display(Name = "Last day in force"), Required(ErrorMessage = "Enter the last day it is in force")] public DateOnly? LastDay { get; set; }

    public PartnershipLayer? Layer { get; private set; }
    public IReadOnlyList<AreaRow> Areas { get; private set; } = [];
    public SvgContent? Map { get; private set; }
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    public string KindName => LayerDesk.Kinds.FirstOrDefault(k => k.Kind == Layer!.Kind).Name ?? Layer!.Kind;

    public string Scope => $"{Areas.Count.ToString("N0", CultureInfo.InvariantCulture)} {(Areas.Count == 1 ? "area" : "areas")}, in force from {Layer!.ValidFrom:d MMMM yyyy}"
        + (Layer.ValidTo is { } to ? $" to {to:d MMMM yyyy}" : "") + $". {Layer.Source}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayKeepRecords) return Forbid();
        if (LastDay < Layer!.ValidFrom) ModelState.AddModelError(nameof(LastDay), $"Last day must be on or after {Layer.ValidFrom:d MMMM yyyy}");
        if (!ModelState.IsValid) return Page();
        if (await desk.EndAsync(Id, LastDay!.Value, cancellation)) TempData.Done($"The layer ends on {LastDay:d MMMM yyyy}. Incidents of later months are no longer placed in it.");
        return Redirect($"/share/places/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        Layer = await db.Set<PartnershipLayer>().SingleOrDefaultAsync(l => l.Id == Id, cancellation);
        if (Layer is null) return false;
        var areas = await db.Set<Area>().Where(a => a.LayerId == Id).OrderBy(a => a.Name).ToListAsync(cancellation);
        var wkt = new WKTReader();
        var shapes = areas.Select(a => wkt.Read(a.Shape)).ToArray();
        Areas = [.. areas.Select((a, i) => new AreaRow(a.Name, a.Code, shapes[i].Area / 10_000))];
        Map = Draw(shapes);
        return true;
    }

    SvgContent? Draw(Geometry[] shapes)
    {
        var polygons = shapes.OfType<IPolygonal>().Cast<Geometry>().ToArray();
        if (polygons.Length == 0) return null;
        var box = new Envelope();
        foreach (var shape in polygons) box.ExpandToInclude(shape.EnvelopeInternal);
        box.ExpandBy(Math.Max(100, box.Width * 0.03));
        // A pixel of the map is about a 700th of its width: finer detail cannot be seen and would only make the page heavy.
        var tolerance = Math.Max(box.Width, box.Height) / 1400;
        var areas = polygons.SelectMany(s => Rings(DouglasPeuckerSimplifier.Simplify(s, tolerance))).ToArray();
        return SvgContent.FromDrawing(MapSvg.Draw(new MapDrawing
        {
            Title = Layer!.Name,
            Description = $"{polygons.Length} areas of the layer {Layer.Name}; the table lists them.",
            Extent = new MapExtent(box.MinX, box.MinY, box.MaxX, box.MaxY),
            Layers = [new Concordat.Documents.Maps.AreaLayer(areas, AreaStyle.Land with { Edge = LineStyle.AreaEdge })],
        }));
    }

    static IEnumerable<IReadOnlyList<IReadOnlyList<GridPoint>>> Rings(Geometry shape)
    {
        for (var g = 0; g < shape.NumGeometries; g++)
            if (shape.GetGeometryN(g) is Polygon { IsEmpty: false } polygon)
                yield return [Points(polygon.ExteriorRing), .. polygon.InteriorRings.Select(Points)];
    }

    static IReadOnlyList<GridPoint> Points(LineString ring) => [.. ring.Coordinates.Select(c => new GridPoint(c.X, c.Y))];
}
