using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

/// <summary>EWMA where the parameters hold <c>lambda_</c>, CUSUM where they hold <c>target</c>, both where they hold both.</summary>
internal sealed class ControlChartMethod(string name) : IAnalyseMethod
{
    public static IEnumerable<IAnalyseMethod> All => [new ControlChartMethod("ewma"), new ControlChartMethod("cusum"), new ControlChartMethod("ewma-cusum")];

    public string Name => name;

    public JsonObject Run(AnalyseInput input)
    {
        var values = input.Series();
        var result = new JsonObject();
        var both = name == "ewma-cusum";
        if (both && input.Find("lambda_") is null && input.Find("target") is null)
            throw new ArgumentException("The parameters hold neither lambda_ (EWMA) nor target (CUSUM). Add mean, lambda_, sigma_of_mean and L, or target, K and H.");
        if (name == "ewma" || (both && input.Find("lambda_") is not null)) Ewma(input, values, result);
        if (name == "cusum" || (both && input.Find("target") is not null)) Cusum(input, values, result);
        return result;
    }

    private static void Ewma(AnalyseInput input, double[] values, JsonObject result)
    {
        double weight = input.Number("lambda_"), mean = input.Number("mean"), deviation = input.Number("sigma_of_mean"), width = input.Number("L");
        var asymptotic = input.Text("limits", "asymptotic") switch
        {
            "asymptotic" => true,
            "exact" => false,
            var other => throw new ArgumentException($"The parameter limits is {other} and must be asymptotic or exact."),
        };
        var chart = Timed.Run(result, () => ControlCharts.Ewma(values, weight, mean, deviation, width, asymptotic));
        result["ewma"] = Json.Numbers(chart.Averages);
        result["ucl"] = asymptotic ? Json.Number(chart.Upper.FirstOrDefault(double.NaN)) : Json.Numbers(chart.Upper);
        result["lcl"] = asymptotic ? Json.Number(chart.Lower.FirstOrDefault(double.NaN)) : Json.Numbers(chart.Lower);
        result["out_of_control_1based"] = Json.Whole(chart.Signals.Select(i => i + 1));
    }

    private static void Cusum(AnalyseInput input, double[] values, JsonObject result)
    {
        double target = input.Number("target"), slack = input.Number("K"), threshold = input.Number("H");
        var chart = Timed.Run(result, () => ControlCharts.Cusum(values, target, slack, threshold));
        result["cusum_plus"] = Json.Numbers(chart.Plus);
        result["cusum_minus"] = Json.Numbers(chart.Minus);
        result["signals"] = Json.Whole(chart.Signals.Select(i => i + 1));
    }
}
