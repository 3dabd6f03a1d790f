using System.Text.Encodings.Web;
using System.Text.Json;

namespace Concordat.Gate.Checks;

/// <summary>Writes a gate's report as JSON: what <c>report.json</c> and the report kept with a return have in common.</summary>
public static class GateReportJson
{
    /// <summary>The whole object, in UTF-8.</summary>
    /// <param name="report">What the gate found.</param>
    /// <param name="isIndented">For people to read.</param>
    /// <param name="more">Writes the properties that only this reader wants; called inside the object.</param>
    public static byte[] Write(GateReport report, bool isIndented, Action<Utf8JsonWriter> more)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(more);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = isIndented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", report.File);
            json.WriteString("set", report.Set);
            json.WriteNumber("read", report.Read);
            json.WriteNumber("kept", report.Kept);
            json.WriteNumber("set_aside", report.SetAside);
            json.WriteNumber("records", report.Records);
            json.WriteStartObject("columns");
            foreach (var (heading, field) in report.Columns) json.WriteString(heading, field);
            json.WriteEndObject();
            Numbers(json, "removed", report.Removed.ByKey());
            Numbers(json, "not_agreed", Long(report.NotAgreed));
            Numbers(json, "places", Long(report.Places));
            Numbers(json, "filled", Long(report.Filled));
            json.WriteStartObject("unknown_codes");
            foreach (var (field, words) in report.UnknownCodes) Numbers(json, field, Long(words));
            json.WriteEndObject();
            json.WriteStartArray("notices");
            foreach (var notice in report.Notices) json.WriteStringValue(notice);
            json.WriteEndArray();
            more(json);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    static IEnumerable<KeyValuePair<string, long>> Long(IEnumerable<KeyValuePair<string, int>> numbers) =>
        numbers.Select(n => KeyValuePair.Create(n.Key, (long)n.Value));

    static void Numbers(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, number) in numbers) json.WriteNumber(key, number);
        json.WriteEndObject();
    }
}
