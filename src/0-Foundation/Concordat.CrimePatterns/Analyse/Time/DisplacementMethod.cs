using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Evaluation;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary>WDQ family of each row of the input; WDD of each entry of the parameter <c>wdd_inputs</c>.</summary>
internal sealed class DisplacementMethod : IAnalyseMethod
{
    private static readonly string[] Columns = ["target_before", "target_after", "buffer_before", "buffer_after", "control_before", "control_after"];

    public string Name => "wdq-wdd";

    public JsonObject Run(AnalyseInput input)
    {
        var columns = Array.ConvertAll(Columns, input.Known);
        var differences = Differences(input);
        var alpha = input.Number("alpha", 0.1);
        var result = new JsonObject();
        var (quotients, wdd) = Timed.Run(result, () => (
            Enumerable.Range(0, input.Input.Rows)
                .Select(i => Displacement.Quotient(new(columns[0][i], columns[1][i], columns[2][i], columns[3][i], columns[4][i], columns[5][i]))).ToArray(),
            Array.ConvertAll(differences, difference => Displacement.WeightedDifference(difference, alpha))));
        result["wdq"] = new JsonArray(Array.ConvertAll(quotients, Quotient));
        result["wdd"] = new JsonArray(Array.ConvertAll(wdd, Difference));
        return result;
    }

    private static DisplacementInput[] Differences(AnalyseInput input)
    {
        if (input.Find("wdd_inputs") is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) throw new ArgumentException("The parameter wdd_inputs must be a list of objects with control and treated.");
        return [.. list.EnumerateArray().Select((entry, i) =>
        {
            if (entry.ValueKind != JsonValueKind.Object) throw new ArgumentException($"Entry {i + 1} of wdd_inputs must be an object with control and treated.");
            var one = input with { Params = entry };
            double[] Or(string name, double[] otherwise) => one.Find(name) is null ? otherwise : one.Numbers(name);
            return new DisplacementInput
            {
                Control = one.Numbers("control"),
                Treated = one.Numbers("treated"),
                DisplacementControl = Or("disp_control", [0, 0]),
                DisplacementTreated = Or("disp_treated", [0, 0]),
                TimeWeights = Or("time_weights", [1, 1]),
                AreaWeights = Or("area_weights", [1, 1, 1, 1]),
            };
        })];
    }

    private static JsonObject Quotient(DisplacementQuotient q) => new()
    {
        ["WDQ"] = Json.Number(q.Quotient),
        ["success_measure"] = Json.Number(q.Success),
        ["buffer_displacement_measure"] = Json.Number(q.Buffer),
        ["gross_effect"] = Json.Number(q.GrossEffect),
        ["net_effect"] = Json.Number(q.NetEffect),
        ["total_net_effect"] = Json.Number(q.TotalNetEffect),
        ["may_interpret"] = q.MayInterpretQuotient,
        ["meaning"] = q.Meaning,
    };

    private static JsonObject Difference(DisplacementDifference d) => new()
    {
        ["Est_Local"] = Json.Number(d.Local),
        ["SE_Local"] = Json.Number(d.LocalError),
        ["Est_Displace"] = Json.Number(d.Displaced),
        ["SE_Displace"] = Json.Number(d.DisplacedError),
        ["Est_Total"] = Json.Number(d.Total),
        ["SE_Total"] = Json.Number(d.TotalError),
        ["Z"] = Json.Number(d.Z),
        ["LowCI"] = Json.Number(d.Low),
        ["HighCI"] = Json.Number(d.High),
    };
}
