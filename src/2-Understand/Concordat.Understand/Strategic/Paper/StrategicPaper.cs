using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Strategic.Paper;

/// <summary>Lays out a strategic assessment in one of the four structures.</summary>
public static class StrategicPaper
{
    /// <summary>A longer paper needs a reason.</summary>
    public const int MostPages = 40;

    public static Report Compose(StrategicResult result, IReadOnlyList<StrategicFinding> findings, BaseMap baseMap, StrategicDetails details)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(baseMap);
        ArgumentNullException.ThrowIfNull(details);
        var exhibits = new Exhibits(result, baseMap, details);
        var period = $"{result.From.LongName} to {result.To.LongName}";
        return new()
        {
            Title = "Strategic assessment",
            Subtitle = period,
            Partnership = details.Partnership,
            Marking = details.Marking,
            Status = details.Status,
            Version = details.Version,
            WrittenBy = details.WrittenBy,
            ApprovedBy = details.ApprovedBy,
            PreparedFor = details.PreparedFor,
            Handling = details.Handling,
            Date = details.Date,
            Summary = Summary(result, findings, details.Written),
            Sections =
            [
                .. Structures.Arrange(result, findings, details.Structure).Select((c, i) => exhibits.Of(c, startsPage: i == 0)),
                LastYear(result),
                MatrixSections.Ranking(result, details.Written), MatrixSections.Recommended(result, details.Written),
                .. details.Written?.Sections ?? [],
                StrategicMethodSection.Method(result, details), StrategicMethodSection.References(result, details), StrategicData.Of(result, details),
            ],
        };
    }

    /// <summary>Pages of the paper, and what is to be said where they are too many; null where they are not.</summary>
    public static (int Pages, string? Warning) Length(Report report)
    {
        var pages = DocxPages.Estimate(report);
        return (pages, pages <= MostPages ? null : $"The paper has about {pages} pages, more than {MostPages}: shorten it, or give a reason for its length when it is approved.");
    }

    static SummaryPage Summary(StrategicResult result, IReadOnlyList<StrategicFinding> findings, WrittenParts? written) => new()
    {
        Intro = $"{result.AreaName}: the twelve months to {result.To.LongName} against the twelve before, and the period from {result.From.LongName}.",
        Blocks =
        [
            new Paragraph("We recommend as priorities: ", result.Issues.Where(i => i.IsRecommended).Select(i => i.Name.ToLowerInvariant()).ToList() is { Count: > 0 } names ? $"{Words.List(names)}." : "none, for want of records."),
            Table(result),
            .. findings.Where(f => f.Id == "all-change").Select(f => new Paragraph("All records: ", f.Sentence)),
            .. result.Total.Trend.Changes.Select(c => new Paragraph(StrategicFindingWriter.Level(c))),
            .. Warnings(result, findings),
            .. written?.LengthReason is { } reason ? [new Paragraph("Why it is longer than forty pages: ", reason)] : Array.Empty<Block>(),
        ],
    };

    static TableBlock Table(StrategicResult result) => new()
    {
        Caption = "The recommended priorities",
        ShowsCaption = false,
        Columns =
        [
            new("No.", WidthShare: 7), new("Issue", WidthShare: 28), new("In the year", ColumnKind.Number, 12), new("Change, %", ColumnKind.Number, 15), new("Signal", ColumnKind.Signal, 19),
            new("Score", ColumnKind.Number, 12), new("Among the first", ColumnKind.Number, 14), new("Confidence", WidthShare: 20),
        ],
        RowHeaderColumn = 1,
        Rows = [.. result.Issues.Where(i => i.IsRecommended).Select(i => (Issue: i, Theme: result.Of(i.Theme))).Select(p => new TableRow(
            p.Issue.Rank, p.Issue.Name, Cell.Of(p.Theme.Year.Count), Cell.Of(p.Theme.Year.ChangePercent, 1), p.Theme.Year.Signal, Cell.Of(p.Issue.Total, 2), Cell.Percent(p.Issue.TopShare), MatrixSections.Confidence(p.Issue)))],
        Note = "Among the first: the share of the weights drawn under which the issue stays there.",
    };

    static IEnumerable<Block> Warnings(StrategicResult result, IReadOnlyList<StrategicFinding> findings)
    {
        foreach (var part in PartState.Of(result, findings).Where(p => p.IsEmpty))
            yield return new Callout("Not ready for approval", new Paragraph($"“{part.Name}” is empty: {part.Why}."));
        if (result.To.Number - result.From.Number + 1 is var months and < 36)
            yield return new Callout("Fewer than three years", new Paragraph($"The records held go back {months} months. Performance is shown for no less than three years where the records allow it."));
        if (result.Missing.Count > 0)
            yield return new Callout("Missing months", new Paragraph($"{MonthSpans.InWords(result.Missing, m => m.LongName)} {(result.Missing.Count == 1 ? "is" : "are")} missing at source. Comparisons leave the same months out of the other year; nothing is taken as zero."));
        if (result.Breaks.Count > 0)
            yield return new Callout("Breaks in series", new Paragraph($"{Words.List([.. result.Breaks.Select(b => $"{b.Month.LongName} ({(b.Theme is { } t ? ThemeList.Find(t)?.Name.ToLowerInvariant() ?? t : "all themes")})")])}. Nothing is compared across them."));
    }

    static Section LastYear(StrategicResult result) => new()
    {
        Heading = PartState.NameOf(StrategicPart.LastYear),
        StartsPage = false,
        Blocks = result.Plan.Count == 0
            ? [new Callout("Still to be written", new Paragraph("No plan was given, so nothing can be said about how far it was done. The assessment cannot be approved before this part is filled."))]
            : [new Finding(PlanSentence(result.Plan)), Plan(result.Plan)],
    };

    static string PlanSentence(IReadOnlyList<PlanItem> plan)
    {
        int Of(PlanOutcome outcome) => plan.Count(p => p.Outcome == outcome);
        return $"Of {Words.Small(plan.Count)} item{(plan.Count == 1 ? "" : "s")} of last year's plan, {Words.Small(Of(PlanOutcome.Done))} {(Of(PlanOutcome.Done) == 1 ? "was" : "were")} done, {Words.Small(Of(PlanOutcome.Part))} in part, and {Words.Small(Of(PlanOutcome.NotDone))} not.";
    }

    static TableBlock Plan(IReadOnlyList<PlanItem> plan) => new()
    {
        Caption = "Last year's plan, item by item",
        Columns = [new("Item", WidthShare: 44), new("Outcome", WidthShare: 14), new("Reason", WidthShare: 42)],
        Rows = [.. plan.Select(p => new TableRow(p.Item, p.Outcome switch { PlanOutcome.Done => "Done", PlanOutcome.Part => "In part", _ => "Not done" }, p.Reason))],
    };
}
