using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Concentration;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary>Gini over the column of counts; one answer for each value of the column <c>example</c> (or the one <c>group</c> names) where there is one.</summary>
internal sealed class GiniMethod : IAnalyseMethod
{
    private static readonly double[] Tops = [5, 20];
    private static readonly double[] Shares = [25, 50, 80];

    public string Name => "gini";

    public JsonObject Run(AnalyseInput input)
    {
        var counts = input.Series();
        var result = new JsonObject();
        var groupColumn = input.Text("group", input.Input.Has("example") ? "example" : "");
        if (groupColumn.Length == 0)
        {
            foreach (var (key, value) in Answer(counts, result)) result[key] = value;
            return result;
        }
        foreach (var group in input.Input.Text(groupColumn).Select((name, i) => (name, i)).GroupBy(pair => pair.name, pair => counts[pair.i], StringComparer.Ordinal))
        {
            var answer = new JsonObject();
            foreach (var (key, value) in Answer([.. group], result)) answer[key] = value;
            result[group.Key] = answer;
        }
        return result;
    }

    private static IEnumerable<(string Key, JsonNode? Value)> Answer(double[] counts, JsonObject timed)
    {
        var (gini, tops, places) = Timed.Run(timed, () => (GiniConcentration.Coefficients(counts), GiniConcentration.ShareInTop(counts, Tops), GiniConcentration.PlacesFor(counts, Shares)));
        yield return ("gini", Json.Number(gini.Plain));
        yield return ("gini_unbiased", Json.Number(gini.Unbiased));
        yield return ("generalized_gini", Json.Number(gini.Generalised));
        yield return ("generalized_gini_unbiased", Json.Number(gini.GeneralisedUnbiased));
        for (var i = 0; i < Tops.Length; i++) yield return ($"share_in_top_{Tops[i]:0}pct", Json.Number(tops[i]));
        for (var i = 0; i < Shares.Length; i++) yield return ($"places_for_{Shares[i]:0}pct", JsonValue.Create(places[i]));
    }
}
