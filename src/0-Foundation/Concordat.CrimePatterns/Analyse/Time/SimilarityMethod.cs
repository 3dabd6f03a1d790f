using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Concentration;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary>Andresen's S on a grid of squares; run with five seeds in a row, since the index itself varies with them.</summary>
internal sealed class SimilarityMethod : IAnalyseMethod
{
    private const int Runs = 5;

    public string Name => "andresen-s";

    public JsonObject Run(AnalyseInput input)
    {
        double[] x = input.Known("x"), y = input.Known("y");
        var set = input.Input.Text("set");
        int columns = input.Whole("ncol"), rows = input.Whole("nrow"), samples = input.Permutations ?? input.Whole("nsamples", 200);
        double percent = input.Number("percpoints", 85), confidence = input.Number("conf_level", 95);
        Checks.Between(columns, 1, 100_000, "ncol", "Give the number of columns of the grid.");
        Checks.Between(rows, 1, 100_000, "nrow", "Give the number of rows of the grid.");
        var grid = (X0: input.Number("x0"), Y0: input.Number("y0"), Cell: input.Number("cell"));
        Checks.Positive(grid.Cell, "cell", "Give the side of a square area.");
        var result = new JsonObject();
        var (baseCounts, testCounts, outside, runs) = Timed.Run(result, () =>
        {
            int[] own = new int[rows * columns], other = new int[rows * columns];
            var left = 0;
            for (var i = 0; i < x.Length; i++)
            {
                var target = set[i] switch
                {
                    "base" => own,
                    "test" => other,
                    _ => throw new ArgumentException($"Row {i + 1} of the data, column set: must be base or test."),
                };
                if (Area(x[i] - grid.X0, y[i] - grid.Y0, grid.Cell, columns, rows) is { } area) target[area]++;
                else left++;
            }
            var compared = Enumerable.Range(0, Runs).Select(run => PatternSimilarity.Compare(own, other, input.Seed + run, samples, percent, confidence, input.Threads)).ToArray();
            return (own, other, left, compared);
        });
        Write(result, baseCounts, testCounts, runs);
        result["outside"] = outside;
        result["permutations"] = samples;
        return result;
    }

    private static void Write(JsonObject result, int[] baseCounts, int[] testCounts, SimilarityResult[] runs)
    {
        var areas = runs[0].Areas;
        result["globalS"] = runs[0].S;
        result["globalS_robust"] = runs[0].RobustS;
        result["num_base"] = Json.Whole(baseCounts);
        result["num_test"] = Json.Whole(testCounts);
        result["pct_base"] = Json.Numbers(areas.Select(area => area.BasePercent));
        result["conf_low_mean"] = Json.Numbers(areas.Select((_, i) => runs.Average(run => run.Areas[i].LowPercent)));
        result["conf_upp_mean"] = Json.Numbers(areas.Select((_, i) => runs.Average(run => run.Areas[i].HighPercent)));
        result["globalS_per_seed"] = Json.Numbers(runs.Select(run => run.S));
        result["globalS_robust_per_seed"] = Json.Numbers(runs.Select(run => run.RobustS));
        result["sindex_seed1"] = Json.Whole(areas.Select(area => area.Place));
    }

    // Squares are half-open, but the far edges belong to the grid.
    private static int? Area(double x, double y, double cell, int columns, int rows)
    {
        if (x < 0 || y < 0 || x > columns * cell || y > rows * cell) return null;
        return Math.Min(rows - 1, (int)(y / cell)) * columns + Math.Min(columns - 1, (int)(x / cell));
    }
}
