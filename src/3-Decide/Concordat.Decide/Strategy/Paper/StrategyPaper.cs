using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;

namespace Concordat.Decide.Strategy.Paper;

/// <summary>The control strategy as a paper: its priorities with owner and lines, the questions, and what was not chosen and why.</summary>
internal static class StrategyPaper
{
    /// <param name="record">The version.</param>
    /// <param name="day">Day for which the priorities are shown.</param>
    /// <param name="partnership">Name of the partnership.</param>
    /// <param name="marking">Its protective marking.</param>
    public static Report Of(StrategyRecord record, DateOnly day, string partnership, string marking) => new()
    {
        Title = "Control strategy",
        Subtitle = $"{record.Strategy.PeriodFrom.Long()} to {record.Strategy.PeriodTo.Long()}",
        Partnership = partnership,
        Marking = marking,
        Status = record.Strategy.InForceFrom is { } from ? $"Decided, in force from {from.Long()}" : StrategyWords.Name(record.Strategy.State),
        Version = record.Strategy.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        WrittenBy = record.People.NameAndAgencyOf(record.Strategy.BegunBy),
        ApprovedBy = record.Strategy.DecidedBy is { } by ? record.People.NameAndAgencyOf(by) : null,
        Handling = new("For members of the partnership and the staff they name.", "Not for publication."),
        Date = DateOnly.FromDateTime(London.FromUtc(record.Strategy.DecidedAt ?? record.Strategy.BegunAt)),
        Sections = [Priorities(record, day), Issues(record), Said(record)],
    };

    static Section Priorities(StrategyRecord record, DateOnly day) => new()
    {
        Heading = "Priorities",
        StartsPage = false,
        Blocks = record.InForceOn(day) is { Count: > 0 } priorities ? [.. priorities.SelectMany(p => One(record, p))] : [new Paragraph("No priorities were chosen yet.")],
    };

    static IEnumerable<Block> One(StrategyRecord record, StrategyPriority p)
    {
        yield return new Subheading($"{p.Rank}. {p.Name}");
        yield return new Paragraph($"{record.People.NameAndAgencyOf(p.OwnerId)} answers for it. ", $"Weight {p.Weight}. From {p.FromOn.Long()}, review on {p.ReviewOn.Long()}. Counted by {ThemeList.Find(p.ThemeKey)?.Name ?? p.ThemeKey}.");
        yield return new DefinitionList([new("Prevention", new(p.Prevention)), new("Intelligence", new(p.Intelligence)), new("Enforcement", new(p.Enforcement))]);
        yield return new TableBlock
        {
            Caption = "Collection questions",
            Columns = [new("Question", WidthShare: 55), new("Body that could know", WidthShare: 25), new("Answer by", ColumnKind.Date, 20)],
            Rows = [.. record.QuestionsOf(p).Select(q => new TableRow(q.Question, record.People.Agency(q.AgencyId)?.Name, Cell.Of(q.DueOn)))],
        };
    }

    static Section Issues(StrategyRecord record) => new()
    {
        Heading = "What it was chosen from",
        StartsPage = false,
        Blocks = record.Issues.Count == 0 ? [new Paragraph("No issues were gathered yet.")] :
        [
            new TableBlock
            {
                Caption = "Issues, as the members ranked them",
                Columns = [new("Issue", WidthShare: 30), new("Rank", WidthShare: 10), new("Mean score", WidthShare: 12), new("Outcome and reason", WidthShare: 48)],
                Rows = [.. record.Issues.Select(i => new TableRow(i.Name, i.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–", i.Rank is null ? "–" : StrategyWords.Mean(record.ResultOf(i)),
                    i.Outcome == StrategyIssue.Chosen ? "Chosen" : i.Outcome == StrategyIssue.NotChosen ? $"Not chosen, because: {i.Reason}" : "Not decided yet"))],
            },
        ],
    };

    static Section Said(StrategyRecord record) => new()
    {
        Heading = "Dissent",
        StartsPage = false,
        Blocks = record.Notes.Where(n => n.Kind == IssueNote.Dissent).ToList() is { Count: > 0 } dissents
            ? [new BulletList([.. dissents.Select(n => new Paragraph($"{record.Issues.First(i => i.Id == n.IssueId).Name}, {record.People.NameAndAgencyOf(n.UserId)}: ", n.Words))])]
            : [new Paragraph("Nobody dissented.")],
    };
}
