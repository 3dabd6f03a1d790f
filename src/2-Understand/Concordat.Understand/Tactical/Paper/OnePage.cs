using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>The whole paper on one page: each priority in a row, what is proposed, how earlier actions went.</summary>
internal static class OnePage
{
    public static SummaryPage Of(TacticalResult result, IReadOnlyList<TacticalFinding> findings, EarlierDecisions? earlier) => new()
    {
        Intro = $"{result.AreaName}: {result.Month.LongName} against what we would expect after {result.Month.AddMonths(-1).Name} if nothing had changed.",
        Blocks = [Table(result), Proposals(findings), .. earlier is null ? Array.Empty<Block>() : [new Paragraph(LastTime.InASentence(earlier))]],
    };

    static TableBlock Table(TacticalResult result) => new()
    {
        Caption = $"Each {(result.HasPriorities ? "priority" : "theme")} in {result.Month.LongName}",
        ShowsCaption = false,
        Columns =
        [
            new(result.HasPriorities ? "Priority" : "Theme", WidthShare: 23), new(result.Month.Name, ColumnKind.Number, 14),
            new("Expected", ColumnKind.Number, 15), new("Signal", ColumnKind.Signal, 18), new("In a sentence", WidthShare: 30),
        ],
        Rows = [.. result.Themes.Select(t => new TableRow(t.Priority ?? t.Name, Cell.Of(t.Comparison.Count), Expected(t.Comparison), t.Comparison.Signal, CountSentence.InBrief(t, result.Month)))],
        Note = result.Themes.Any(t => t.Comparison.Count is null || t.Comparison.PreviousMonth is null) ? "A dash means that the month is missing at source. It never means none." : null,
    };

    static Cell Expected(CountComparison c) => c switch
    {
        { Expected: { } range } => Words.Range(range),
        { Count: null } or { PreviousMonth: null } => Cell.Missing,
        _ => "too few",
    };

    static Paragraph Proposals(IReadOnlyList<TacticalFinding> findings)
    {
        var items = findings.Where(f => f.IsProposed).Select(f => Words.Inside(f.Title)).ToList();
        return items.Count == 0
            ? new Paragraph("We propose no item for adoption this month.")
            : new Paragraph($"We propose that the group adopts {Words.Small(items.Count)} {(items.Count == 1 ? "item" : "items")}: ", $"{Words.List(items)}.");
    }
}
