using Concordat.Decide.Groups;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Decide.Tasking;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Members;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>A meeting with everything its pages show.</summary>
/// <param name="PaperClosing">What became of its assessment after it was put on the table, as a sentence; null while it stands.</param>
internal sealed record MeetingRecord(
    Meeting Meeting, IReadOnlyList<AgendaItem> Items, IReadOnlyList<TaskingAction> Actions, IReadOnlyList<Attendance> Attendance,
    IReadOnlyList<ActionStanding> LastTime, People People, GroupRecord? Group, string? PaperClosing = null)
{
    /// <summary>The items that need a decision, without the standing one.</summary>
    public IReadOnlyList<AgendaItem> ToDecide => [.. Items.Where(i => !i.IsStanding)];

    public IReadOnlyList<AgendaItem> Undecided => [.. Items.Where(i => i.Decision is null)];

    public AgendaItem? Find(Guid? item) => Items.FirstOrDefault(i => i.Id == item);

    public IReadOnlyList<TaskingAction> ActionsOf(AgendaItem item) => [.. Actions.Where(a => a.ItemId == item.Id).OrderBy(a => a.Id)];

    /// <summary>The item after this one that is still undecided, from the top again at the end; null when there is none.</summary>
    public AgendaItem? NextUndecided(AgendaItem? after) =>
        Items.Where(i => i.Decision is null && i.Id != after?.Id).OrderBy(i => i.Position <= (after?.Position ?? -1)).ThenBy(i => i.Position).FirstOrDefault();

    /// <summary>Agencies in force on the day, and whether somebody spoke for each.</summary>
    public IReadOnlyList<AgencyPresence> Agencies =>
    [
        .. Bodies.Select(a => new AgencyPresence(a.Id, a.Name,
                Attendance.Any(p => p.AgencyId == a.Id && p.IsHere), Attendance.Any(p => p.AgencyId == a.Id && p.Presence == Presence.Apologies))),
    ];

    IEnumerable<Agency> Bodies => HasSeats ? Group!.AgenciesOn(Meeting.HeldOn) : People.AgenciesOn(Meeting.HeldOn);

    bool HasSeats => Group?.SeatsOn(Meeting.HeldOn).Count > 0;

    /// <summary>Members who are called: those with a seat, or everybody where the group has no seats.</summary>
    public IReadOnlyList<Member> Called => HasSeats ? Group!.CalledOn(Meeting.HeldOn) : People.On(Meeting.HeldOn);

    /// <summary>Whether enough bodies are here, in words; null for a group without a quorum.</summary>
    public string? Quorum => Group is null ? null : Agencies.Count(a => a.IsHere) is var here && here >= Group.Group.QuorumAgencies
        ? $"Enough for decisions: the quorum is {Group.Group.QuorumAgencies}." : $"Not enough for decisions yet: the quorum is {Group.Group.QuorumAgencies}.";

    public string AddressOf(AgendaItem item) => item.IsStanding ? $"{Url}/last-time" : $"{Url}?item={item.Id}";

    public string Url => UrlOf(Meeting.Id);

    public static string UrlOf(Guid meeting) => $"/decide/meetings/{meeting}";
}

/// <summary>Whether an agency was here, or sent apologies.</summary>
internal sealed record AgencyPresence(Guid Id, string Name, bool IsHere, bool SentApologies);

/// <summary>Reads meetings for their pages.</summary>
internal sealed class MeetingRecords(ConcordatDb db, MemberDirectory directory, GroupRecords groups, IActionProgress? progress = null, IIssuedAssessments? papers = null)
{
    /// <summary>The meeting, its items tracked for change; null when there is none within reach.</summary>
    public async Task<MeetingRecord?> FindAsync(Guid id, CancellationToken cancellation)
    {
        // A dozen short readings over one connection, which is told once who reads.
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            return await ReadAsync(id, cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    async Task<MeetingRecord?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var meeting = await db.Set<Meeting>().SingleOrDefaultAsync(m => m.Id == id, cancellation);
        if (meeting is null) return null;
        return new(meeting,
            await db.Set<AgendaItem>().Where(i => i.MeetingId == id).OrderBy(i => i.Position).ToListAsync(cancellation),
            await db.Set<TaskingAction>().Where(a => a.MeetingId == id).OrderBy(a => a.Id).ToListAsync(cancellation),
            await db.Set<Attendance>().Where(a => a.MeetingId == id).ToListAsync(cancellation),
            meeting.Reported() ?? (progress is null ? [] : await progress.ReportAsync(meeting.HeldOn, cancellation)),
            await directory.ReadAsync(cancellation),
            await groups.FindAsync(meeting.GroupId, cancellation),
            papers is not null && meeting.AssessmentId is { } paper ? await papers.ClosingAsync(paper, cancellation) : null);
    }
}
