using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.Surfaces;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>relative-risk</c>: the surface of events over that of the population at risk, with one kernel and bandwidth.</summary>
internal sealed class RelativeRiskMethod : IAnalyseMethod
{
    public string Name => "relative-risk";

    public JsonObject Run(AnalyseInput input)
    {
        var grid = input.Grid();
        var (x, y) = (input.Input.Number("x"), input.Input.Number("y"));
        var (events, population) = (input.Known("events"), input.Known("population"));
        var (bandwidth, least) = (input.Number("bandwidth"), input.Number("least_share", 0.01));
        var (above, below, risk, result) = (new double[grid.CellCount], new double[grid.CellCount], new double[grid.CellCount], new JsonObject());
        Timed.Run(result, () =>
        {
            KernelDensity.Quartic(grid, x, y, bandwidth, events, above, input.Threads);
            KernelDensity.Quartic(grid, x, y, bandwidth, population, below, input.Threads);
            SurfaceRatio.RelativeRisk(above, below, least, risk);
            return risk;
        });
        result["risk"] = Json.List(risk);
        result["undefined"] = risk.Count(double.IsNaN);
        return result;
    }
}
