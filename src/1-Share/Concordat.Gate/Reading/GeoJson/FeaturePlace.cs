using System.Text.Json;
using Concordat.Gate.Reading.Sheets;
using NetTopologySuite.Geometries;

namespace Concordat.Gate.Reading.GeoJson;

/// <summary>The one place of a feature: its point, or a point of its line or area.</summary>
static class FeaturePlace
{
    static readonly GeometryFactory Factory = new();

    /// <summary>X and Y as written, blank where there is no geometry; <c>IsPoint</c> is false where the place stands for a line or an area.</summary>
    public static (string X, string Y, bool IsPoint) Of(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
            return ("", "", true);
        if (Type(geometry) == "Point")
        {
            return geometry.TryGetProperty("coordinates", out var position) && IsPosition(position)
                ? (Written(position[0]), Written(position[1]), true) : ("", "", true);
        }
        var positions = new List<Coordinate>();
        var point = Inside(geometry) is { IsEmpty: false } inside ? inside.Coordinate : Middle(geometry, positions);
        return point is null ? ("", "", true) : (CellText.Of(Math.Round(point.X, 6)), CellText.Of(Math.Round(point.Y, 6)), positions.Count == 1);
    }

    static string? Type(JsonElement geometry) =>
        geometry.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    static bool IsPosition(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() >= 2 && value[0].ValueKind == JsonValueKind.Number && value[1].ValueKind == JsonValueKind.Number;

    static string Written(JsonElement number) => number.GetRawText() is var raw && raw.AsSpan().ContainsAny('e', 'E') ? CellText.Of(number.GetDouble()) : raw;

    static Point? Inside(JsonElement geometry)
    {
        try
        {
            return Build(geometry)?.InteriorPoint;
        }
        catch (Exception fault) when (fault is ArgumentException or TopologyException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null; // a ring not closed, or one that crosses itself: the middle will do
        }
    }

    static Geometry? Build(JsonElement geometry)
    {
        if (Type(geometry) == "GeometryCollection")
            return geometry.TryGetProperty("geometries", out var parts) ? Factory.BuildGeometry([.. parts.EnumerateArray().Select(Build).OfType<Geometry>()]) : null;
        if (!geometry.TryGetProperty("coordinates", out var at)) return null;
        return Type(geometry) switch
        {
            "Point" => Factory.CreatePoint(At(at)),
            "MultiPoint" => Factory.CreateMultiPointFromCoords(Line(at)),
            "LineString" => Factory.CreateLineString(Line(at)),
            "MultiLineString" => Factory.CreateMultiLineString([.. at.EnumerateArray().Select(l => Factory.CreateLineString(Line(l)))]),
            "Polygon" => Area(at),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. at.EnumerateArray().Select(Area)]),
            _ => null,
        };
    }

    static Polygon Area(JsonElement rings)
    {
        var all = rings.EnumerateArray().Select(r => Factory.CreateLinearRing(Line(r))).ToArray();
        return all.Length == 0 ? Factory.CreatePolygon() : Factory.CreatePolygon(all[0], all[1..]);
    }

    static Coordinate[] Line(JsonElement positions) => [.. positions.EnumerateArray().Select(At)];

    static Coordinate At(JsonElement position) => new(position[0].GetDouble(), position[1].GetDouble());

    static Coordinate? Middle(JsonElement value, List<Coordinate> positions)
    {
        Collect(value, positions);
        if (positions.Count == 0) return null;
        var box = new Envelope(positions);
        return box.Centre;
    }

    static void Collect(JsonElement value, List<Coordinate> positions)
    {
        if (IsPosition(value)) positions.Add(At(value));
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var part in value.EnumerateArray()) Collect(part, positions);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject()) Collect(member.Value, positions);
    }
}
