using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace Concordat.Share.Places;

/// <summary>The partnership's area layers in memory: says which areas hold a place in a month.</summary>
/// <remarks>A layer counts for the months whose first day it was in force on, so a change of boundaries does not rewrite the past.</remarks>
public sealed class AreaPlacer
{
    sealed record Layer(string Kind, string Name, DateOnly From, DateOnly? To, int[] AreaIds, string[] Names, Geometry[] Shapes)
    {
        readonly Lazy<AreaIndex> _index = new(() => new AreaIndex(Shapes));

        public int Find(double easting, double northing) => _index.Value.Find(easting, northing) is var at and >= 0 ? AreaIds[at] : -1;

        public bool IsInForce(DateOnly day) => From <= day && (To is null || day <= To);
    }

    readonly List<Layer> _layers;
    readonly Dictionary<int, Layer[]> _byMonth = [];
    readonly Dictionary<(int Month, double Easting, double Northing), int[]> _known = [];

    readonly Lazy<StudyArea?> _boundary;

    AreaPlacer(List<Layer> layers) => (_layers, _boundary) = (layers, new(MakeBoundary));

    /// <summary>Reads the layers of areas (not those that only help to read a map) in reach of the connection's session.</summary>
    public static async Task<AreaPlacer> LoadAsync(NpgsqlConnection connection, Guid partnershipId, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            select l.id, l.kind, l.name, l.valid_from, l.valid_to, a.id, a.shape, a.name
            from partnership.area_layer l join partnership.area a on a.partnership_id = l.partnership_id and a.layer_id = l.id
            where l.partnership_id = $1 and l.kind in ('boundary', 'district', 'ward', 'lsoa', 'msoa', 'neighbourhood', 'sector', 'beat', 'force area', 'county')
            order by l.kind, l.valid_from, l.id, a.id
            """, connection);
        command.Parameters.Add(new() { Value = partnershipId });
        var rows = new List<(Guid Layer, string Kind, string Name, DateOnly From, DateOnly? To, int Area, Geometry Shape, string AreaName)>();
        var wkt = new WKTReader();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateOnly>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4), reader.GetInt32(5), wkt.Read(reader.GetString(6)), reader.GetString(7)));
        return new AreaPlacer([.. rows.GroupBy(r => r.Layer).Select(g =>
            new Layer(g.First().Kind, g.First().Name, g.First().From, g.First().To, [.. g.Select(r => r.Area)], [.. g.Select(r => r.AreaName)], [.. g.Select(r => r.Shape)]))]);
    }

    /// <summary>Ids of the areas, one a layer at most, that hold the place in that month.</summary>
    public int[] AreasAt(Month month, double eastingMetres, double northingMetres)
    {
        if (_layers.Count == 0 || double.IsNaN(eastingMetres)) return [];
        if (_known.TryGetValue((month.Number, eastingMetres, northingMetres), out var known)) return known;
        if (!_byMonth.TryGetValue(month.Number, out var layers))
            _byMonth[month.Number] = layers = [.. _layers.Where(l => l.IsInForce(month.FirstDay))];
        return _known[(month.Number, eastingMetres, northingMetres)] =
            [.. layers.Select(l => l.Find(eastingMetres, northingMetres)).Where(id => id >= 0).Order()];
    }

    /// <summary>Name of the area of a kind that holds the place on a day; null where none does.</summary>
    public string? NameAt(string kind, DateOnly day, double eastingMetres, double northingMetres)
    {
        foreach (var layer in _layers)
            if (layer.Kind == kind && layer.IsInForce(day) && Array.IndexOf(layer.AreaIds, layer.Find(eastingMetres, northingMetres)) is var at and >= 0) return layer.Names[at];
        return null;
    }

    /// <summary>The partnership's own boundary, the latest where there are several; null where none was imported.</summary>
    public StudyArea? Boundary() => _boundary.Value;

    StudyArea? MakeBoundary()
    {
        var layer = _layers.Where(l => l.Kind == "boundary").MaxBy(l => l.From);
        return layer is null ? null : StudyArea.Of([.. layer.Shapes.Select(s => new AreaBoundary(layer.Name, null, AsMulti(s)))], layer.Name);
    }

    static MultiPolygon AsMulti(Geometry shape) => shape as MultiPolygon ?? shape.Factory.CreateMultiPolygon([(Polygon)shape]);
}
