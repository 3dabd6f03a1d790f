using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>The figures of the charts as tables.</summary>
internal static class DataAnnex
{
    const int MostColumns = 5;

    public static Section Of(TacticalResult result, PaperDetails details) => new()
    {
        Heading = "Data annex",
        IsNumbered = false,
        Intro = "The figures of the charts. A dash means missing at source; it never means none.",
        Blocks = [.. result.Themes.Chunk(MostColumns).Select(themes => Months(themes, details)), Changes(result)],
    };

    static TableBlock Months(ThemeResult[] themes, PaperDetails details) => new()
    {
        Caption = $"Records each month: {Words.List([.. themes.Select(t => t.Name.ToLowerInvariant())])}",
        Columns = [new("Month"), .. themes.Select(t => new TableColumn(t.Name, ColumnKind.Number))],
        Rows = [.. themes[0].Series.Select((m, i) => new TableRow([m.Month.LongName, .. themes.Select(t => Cell.Of(t.Series[i].Count))]))],
        Source = $"{details.Source}.",
    };

    static TableBlock Changes(TacticalResult result) => new()
    {
        Caption = $"{result.Month.LongName} against the month before and the year before",
        Columns =
        [
            new("Theme", WidthShare: 26), new(result.Month.Name, ColumnKind.Number), new(result.Month.AddMonths(-1).Name, ColumnKind.Number), new($"{result.Month.Name} last year", ColumnKind.Number),
            new("Change, %", ColumnKind.Number), new("z", ColumnKind.Number), new("Signal", ColumnKind.Signal, 20),
        ],
        Rows = [.. result.Themes.Select(t => Row(t.Name, t.Comparison)), .. result.OutsidePriorities.Select(t => Row($"{t.Name} (no priority)", t.Comparison))],
        Note = "A change in per cent is left as a dash where the month before had none or is missing.",
    };

    static TableRow Row(string name, CountComparison c) => new(
        name, Cell.Of(c.Count), Cell.Of(c.PreviousMonth), Cell.Of(c.SameMonthLastYear), Cell.Of(c.ChangePercent, 1), Cell.Of(c.Z, 2), c.Signal);
}
