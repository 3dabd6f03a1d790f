using Concordat.Decide.Meetings.Contracts;
using Concordat.Decide.Tasking;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;

namespace Concordat.Decide.Meetings.Minutes;

/// <summary>The minutes as a paper: who came, last time's actions, each decision with its reason, and the actions agreed.</summary>
internal static class MinutesPaper
{
    /// <param name="partnership">Name of the partnership.</param>
    /// <param name="marking">Its protective marking.</param>
    /// <param name="criteria">Of items that a group's criteria held for on the day: which were met, with the version.</param>
    public static Report Of(MeetingRecord record, string partnership, string marking, IReadOnlyDictionary<Guid, string>? criteria = null) => new()
    {
        Title = $"Minutes, {record.Meeting.GroupName}",
        Subtitle = record.Meeting.HeldOn.Long(),
        Partnership = partnership,
        Marking = marking,
        PreparedFor = record.Meeting.GroupName,
        Status = Status(record.Meeting),
        Version = record.Meeting.MinutesApprovedAt is null ? "1 (to be approved)" : "1",
        WrittenBy = $"{record.People.NameAndAgencyOf(record.Meeting.ChairId)}, chair",
        ApprovedBy = record.Meeting.MinutesApprovedBy is { } by ? record.People.NameAndAgencyOf(by) : null,
        Handling = new("For members of the partnership and the staff they name.", "Not for publication."),
        Date = record.Meeting.HeldOn,
        Sections = [Present(record), LastTime(record), Decisions(record, criteria ?? new Dictionary<Guid, string>()), Actions(record)],
    };

    public static string Status(Meeting meeting) => meeting.MinutesApprovedAt is { } at
        ? $"Approved {DateOnly.FromDateTime(London.FromUtc(at)).Long()}"
        : meeting.State == MeetingState.Closed ? "To be approved at the next meeting" : "Being written: the meeting has not closed";

    public static string DecisionOf(AgendaItem item, MeetingRecord record) => item.Decision switch
    {
        Decision.Adopt => $"Adopted. Owner: {record.People.NameAndAgencyOf(item.OwnerId)}{AdoptionScale.InWords(item)}{(item.Reason is null ? "." : "")}",
        Decision.DoNotAdopt => $"Not adopted, because: {item.Reason}",
        Decision.Defer => $"Deferred until {item.DeferredUntil!.Value.Long()}{(item.Reason is { } why ? $", because: {why}" : ".")}",
        Decision.Noted => "Taken.",
        _ => "Undecided.",
    };

    static Section Present(MeetingRecord record) => new()
    {
        Heading = "Who came",
        IsNumbered = false,
        StartsPage = false,
        Intro = $"{record.Agencies.Count(a => a.IsHere)} of {record.Agencies.Count} agencies here. Chair: {record.People.NameAndAgencyOf(record.Meeting.ChairId)}.{(record.Quorum is { } quorum ? $" {quorum.Replace(" yet", "", StringComparison.Ordinal)}" : "")}",
        Blocks = record.Attendance.Count == 0 ? [new Paragraph("No attendance was recorded.")] :
        [
            new TableBlock
            {
                Caption = "Attendance",
                Columns = [new("Member", WidthShare: 35), new("Agency", WidthShare: 35), new("Attendance", WidthShare: 30)],
                Rows = [.. record.Attendance.OrderBy(a => a.Presence).ThenBy(a => record.People.NameOf(a.UserId), StringComparer.CurrentCulture).Select(a => new TableRow(
                    record.People.NameOf(a.UserId), record.People.Agency(a.AgencyId)?.Name,
                    a.Presence switch { Presence.Here => "Here", Presence.Deputy => $"{a.DeputyName}, deputy", Presence.Apologies => "Apologies", _ => "Absent" }))],
            },
        ],
    };

    static Section LastTime(MeetingRecord record) => new()
    {
        Heading = AgendaItem.StandingTitle,
        StartsPage = false,
        Intro = record.Meeting.AssessmentTitle is { } title ? $"The meeting opened from the {title}." : null,
        Blocks = record.LastTime.Count == 0 ? [new Paragraph("There were no earlier actions to report on.")] :
        [
            new Paragraph($"{record.LastTime.Count(a => a.IsDone)} of {record.LastTime.Count} actions done, {record.LastTime.Count(a => a.IsOverdue)} overdue."),
            new TableBlock
            {
                Caption = "Earlier actions and where they stand",
                Columns = [new("What", WidthShare: 40), new("Who", WidthShare: 25), new("Due", ColumnKind.Date, 15), new("State", WidthShare: 20)],
                Rows = [.. record.LastTime.Select(a => new TableRow(a.What, $"{a.Agency}, {a.Person}", Cell.Of(a.DueOn), a.IsOverdue ? "overdue" : a.State))],
            },
        ],
    };

    static Section Decisions(MeetingRecord record, IReadOnlyDictionary<Guid, string> criteria) => new()
    {
        Heading = "Decisions",
        StartsPage = false,
        Blocks = record.ToDecide.Count == 0 ? [new Paragraph("No items were on the agenda.")] : [.. record.ToDecide.SelectMany(i => OneDecision(i, record, criteria))],
    };

    static IEnumerable<Block> OneDecision(AgendaItem item, MeetingRecord record, IReadOnlyDictionary<Guid, string> criteria)
    {
        yield return new Subheading($"{item.Position}. {item.Title}");
        yield return new Finding(item.Sentence, Facts(item, record));
        yield return new Paragraph("Decision: ", DecisionOf(item, record));
        if (criteria.TryGetValue(item.Id, out var met)) yield return new Paragraph("Criteria: ", met);
    }

    static List<string> Facts(AgendaItem item, MeetingRecord record)
    {
        var facts = new List<string> { item.PriorityName is { } priority ? $"Serves the priority “{priority}”." : "Outside the priorities." };
        if (item.Origin == ItemOrigin.Member) facts.Add($"Raised by {record.People.NameAndAgencyOf(item.RaisedById)}.");
        if (item.Origin == ItemOrigin.Deferred) facts.Add("Deferred by an earlier meeting.");
        if (ItemEvidence.Read(item.Evidence) is { } evidence) facts.Add($"From the {evidence.AssessmentTitle}.");
        return facts;
    }

    static Section Actions(MeetingRecord record) => new()
    {
        Heading = "Actions",
        StartsPage = false,
        Blocks = record.Actions.Count == 0 ? [new Paragraph("No actions were agreed.")] :
        [
            new TableBlock
            {
                Caption = "Actions agreed",
                Columns = [new("What", WidthShare: 34), new("For", WidthShare: 18), new("Kind", WidthShare: 14), new("Who", WidthShare: 20), new("Due", ColumnKind.Date, 14)],
                Rows = [.. record.Actions.Select(a => new TableRow(a.What, record.Find(a.ItemId)!.Title, Words.Spaced(a.Kind.ToString()), record.People.NameAndAgencyOf(a.PersonId), Cell.Of(a.DueOn)))],
            },
        ],
    };
}
