using System.Text.Json.Nodes;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary>Numbers as JSON: what is undefined becomes null, infinities become texts.</summary>
internal static class Json
{
    public static JsonNode? Number(double value)
        => double.IsNaN(value) ? null
            : double.IsPositiveInfinity(value) ? JsonValue.Create("Inf")
            : double.IsNegativeInfinity(value) ? JsonValue.Create("-Inf")
            : JsonValue.Create(value);

    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    public static JsonArray Whole(IEnumerable<int> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);

    public static JsonArray Flags(IEnumerable<bool> values) => Whole(values.Select(v => v ? 1 : 0));

    /// <summary>One number on its own, several as a list, none as null.</summary>
    public static JsonNode? OneOrMore(IReadOnlyList<double> values)
        => values.Count == 0 ? null : values.Count == 1 ? Number(values[0]) : Numbers(values);

    public static JsonObject Named(IReadOnlyList<string> names, Func<int, double> value)
    {
        var named = new JsonObject();
        for (var i = 0; i < names.Count; i++) named[names[i]] = Number(value(i));
        return named;
    }
}
