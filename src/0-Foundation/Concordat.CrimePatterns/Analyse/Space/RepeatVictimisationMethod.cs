using System.Globalization;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>repeat-victimisation</c>: how often the same victims suffer again, and how soon.</summary>
internal sealed class RepeatVictimisationMethod : IAnalyseMethod
{
    public string Name => "repeat-victimisation";

    public JsonObject Run(AnalyseInput input)
    {
        var names = input.Input.Text("victim");
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var victims = Array.ConvertAll(names, name => numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count);
        var day = input.Input.Number("day");
        int? population = input.Find("population") is null ? null : input.Whole("population");
        var result = new JsonObject();
        var found = Timed.Run(result, () => RepeatVictimisation.Count(victims, day, population));
        result["incidents"] = found.Incidents;
        result["victims"] = found.Victims;
        result["prevalence_per_1000"] = Json.Number(found.PrevalencePer1000);
        result["incidence_per_1000"] = Json.Number(found.IncidencePer1000);
        result["concentration"] = Json.Number(found.Concentration);
        result["repeats"] = found.Repeats;
        result["repeat_share"] = Json.Number(found.RepeatShare);
        result["victims_by_number_of_incidents"] = Keyed(found.VictimsByIncidents);
        result["gaps"] = found.Gaps.Length;
        result["gaps_within"] = Keyed(input.Numbers("windows_days").Select(days => KeyValuePair.Create((int)days, found.RepeatsWithin(days))));
        result["median_gap_days"] = Json.Number(found.MedianGapDays);
        result["share_of_incidents_on_top_10pct_victims"] = Json.Number(found.TopTenthShare);
        return result;
    }

    private static JsonObject Keyed(IEnumerable<KeyValuePair<int, int>> counts) =>
        new(counts.Select(pair => KeyValuePair.Create(pair.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)JsonValue.Create(pair.Value))));
}
