using System.Text.Json;
using System.Text.Json.Serialization;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Decide.Meetings.Contracts;

/// <summary>The figures an item was decided on, copied when the meeting was planned so that they stay as they were.</summary>
/// <param name="Month">The month counted.</param>
/// <param name="Count">Records in the month; null when missing at source.</param>
/// <param name="Previous">Records in the month before; null when missing at source.</param>
/// <param name="Expected">What was expected, in words; null where that could not be said.</param>
/// <param name="Signal">Whether the count differed from what was expected.</param>
/// <param name="Squares">The squares of the hot spot as an address carries them; null for an item that is no hot spot.</param>
/// <param name="AssessmentTitle">The assessment it comes from.</param>
/// <param name="AssessmentUrl">Its page.</param>
/// <param name="EvidenceUrl">Page with the map, the table and the records.</param>
public sealed record ItemEvidence(
    Month Month, int? Count, int? Previous, string? Expected, Signal Signal, string? Squares, string AssessmentTitle, string AssessmentUrl, string EvidenceUrl)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new MonthText(), new JsonStringEnumConverter() } };

    /// <summary>The hot spot's squares; null for an item that is no hot spot.</summary>
    [JsonIgnore] public GridSquares? HotSpot => GridSquares.TryParse(Squares, out var squares) ? squares : null;

    /// <summary>The evidence as it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what was stored; null for an item without figures.</summary>
    /// <exception cref="JsonException">The text is not evidence.</exception>
    public static ItemEvidence? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<ItemEvidence>(json, Json);

    sealed class MonthText : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Month.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
