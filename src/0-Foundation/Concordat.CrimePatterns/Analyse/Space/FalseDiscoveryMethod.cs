using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.LocalStatistics;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>false-discovery</c>: p-values of many tests, corrected.</summary>
internal sealed class FalseDiscoveryMethod : IAnalyseMethod
{
    public string Name => "false-discovery";

    public JsonObject Run(AnalyseInput input)
    {
        var p = input.Input.Number("p");
        var (hochberg, yekutieli, result) = (new double[p.Length], new double[p.Length], new JsonObject());
        Timed.Run(result, () =>
        {
            FalseDiscovery.BenjaminiHochberg(p, hochberg);
            FalseDiscovery.BenjaminiYekutieli(p, yekutieli);
            return p;
        });
        result["q_bh"] = Json.List(hochberg);
        result["q_by"] = Json.List(yekutieli);
        return result;
    }
}
