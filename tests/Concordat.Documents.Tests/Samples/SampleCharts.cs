using Concordat.Documents.Charts;
using Concordat.Documents.Model;

namespace Concordat.Documents.Tests.Samples;

internal static class SampleCharts
{
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly double[] Counts = [39, 34, 31, 33, 30, 35, 37, 36, 41, 40, 43, 42, 44, 38, 36, 41, 35, 39, 42, 40, 45, 48, 55, 64];
    private static readonly double[] Lowers = [26, 23, 22, 23, 21, 24, 25, 25, 28, 27, 29, 30, 27, 24, 22, 24, 22, 25, 26, 26, 29, 28, 30, 31];
    private static readonly double[] Uppers = [50, 46, 43, 45, 42, 48, 50, 49, 53, 52, 54, 54, 53, 48, 45, 47, 44, 50, 52, 51, 56, 55, 57, 56];

    public static ColumnChart Thefts(int? missing = null) => new()
    {
        Title = "Recorded thefts from vehicles by month",
        Description = "Thefts from vehicles rose to 64 in October 2026, above the 31 to 56 that would be expected.",
        SeriesName = "Recorded thefts",
        BandName = "Expected, 19 months in 20",
        LastPoint = Signal.Rise,
        Points = [.. Counts.Select((count, i) => new ChartPoint(MonthNames[(i + 10) % 12], i == missing ? null : count, Lowers[i], Uppers[i])
        {
            FullLabel = $"{MonthNames[(i + 10) % 12]} {2024 + ((i + 10) / 12)}",
        })],
    };

    public static LineChart Wards() => new()
    {
        Title = "Thefts by ward and month",
        Description = "Quayside rises from 8 to 23 while the other wards stay level; one month is missing for Tannery.",
        Labels = ["May", "Jun", "Jul", "Aug", "Sep", "Oct"],
        Series =
        [
            new("Quayside", [8, 9, 11, 14, 18, 23]),
            new("Old Market", [10, 9, 9, 8, 10, 9]),
            new("Tannery", [6, 7, null, 6, 7, 7]),
            new("Lockside", [4, 5, 6, 5, 6, 6]),
            new("Eastbrook", [2, 2, 1, 3, 2, 3]),
        ],
    };

    public static BarChart Places() => new()
    {
        Title = "Thefts by place",
        Description = "Quayside car parks had 23 of 64 thefts.",
        SeriesName = "Thefts",
        LabelName = "Place",
        Highlight = 0,
        Bars =
        [
            new("Quayside car parks", 23, 18, 29), new("Station approach", 9), new("Tannery Retail Park and the road behind it", 7),
            new("Northfield", null), new("Rest of the borough", 25),
        ],
    };

    public static IntervalBar Change() => new()
    {
        Title = "Change against the comparison",
        Description = "47% fewer, between 23% and 63% fewer.",
        Estimate = -47,
        Lower = -63,
        Upper = -23,
        NullValue = 0,
        NullLabel = "no change",
        Suffix = "%",
    };

    public static BeforeAfterChart Station() => new()
    {
        Title = "Bicycle thefts at the station, 12 months before and since",
        Description = "Thefts fell from 118 in the year before to 61 in the year since.",
        SeriesName = "Thefts",
        FirstAfter = 12,
        BeforeLabel = "12 months before",
        AfterLabel = "12 months since",
        MarkerLabel = "Racks in, 1 November 2025",
        Points = [.. new double[] { 9, 8, 7, 9, 10, 12, 13, 12, 11, 10, 9, 8, 6, 4, 4, 5, 5, 6, 7, 6, 5, 5, 4, 4 }
            .Select((count, i) => new ChartPoint(MonthNames[(i + 10) % 12], count) { FullLabel = $"{MonthNames[(i + 10) % 12]} {2024 + ((i + 10) / 12)}" })],
    };

    public static Sparkline Small() => new()
    {
        Title = "Thefts by month",
        Description = "Rising since August.",
        SeriesName = "Thefts",
        Points = [new("May", 5), new("Jun", 4), new("Jul", null), new("Aug", 7), new("Sep", 9), new("Oct", 12)],
    };

    public static HeatTable Hours(bool isMissing = false) => new()
    {
        Title = "Thefts by weekday and hour",
        Description = "Most happen on Thursday to Saturday evenings.",
        RowName = "Weekday",
        RowLabels = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ColumnLabels = [.. Enumerable.Range(0, 24).Select(hour => hour.ToString("00", System.Globalization.CultureInfo.InvariantCulture))],
        Values = [.. Enumerable.Range(0, 7).Select(day => (IReadOnlyList<double?>)[.. Enumerable.Range(0, 24).Select(hour =>
            isMissing && day == 2 && hour == 5 ? null : (double?)(hour >= 17 ? ((day * 5) + (hour * 3)) % 9 : ((day * 3) + hour) % 4))])],
        ClassFrom = [1, 2, 4, 6],
    };

    public static IReadOnlyList<Chart> All() => [Thefts(), Wards(), Places(), Change(), Station(), Small(), Hours()];
}
