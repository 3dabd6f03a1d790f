using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>What those who run the meetings have to do: plan one, prepare it, finish it, approve its minutes.</summary>
internal sealed class MeetingDuties(ConcordatDb db, Session session, IIssuedAssessments? issued = null) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return [];
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.MinutesApprovedAt == null).OrderBy(m => m.HeldOn).ToListAsync(cancellation);
        var duties = new List<Duty>();
        foreach (var meeting in meetings)
        {
            var undecided = await db.Set<AgendaItem>().CountAsync(i => i.MeetingId == meeting.Id && i.Decision == null && i.Origin != ItemOrigin.Standing, cancellation);
            if (Of(meeting, undecided, meetings) is { } duty) duties.Add(duty);
        }
        return await ToPlanAsync(cancellation) is { } plan ? [plan, .. duties] : duties;
    }

    static Duty? Of(Meeting meeting, int undecided, IEnumerable<Meeting> all) => meeting.State switch
    {
        MeetingState.Planned => new($"Prepare the {meeting.GroupName} of {meeting.HeldOn.Long()}",
            undecided == 1 ? "1 item is on the table." : $"{undecided} items are on the table.", MeetingRecord.UrlOf(meeting.Id), meeting.HeldOn),
        MeetingState.Open => new($"Finish the {meeting.GroupName} of {meeting.HeldOn.Long()}",
            $"{undecided} still to decide. It cannot close before.", MeetingRecord.UrlOf(meeting.Id), meeting.HeldOn),
        // Minutes are approved at the meeting that follows.
        _ when all.Any(m => m.GroupName == meeting.GroupName && m.State == MeetingState.Open && m.HeldOn > meeting.HeldOn) =>
            new($"Approve the minutes of {meeting.HeldOn.Long()}", "The next meeting is open.", MeetingRecord.UrlOf(meeting.Id) + "/minutes"),
        _ => null,
    };

    async Task<Duty?> ToPlanAsync(CancellationToken cancellation)
    {
        if (issued is null || await issued.ListAsync(cancellation) is not [var latest, ..]) return null;
        return await db.Set<Meeting>().AnyAsync(m => m.AssessmentId == latest.Id, cancellation) ? null
            : new($"Plan the meeting on {latest.Title}", "The assessment is issued and no meeting has it on the table yet.", $"/decide/meetings/new?assessment={latest.Id}");
    }
}
