using System.Globalization;
using System.Text.Json.Nodes;
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
        var found = RepeatVictimisation.Count(victims, input.Input.Number("day"), input.Find("population") is null ? null : input.Whole("population"));
        return new JsonObject
        {
            ["incidents"] = found.Incidents,
            ["victims"] = found.Victims,
            ["prevalence_per_1000"] = Json.Number(found.PrevalencePer1000),
            ["incidence_per_1000"] = Json.Number(found.IncidencePer1000),
            ["concentration"] = Json.Number(found.Concentration),
            ["repeats"] = found.Repeats,
            ["repeat_share"] = Json.Number(found.RepeatShare),
            ["victims_by_number_of_incidents"] = Keyed(found.VictimsByIncidents),
            ["gaps"] = found.Gaps.Length,
            ["gaps_within"] = Keyed(input.Numbers("windows_days").Select(days => KeyValuePair.Create((int)days, found.RepeatsWithin(days)))),
            ["median_gap_days"] = Json.Number(found.MedianGapDays),
            ["share_of_incidents_on_top_10pct_victims"] = Json.Number(found.TopTenthShare),
        };
    }

    private static JsonObject Keyed(IEnumerable<KeyValuePair<int, int>> counts) =>
        new(counts.Select(pair => KeyValuePair.Create(pair.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)JsonValue.Create(pair.Value))));
}
