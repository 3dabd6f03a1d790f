using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Concentration;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary><c>hotspot-history</c>: which hot spots last, which are new; one row for each place and period.</summary>
internal sealed class HotspotHistoryMethod : IAnalyseMethod
{
    public string Name => "hotspot-history";

    public JsonObject Run(AnalyseInput input)
    {
        var (place, period) = (input.Input.Text("place"), input.Known("period"));
        double[] flags = input.Known("hot"), scoreOf = input.Known("score");
        string[] places = [.. place.Distinct(StringComparer.Ordinal)];
        double[] periods = [.. period.Distinct().Order()];
        var (hot, scores) = (Empty<bool>(periods.Length, places.Length), Empty<double>(periods.Length, places.Length));
        if ((long)places.Length * periods.Length != place.Length)
            throw new ArgumentException($"There are {place.Length} rows for {places.Length} places and {periods.Length} periods. Give one row for every place in every period.");
        var (placeAt, seen) = (places.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal), new HashSet<(int, int)>());
        for (var i = 0; i < place.Length; i++)
        {
            if (flags[i] is not (0 or 1)) throw new ArgumentException($"Row {i + 1}: hot is {Checks.Text(flags[i])} and must be 0 or 1.");
            var (t, p) = (Array.BinarySearch(periods, period[i]), placeAt[place[i]]);
            if (!seen.Add((t, p))) throw new ArgumentException($"Row {i + 1}: this place and period came before. Give one row for every place in every period.");
            (hot[t][p], scores[t][p]) = (flags[i] == 1, scoreOf[i]);
        }
        var result = new JsonObject();
        var histories = Timed.Run(result, () => HotspotHistory.Classify(hot, scores));
        result["places"] = new JsonArray([.. histories.Select((history, p) => (JsonNode?)new JsonObject
        {
            ["place"] = places[p],
            ["class"] = history.Class.ToString().ToLowerInvariant(),
            ["hot_periods"] = history.HotPeriods,
            ["current_run"] = history.CurrentRun,
        })]);
        result["persistence"] = Json.Numbers(Enumerable.Range(0, periods.Length - 1).Select(t => HotspotHistory.Persistence(hot[t], hot[t + 1])));
        return result;
    }

    private static T[][] Empty<T>(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new T[columns])];
}
