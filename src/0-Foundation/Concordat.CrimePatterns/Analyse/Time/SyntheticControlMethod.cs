using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Evaluation;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary><c>synthetic-control</c>: one treated area beside a mixture of others; a column for each area.</summary>
internal sealed class SyntheticControlMethod : IAnalyseMethod
{
    private const int FewestForPlacebos = 2;

    public string Name => "synthetic-control";

    public JsonObject Run(AnalyseInput input)
    {
        var treated = input.Known(input.Text("treated", "treated"));
        var names = Donors(input);
        var donors = Array.ConvertAll(names, input.Known);
        var (before, result) = (input.Whole("periods_before"), new JsonObject());
        var fit = Timed.Run(result, () => SyntheticControl.Fit(treated, donors, before));
        result["weights"] = Json.Named(names, i => fit.Weights[i]);
        result["synthetic"] = Json.Numbers(fit.Synthetic);
        result["fit_error"] = Json.Number(fit.FitError);
        result["total_gap_after"] = Json.Number(fit.TotalGapAfter);
        if (donors.Length >= FewestForPlacebos && before < treated.Length) result["placebo_p"] = Timed.Run(result, () => SyntheticControl.Placebos(treated, donors, before));
        return result;
    }

    private static string[] Donors(AnalyseInput input) => input.Find("donors") is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
        ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
        : throw new ArgumentException("The parameter donors must be a list of column names, one for each comparison area.");
}
