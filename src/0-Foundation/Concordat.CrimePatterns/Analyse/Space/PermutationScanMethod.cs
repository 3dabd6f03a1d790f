using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.SpaceTime.Scan;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>stscan</c>: the space-time permutation scan, retrospective (analysis 3) or prospective (analysis 4).</summary>
internal sealed class PermutationScanMethod : IAnalyseMethod
{
    public string Name => "stscan";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var settings = Settings(input);
        var extra = Extra(input);
        var (x, y, day) = (table.Number("x"), table.Number("y"), table.Whole("day"));
        var (extraX, extraY) = (Array.ConvertAll(extra, e => e.X), Array.ConvertAll(extra, e => e.Y));
        var result = new JsonObject();
        var found = Timed.Run(result, () => PermutationScan.Run(x, y, day, settings, extraX, extraY));
        var descending = found.Maxima.OrderDescending().ToArray();
        result["clusters"] = new JsonArray(Array.ConvertAll(found.Clusters, cluster => (JsonNode?)Cluster(cluster)));
        result["n_locations"] = found.PlaceX.Length;
        result["locations"] = new JsonObject(found.PlaceX.Select((placeX, i) =>
            KeyValuePair.Create(i.ToString(CultureInfo.InvariantCulture), (JsonNode?)Json.List([placeX, found.PlaceY[i]]))));
        result["sim_max_llr"] = new JsonObject
        {
            ["n"] = descending.Length,
            ["q05"] = descending[(descending.Length - 1) / 20],
            ["median"] = descending[(descending.Length - 1) / 2],
        };
        result["permutations"] = settings.Replicates;
        result["seed"] = input.Seed;
        return result;
    }

    private static ScanSettings Settings(AnalyseInput input) => new()
    {
        Prospective = input.Whole("analysis", 3) switch
        {
            3 => false,
            4 => true,
            var other => throw new ArgumentException($"The parameter analysis is {other} and must be 3 (retrospective) or 4 (prospective).", nameof(input)),
        },
        MaxRadius = input.Number("max_radius"),
        MaxShare = input.Number("max_pct", 50) / 100,
        MinDays = input.Whole("min_days", 1),
        MaxDays = input.Whole("max_days"),
        MinCases = input.Whole("min_cases", 2),
        FirstDay = input.Whole("t_start"),
        LastDay = input.Whole("t_end"),
        Geographic = input.Flag("latlong", false),
        Replicates = input.PermutationsOr("reps", 999),
        MaxClusters = input.Whole("max_clusters", 10),
        Seed = input.Seed,
        Threads = input.Threads,
    };

    private static (double X, double Y)[] Extra(AnalyseInput input)
    {
        if (input.Find("extra_locations") is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array || !list.EnumerateArray().All(IsPair))
            throw new ArgumentException("The parameter extra_locations must be a list of pairs [x, y].", nameof(input));
        return [.. list.EnumerateArray().Select(pair => (pair[0].GetDouble(), pair[1].GetDouble()))];
    }

    private static bool IsPair(JsonElement pair) => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
        && pair[0].ValueKind == JsonValueKind.Number && pair[1].ValueKind == JsonValueKind.Number;

    private static JsonObject Cluster(ScanCluster cluster) => new()
    {
        ["location_ids"] = Json.List(cluster.Places),
        ["x"] = cluster.CentreX,
        ["y"] = cluster.CentreY,
        ["radius"] = cluster.Radius,
        ["day_start"] = cluster.FirstDay,
        ["day_end"] = cluster.LastDay,
        ["observed"] = cluster.Observed,
        ["expected"] = cluster.Expected,
        ["expected_2dp"] = Math.Round(cluster.Expected, 2),
        ["statistic"] = cluster.Statistic,
        ["p"] = cluster.P,
        ["p_gumbel"] = Json.Number(cluster.GumbelP),
    };
}
