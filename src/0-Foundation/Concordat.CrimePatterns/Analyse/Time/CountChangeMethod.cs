using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary><c>count-change</c>: whether a count has changed between two periods, one row a comparison.</summary>
internal sealed class CountChangeMethod : IAnalyseMethod
{
    public string Name => "count-change";

    public JsonObject Run(AnalyseInput input)
    {
        int[] before = input.Input.Whole("before"), now = input.Input.Whole("now");
        var rates = input.Input.Has("exposure_before") || input.Input.Has("exposure_now");
        double[] exposureBefore = rates ? input.Known("exposure_before") : [], exposureNow = rates ? input.Known("exposure_now") : [];
        var (confidence, result, rows) = (input.Number("confidence", 0.95), new JsonObject(), Enumerable.Range(0, before.Length).ToArray());
        var changes = Timed.Run(result, () => Array.ConvertAll(rows, i => CountChange.Compare(before[i], now[i])));
        result["z"] = Json.Numbers(changes.Select(change => change.Z));
        result["signal"] = new JsonArray([.. changes.Select(change => (JsonNode?)JsonValue.Create(change.Signal.ToString().ToLowerInvariant()))]);
        result["change_percent"] = Json.Numbers(changes.Select(change => change.ChangePercent ?? double.NaN));
        if (!rates) return result;
        var ratios = Timed.Run(result, () => Array.ConvertAll(rows, i => CountChange.CompareRates(before[i], exposureBefore[i], now[i], exposureNow[i], confidence)));
        result["ratio"] = Json.Numbers(ratios.Select(ratio => ratio.Ratio));
        result["low"] = Json.Numbers(ratios.Select(ratio => ratio.Low));
        result["high"] = Json.Numbers(ratios.Select(ratio => ratio.High));
        result["p"] = Json.Numbers(ratios.Select(ratio => ratio.PValue));
        return result;
    }
}
