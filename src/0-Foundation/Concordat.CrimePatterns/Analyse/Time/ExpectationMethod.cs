using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary><c>monthly-expectation</c>: what one month to come should bring.</summary>
internal sealed class ExpectationMethod : IAnalyseMethod
{
    public string Name => "monthly-expectation";

    public JsonObject Run(AnalyseInput input)
    {
        var history = input.Series();
        var (ahead, confidence, result) = (input.Whole("months_ahead", 1), input.Number("confidence", 0.95), new JsonObject());
        var month = Timed.Run(result, () => MonthlyExpectation.Expect(history, ahead, confidence));
        result["enough_data"] = month.HasEnoughData;
        result["known_months"] = month.KnownMonths;
        result["expected"] = Json.Number(month.Expected);
        result["low"] = Json.Number(month.Low);
        result["high"] = Json.Number(month.High);
        result["dispersion"] = Json.Number(month.Dispersion);
        result["harmonics"] = month.Harmonics;
        result["trend_per_year"] = Json.Number(month.TrendPerYear);
        return result;
    }
}
