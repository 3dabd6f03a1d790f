using System.Globalization;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Prediction;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class PaiMethod : IAnalyseMethod
{
    public string Name => "pai";

    public JsonObject Run(AnalyseInput input)
    {
        double[] observed = input.Known("obs"), predicted = input.Known("pred"), areas = input.Known("area");
        var result = new JsonObject();
        var (table, curve) = Timed.Run(result, () => (PredictionAccuracy.Ranked(observed, predicted, areas), PredictionAccuracy.AreaUnderCurve(observed, predicted, areas)));
        result["Order"] = Json.Whole(Enumerable.Range(1, table.Order.Length));
        result["Count"] = Json.Numbers(table.Order.Select(i => observed[i]));
        result["CumCount"] = Json.Numbers(table.Events);
        result["PCumCount"] = Json.Numbers(table.HitRate);
        result["Pred"] = Json.Numbers(table.Order.Select(i => predicted[i]));
        result["CumPred"] = Json.Numbers(table.Predicted);
        result["Area"] = Json.Numbers(table.Order.Select(i => areas[i]));
        result["CumArea"] = Json.Numbers(table.Area);
        result["PCumArea"] = Json.Numbers(table.AreaShare);
        result["PAI"] = Json.Numbers(table.Pai);
        result["PEI"] = Json.Numbers(table.Pei);
        result["RRI"] = Json.Numbers(table.Rri);
        if (input.Input.Has("id")) result["id"] = Ids(input.Input, table.Order);
        result["auc"] = Json.Number(curve);
        return result;
    }

    private static JsonArray Ids(CsvTable input, int[] order)
    {
        var ids = input.Text("id");
        return new([.. order.Select(i => (JsonNode?)(long.TryParse(ids[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(ids[i])))]);
    }
}
