using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>dbscan</c>: clusters by density in space.</summary>
internal sealed class DbscanMethod : IAnalyseMethod
{
    public string Name => "dbscan";

    public JsonObject Run(AnalyseInput input) =>
        Result(DensityClusters.Dbscan(input.Input.Number("x"), input.Input.Number("y"), input.Number("eps"), input.Whole("min_pts")));

    public static JsonObject Result(DensityClustersResult found) => new()
    {
        ["labels"] = Json.List(found.Labels),
        ["core"] = Json.List(Array.ConvertAll(found.Core, core => core ? 1 : 0)),
        ["clusters"] = found.Clusters,
        ["noise"] = found.Noise,
        ["border"] = found.Border,
    };
}
