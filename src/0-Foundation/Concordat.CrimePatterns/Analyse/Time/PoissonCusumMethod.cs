using System.Text.Json.Nodes;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Analyse.Time;

internal sealed class PoissonCusumMethod : IAnalyseMethod
{
    public string Name => "cusum-poisson";

    public JsonObject Run(AnalyseInput input)
    {
        var counts = input.Series();
        int from = input.Whole("range_from", 1), to = input.Whole("range_to", counts.Length);
        Checks.Between(from, 1, counts.Length, "range_from", "Periods are numbered from 1.");
        Checks.Between(to, from, counts.Length, "range_to", "Periods are numbered from 1.");
        var mean = input.Number("m", double.NaN);
        if (double.IsNaN(mean)) mean = MeanBefore(counts, from);
        double slack = input.Number("k"), threshold = input.Number("h");
        var transform = input.Text("trans", "standard") switch
        {
            "standard" => CountTransform.Standard,
            "rossi" => CountTransform.Rossi,
            "anscombe" => CountTransform.Anscombe,
            "none" => CountTransform.None,
            var other => throw new ArgumentException($"The parameter trans is {other} and must be standard, rossi, anscombe or none."),
        };
        var reset = input.Flag("reset", false);
        var result = new JsonObject();
        var chart = Timed.Run(result, () => ControlCharts.PoissonCusum(counts.AsSpan(from - 1, to - from + 1), mean, slack, threshold, transform, reset));
        result["cusum"] = new JsonArray(); // as the comparison program leaves it; the sums are under statistic
        result["statistic"] = Json.Numbers(chart.Sums);
        result["alarm"] = Json.Flags(chart.Alarms);
        result["upper"] = Json.Numbers(chart.Upper.Select((limit, t) => Published(limit, threshold + slack - Before(chart, t, reset), mean, transform)));
        result["limit"] = Json.Numbers(chart.Upper);
        result["m"] = Json.Number(mean);
        return result;
    }

    private static double Before(PoissonCusumChart chart, int t, bool reset) => t == 0 || (reset && chart.Alarms[t - 1]) ? 0 : chart.Sums[t - 1];

    // As surveillance for R prints the limit: rounded up for the plain form, and for Rossi's the square of a root that may be negative in a long alarm.
    private static double Published(double limit, double z, double mean, CountTransform transform)
    {
        if (transform == CountTransform.Standard) return Math.Max(0, Math.Ceiling(Math.Sqrt(mean) * z + mean));
        var inside = 4 * mean + 2 * z * Math.Sqrt(mean);
        return transform != CountTransform.Rossi ? limit : inside < 0 ? 0 : Math.Pow(Math.Sqrt(inside) - Math.Sqrt(mean), 2);
    }

    private static double MeanBefore(double[] counts, int from)
    {
        var before = counts.Take(from - 1).Where(c => !double.IsNaN(c)).ToArray();
        return before.Length > 0
            ? before.Average()
            : throw new ArgumentException("The parameter m is missing and no period lies before range_from. Give m, the usual mean count, or start later.");
    }
}
