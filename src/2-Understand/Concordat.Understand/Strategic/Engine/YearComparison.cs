using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>The last twelve months against the twelve before, month by month: only months known in both years are compared.</summary>
/// <param name="Count">Records in the last twelve months, in the months known; null when none is.</param>
/// <param name="Known">Of the last twelve months, those known.</param>
/// <param name="Pairs">Months known in both years.</param>
/// <param name="Now">Records of the pairs' later months; null where they are not compared.</param>
/// <param name="Before">Records of the pairs' earlier months; null where they are not compared.</param>
/// <param name="ChangePercent">Change in per cent of the earlier; null when that is 0 or not compared.</param>
/// <param name="Low">Lower end of the 95% range of the change, per cent.</param>
/// <param name="High">Upper end of it, per cent.</param>
/// <param name="Dispersion">Variance of the months about a common change over that of chance alone, at least 1.</param>
/// <param name="Z">2 (√now − √before) / √dispersion.</param>
/// <param name="Reason">Why they are not compared; null otherwise.</param>
public sealed record YearComparison(
    int? Count, int Known, int Pairs, int? Now, int? Before, double? ChangePercent, double? Low, double? High, double? Dispersion, double? Z, Signal Signal, string? Reason)
{
    /// <summary>Fewest months known in both years for a comparison.</summary>
    public const int FewestPairs = 6;
    /// <summary>Fewest records in the two years together for a signal.</summary>
    public const int FewestRecords = 30;
    const double Threshold = 3;

    internal static YearComparison Of(ThemeHistory history, Month to)
    {
        var last = Enumerable.Range(0, 12).Select(i => to.AddMonths(-i)).ToList();
        var known = last.Where(m => history.At(m) is not null).ToList();
        int? count = known.Count > 0 ? known.Sum(m => history.At(m)!.Value) : null;
        var pairs = known.Where(m => history.At(m.AddMonths(-12)) is not null).ToList();
        var parted = history.Breaks.FirstOrDefault(b => b.Month > to.AddMonths(-23));
        var reason = parted is not null
            ? $"the series breaks in {parted.Month.LongName} ({parted.What.ToLowerInvariant()}), so the two years are not counted alike"
            : pairs.Count < FewestPairs ? $"only {pairs.Count} of the twelve months are known in both years" : null;
        if (reason is not null) return new(count, known.Count, parted is null ? pairs.Count : 0, null, null, null, null, null, null, null, Signal.NotEnoughData, reason);
        var (now, before) = (pairs.Sum(m => history.At(m)!.Value), pairs.Sum(m => history.At(m.AddMonths(-12))!.Value));
        var dispersion = DispersionOf([.. pairs.Select(m => Math.Sqrt(history.At(m)!.Value) - Math.Sqrt(history.At(m.AddMonths(-12))!.Value))]);
        var z = 2 * (Math.Sqrt(now) - Math.Sqrt(before)) / Math.Sqrt(dispersion);
        double? change = before > 0 ? 100.0 * (now - before) / before : null;
        var (low, high) = Interval(now, before, dispersion);
        if (now + before < FewestRecords)
            return new(count, known.Count, pairs.Count, now, before, change, low, high, dispersion, z, Signal.NotEnoughData, $"fewer than {FewestRecords} records in the two years");
        return new(count, known.Count, pairs.Count, now, before, change, low, high, dispersion, z, z > Threshold ? Signal.Rise : z < -Threshold ? Signal.Fall : Signal.None, null);
    }

    // The square root of a count has a variance of about a quarter, so the difference of two has a half.
    static double DispersionOf(double[] differences)
    {
        var mean = differences.Average();
        return Math.Max(1, 2 * differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1));
    }

    static (double? Low, double? High) Interval(int now, int before, double dispersion)
    {
        if (now == 0 || before == 0) return (null, null);
        var half = 1.959964 * Math.Sqrt(dispersion * (1.0 / now + 1.0 / before));
        var ratio = Math.Log((double)now / before);
        return (100 * (Math.Exp(ratio - half) - 1), 100 * (Math.Exp(ratio + half) - 1));
    }
}
