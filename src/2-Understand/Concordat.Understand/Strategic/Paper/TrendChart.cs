using Concordat.Documents.Charts;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>A theme's months, its trend, and three years forward with their range. A hole is a gap in the line.</summary>
internal static class TrendChart
{
    /// <summary>Null where there is nothing that a line could show.</summary>
    public static LineChart? Of(ThemeReport theme, string finding)
    {
        var months = theme.Series.Select(m => m.Month).Concat(theme.Outlook.Months.Select(m => m.Month)).ToList();
        if (months.Count < 2 || theme.Series.Count(m => m.Count is not null) < 2) return null;
        var ahead = theme.Outlook.Months.Count;
        var series = new List<LineSeries> { new("Counted", [.. theme.Series.Select(m => (double?)m.Count), .. Blank(ahead)]) };
        if (theme.Trend.Trend.Any(t => t is not null)) series.Add(new("Trend", [.. theme.Trend.Trend.Select(Rounded), .. Blank(ahead)]));
        if (ahead > 0)
        {
            var back = Blank(theme.Series.Count).ToList();
            series.Add(new("Projected", [.. back, .. theme.Outlook.Months.Select(m => Rounded(m.Expected))]));
            series.Add(new("Low", [.. back, .. theme.Outlook.Months.Select(m => (double?)m.Low)]));
            series.Add(new("High", [.. back, .. theme.Outlook.Months.Select(m => (double?)Math.Min(m.High, Top(theme)))]));
        }
        return new()
        {
            Title = $"{Words.Capital(theme.Noun)} each month",
            Description = finding,
            Labels = [.. months.Select(m => m.ShortName)],
            Series = series,
        };
    }

    // A range without an end would flatten everything that was counted.
    static double Top(ThemeReport theme) => 5.0 * Math.Max(1, theme.Series.Max(m => m.Count ?? 0));
    static IEnumerable<double?> Blank(int count) => Enumerable.Repeat<double?>(null, count);
    static double? Rounded(double? value) => value is { } v ? Math.Round(v, 1) : null;

    /// <summary>What the figure shows, with its holes named.</summary>
    public static string Caption(ThemeReport theme, Month to)
    {
        var missing = theme.Series.Where(m => m.Count is null).Select(m => m.Month).ToList();
        var holes = missing.Count == 0 ? "" : $"; missing, not zero: {MonthSpans.InWords(missing, m => m.LongName)}";
        var outlook = theme.Outlook.Months.Count > 0 ? $", and projected from {to.LongName} with 95% range" : "";
        return $"{Words.Capital(theme.Noun)} each month{(theme.Trend.Reason is null ? " with the trend" : "")}{outlook}{holes}";
    }
}
