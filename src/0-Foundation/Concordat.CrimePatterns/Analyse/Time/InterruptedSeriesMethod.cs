using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Evaluation;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class InterruptedSeriesMethod : IAnalyseMethod
{
    public string Name => "poisson-its";

    public JsonObject Run(AnalyseInput input)
    {
        double[] counts = input.Series(), time = input.Input.Number("t"), post = input.Input.Number("post"), since = input.Input.Number("t_since");
        var harmonics = input.Whole("harmonics", 0);
        var period = input.Number("period", 12);
        var result = new JsonObject();
        var fit = Timed.Run(result, () => InterruptedSeries.Fit(counts, time, post, since, period, harmonics));
        if (!fit.Regression.Converged)
            throw new ArgumentException("The counts have no Poisson fit with these terms, usually because a whole side of the start has no events. Use fewer terms or a longer series.");
        result["coef"] = Json.Named(fit.Terms, i => fit.Regression.Coefficients[i]);
        result["se"] = Json.Named(fit.Terms, i => fit.Regression.StandardError(i));
        result["quasipoisson_se"] = Json.Named(fit.Terms, i => fit.Regression.StandardError(i, fit.Regression.Dispersion));
        result["deviance"] = Json.Number(fit.Regression.Deviance);
        result["dispersion"] = Json.Number(fit.Regression.Dispersion);
        result["df"] = fit.Regression.ResidualDegreesOfFreedom;
        return result;
    }
}
