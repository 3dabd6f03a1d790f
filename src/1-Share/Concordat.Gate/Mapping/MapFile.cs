using System.Text.Encodings.Web;
using System.Text.Json;

namespace Concordat.Gate.Mapping;

/// <summary>Reads and writes the JSON form of a map, a contract of the command line.</summary>
public static class MapFile
{
    static readonly string[] Keys = ["sheet", "header_row", "columns", "codes", "date_order", "grid"];
    static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a map. Every key is optional; a column mapped to null is left out.</summary>
    /// <exception cref="MapProblemException">It is no map; the message says where and why.</exception>
    public static ReturnMap Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Map(document.RootElement);
        }
        catch (JsonException wrong)
        {
            throw new MapProblemException($"The map is no JSON: line {wrong.LineNumber + 1}, character {wrong.BytePositionInLine + 1}.", wrong);
        }
    }

    /// <summary>The map as JSON, keys that are not set left out.</summary>
    public static string Write(ReturnMap map)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteStartObject();
            if (map.Sheet is { } sheet) json.WriteString("sheet", sheet);
            if (map.HeaderRow is { } row) json.WriteNumber("header_row", row);
            if (map.Columns.Count > 0) WriteColumns(json, map.Columns);
            if (map.Codes.Count > 0) WriteCodes(json, map.Codes);
            if (map.DateOrder is { } order) json.WriteString("date_order", order);
            if (map.Grid is { } grid) json.WriteString("grid", grid);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    static void WriteColumns(Utf8JsonWriter json, IReadOnlyDictionary<string, string> columns)
    {
        json.WriteStartObject("columns");
        foreach (var (heading, field) in columns)
            if (field.Length > 0) json.WriteString(heading, field);
            else json.WriteNull(heading);
        json.WriteEndObject();
    }

    static void WriteCodes(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> codes)
    {
        json.WriteStartObject("codes");
        foreach (var (field, pairs) in codes)
        {
            json.WriteStartObject(field);
            foreach (var (theirs, ours) in pairs) json.WriteString(theirs, ours);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static ReturnMap Map(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new MapProblemException("The map must be one JSON object.");
        foreach (var property in root.EnumerateObject().Where(p => !Keys.Contains(p.Name)))
            throw new MapProblemException($"The map has \"{property.Name}\", which is not understood. The keys are {string.Join(", ", Keys)}.");
        return new ReturnMap
        {
            Sheet = Text(root, "sheet"),
            HeaderRow = Row(root),
            Columns = root.TryGetProperty("columns", out var columns) ? Pairs(columns, "columns", nullAllowed: true) : new Dictionary<string, string>(),
            Codes = root.TryGetProperty("codes", out var codes) ? Codes(codes) : new Dictionary<string, IReadOnlyDictionary<string, string>>(),
            DateOrder = Text(root, "date_order")?.ToLowerInvariant(),
            Grid = Text(root, "grid")?.ToUpperInvariant(),
        };
    }

    static Dictionary<string, IReadOnlyDictionary<string, string>> Codes(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null) return [];
        if (element.ValueKind != JsonValueKind.Object) throw new MapProblemException("The map's \"codes\" must be an object of fields.");
        var codes = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var field in element.EnumerateObject())
            if (!codes.TryAdd(field.Name, Pairs(field.Value, $"codes, {field.Name}", nullAllowed: false))) throw new MapProblemException($"The map's \"codes\" names \"{field.Name}\" twice.");
        return codes;
    }

    static Dictionary<string, string> Pairs(JsonElement element, string where, bool nullAllowed)
    {
        if (element.ValueKind == JsonValueKind.Null) return [];
        if (element.ValueKind != JsonValueKind.Object) throw new MapProblemException($"The map's \"{where}\" must be an object of texts.");
        var pairs = new Dictionary<string, string>();
        foreach (var pair in element.EnumerateObject())
        {
            var value = pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()!.Trim()
                : pair.Value.ValueKind == JsonValueKind.Null && nullAllowed ? ""
                : throw new MapProblemException($"The map's \"{where}\", \"{pair.Name}\": a text is wanted.");
            if (!pairs.TryAdd(pair.Name, value)) throw new MapProblemException($"The map's \"{where}\" names \"{pair.Name}\" twice.");
        }
        return pairs;
    }

    static string? Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim()
        : throw new MapProblemException($"The map's \"{name}\" must be text.");

    static int? Row(JsonElement root) =>
        !root.TryGetProperty("header_row", out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var row) && row >= 1 ? row
        : throw new MapProblemException("The map's \"header_row\" must be a row number from 1.");
}
