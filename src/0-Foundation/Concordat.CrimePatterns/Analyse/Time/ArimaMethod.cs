using System.Text.Json;
using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class ArimaMethod : IAnalyseMethod
{
    public string Name => "arima";

    public JsonObject Run(AnalyseInput input)
    {
        var values = input.Series();
        if (input.Flag("log", false)) values = Array.ConvertAll(values, Math.Log10);
        var names = Regressors(input);
        var columns = Array.ConvertAll(names, input.Known);
        int[] order = Orders(input, "order", required: true), seasonal = Orders(input, "seasonal", required: false);
        var period = input.Whole("period", seasonal.Sum() > 0 ? 12 : 1);
        var model = new ArimaOrder(order[0], order[1], order[2], seasonal[0], seasonal[1], seasonal[2], period);
        var mean = input.Flag("include_mean", true);
        var result = new JsonObject();
        var fit = Timed.Run(result, () => Arima.Fit(values, columns, model, mean));
        string[] intercept = mean && order[1] + seasonal[1] == 0 ? ["intercept"] : [];
        string[] all = [.. fit.ArmaNames, .. intercept, .. names];
        result["coef"] = Json.Named(all, i => fit.Coefficients[i]);
        result["se"] = Json.Named(all, i => fit.StandardErrors[i]);
        result["sigma2"] = Json.Number(fit.Variance);
        result["loglik"] = Json.Number(fit.LogLikelihood);
        result["aic"] = Json.Number(fit.Aic);
        result["values_used"] = fit.Used;
        return result;
    }

    private static string[] Regressors(AnalyseInput input) => input.Find("xreg") switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw new ArgumentException("The parameter xreg must be a list of column names."),
    };

    private static int[] Orders(AnalyseInput input, string name, bool required)
    {
        if (!required && input.Find(name) is null) return [0, 0, 0];
        var numbers = input.Numbers(name);
        if (numbers.Length != 3 || numbers.Any(v => v != Math.Floor(v) || v < 0 || v > 100))
            throw new ArgumentException($"The parameter {name} must be a list of three whole numbers of 0 or more, such as [1, 0, 0].");
        return Array.ConvertAll(numbers, v => (int)v);
    }
}
