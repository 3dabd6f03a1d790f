using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Tactical.Paper;

/// <summary>Decisions and actions on the same document: empty rows to be filled at the meeting, and after it what the meeting decided.</summary>
internal static class Decided
{
    const string Heading = "Decisions and actions";

    /// <summary>A section for each meeting that decided on the paper; one to be filled in where none has.</summary>
    public static IEnumerable<Section> Of(TacticalResult result, IReadOnlyList<TacticalFinding> findings, IReadOnlyList<MeetingDecisions> outcomes) =>
        outcomes.Count == 0 ? [ToFillIn(result, findings)] : outcomes.Select(Section);

    static Section ToFillIn(TacticalResult result, IReadOnlyList<TacticalFinding> findings) => new()
    {
        Heading = Heading,
        IsNumbered = false,
        Intro = "Written at the meeting. This page opens the next one.",
        Blocks = [Table([.. findings.Where(f => f.IsProposed).Select((f, i) =>
            new TableRow(i + 1, $"{f.Title}{(Serves.Of(result, f.Evidence.Theme) is { } serves ? $" ({Words.Inside(serves)})" : "")}", Cell.Empty, Cell.Empty, Cell.Empty))])],
    };

    static Section Section(MeetingDecisions outcome) => new()
    {
        Heading = Heading,
        IsNumbered = false,
        Intro = $"{outcome.Meeting}, {Day(outcome.MetOn)}. Added after the paper was issued; its own words are as they were.",
        Blocks =
        [
            Table([.. outcome.Items.Select((item, i) => new TableRow(i + 1, item.Title, item.Decision, item.Reason ?? "", item.Owner ?? ""))]),
            .. outcome.Items.Any(i => i.Actions.Count > 0) ? [Actions(outcome)] : (IEnumerable<Block>)[new Paragraph("No action was agreed.")],
        ],
    };

    static TableBlock Table(IReadOnlyList<TableRow> rows) => new()
    {
        Caption = "Items proposed for adoption",
        ShowsCaption = false,
        Columns = [new("No.", WidthShare: 6), new("Item", WidthShare: 38), new("Adopted, not adopted or deferred", WidthShare: 22), new("Reason or date", WidthShare: 20), new("Owner", WidthShare: 14)],
        RowHeaderColumn = 1,
        Rows = rows is { Count: > 0 } ? rows : [new TableRow(Cell.Empty, "No item is proposed", Cell.Empty, Cell.Empty, Cell.Empty)],
    };

    static TableBlock Actions(MeetingDecisions outcome) => new()
    {
        Caption = "Actions agreed",
        Columns = [new("For item", WidthShare: 10), new("What", WidthShare: 48), new("Who", WidthShare: 26), new("Due", ColumnKind.Date, 16)],
        RowHeaderColumn = 1,
        Rows = [.. outcome.Items.SelectMany((item, i) => item.Actions.Select(a => new TableRow(i + 1, a.What, a.Who, Cell.Of(a.DueOn))))],
    };

    static string Day(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
}
