using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse;

namespace Concordat.CrimePatterns.Tests.Analyse;

/// <summary>Every case whose answer comes from elsewhere, run by the name the command line uses.</summary>
public sealed class GoldenTests
{
    [SharedDataTheory("golden")]
    [InlineData("aoristic-dc-burglaries", 0, 1e-9)]
    [InlineData("aoristic-synthetic", 0, 1e-9)]
    [InlineData("changepoint-nile", 1e-9, 1e-6)]
    [InlineData("cusum-montgomery-runger-16-6", 0, 1e-9)]
    [InlineData("cusum-poisson-synthetic", 0, 1e-9)]
    [InlineData("did-synthetic", 1e-7, 1e-12)]
    [InlineData("gini-grid-synthetic", 1e-9, 1e-15)]
    [InlineData("gini-published-examples", 1e-9, 1e-15)]
    [InlineData("pai-ptools-example", 1e-9, 1e-15)]
    [InlineData("poisson-its-synthetic", 1e-7, 1e-12)]
    [InlineData("wdq-wdd-worked", 1e-9, 1e-15)]
    public void Run_CaseInClosedForm_GivesEveryExpectedNumber(string name, double relative, double absolute)
    {
        var golden = GoldenCase.Find(name);

        var result = RunCase(name, golden);

        Compare(golden.Expected, JsonSerializer.SerializeToElement(result), relative, absolute, name);
    }

    [SharedDataTheory("golden")]
    [InlineData("stl-co2")]
    [InlineData("stl-weekly-synthetic")]
    public void Run_Stl_AgreesWithinAMillionthOfTheRange(string name)
    {
        var golden = GoldenCase.Find(name);
        var values = golden.Input.Input.Number(golden.Input.Text("value", "count"));

        var result = RunCase(name, golden);

        Compare(golden.Expected, JsonSerializer.SerializeToElement(result), 0, 1e-6 * (values.Max() - values.Min()), name);
    }

    [SharedDataFact("golden")]
    public void Run_Ewma_AgreesWithTheDerivedValues()
    {
        var golden = GoldenCase.Find("ewma-ross-13-6c");

        var result = RunCase("ewma-ross-13-6c", golden);

        Close(golden.Numbers("ewma"), result["ewma"], 1e-9);
        Close(golden.Numbers("published_ewma"), result["ewma"], 2e-5);
        Assert.Equal(golden.Expected.GetProperty("ucl").GetDouble(), result["ucl"]!.GetValue<double>(), 1e-9);
        Assert.Equal(golden.Expected.GetProperty("lcl").GetDouble(), result["lcl"]!.GetValue<double>(), 1e-9);
        Assert.Equal(golden.Numbers("out_of_control_1based"), GoldenCase.Numbers(result["out_of_control_1based"]));
    }

    [SharedDataTheory("golden")]
    [InlineData("farrington-flexible-synthetic")]
    [InlineData("farrington-salmonella-agona")]
    public void Run_Farrington_AgreesOnLimitsAndAlarms(string name)
    {
        var golden = GoldenCase.Find(name);

        var result = RunCase(name, golden);

        Compare(golden.Expected, JsonSerializer.SerializeToElement(result), 1e-5, 1e-5, name);
    }

    [SharedDataFact("golden")]
    public void Run_Arima_AgreesWithMaximumLikelihood()
    {
        var golden = GoldenCase.Find("arima-uk-seatbelts");

        var result = JsonSerializer.SerializeToElement(RunCase("arima-uk-seatbelts", golden));

        foreach (var part in new[] { "coef", "se" }) Compare(golden.Expected.GetProperty(part), result.GetProperty(part), 0, 1e-3, part);
        Compare(golden.Expected.GetProperty("loglik"), result.GetProperty("loglik"), 0, 1e-2, "loglik");
        Compare(golden.Expected.GetProperty("aic"), result.GetProperty("aic"), 0, 2e-2, "aic");
        Compare(golden.Expected.GetProperty("sigma2"), result.GetProperty("sigma2"), 1e-3, 0, "sigma2");
    }

    [SharedDataFact("golden")]
    public void Run_AndresenS_StaysWithinTheSpreadOfTheSeeds()
    {
        var golden = GoldenCase.Find("andresen-s-synthetic");

        var result = RunCase("andresen-s-synthetic", golden);

        foreach (var key in new[] { "num_base", "num_test" }) Assert.Equal(golden.Numbers(key), GoldenCase.Numbers(result[key]));
        Close(golden.Numbers("pct_base"), result["pct_base"], 1e-9);
        Close(golden.Numbers("conf_low_mean"), result["conf_low_mean"], 0.35);
        Close(golden.Numbers("conf_upp_mean"), result["conf_upp_mean"], 0.35);
        foreach (var (ours, theirs) in new[] { ("globalS", "globalS_per_seed"), ("globalS_robust", "globalS_robust_per_seed") })
        {
            var seeds = golden.Numbers(theirs);
            Assert.InRange(result[ours]!.GetValue<double>(), seeds.Min() - 2 / 36.0, seeds.Max() + 2 / 36.0);
            Assert.All(GoldenCase.Numbers(result[theirs]), s => Assert.InRange(s, seeds.Min() - 2 / 36.0, seeds.Max() + 2 / 36.0));
        }
    }

    private static JsonObject RunCase(string name, GoldenCase golden) => AnalyseCatalogue.Run(MethodOf(name), golden.Input);

    internal static string MethodOf(string name) => AnalyseCatalogue.Names.Where(method => name == method || name.StartsWith(method + "-", StringComparison.Ordinal)).MaxBy(method => method.Length)
        ?? throw new InvalidOperationException($"No method for {name}.");

    private static void Close(double[] expected, JsonNode? actual, double tolerance)
    {
        var numbers = GoldenCase.Numbers(actual);
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], numbers[i], tolerance);
    }

    private static void Compare(JsonElement expected, JsonElement actual, double relative, double absolute, string where)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in expected.EnumerateObject())
                {
                    Assert.True(actual.TryGetProperty(property.Name, out var value), $"{where}.{property.Name} is missing");
                    Compare(property.Value, value, relative, absolute, $"{where}.{property.Name}");
                }
                break;
            case JsonValueKind.Array:
                Assert.True(actual.ValueKind == JsonValueKind.Array && actual.GetArrayLength() == expected.GetArrayLength(), $"{where}: length");
                foreach (var (e, a, i) in expected.EnumerateArray().Zip(actual.EnumerateArray()).Select((pair, i) => (pair.First, pair.Second, i)))
                    Compare(e, a, relative, absolute, $"{where}[{i}]");
                break;
            case JsonValueKind.Number:
                var (wanted, got) = (expected.GetDouble(), actual.GetDouble());
                // The cases are printed to 13 digits.
                var tolerance = Math.Max(absolute, Math.Max(relative, 2e-12) * Math.Abs(wanted));
                Assert.True(Math.Abs(wanted - got) <= tolerance, $"{where}: expected {wanted}, got {got}");
                break;
            default:
                Assert.Equal(expected.ToString(), actual.ToString());
                break;
        }
    }
}
