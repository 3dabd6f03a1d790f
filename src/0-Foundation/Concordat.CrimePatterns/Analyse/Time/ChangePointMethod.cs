using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class ChangePointMethod : IAnalyseMethod
{
    public string Name => "changepoint";

    public JsonObject Run(AnalyseInput input)
    {
        var values = input.Series();
        var h = input.Number("h", 0.15);
        if (!(h > 0)) throw new ArgumentException($"The parameter h is {Checks.Text(h)} and must be above 0: a share of the series, such as 0.15, or a number of values.");
        var shortest = h < 1 ? (int)Math.Floor(values.Length * h) : (int)h;
        int? most = input.Find("breaks") is null ? null : input.Whole("breaks");
        var result = new JsonObject();
        var found = Timed.Run(result, () => ChangePoints.Find(values, shortest, most));
        result["last_index_of_segment_1based"] = Json.OneOrMore([.. found.LastOfSegment.Select(i => (double)i)]);
        result["rss"] = Json.Numbers(found.ResidualSumOfSquares);
        result["bic"] = Json.Numbers(found.Bic);
        result["confint95"] = new JsonArray([.. found.Intervals.Select(i => Json.Numbers([i.Low, i.Estimate, i.High]))]);
        result["means"] = Json.Numbers(found.Means);
        return result;
    }
}
