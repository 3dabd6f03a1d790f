using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class StlMethod : IAnalyseMethod
{
    public string Name => "stl";

    public JsonObject Run(AnalyseInput input)
    {
        var values = input.Series();
        var settings = Settings(input, values.Length);
        var result = new JsonObject();
        var parts = Timed.Run(result, () => SeasonalTrend.Decompose(values, settings, input.Threads));
        result["seasonal"] = Json.Numbers(parts.Season);
        result["trend"] = Json.Numbers(parts.Trend);
        result["remainder"] = Json.Numbers(parts.Remainder);
        result["weights"] = Json.Numbers(parts.Weights);
        result["win"] = Three(settings.SeasonalWindow, settings.TrendWindow, settings.LowPassWindow);
        result["deg"] = Three(settings.SeasonalDegree, settings.TrendDegree, settings.LowPassDegree);
        result["jump"] = Three(settings.SeasonalJump, settings.TrendJump, settings.LowPassJump);
        result["inner"] = settings.InnerIterations;
        result["outer"] = settings.OuterIterations;
        return result;
    }

    private static StlSettings Settings(AnalyseInput input, int length)
    {
        var periodic = input.Find("s_window") is null or { ValueKind: JsonValueKind.String };
        if (periodic && input.Text("s_window", "periodic") is not "periodic" and var word)
            throw new ArgumentException($"The parameter s_window is {word} and must be periodic or a number of periods.");
        double? trend = input.Find("t_window") is null ? null : input.Number("t_window");
        var usual = StlSettings.For(length, input.Whole("period"), periodic ? null : input.Number("s_window"), input.Flag("robust", false), trend);
        var low = input.Whole("l_window", usual.LowPassWindow);
        return usual with
        {
            LowPassWindow = low,
            SeasonalDegree = input.Whole("s_degree", usual.SeasonalDegree),
            TrendDegree = input.Whole("t_degree", usual.TrendDegree),
            LowPassDegree = input.Whole("l_degree", input.Whole("t_degree", usual.LowPassDegree)),
            SeasonalJump = input.Whole("s_jump", usual.SeasonalJump),
            TrendJump = input.Whole("t_jump", usual.TrendJump),
            LowPassJump = input.Whole("l_jump", (low + 9) / 10),
            InnerIterations = input.Whole("inner", usual.InnerIterations),
            OuterIterations = input.Whole("outer", usual.OuterIterations),
        };
    }

    private static JsonObject Three(int season, int trend, int low) => new() { ["s"] = season, ["t"] = trend, ["l"] = low };
}
