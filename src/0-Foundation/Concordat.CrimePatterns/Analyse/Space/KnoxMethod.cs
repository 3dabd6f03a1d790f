using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.SpaceTime;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>knox</c>: pairs of events by bands of distance and days, the near-repeat table.</summary>
internal sealed class KnoxMethod : IAnalyseMethod
{
    public string Name => "knox";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var (space, time) = (input.Numbers("sds"), input.Numbers("tds"));
        var measure = input.Text("method", "manhattan") switch
        {
            "manhattan" => DistanceMeasure.Manhattan,
            "euclidean" => DistanceMeasure.Euclidean,
            var other => throw new ArgumentException($"The parameter method is {other} and must be manhattan or euclidean.", nameof(input)),
        };
        var permutations = input.PermutationsOr("nrep", 999);
        var (x, y, day) = (table.Number("x"), table.Number("y"), table.Number("day"));
        var result = new JsonObject();
        var found = Timed.Run(result, () => Knox.Test(x, y, day, space, time, measure, permutations, input.Seed, input.Threads));
        result["bands_space"] = Json.List(Bands(space));
        result["bands_time"] = Json.List(Bands(time));
        result["observed"] = Json.Table(found.Observed);
        result["expected"] = Json.Table(found.Expected);
        result["sd"] = Json.Table(found.Deviation);
        result["ratio"] = Json.Table(found.Ratio);
        result["ratio_median"] = Json.Table(found.MedianRatio);
        result["p"] = Json.Table(found.P);
        result["permutations"] = permutations;
        result["seed"] = input.Seed;
        return result;
    }

    private static string[] Bands(double[] edges) => [.. edges.Zip(edges.Skip(1), (from, to) => $"[{Edge(from)},{Edge(to)})")];

    private static string Edge(double edge) => double.IsInfinity(edge) ? "Inf" : Checks.Text(edge);
}
