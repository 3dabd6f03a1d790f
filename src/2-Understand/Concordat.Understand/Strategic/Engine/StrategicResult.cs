using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Every figure of a strategic assessment: what the documents and strategic.json show.</summary>
public sealed record StrategicResult
{
    public required string AreaName { get; init; }
    public required Month From { get; init; }
    public required Month To { get; init; }
    public required RecordCounts Records { get; init; }
    /// <summary>All themes together.</summary>
    public required ThemeReport Total { get; init; }
    /// <summary>Every theme that occurs, in the order of the theme list.</summary>
    public required IReadOnlyList<ThemeReport> Themes { get; init; }
    public required IReadOnlyList<RepeatPlace> RepeatPlaces { get; init; }
    /// <summary>The issues in their order of rank.</summary>
    public required IReadOnlyList<RankedIssue> Issues { get; init; }
    /// <summary>How many issues are recommended.</summary>
    public required int TopN { get; init; }
    public required IReadOnlyList<PlanItem> Plan { get; init; }
    public required IReadOnlyList<string> Priorities { get; init; }
    public required IReadOnlyList<SeriesBreak> Breaks { get; init; }
    public required int? Residents { get; init; }
    public required string Supplier { get; init; }
    public required RiskMatrix Matrix { get; init; }
    public required IReadOnlyList<CellRun> RecordedSquares { get; init; }
    public required StrategicMethod Method { get; init; }

    /// <summary>Months between the first and the last that are missing at source.</summary>
    public IReadOnlyList<Month> Missing =>
        [.. Enumerable.Range(From.Number, To.Number - From.Number + 1).Select(n => new Month(n)).Where(m => !Method.Held.Contains(m))];

    /// <summary>The theme with this key; the total for "all".</summary>
    public ThemeReport Of(string key) => key == Total.Key ? Total : Themes.First(t => t.Key == key);
}

/// <summary>Three months that were judged together.</summary>
public sealed record Quarter(Month From, Month To);

/// <summary>What made the figures.</summary>
/// <param name="Quarters">First and last month of each quarter that was judged for lasting hot spots.</param>
public sealed record StrategicMethod(
    HotSpotSettings Settings, GridPoint GridOrigin, int StudyCellCount, IReadOnlyList<Month> Held, IReadOnlyList<Quarter> Quarters,
    int Seed, int Draws, string Version, int ThemeListVersion, IReadOnlyList<SourceFile> Files);

/// <summary>One theme over the years.</summary>
/// <param name="Series">Every month of the period, oldest first; null counts are missing at source or not counted under this theme.</param>
/// <param name="RatePerThousand">Records of the last twelve months for each thousand residents; null without residents or with a month missing.</param>
/// <param name="Reliability">How much the figures can carry.</param>
/// <param name="Concentration">Share of the area's squares that hold half of the last year's records, 0 to 1; null with too few records.</param>
public sealed record ThemeReport(
    string Key, string Name, string Noun, IReadOnlyList<MonthCount> Series, YearComparison Year, TrendReport Trend, Outlook Outlook,
    IReadOnlyList<MonthSignal> Signals, IReadOnlyList<LastingSpot> Spots, double? RatePerThousand, Reliability Reliability, string ReliabilityReason,
    double? Concentration, IReadOnlyList<SeriesBreak> Breaks);

/// <summary>How much a theme's figures can carry.</summary>
public enum Reliability
{
    /// <summary>Few records, few months, or months that cannot be compared.</summary>
    Low,
    /// <summary>Something must be kept in mind.</summary>
    Medium,
    /// <summary>Three years and more, counted alike, with records enough.</summary>
    High,
}

/// <summary>A month of the last year against what the years before it lead one to expect (95% range of the count).</summary>
public sealed record MonthSignal(Month Month, int Count, int Low, int High, Signal Signal);
