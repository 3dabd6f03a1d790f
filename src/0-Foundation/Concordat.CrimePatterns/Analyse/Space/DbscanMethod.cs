using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>dbscan</c>: clusters by density in space.</summary>
internal sealed class DbscanMethod : IAnalyseMethod
{
    public string Name => "dbscan";

    public JsonObject Run(AnalyseInput input)
    {
        var (x, y, distance, least) = (input.Input.Number("x"), input.Input.Number("y"), input.Number("eps"), input.Whole("min_pts"));
        return Result(() => DensityClusters.Dbscan(x, y, distance, least));
    }

    public static JsonObject Result(Func<DensityClustersResult> find)
    {
        var result = new JsonObject();
        var found = Timed.Run(result, find);
        result["labels"] = Json.List(found.Labels);
        result["core"] = Json.List(Array.ConvertAll(found.Core, core => core ? 1 : 0));
        result["clusters"] = found.Clusters;
        result["noise"] = found.Noise;
        result["border"] = found.Border;
        return result;
    }
}
