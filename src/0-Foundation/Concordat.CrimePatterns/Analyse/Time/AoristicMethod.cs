using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class AoristicMethod : IAnalyseMethod
{
    private const int RowsShown = 20;

    public string Name => "aoristic";

    public JsonObject Run(AnalyseInput input)
    {
        var bins = input.Whole("bins", Aoristic.HoursOfWeek);
        if (bins != Aoristic.HoursOfWeek)
            throw new ArgumentException($"The parameter bins is {bins} and must be {Aoristic.HoursOfWeek}, the hours of a week.");
        double[] from = input.Input.Number("t_from"), to = input.Input.Number("t_to");
        var result = new JsonObject();
        var totals = Timed.Run(result, () => Aoristic.Totals(from, to));
        result["hour_of_week"] = Json.Numbers(totals.HourOfWeek);
        result["first_rows"] = new JsonArray([.. Enumerable.Range(0, Math.Min(RowsShown, from.Length)).Select(i => Row(from[i], to[i]))]);
        result["left_out"] = totals.LeftOut;
        return result;
    }

    private static JsonObject Row(double from, double to)
    {
        var weights = Aoristic.Weights(from, to).OrderBy(weight => weight.Hour).ToArray();
        return new()
        {
            ["hour"] = Json.OneOrMore([.. weights.Select(w => (double)w.Hour)]),
            ["w"] = Json.OneOrMore([.. weights.Select(w => w.Weight)]),
        };
    }
}
