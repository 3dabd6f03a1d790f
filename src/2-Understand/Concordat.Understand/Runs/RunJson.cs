using System.Text.Json;
using System.Text.Json.Serialization;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Runs;

/// <summary>How runs and frozen papers are kept as JSON: a month as "2026-10", signals by name.</summary>
internal static class RunJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new MonthConverter(), new JsonStringEnumConverter() },
        // A computed property is worked out again; only what a record was made of is kept.
        IgnoreReadOnlyProperties = true,
        // A slope that no trend gives is not a number, and is one again when read.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    sealed class MonthConverter : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Month.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
