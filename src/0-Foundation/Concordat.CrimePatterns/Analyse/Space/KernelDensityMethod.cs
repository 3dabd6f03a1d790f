using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.Surfaces;

namespace Concordat.CrimePatterns.Analyse.Space;

/// <summary><c>kde</c>: kernel density on a grid, quartic or Gaussian.</summary>
internal sealed class KernelDensityMethod : IAnalyseMethod
{
    public string Name => "kde";

    public JsonObject Run(AnalyseInput input)
    {
        var grid = new SquareGrid(input.Number("x0"), input.Number("y0"), input.Number("cell"), input.Whole("ncol"), input.Whole("nrow"));
        var (x, y) = (input.Input.Number("x"), input.Input.Number("y"));
        var weights = input.Input.Has("weight") ? input.Input.Number("weight") : [];
        var bandwidth = input.Number("bandwidth");
        var density = new double[grid.CellCount];
        switch (input.Text("kernel", "quartic"))
        {
            case "quartic":
                KernelDensity.Quartic(grid, x, y, bandwidth, weights, density, input.Threads);
                break;
            case "gaussian":
                KernelDensity.Gaussian(grid, x, y, bandwidth, weights, input.Flag("shorten", false), density, input.Threads);
                break;
            case var other:
                throw new ArgumentException($"The parameter kernel is {other} and must be quartic or gaussian.", nameof(input));
        }
        var most = density.Max();
        return new JsonObject
        {
            ["density"] = Json.List(density),
            ["max"] = most,
            ["argmax_index"] = Array.IndexOf(density, most),
            ["sum_times_cell_area"] = density.Sum() * grid.CellArea,
        };
    }
}
