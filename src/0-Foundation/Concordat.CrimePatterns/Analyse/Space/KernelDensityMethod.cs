using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Analyse.Time;
using Concordat.CrimePatterns.Surfaces;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>kde</c>: kernel density on a grid, quartic or Gaussian.</summary>
internal sealed class KernelDensityMethod : IAnalyseMethod
{
    public string Name => "kde";

    public JsonObject Run(AnalyseInput input)
    {
        var grid = input.Grid();
        var (x, y) = (input.Input.Number("x"), input.Input.Number("y"));
        var weights = input.Input.Has("weight") ? input.Input.Number("weight") : [];
        var bandwidth = input.Number("bandwidth");
        var kernel = input.Text("kernel", "quartic");
        Check(kernel);
        var (shorten, density, result) = (input.Flag("shorten", false), new double[grid.CellCount], new JsonObject());
        Timed.Run(result, () =>
        {
            if (kernel == "quartic") KernelDensity.Quartic(grid, x, y, bandwidth, weights, density, input.Threads);
            else KernelDensity.Gaussian(grid, x, y, bandwidth, weights, shorten, density, input.Threads);
            return density;
        });
        var most = density.Max();
        result["density"] = Json.List(density);
        result["max"] = most;
        result["argmax_index"] = Array.IndexOf(density, most);
        result["sum_times_cell_area"] = density.Sum() * grid.CellArea;
        return result;
    }

    private static void Check(string kernel)
    {
        if (kernel is not ("quartic" or "gaussian"))
            throw new ArgumentException($"The parameter kernel is {kernel} and must be quartic or gaussian.", nameof(kernel));
    }
}
