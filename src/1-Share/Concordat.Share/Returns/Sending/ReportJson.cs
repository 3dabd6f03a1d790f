using System.Text;
using System.Text.Json;
using Concordat.Gate.Checks;
using Concordat.Gate.Mapping;

namespace Concordat.Share.Returns.Sending;

/// <summary>The gate's report as it is kept with a return: everything of report.json but the faults, which have rows of their own.</summary>
static class ReportJson
{
    public static string Write(GateReport report) => Encoding.UTF8.GetString(GateReportJson.Write(report, isIndented: false, json =>
    {
        if (report.MapMade is not { } map) return;
        json.WritePropertyName("map");
        json.WriteRawValue(MapFile.Write(map));
    }));

    /// <summary>Name and number pairs of one object of a kept report, the largest first.</summary>
    public static IReadOnlyList<(string Key, long Count)> Numbers(string? report, string name)
    {
        if (report is null) return [];
        using var json = JsonDocument.Parse(report);
        return json.RootElement.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? [.. part.EnumerateObject().Select(p => (p.Name, p.Value.GetInt64())).OrderByDescending(p => p.Item2)] : [];
    }

    /// <summary>Headings of the columns that were taken for a field, in the order of the set's fields.</summary>
    public static IReadOnlyList<string> ReadColumns(string? report, Gate.Sets.SetDefinition set)
    {
        if (report is null) return [];
        using var json = JsonDocument.Parse(report);
        return json.RootElement.TryGetProperty("columns", out var columns) && columns.ValueKind == JsonValueKind.Object
            ? [.. columns.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.String)
                .OrderBy(c => set.Fields.TakeWhile(f => f.Key != c.Value.GetString()).Count()).Select(c => c.Name)] : [];
    }

    /// <summary>Headings with the field that each became; columns that were left out are not told.</summary>
    public static IReadOnlyDictionary<string, string> ReadFields(string? report)
    {
        if (report is null) return new Dictionary<string, string>();
        using var json = JsonDocument.Parse(report);
        return json.RootElement.TryGetProperty("columns", out var columns) && columns.ValueKind == JsonValueKind.Object
            ? columns.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.String).ToDictionary(c => c.Name, c => c.Value.GetString()!) : new Dictionary<string, string>();
    }

    /// <summary>Words on no list, by field, with their rows.</summary>
    public static IReadOnlyList<(string Field, IReadOnlyList<(string Word, long Rows)> Words)> UnknownCodes(string? report)
    {
        if (report is null) return [];
        using var json = JsonDocument.Parse(report);
        if (!json.RootElement.TryGetProperty("unknown_codes", out var fields)) return [];
        return [.. fields.EnumerateObject().Select(f => (f.Name, (IReadOnlyList<(string, long)>)[.. f.Value.EnumerateObject().Select(w => (w.Name, w.Value.GetInt64()))]))];
    }

    /// <summary>The columns as a map that can be saved; null where the report has none.</summary>
    public static ReturnMap? Map(string? report)
    {
        if (report is null) return null;
        using var json = JsonDocument.Parse(report);
        return json.RootElement.TryGetProperty("map", out var map) ? MapFile.Read(map.GetRawText()) : null;
    }
}
