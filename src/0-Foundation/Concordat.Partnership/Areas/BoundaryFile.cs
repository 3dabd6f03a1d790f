using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Unicode;
using Concordat.Partnership.Files;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace Concordat.Partnership.Areas;

/// <summary>Reads boundaries from GeoJSON (plain or .gz), in WGS84 degrees or British National Grid metres, onto the grid.</summary>
/// <remarks>
/// RFC 7946, and the older "crs" member. The coordinate system is told by the values; a "crs" that says otherwise is refused, for one of the two is wrong.
/// A boundary that crosses itself is refused with the place of the fault, for an area decides which incidents are counted. Only where mending moves less than
/// 50 square metres (and a thousandth of the area) is it mended, and <see cref="AreaBoundary.Notice"/> says so.
/// </remarks>
public static class BoundaryFile
{
    const long LargestBytes = 256 << 20;
    const double LargestMendSquareMetres = 50, LargestMendShare = 0.001;

    /// <summary>Reads the boundary file at this path.</summary>
    /// <exception cref="FileProblemException">The file is missing or cannot be taken; the message says where and how to mend it.</exception>
    public static IReadOnlyList<AreaBoundary> Read(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
            throw new FileProblemException(name.Length == 0 ? path : name, "there is no such file", "Check the path of the boundary file");
        using var stream = File.OpenRead(path);
        return Read(stream, name);
    }

    /// <summary>Reads a boundary file from a stream; <paramref name="name"/> is used in messages and for areas without a name of their own.</summary>
    /// <exception cref="FileProblemException">The file cannot be taken; the message says where and how to mend it.</exception>
    public static IReadOnlyList<AreaBoundary> Read(Stream stream, string name)
    {
        using var document = Parse(Unpacked(stream, name), name);
        var features = Features(document.RootElement, name);
        var system = CoordinateSystem(document.RootElement, features, name);
        var areas = new List<AreaBoundary>(features.Count);
        foreach (var feature in features) areas.Add(Area(feature, system, features.Count, name));
        return areas;
    }

    static byte[] Unpacked(Stream stream, string name)
    {
        var bytes = ReadAll(stream, name);
        var kind = ContentSniffer.Sniff(bytes.AsSpan(0, Math.Min(bytes.Length, ContentSniffer.BytesNeeded)));
        if (kind == ContentKind.Gzip)
        {
            try
            {
                using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                using var guarded = new GuardedStream(gzip, name, bytes.Length, new UnpackLimits { TotalBytes = LargestBytes });
                bytes = ReadAll(guarded, name);
            }
            catch (InvalidDataException)
            {
                throw new FileProblemException(name, "the packed file is damaged or cut short", "Download or export it again");
            }
            kind = ContentSniffer.Sniff(bytes.AsSpan(0, Math.Min(bytes.Length, ContentSniffer.BytesNeeded)));
        }
        if (kind == ContentKind.Empty)
            throw new FileProblemException(name, "the file is empty", "Export the boundary again as GeoJSON");
        if (kind != ContentKind.Json)
            throw new FileProblemException(name, $"a boundary is wanted as GeoJSON, and this is {ContentSniffer.Name(kind)}", "Export the boundary as GeoJSON from your mapping software");
        return bytes;
    }

    static byte[] ReadAll(Stream stream, string name)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            all.Write(buffer, 0, read);
            if (all.Length > LargestBytes)
                throw new FileProblemException(name, $"the boundary is larger than {LargestBytes >> 20} MB", "Export it with less detail (a tolerance of 1 metre keeps every street)");
        }
        return all.ToArray();
    }

    static JsonDocument Parse(byte[] bytes, string name)
    {
        var json = bytes.AsMemory();
        if (json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) json = json[3..];
        if (!Utf8.IsValid(json.Span)) throw new FileProblemException(name, "its letters are not UTF-8, as GeoJSON must be", "Export it again as UTF-8");
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException fault)
        {
            throw new FileProblemException(name, "the file is not whole JSON: it cannot be read from here on", "Export it again; it may have been cut short", row: (int?)fault.LineNumber + 1);
        }
    }

    sealed record Feature(int Number, JsonElement Properties, List<JsonElement> Polygons);

    static List<Feature> Features(JsonElement root, string name)
    {
        var features = new List<Feature>();
        if (root.ValueKind != JsonValueKind.Object)
            throw NotGeoJson(name);
        switch (TypeOf(root))
        {
            case "FeatureCollection":
                if (!root.TryGetProperty("features", out var list) || list.ValueKind != JsonValueKind.Array) throw NotGeoJson(name);
                foreach (var feature in list.EnumerateArray()) Add(feature);
                break;
            case "Feature":
                Add(root);
                break;
            case "Polygon" or "MultiPolygon" or "GeometryCollection":
                var polygons = new List<JsonElement>();
                Collect(root, polygons, 1, name);
                features.Add(new Feature(1, default, polygons));
                break;
            case "Topology":
                throw new FileProblemException(name, "this is TopoJSON, not GeoJSON", "Export the boundary as GeoJSON");
            case { } type:
                throw new FileProblemException(name, $"it holds a {Short(type)}, and an area is wanted", "Export the boundary as polygons");
            default:
                throw NotGeoJson(name);
        }
        if (features.Count == 0)
            throw new FileProblemException(name, "the file holds no areas", "Export the boundary again with its features");
        return features;

        void Add(JsonElement feature)
        {
            var number = features.Count + 1;
            if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
                throw new FileProblemException(name, $"feature {number} has no geometry", "Take the feature out or give it its boundary", number);
            var found = new List<JsonElement>();
            Collect(geometry, found, number, name);
            features.Add(new Feature(number, feature.TryGetProperty("properties", out var p) ? p : default, found));
        }
    }

    static FileProblemException NotGeoJson(string name) =>
        new(name, "this is JSON, but not GeoJSON", "Export the boundary as GeoJSON (a FeatureCollection of polygons)");

    static string? TypeOf(JsonElement element) =>
        element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    static void Collect(JsonElement geometry, List<JsonElement> polygons, int number, string name)
    {
        var type = geometry.ValueKind == JsonValueKind.Object ? TypeOf(geometry) : null;
        var member = type == "GeometryCollection" ? "geometries" : "coordinates";
        if (type is null || !geometry.TryGetProperty(member, out var parts) || parts.ValueKind != JsonValueKind.Array)
            throw new FileProblemException(name, $"feature {number} has no coordinates", "Export the boundary again", number);
        switch (type)
        {
            case "Polygon":
                polygons.Add(parts);
                break;
            case "MultiPolygon":
                polygons.AddRange(parts.EnumerateArray());
                break;
            case "GeometryCollection":
                foreach (var part in parts.EnumerateArray()) Collect(part, polygons, number, name);
                break;
            default:
                throw new FileProblemException(name, $"feature {number} is a {Short(type)}, and an area is wanted", "Export the boundary as polygons; points and lines enclose nothing", number);
        }
    }

    static bool CoordinateSystem(JsonElement root, List<Feature> features, string name)
    {
        var range = new Range();
        foreach (var feature in features)
            foreach (var polygon in feature.Polygons)
                foreach (var ring in Rings(polygon, feature, name))
                    foreach (var position in ring.EnumerateArray()) range.Add(Position(position, feature, name));
        if (range.Count == 0)
            throw new FileProblemException(name, "no area has any points", "Export the boundary again");
        var said = StatedSystem(root, name);
        if (range.IsGrid)
            return said == "EPSG:4326" ? throw Contradiction(name, said, "metres") : true;
        if (range.IsDegrees)
            return said == "EPSG:27700" ? throw Contradiction(name, said, "degrees") : false;
        throw range.Refusal(name);
    }

    static FileProblemException Contradiction(string name, string said, string values) =>
        new(name, $"the file says its coordinates are {said}, and their values are {values}", "Export it again with the coordinates and the statement of one kind");

    /// <summary>"EPSG:27700", "EPSG:4326", or null where the file says nothing.</summary>
    static string? StatedSystem(JsonElement root, string name)
    {
        if (!root.TryGetProperty("crs", out var crs) || crs.ValueKind != JsonValueKind.Object
            || !crs.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object
            || !properties.TryGetProperty("name", out var stated) || stated.ValueKind != JsonValueKind.String)
            return null;
        var text = stated.GetString()!;
        if (text.Contains("27700", StringComparison.Ordinal)) return "EPSG:27700";
        if (text.EndsWith("4326", StringComparison.Ordinal) || text.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith("4258", StringComparison.Ordinal)) return "EPSG:4326";
        throw new FileProblemException(name, $"its coordinates are in {Short(text)}", "Export it in WGS84 longitude and latitude (EPSG:4326) or British National Grid (EPSG:27700)");
    }

    sealed class Range
    {
        double _minX = double.MaxValue, _maxX = double.MinValue, _minY = double.MaxValue, _maxY = double.MinValue;
        public int Count { get; private set; }

        public void Add((double X, double Y) p)
        {
            (_minX, _maxX, _minY, _maxY) = (Math.Min(_minX, p.X), Math.Max(_maxX, p.X), Math.Min(_minY, p.Y), Math.Max(_maxY, p.Y));
            Count++;
        }

        public bool IsDegrees => NationalGrid.HoldsDegrees(_minX, _minY) && NationalGrid.HoldsDegrees(_maxX, _maxY);
        public bool IsGrid => NationalGrid.Holds(_minX, _minY) && NationalGrid.Holds(_maxX, _maxY) && (_maxX > 180 || _maxY > 180);

        public FileProblemException Refusal(string name)
        {
            if (NationalGrid.HoldsDegrees(_minY, _minX) && NationalGrid.HoldsDegrees(_maxY, _maxX))
                return new(name, "longitude and latitude are swapped", "Write each point as longitude, then latitude, as GeoJSON asks");
            var place = string.Create(CultureInfo.InvariantCulture, $"it reaches from {_minX:0.###}, {_minY:0.###} to {_maxX:0.###}, {_maxY:0.###}");
            if (_minX >= -180 && _maxX <= 180 && _minY >= -90 && _maxY <= 90)
                return new(name, $"the area is not in Great Britain: {place}", "Check that this is the right boundary, in WGS84 longitude and latitude");
            if (_minX is > -1_100_000 and < 300_000 && _minY is > 6_200_000 and < 8_800_000)
                return new(name, "its coordinates look like Web Mercator (EPSG:3857)", "Export it in WGS84 (EPSG:4326) or British National Grid (EPSG:27700)");
            if (_minX >= -180 && _minY >= -90 && NationalGrid.Holds(_maxX, _maxY))
                return new(name, $"degrees and metres are mixed: {place}", "Export all features in one coordinate system");
            return new(name, $"the area is not on the British National Grid: {place}", "Export it in WGS84 (EPSG:4326) or British National Grid (EPSG:27700)");
        }
    }

    static IEnumerable<JsonElement> Rings(JsonElement polygon, Feature feature, string name)
    {
        if (polygon.ValueKind != JsonValueKind.Array) throw Malformed(feature, name);
        foreach (var ring in polygon.EnumerateArray())
            yield return ring.ValueKind == JsonValueKind.Array ? ring : throw Malformed(feature, name);
    }

    static (double X, double Y) Position(JsonElement position, Feature feature, string name) =>
        position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
        && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
        && position[0].TryGetDouble(out var x) && position[1].TryGetDouble(out var y) && double.IsFinite(x) && double.IsFinite(y)
            ? (x, y) : throw Malformed(feature, name);

    static FileProblemException Malformed(Feature feature, string name) =>
        new(name, $"feature {feature.Number} has a point that is not a pair of numbers", "Export the boundary again", feature.Number);

    static AreaBoundary Area(Feature feature, bool isGrid, int features, string name)
    {
        var areaName = NameOf(feature, features, name);
        var where = $"feature {feature.Number} ({areaName})";
        var polygons = feature.Polygons.Select(p => Polygon(p, feature, isGrid, where, name)).ToArray();
        if (polygons.Length == 0)
            throw new FileProblemException(name, $"{where} is empty", "Take the feature out or give it its boundary", feature.Number);
        var shape = Geometry.CreateMultiPolygon(polygons);
        if (new IsValidOp(shape).ValidationError is not { } fault) return new AreaBoundary(areaName, CodeOf(feature), shape);
        if (Mended(shape) is { } mended)
            return new AreaBoundary(areaName, CodeOf(feature), mended)
            {
                Notice = string.Create(CultureInfo.InvariantCulture,
                    $"{name}: the boundary of {where} {Fault(fault.ErrorType)} by a hair at easting {fault.Coordinate.X:0}, northing {fault.Coordinate.Y:0}; it was mended, which changed its area by {Math.Abs(mended.Area - shape.Area):0.#} square metres."),
            };
        var (e, n) = (fault.Coordinate.X, fault.Coordinate.Y);
        var (lon, lat) = NationalGrid.ToLongitudeLatitude(e, n);
        var place = string.Create(CultureInfo.InvariantCulture, $"at easting {e:0}, northing {n:0} (longitude {lon:0.00000}, latitude {lat:0.00000})");
        throw new FileProblemException(name, $"the boundary of {where} {Fault(fault.ErrorType)} {place}",
            "Mend it in your mapping software (QGIS: Processing, Fix geometries) and send it again", feature.Number);
    }

    // Published boundaries rounded to six decimals touch or cross themselves by decimetres. Such a hair may be mended; a crossing that matters may not.
    static MultiPolygon? Mended(MultiPolygon shape)
    {
        var mended = GeometryFixer.Fix(shape);
        if (Math.Abs(mended.Area - shape.Area) > Math.Min(LargestMendSquareMetres, LargestMendShare * shape.Area)) return null;
        return mended switch
        {
            MultiPolygon whole => whole,
            Polygon one => Geometry.CreateMultiPolygon([one]),
            _ => null,
        };
    }

    static string Fault(TopologyValidationErrors kind) => kind switch
    {
        TopologyValidationErrors.SelfIntersection or TopologyValidationErrors.RingSelfIntersection => "crosses itself",
        TopologyValidationErrors.HoleOutsideShell => "has a hole outside it",
        TopologyValidationErrors.NestedHoles or TopologyValidationErrors.NestedShells => "lies one part inside another",
        TopologyValidationErrors.DisconnectedInteriors => "falls into pieces that touch in a line",
        TopologyValidationErrors.DuplicateRings => "has the same ring twice",
        _ => "is not a valid area",
    };

    static Polygon Polygon(JsonElement polygon, Feature feature, bool isGrid, string where, string name)
    {
        LinearRing? shell = null;
        var holes = new List<LinearRing>();
        foreach (var ring in Rings(polygon, feature, name))
        {
            var points = ring.EnumerateArray().Select(p => Position(p, feature, name)).ToArray();
            if (points.Length < 4)
                throw new FileProblemException(name, $"a ring of {where} has {points.Length} points and needs at least four", "Export the boundary again", feature.Number);
            if (points[0] != points[^1])
                throw new FileProblemException(name, $"a ring of {where} is not closed: its last point is not its first", "Close the ring or export the boundary again", feature.Number);
            var line = Geometry.CreateLinearRing([.. points.Select(p => OnGrid(p, isGrid))]);
            if (shell is null) shell = line;
            else holes.Add(line);
        }
        return shell is null
            ? throw new FileProblemException(name, $"{where} is empty", "Take the feature out or give it its boundary", feature.Number)
            : Geometry.CreatePolygon(shell, [.. holes]);
    }

    static Coordinate OnGrid((double X, double Y) point, bool isGrid)
    {
        if (isGrid) return new Coordinate(point.X, point.Y);
        var (e, n) = NationalGrid.FromLongitudeLatitude(point.X, point.Y);
        return new Coordinate(e, n);
    }

    static string NameOf(Feature feature, int features, string name)
    {
        var texts = Texts(feature).ToArray();
        var named = texts.FirstOrDefault(t => t.Key.EndsWith("nm", StringComparison.OrdinalIgnoreCase)).Value
            ?? texts.FirstOrDefault(t => t.Key.Contains("name", StringComparison.OrdinalIgnoreCase)).Value
            ?? texts.FirstOrDefault(t => !IsCode(t.Key, t.Value)).Value
            ?? CodeOf(feature);
        if (named is not null) return Short(named, 100);
        var stem = Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(name));
        return features == 1 ? stem : $"{stem} {feature.Number.ToString(CultureInfo.InvariantCulture)}";
    }

    static string? CodeOf(Feature feature)
    {
        var code = Texts(feature).FirstOrDefault(t => IsCode(t.Key, t.Value)).Value;
        return code is null ? null : Short(code, 40);
    }

    // ONS names its columns LSOA11CD, WD13CD, pfa16cd; others write ward_code or hide the code ("E06000008") in an id.
    static bool IsCode(string key, string value) =>
        key.EndsWith("cd", StringComparison.OrdinalIgnoreCase) || key.EndsWith("code", StringComparison.OrdinalIgnoreCase)
        || value.Length == 9 && value[0] is 'E' or 'W' or 'S' or 'N' && value.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false;

    static IEnumerable<KeyValuePair<string, string>> Texts(Feature feature)
    {
        if (feature.Properties.ValueKind != JsonValueKind.Object) yield break;
        foreach (var property in feature.Properties.EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is { } text && text.Trim().Length > 0)
                yield return KeyValuePair.Create(property.Name, text.Trim());
    }

    static string Short(string text, int length = 60) =>
        string.Concat(text.Where(c => !char.IsControl(c))) is var clean && clean.Length <= length ? clean : clean[..length];

    static readonly GeometryFactory Geometry = new(new PrecisionModel(), 27700);
}
