using Concordat.Documents.Charts;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>A theme's months as columns, each with the range that would have been no signal after the month before it.</summary>
internal static class MonthChart
{
    public const string BandName = "No signal after the month before";

    public static ColumnChart Of(string noun, IReadOnlyList<MonthCount> series, Signal? last, string finding)
    {
        // The first month of the series is there for the range of the second.
        var shown = series.Count > 1 ? series.Skip(1) : series;
        return new()
        {
            Title = $"{Words.Capital(noun)} each month",
            Description = finding,
            SeriesName = Words.Capital(noun),
            BandName = BandName,
            Points = [.. shown.Select(m => Point(m, series.FirstOrDefault(b => b.Month == m.Month.AddMonths(-1))?.Count))],
            LastPoint = last is Signal.NotEnoughData ? null : last,
        };
    }

    static ChartPoint Point(MonthCount month, int? before)
    {
        var range = before is { } b && b + (month.Count ?? 0) >= CountComparison.FewestRecords ? CountRange.AfterNoChange(b) : null;
        return new(Label(month.Month), month.Count, range?.Low, range?.High) { FullLabel = month.Month.LongName };
    }

    static string Label(Month month) => month.Name[..3];
}
