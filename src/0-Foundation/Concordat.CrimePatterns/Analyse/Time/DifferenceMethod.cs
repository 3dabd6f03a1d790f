using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Evaluation;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class DifferenceMethod : IAnalyseMethod
{
    public string Name => "did";

    public JsonObject Run(AnalyseInput input)
    {
        double[] counts = input.Series(), treated = input.Input.Number("treated"), post = input.Input.Number("post");
        var result = new JsonObject();
        var fit = Timed.Run(result, () => DifferenceInDifferences.Fit(counts, treated, post));
        JsonObject Terms(double[] values) => Json.Named(DifferenceInDifferences.Terms, i => values[i]);
        result["coef"] = Terms(fit.Coefficients);
        result["se"] = Terms(fit.StandardErrors);
        result["df"] = fit.DegreesOfFreedom;
        result["poisson_coef"] = Terms(fit.PoissonCoefficients);
        result["poisson_se"] = Terms(fit.PoissonStandardErrors);
        result["quasipoisson_se"] = Terms(fit.QuasiStandardErrors);
        return result;
    }
}
