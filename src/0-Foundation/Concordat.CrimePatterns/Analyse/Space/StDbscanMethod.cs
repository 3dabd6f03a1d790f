using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>stdbscan</c>: clusters by density in space and time.</summary>
internal sealed class StDbscanMethod : IAnalyseMethod
{
    public string Name => "stdbscan";

    public JsonObject Run(AnalyseInput input)
    {
        var table = input.Input;
        var (x, y, day) = (table.Number("x"), table.Number("y"), table.Number("day"));
        var (distance, days, least) = (input.Number("eps1"), input.Number("eps2"), input.Whole("min_pts"));
        return DbscanMethod.Result(() => DensityClusters.StDbscan(x, y, day, distance, days, least));
    }
}
