using System.Text.Json.Nodes;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary>Results as JSON; numbers that are not finite become null, which JSON has no other word for.</summary>
internal static class Json
{
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    public static JsonArray List(double[] values) => new(Array.ConvertAll(values, Number));

    public static JsonArray List(int[] values) => new(Array.ConvertAll(values, value => (JsonNode?)JsonValue.Create(value)));

    public static JsonArray List(string[] values) => new(Array.ConvertAll(values, value => (JsonNode?)JsonValue.Create(value)));

    public static JsonArray Table(double[][] values) => new(Array.ConvertAll(values, row => (JsonNode?)List(row)));

    public static JsonArray Table(long[][] values) =>
        new(Array.ConvertAll(values, row => (JsonNode?)new JsonArray(Array.ConvertAll(row, value => (JsonNode?)JsonValue.Create(value)))));
}
