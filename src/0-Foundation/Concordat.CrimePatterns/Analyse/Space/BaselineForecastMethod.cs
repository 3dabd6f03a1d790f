using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.Prediction;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>baseline-forecast</c>: where the next events will be, judging by recent ones nearby; events before the day alone are read.</summary>
internal sealed class BaselineForecastMethod : IAnalyseMethod
{
    public string Name => "baseline-forecast";

    public JsonObject Run(AnalyseInput input)
    {
        var grid = input.Grid();
        double[] x = input.Known("x"), y = input.Known("y"), days = input.Known("day");
        Checks.NotDegrees(x, y, input.Numbers("bandwidths").DefaultIfEmpty(0).Max(), "bandwidths");
        var day = input.Number("day");
        var training = Enumerable.Range(0, x.Length).Where(i => days[i] < day).Select(i => new PlacedEvent(x[i], y[i], days[i])).ToArray();
        var cells = Enumerable.Range(0, grid.CellCount).Select(grid.Centre).Select(centre => new CellCentre(centre.X, centre.Y)).ToArray();
        double[] memories = input.Numbers("memories"), bandwidths = input.Numbers("bandwidths");
        var (stepDays, steps, result) = (input.Number("step_days", 7), input.Whole("steps", 8), new JsonObject());
        var (choice, shares) = Timed.Run(result, () =>
        {
            var chosen = BaselineForecast.Choose(training, cells, stepDays, steps, memories, bandwidths);
            return (chosen, BaselineForecast.Shares(training, cells, day, chosen.Parameters));
        });
        result["memory_days"] = choice.Parameters.MemoryDays;
        result["bandwidth_metres"] = choice.Parameters.BandwidthMetres;
        result["mean_log_share"] = Json.Number(choice.MeanLogShare);
        result["shares"] = Json.List(shares);
        return result;
    }
}
