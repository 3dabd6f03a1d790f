using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse;

namespace Concordat.CrimePatterns.Tests;

/// <summary>A case whose answer was computed with another program or published: input, parameters and expected results.</summary>
internal sealed class GoldenCase
{
    private GoldenCase(AnalyseInput input, JsonElement expected) => (Input, Expected) = (input, expected);

    public AnalyseInput Input { get; }

    public JsonElement Expected { get; }

    /// <summary>The case of this name. Tests that ask for one carry <see cref="SharedDataTheoryAttribute"/> or <see cref="SharedDataFactAttribute"/>.</summary>
    public static GoldenCase Find(string name)
    {
        var folder = SharedData.Path("golden/" + name);
        using var reader = new StreamReader(Path.Combine(folder, "input.csv"));
        var neighbours = Path.Combine(folder, "neighbours.json");
        var input = new AnalyseInput
        {
            Input = CsvTable.Read(reader),
            Params = Json(Path.Combine(folder, "params.json")),
            Neighbours = File.Exists(neighbours) ? Json(neighbours) : null,
            Seed = 20261121,
        };
        return new GoldenCase(input, Json(Path.Combine(folder, "expected.json")).GetProperty("expected"));
    }

    public double[] Numbers(string key) => Numbers(Expected.GetProperty(key));

    public static double[] Numbers(JsonElement list) =>
        [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number ? item.GetDouble() : double.NaN)];

    public static double[] Numbers(JsonNode? list) => Numbers(JsonSerializer.SerializeToElement(list));

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement.Clone();
}
