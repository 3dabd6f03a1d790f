using System.Collections.Frozen;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>Where a tactical assessment stands.</summary>
internal enum AssessmentStatus
{
    Draft,
    Review,
    Approved,
    Issued,

    /// <summary>A later version of its month was issued.</summary>
    Superseded,

    /// <summary>Taken back after it was issued, with a reason.</summary>
    Withdrawn,
}

/// <summary>What can happen to it.</summary>
internal enum AssessmentEvent
{
    Write,
    Send,
    TakeBack,
    Approve,
    Issue,
    Supersede,
    Withdraw,
}

/// <summary>Each state by each event; docs/rules/product.md shows the same table.</summary>
internal static class AssessmentLife
{
    static readonly Cell
        InReview = new("TP-01", "It is under review: take it back to draft first"),
        IsApproved = new("TP-02", "It is approved: its text is frozen"),
        IsIssued = new("TP-03", "It is issued: its text cannot change any more"),
        IsSuperseded = new("TP-04", "A later version took its place: it stays as it was"),
        IsWithdrawn = new("TP-05", "It was withdrawn: it stays as it was"),
        IsDraft = new("TP-06", "It is a draft: send it for review first"),
        NotApproved = new("TP-07", "Only an approved assessment can be issued"),
        InWork = new("TP-08", "The month is being assessed already: finish that version first"),
        NotIssued = new("TP-09", "Only an issued assessment can be withdrawn");

    static readonly (AssessmentEvent Event, string Words, Cell[] Cells)[] Rows =
    [
        (AssessmentEvent.Write, "its words change", [AssessmentStatus.Draft, InReview, IsApproved, IsIssued, IsSuperseded, IsWithdrawn]),
        (AssessmentEvent.Send, "its author sends it for review", [AssessmentStatus.Review, InReview, IsApproved, IsIssued, IsSuperseded, IsWithdrawn]),
        (AssessmentEvent.TakeBack, "it is taken back", [IsDraft, AssessmentStatus.Draft, IsApproved, IsIssued, IsSuperseded, IsWithdrawn]),
        (AssessmentEvent.Approve, "somebody who did not write it approves it", [IsDraft, AssessmentStatus.Approved, IsApproved, IsIssued, IsSuperseded, IsWithdrawn]),
        (AssessmentEvent.Issue, "it is issued", [NotApproved, NotApproved, AssessmentStatus.Issued, IsIssued, IsSuperseded, IsWithdrawn]),
        (AssessmentEvent.Supersede, "a later version of its month is issued", [InWork, InWork, InWork, AssessmentStatus.Superseded, AssessmentStatus.Superseded, AssessmentStatus.Withdrawn]),
        (AssessmentEvent.Withdraw, "it is withdrawn, and why is said", [NotIssued, NotIssued, NotIssued, AssessmentStatus.Withdrawn, IsSuperseded, IsWithdrawn]),
    ];

    static readonly FrozenDictionary<AssessmentEvent, Cell[]> Table = Rows.ToFrozenDictionary(r => r.Event, r => r.Cells);

    /// <summary>The state that follows; null where it is refused.</summary>
    public static AssessmentStatus? After(AssessmentStatus status, AssessmentEvent happened) => Table[happened][(int)status].To;

    /// <summary>Why it cannot happen now, with its code; null where it can.</summary>
    public static string? Refusal(AssessmentStatus status, AssessmentEvent happened) => Table[happened][(int)status] is { Code: { } code, Words: { } words } ? $"{code}: {words}" : null;

    /// <summary>The table, the codes and the diagram as docs/rules shows them.</summary>
    public static string Markdown()
    {
        var states = Enum.GetValues<AssessmentStatus>();
        var lines = new List<string> { $"| what happens | {string.Join(" | ", states.Select(Name))} |", $"| --- |{string.Concat(states.Select(_ => " --- |"))}" };
        lines.AddRange(Rows.Select(r => $"| {r.Words} | {string.Join(" | ", states.Select(s => Shown(s, r.Cells[(int)s])))} |"));
        lines.AddRange(["", "| code | what it says |", "| --- | --- |", .. Rows.SelectMany(r => r.Cells).Where(c => c.Code is not null).Distinct().OrderBy(c => c.Code, StringComparer.Ordinal).Select(c => $"| {c.Code} | {c.Words} |")]);
        lines.AddRange(["", "```mermaid", "stateDiagram-v2", "  [*] --> draft",
            .. Rows.SelectMany(r => states.Where(s => r.Cells[(int)s].To is { } to && to != s).Select(s => $"  {Name(s)} --> {Name(r.Cells[(int)s].To!.Value)}: {r.Words}")), "```"]);
        return string.Join('\n', lines);
    }

    public static string Name(this AssessmentStatus status) => status.ToString().ToLowerInvariant();

    static string Shown(AssessmentStatus from, Cell cell) => cell.To is { } to ? to == from ? "yes" : $"**{Name(to)}**" : cell.Code!;

    /// <summary>The state that follows, or the refusal.</summary>
    sealed record Cell(string? Code, string? Words, AssessmentStatus? To = null)
    {
        public static implicit operator Cell(AssessmentStatus to) => new(null, null, to);
    }
}
