using System.Text.Json;
using System.Text.Unicode;
using Concordat.Gate.Placing;
using Concordat.Gate.Reading;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Files;
using NetTopologySuite.Geometries;

namespace Concordat.Share.Places;

/// <summary>What is wrong with a row of a gazetteer file; never repeats what the cell held.</summary>
public sealed record GazetteerFault(int Row, string? Column, string Message, string Remedy);

/// <summary>What a gazetteer file held.</summary>
public sealed record GazetteerRows(IReadOnlyList<NewPlace> Places, IReadOnlyList<GazetteerFault> Faults);

/// <summary>Reads places from a table (name, kind, easting, northing or WKT, aliases separated by |) or from GeoJSON with points, lines or areas.</summary>
public static class GazetteerFile
{
    const int MostRows = 200_000;
    const long MostBytes = 64L << 20;

    /// <exception cref="FileProblemException">The file cannot be read at all.</exception>
    public static GazetteerRows Read(Stream content, string name, string source)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MostBytes) throw new FileProblemException(name, $"the file is larger than {MostBytes >> 20} MB", "Send it in parts");
        }
        copy.Position = 0;
        var rows = new Rows(source);
        if (ContentSniffer.Sniff(copy.GetBuffer().AsSpan(0, (int)Math.Min(copy.Length, ContentSniffer.BytesNeeded))) == ContentKind.Json) ReadGeoJson(copy, name, rows);
        else ReadTable(copy, name, rows);
        return new(rows.Places, rows.Faults);
    }

    static void ReadTable(Stream content, string name, Rows rows)
    {
        using var tables = TableReader.Open(content, name);
        var table = tables[0];
        int Column(params string[] names) => table.Headings.Select((h, i) => (h, i)).Where(h => names.Contains(h.h.Trim(), StringComparer.OrdinalIgnoreCase)).Select(h => h.i).DefaultIfEmpty(-1).First();
        int called = Column("name", "place", "place name"), kind = Column("kind", "type", "category"), aliases = Column("aliases", "alias", "other names");
        int x = Column("easting", "eastings", "x", "longitude"), y = Column("northing", "northings", "y", "latitude"), wkt = Column("wkt", "shape", "geometry");
        var reference = Column("grid reference", "grid ref", "gridref");
        if (called < 0) throw new FileProblemException(name, "there is no column \"name\"", "Head the columns name, kind, easting, northing and aliases", table.HeaderRow, "name");
        if (kind < 0) throw new FileProblemException(name, "there is no column \"kind\"", "Head the columns name, kind, easting, northing and aliases", table.HeaderRow, "kind");
        if ((x < 0 || y < 0) && wkt < 0 && reference < 0)
            throw new FileProblemException(name, "there is no column that says where the places are", "Add the columns easting and northing, or wkt, or grid reference", table.HeaderRow);
        foreach (var row in table.Rows())
        {
            if (row.Number > MostRows) throw new FileProblemException(name, $"it has more than {MostRows:N0} rows", "Send it in parts");
            string Cell(int column) => column < 0 ? "" : row.Cells[column];
            var shape = Shape(Cell(wkt), Cell(x), Cell(y), Cell(reference), row.Number, rows);
            if (shape is not null) rows.Add(row.Number, Cell(called), Cell(kind), shape, Cell(aliases));
        }
    }

    static PlaceShape? Shape(string wkt, string x, string y, string reference, int row, Rows rows)
    {
        if (wkt.Length > 0)
        {
            var shape = PlaceShape.FromWkt(wkt, out var problem);
            if (shape is null) rows.Fault(row, "wkt", problem!, "Write it in metres on the British National Grid, such as POINT (657100 240200)");
            return shape;
        }
        var found = Coordinates.Find(new PlaceWords { X = x, Y = y, GridReference = reference }, null);
        if (found.Easting is { } e) return PlaceShape.Point(e, found.Northing!.Value);
        rows.Fault(row, "easting", found.Fault switch
        {
            null => "is blank, and so is the rest of the place",
            "P-03" => "and the northing stand in each other's column",
            _ => "and the northing are not a place on the British National Grid",
        }, "Give the easting and the northing in metres, six figures each");
        return null;
    }

    static readonly CoordinatePlaceFinder Coordinates = new();

    static void ReadGeoJson(MemoryStream content, string name, Rows rows)
    {
        if (!Utf8.IsValid(content.GetBuffer().AsSpan(0, (int)content.Length))) throw new FileProblemException(name, "its letters are not UTF-8, as GeoJSON must be", "Export it again as UTF-8");
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
                throw new FileProblemException(name, "this is JSON, but not a GeoJSON FeatureCollection", "Export the places as GeoJSON");
            var number = 0;
            foreach (var feature in features.EnumerateArray()) ReadFeature(feature, ++number, rows);
        }
        catch (JsonException fault)
        {
            throw new FileProblemException(name, "the file is not whole JSON: it cannot be read from here on", "Export it again; it may have been cut short", row: (int?)fault.LineNumber + 1);
        }
    }

    static void ReadFeature(JsonElement feature, int number, Rows rows)
    {
        var properties = feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var p) && p.ValueKind == JsonValueKind.Object ? p : default;
        string Text(string key)
        {
            if (properties.ValueKind != JsonValueKind.Object) return "";
            foreach (var property in properties.EnumerateObject())
                if (property.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                    return property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()!
                        : property.Value.ValueKind == JsonValueKind.Array ? string.Join('|', property.Value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString())) : "";
            return "";
        }
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var geometry) || Geometry(geometry) is not { } read)
        {
            rows.Fault(number, "geometry", "is missing or is not a point, line or area", "Give the feature a Point, LineString or Polygon");
            return;
        }
        var shape = PlaceShape.Of(OnGrid(read), out var problem);
        if (shape is null) rows.Fault(number, "geometry", problem!, "Give longitude and latitude (WGS84), or metres on the British National Grid");
        else rows.Add(number, Text("name"), Text("kind"), shape, Text("aliases"));
    }

    static Geometry? Geometry(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("type", out var type) || !geometry.TryGetProperty("coordinates", out var c)) return null;
        var make = NetTopologySuite.Geometries.GeometryFactory.Default;
        try
        {
            return type.GetString() switch
            {
                "Point" => make.CreatePoint(At(c)),
                "LineString" => make.CreateLineString(Line(c)),
                "MultiLineString" => make.CreateMultiLineString([.. c.EnumerateArray().Select(l => make.CreateLineString(Line(l)))]),
                "Polygon" => Polygon(c),
                "MultiPolygon" => make.CreateMultiPolygon([.. c.EnumerateArray().Select(Polygon)]),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
        static Coordinate At(JsonElement p) => new(p[0].GetDouble(), p[1].GetDouble());
        static Coordinate[] Line(JsonElement l) => [.. l.EnumerateArray().Select(At)];
        Polygon Polygon(JsonElement rings)
        {
            var lines = rings.EnumerateArray().Select(r => make.CreateLinearRing(Line(r))).ToArray();
            return make.CreatePolygon(lines[0], lines[1..]);
        }
    }

    static Geometry OnGrid(Geometry shape)
    {
        if (!shape.Coordinates.All(c => NationalGrid.HoldsDegrees(c.X, c.Y))) return shape;
        var onGrid = shape.Copy();
        foreach (var c in onGrid.Coordinates) (c.X, c.Y) = NationalGrid.FromLongitudeLatitude(c.X, c.Y);
        onGrid.GeometryChanged();
        return onGrid;
    }

    sealed class Rows(string source)
    {
        public List<NewPlace> Places { get; } = [];
        public List<GazetteerFault> Faults { get; } = [];

        public void Fault(int row, string? column, string message, string remedy) => Faults.Add(new(row, column, message, remedy));

        public void Add(int row, string name, string kind, PlaceShape shape, string aliases)
        {
            (name, kind) = (name.Trim(), kind.Trim().ToLowerInvariant());
            var others = aliases.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (name.Length is 0 or > PlaceKinds.LongestName) Fault(row, "name", $"must have 1 to {PlaceKinds.LongestName} characters", "Give the place the name people know it by");
            else if (kind.Length is 0 or > PlaceKinds.LongestKind) Fault(row, "kind", $"must have 1 to {PlaceKinds.LongestKind} characters", "Say what it is, such as car park");
            else if (others.Exists(a => a.Length > PlaceKinds.LongestName)) Fault(row, "aliases", $"must have {PlaceKinds.LongestName} characters at most each", "Part them with |");
            else Places.Add(new(kind, name, shape, others, source));
        }
    }
}
