using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class FarringtonMethod : IAnalyseMethod
{
    public string Name => "farrington";

    public JsonObject Run(AnalyseInput input)
    {
        var counts = input.Series();
        var settings = Settings(input);
        var flexible = settings.Version == FarringtonVersion.Flexible;
        var usualFrom = settings.WeeksOfYear * settings.Years + (flexible ? settings.HalfWindow + 1 : -settings.HalfWindow);
        int from = input.Whole("range_from", usualFrom), to = input.Whole("range_to", counts.Length);
        var result = new JsonObject();
        var weeks = Timed.Run(result, () => Farrington.Monitor(counts, from - 1, to - 1, settings, input.Threads));
        // The original writes 0 where there are too few events for an alarm, the flexible version leaves the threshold out.
        var silent = flexible ? double.NaN : 0;
        result["week"] = Json.Whole(weeks.Select(w => w.Week + 1));
        result["observed"] = Json.Numbers(weeks.Select(w => w.Observed));
        result["upper"] = Json.Numbers(weeks.Select(w => w.EnoughEvents ? w.Upper : silent));
        result["alarm"] = Json.Flags(weeks.Select(w => w.Alarm));
        var expected = Json.Numbers(weeks.Select(w => !flexible || w.EnoughEvents ? w.Expected : double.NaN));
        var score = Json.Numbers(weeks.Select(w => w.Score));
        var trend = Json.Flags(weeks.Select(w => !double.IsNaN(w.Trend)));
        result["expected"] = flexible ? expected : null;
        result["score"] = flexible ? score : null;
        result["trend"] = flexible ? trend : settings.Trend ? 1 : 0;
        if (!flexible) (result["expected_count"], result["exceedance_score"], result["trend_used"]) = (expected, score, trend);
        return result;
    }

    private static FarringtonSettings Settings(AnalyseInput input)
    {
        var version = input.Text("version", "flexible") switch
        {
            "flexible" => FarringtonVersion.Flexible,
            "farrington" or "original" => FarringtonVersion.Original,
            var other => throw new ArgumentException($"The parameter version is {other} and must be farrington or flexible."),
        };
        var threshold = input.Text("thresholdMethod", "delta") switch
        {
            "delta" => FarringtonThreshold.Delta,
            "nbPlugin" => FarringtonThreshold.NegativeBinomial,
            "muan" => FarringtonThreshold.NegativeBinomialUpperMean,
            var other => throw new ArgumentException($"The parameter thresholdMethod is {other} and must be delta, nbPlugin or muan."),
        };
        var limit = input.Find("limit54") is null ? [5, 4] : input.Numbers("limit54");
        if (limit.Length != 2) throw new ArgumentException($"The parameter limit54 has {limit.Length} numbers and must have two: the fewest events and the number of weeks, such as [5, 4].");
        return new()
        {
            Version = version,
            Years = input.Whole("b", 5),
            HalfWindow = input.Whole("w", 3),
            WeeksOfYear = input.Whole("freq", 52),
            Alpha = input.Number("alpha", 0.05),
            Reweight = input.Flag("reweight", true),
            WeightsThreshold = input.Find("weightsThreshold") is null ? null : input.Number("weightsThreshold"),
            Trend = input.Flag("trend", true),
            TrendPValue = input.Number("pThresholdTrend", 0.05),
            Periods = version == FarringtonVersion.Flexible ? input.Whole("noPeriods", 1) : 1,
            RecentWeeksLeftOut = input.Find("pastWeeksNotIncluded") is null ? null : input.Whole("pastWeeksNotIncluded"),
            Threshold = threshold,
            FewestRecentEvents = limit[0],
            RecentWeeks = (int)limit[1],
            Power = input.Text("powertrans", "2/3") switch
            {
                "2/3" => 2.0 / 3,
                "1/2" => 0.5,
                "none" => 1,
                var other => throw new ArgumentException($"The parameter powertrans is {other} and must be 2/3, 1/2 or none."),
            },
        };
    }
}
