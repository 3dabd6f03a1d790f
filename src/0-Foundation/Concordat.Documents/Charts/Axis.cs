using Concordat.Documents.Model;

namespace Concordat.Documents.Charts;

/// <summary>A value axis from zero (or below, when figures are) with round steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
internal sealed record Axis(double From, double To, double Step)
{
    public IEnumerable<double> Ticks
    {
        get
        {
            var count = (int)Math.Round((To - From) / Step);
            for (var i = 0; i <= count; i++) yield return From + (i * Step);
        }
    }

    /// <param name="values">The figures to hold; those not finite are passed over.</param>
    /// <param name="wanted">About how many steps to make.</param>
    /// <param name="isWhole">True keeps steps to whole numbers.</param>
    public static Axis Around(IEnumerable<double?> values, int wanted, bool isWhole)
    {
        var finite = values.Where(value => value is { } v && double.IsFinite(v)).Select(value => value!.Value).ToList();
        var low = Math.Min(0, finite.DefaultIfEmpty(0).Min());
        var high = Math.Max(0, finite.DefaultIfEmpty(0).Max());
        if (high == low) high = low + 1;
        var step = RoundUp((high - low) / wanted, isWhole);
        if (isWhole) step = Math.Max(1, step);
        return new(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    public string Show(double tick)
    {
        var decimals = 0;
        while (decimals < 12 && Math.Abs((Step * Math.Pow(10, decimals)) - Math.Round(Step * Math.Pow(10, decimals))) > 1e-6) decimals++;
        return Figures.Show(tick, decimals);
    }

    private static double RoundUp(double step, bool isWhole)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        var lead = step / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 && (!isWhole || power >= 10) ? 2.5 : lead <= 5 ? 5 : 10);
    }
}
