using System.Collections.Concurrent;
using Concordat.Partnership.Areas;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Concordat.Understand.Areas;

/// <summary>An area ready to analyse: its shape, its outline for maps, and its number in the partnership's layers (null for the whole).</summary>
internal sealed record ReadyArea(StudyArea Study, StudyCells Cells, BaseMap BaseMap, int? AreaId);

/// <summary>The partnership's area and the smaller ones inside it, from its layers in force.</summary>
internal sealed class StudyAreas(ConcordatDb db, Session session, StudyAreaCache cache, TimeProvider clock)
{
    /// <summary>The whole area, or one of its smaller areas; null when no boundary is held or the area is not known.</summary>
    public async Task<ReadyArea?> FindAsync(int? areaId, CancellationToken cancellation)
    {
        var layers = await InForceAsync(cancellation);
        if (layers.FirstOrDefault(l => l.Kind == "boundary") is not { } boundary) return null;
        var wards = layers.FirstOrDefault(l => l.Kind == "ward");
        var ground = layers.Where(l => BaseMap.GroundKinds.Contains(l.Kind)).OrderBy(l => l.Id).ToList();
        var key = (session.Partnership, boundary.Id, wards?.Id, areaId, string.Join(' ', ground.Select(l => l.Id)));
        if (cache.Ready.TryGetValue(key, out var ready)) return ready;
        var inside = wards is null ? [] : await ShapesAsync(wards.Id, cancellation);
        var chosen = areaId is { } id ? await OneAsync(id, cancellation) : await ShapesAsync(boundary.Id, cancellation);
        if (chosen.Count == 0) return null;
        var study = StudyArea.Of(chosen, boundary.Name);
        var baseMap = BaseMap.Of(study, inside, areaId is null ? await GroundAsync(ground, cancellation) : null);
        return cache.Ready[key] = new(study, new StudyCells(study, new HotSpotSettings().CellMetres), baseMap, areaId);
    }

    /// <summary>Identity of the boundary in force; null when none is held.</summary>
    public async Task<Guid?> BoundaryAsync(CancellationToken cancellation) => (await InForceAsync(cancellation)).FirstOrDefault(l => l.Kind == "boundary")?.Id;

    /// <summary>The whole area by a boundary that was in force once, so that a run can be made again after it changed, or a smaller area within it; null when it is not held.</summary>
    /// <param name="boundaryId">Identity of the layer.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="areaId">One of the smaller areas, of a layer in force or not; null for the whole.</param>
    public async Task<ReadyArea?> OfBoundaryAsync(Guid boundaryId, CancellationToken cancellation, int? areaId = null)
    {
        if (await BoundaryAsync(cancellation) == boundaryId) return await FindAsync(areaId, cancellation);
        if (await db.Set<AreaLayer>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == boundaryId && l.Kind == "boundary", cancellation) is not { } boundary) return null;
        var shapes = areaId is { } id ? await OneAsync(id, cancellation) : await ShapesAsync(boundary.Id, cancellation);
        if (shapes.Count == 0) return null;
        var study = StudyArea.Of(shapes, boundary.Name);
        return new(study, new StudyCells(study, new HotSpotSettings().CellMetres), BaseMap.Of(study, []), areaId);
    }

    /// <summary>Wards and neighbourhoods that a filter may choose, by layer and name.</summary>
    public async Task<IReadOnlyList<(int Id, string Name, string Layer)>> ChoicesAsync(CancellationToken cancellation)
    {
        var layers = (await InForceAsync(cancellation)).Where(l => l.Kind is "ward" or "neighbourhood" or "district").ToDictionary(l => l.Id, l => l.Name);
        var areas = await db.Set<Area>().AsNoTracking().Where(a => layers.Keys.Contains(a.LayerId)).Select(a => new { a.Id, a.Name, a.LayerId }).ToListAsync(cancellation);
        return [.. areas.OrderBy(a => layers[a.LayerId], StringComparer.Ordinal).ThenBy(a => a.Name, StringComparer.Ordinal).Select(a => (a.Id, a.Name, layers[a.LayerId]))];
    }

    /// <summary>Codes of an area, or of the whole area's parts; empty where one of them has none.</summary>
    public async Task<IReadOnlyList<string>> CodesAsync(int? areaId, CancellationToken cancellation)
    {
        var boundary = (await InForceAsync(cancellation)).FirstOrDefault(l => l.Kind == "boundary")?.Id;
        var codes = await db.Set<Area>().AsNoTracking().Where(a => areaId == null ? a.LayerId == boundary : a.Id == areaId).Select(a => a.Code).ToListAsync(cancellation);
        return codes.Any(string.IsNullOrEmpty) ? [] : [.. codes.Select(c => c!)];
    }

    /// <summary>The wards in force, by name.</summary>
    public async Task<IReadOnlyList<(int Id, string Name)>> WardsAsync(CancellationToken cancellation)
    {
        var layers = (await InForceAsync(cancellation)).Where(l => l.Kind == "ward").Select(l => l.Id).ToHashSet();
        var wards = await db.Set<Area>().AsNoTracking().Where(a => layers.Contains(a.LayerId)).Select(a => new { a.Id, a.Name }).ToListAsync(cancellation);
        return [.. wards.OrderBy(w => w.Name, StringComparer.Ordinal).ThenBy(w => w.Id).Select(w => (w.Id, w.Name))];
    }

    async Task<List<AreaLayer>> InForceAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return await db.Set<AreaLayer>().AsNoTracking().Where(l => l.ValidTo == null || l.ValidTo >= today).OrderByDescending(l => l.ValidFrom).ToListAsync(cancellation);
    }

    async Task<List<AreaBoundary>> ShapesAsync(Guid layerId, CancellationToken cancellation) =>
        Boundaries(await db.Set<Area>().AsNoTracking().Where(a => a.LayerId == layerId).OrderBy(a => a.Id).ToListAsync(cancellation));

    async Task<List<AreaBoundary>> OneAsync(int id, CancellationToken cancellation) =>
        Boundaries(await db.Set<Area>().AsNoTracking().Where(a => a.Id == id).ToListAsync(cancellation));

    async Task<List<(string Kind, Geometry Shape)>> GroundAsync(List<AreaLayer> layers, CancellationToken cancellation)
    {
        var kinds = layers.ToDictionary(l => l.Id, l => l.Kind);
        var areas = await db.Set<Area>().AsNoTracking().Where(a => kinds.Keys.Contains(a.LayerId)).OrderBy(a => a.Id).ToListAsync(cancellation);
        var reader = new WKTReader();
        return [.. areas.Select(a => (kinds[a.LayerId], reader.Read(a.Shape)))];
    }

    static List<AreaBoundary> Boundaries(IEnumerable<Area> areas)
    {
        var reader = new WKTReader();
        return [.. areas.Select(a => (a.Name, a.Code, Shape: reader.Read(a.Shape)))
            .Where(a => a.Shape is Polygon or MultiPolygon)
            .Select(a => new AreaBoundary(a.Name, a.Code, a.Shape as MultiPolygon ?? a.Shape.Factory.CreateMultiPolygon([(Polygon)a.Shape])))];
    }
}

/// <summary>Areas that were made ready before; a layer that changes is a new layer, so an entry is never stale.</summary>
internal sealed class StudyAreaCache
{
    public ConcurrentDictionary<(Guid Partnership, Guid Boundary, Guid? Wards, int? Area, string Ground), ReadyArea> Ready { get; } = new();
}
