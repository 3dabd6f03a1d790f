using Concordat.CrimePatterns.Time;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>A lasting change of level.</summary>
/// <param name="First">The first month of the new level.</param>
/// <param name="Earliest">Lower end of its 95% interval; null where none can be given.</param>
/// <param name="Latest">Upper end of it.</param>
/// <param name="Before">Mean of a month before it, season taken out.</param>
/// <param name="After">Mean of a month since, to the next change.</param>
public sealed record LevelChange(Month First, Month? Earliest, Month? Latest, double Before, double After)
{
    public double Percent => Before > 0 ? 100 * (After - Before) / Before : double.NaN;
}

/// <summary>A theme's trend with the season taken out, and when its level changed.</summary>
/// <param name="Trend">Records a month, by month of the series; null where the month is missing or outside the piece counted alike.</param>
/// <param name="SeasonByMonth">Usual distance from the trend of each month of the year, January first, records; empty without a trend.</param>
/// <param name="HasSeason">True when the season is wider than what is left over would make it by chance.</param>
/// <param name="Changes">Oldest first.</param>
/// <param name="IsGradual">True when a steady slope describes the months better than any steps.</param>
/// <param name="SlopePerYear">Records a month more each year, by least squares with the season taken out; NaN without a trend.</param>
/// <param name="Reason">Why there is no trend; null when there is.</param>
public sealed record TrendReport(
    IReadOnlyList<double?> Trend, IReadOnlyList<double> SeasonByMonth, bool HasSeason, IReadOnlyList<LevelChange> Changes, bool IsGradual, double SlopePerYear, string? Reason)
{
    /// <summary>Fewest months, and fewest known of them, for a trend: two years and one month.</summary>
    public const int FewestMonths = 25;
    /// <summary>Fewest months of a level, and most changes looked for.</summary>
    public const int ShortestLevel = 6, MostChanges = 3;
    /// <summary>Smaller changes of level are not told, as a share of the level before.</summary>
    public const double SmallestShift = 0.1;

    internal static TrendReport Of(ThemeHistory history)
    {
        var piece = history.Piece();
        var known = piece.Count(m => m.Count is not null);
        if (known < FewestMonths || known < 0.75 * piece.Count)
            return new([.. history.Months.Select(_ => (double?)null)], [], false, [], false, double.NaN,
                known < FewestMonths ? $"{known} months counted alike, fewer than {FewestMonths}" : "more than a quarter of the months are missing");
        var (stl, _) = Decompose(piece);
        var at = Enumerable.Range(0, piece.Count).Where(i => piece[i].Count is not null).ToArray();
        var adjusted = at.Select(i => piece[i].Count!.Value - stl.Season[i]).ToArray();
        var (changes, gradual, slope) = LevelChanges(piece, at, adjusted);
        var offset = piece[0].Month.Number - history.Months[0].Month.Number;
        return new(
            [.. history.Months.Select((m, i) => m.Count is not null && i - offset is var p && p >= 0 && p < piece.Count ? stl.Trend[p] : (double?)null)],
            Season(piece, stl), IsSeasonal(stl, at), changes, gradual, slope, null);
    }

    // STL wants every month; a hole is filled from trend and season for the computation alone, and is a hole again in every result.
    static (StlResult Result, double[] Filled) Decompose(IReadOnlyList<MonthCount> piece)
    {
        var values = piece.Select(m => m.Count ?? double.NaN).ToArray();
        var filled = Interpolated(values);
        var settings = StlSettings.For(values.Length, 12, seasonalWindow: null, robust: true);
        // Months that repeat to the last bit leave nothing over to weigh outliers by.
        if (!double.IsFinite(SeasonalTrend.Decompose(filled, settings).Trend.Sum())) settings = StlSettings.For(values.Length, 12, seasonalWindow: null);
        for (var pass = 0; ; pass++)
        {
            var result = SeasonalTrend.Decompose(filled, settings);
            if (pass == 3 || !values.Any(double.IsNaN)) return (result, filled);
            for (var i = 0; i < values.Length; i++)
                if (double.IsNaN(values[i])) filled[i] = result.Trend[i] + result.Season[i];
        }
    }

    static double[] Interpolated(double[] values)
    {
        var filled = (double[])values.Clone();
        for (var i = 0; i < filled.Length; i++)
        {
            if (!double.IsNaN(filled[i])) continue;
            var next = i;
            while (double.IsNaN(values[next])) next++;
            filled[i] = filled[i - 1] + (values[next] - filled[i - 1]) / (next - i + 1);
        }
        return filled;
    }

    static (IReadOnlyList<LevelChange>, bool Gradual, double Slope) LevelChanges(IReadOnlyList<MonthCount> piece, int[] at, double[] adjusted)
    {
        // Square roots even out chance between busy and quiet levels.
        var roots = adjusted.Select(v => Math.Sqrt(Math.Max(0, v))).ToArray();
        var found = ChangePoints.Find(roots, ShortestLevel, MostChanges);
        var gradual = SlopeBic(at, roots) < found.Bic.Min() && found.LastOfSegment.Length > 0;
        var slope = 12 * Slope(at, adjusted);
        if (gradual || found.LastOfSegment.Length == 0) return ([], gradual, slope);
        var changes = new List<LevelChange>();
        for (var i = 0; i < found.LastOfSegment.Length; i++)
        {
            var from = i == 0 ? 0 : found.LastOfSegment[i - 1];
            var to = i + 1 < found.LastOfSegment.Length ? found.LastOfSegment[i + 1] : adjusted.Length;
            var last = found.LastOfSegment[i];
            var (before, after) = (adjusted[from..last].Average(), adjusted[last..to].Average());
            if (Math.Abs(after - before) < SmallestShift * Math.Max(before, 1)) continue;
            var interval = found.Intervals[i];
            changes.Add(new(piece[at[last]].Month, MonthAt(interval.Low), MonthAt(interval.High), before, after));
        }
        return (changes, false, slope);

        // The interval counts the last value of the old level from 1, so its number is the index of the first of the new one.
        Month? MonthAt(double number) => double.IsFinite(number) ? piece[at[(int)Math.Clamp(number, 0, at.Length - 1)]].Month : null;
    }

    static double Slope(int[] at, double[] values)
    {
        var (x, y) = (at.Average(), values.Average());
        var spread = at.Sum(t => (t - x) * (t - x));
        return at.Zip(values, (t, v) => (t - x) * (v - y)).Sum() / spread;
    }

    // The same criterion as for steps, with a line's intercept, slope and variance as its parameters.
    static double SlopeBic(int[] at, double[] values)
    {
        var n = values.Length;
        var (x, y, slope) = (at.Average(), values.Average(), Slope(at, values));
        var rss = at.Zip(values, (t, v) => v - y - slope * (t - x)).Sum(r => r * r);
        return n * (Math.Log(rss) + 1 - Math.Log(n) + Math.Log(2 * Math.PI)) + 3 * Math.Log(n);
    }

    static double[] Season(IReadOnlyList<MonthCount> piece, StlResult stl) =>
        [.. Enumerable.Range(1, 12).Select(month => stl.Season[piece.ToList().FindIndex(m => m.Month.MonthOfYear == month)])];

    static bool IsSeasonal(StlResult stl, int[] at)
    {
        var left = at.Select(i => Math.Abs(stl.Remainder[i])).Order().ToArray();
        // 1.4826 times the middle of the sizes is the deviation of what is left over, whatever its outliers.
        var deviation = 1.4826 * left[left.Length / 2];
        return stl.Season.Max() - stl.Season.Min() > Math.Max(3 * deviation, 1);
    }
}
