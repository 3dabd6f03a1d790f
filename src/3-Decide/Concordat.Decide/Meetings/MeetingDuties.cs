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
        // Closed meetings wait for nothing but a meeting after them that is open.
        var meetings = await db.Set<Meeting>().AsNoTracking()
            .Where(m => m.State != MeetingState.Closed || (m.MinutesApprovedAt == null
                && db.Set<Meeting>().Any(next => next.GroupName == m.GroupName && next.State == MeetingState.Open && next.HeldOn > m.HeldOn)))
            .OrderBy(m => m.HeldOn).ToListAsync(cancellation);
        var running = meetings.Where(m => m.State != MeetingState.Closed).Select(m => m.Id).ToList();
        var undecided = await db.Set<AgendaItem>().AsNoTracking().Where(i => running.Contains(i.MeetingId) && i.Decision == null && i.Origin != ItemOrigin.Standing)
            .GroupBy(i => i.MeetingId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var duties = meetings.Select(m => Of(m, undecided.GetValueOrDefault(m.Id))).ToList();
        return await ToPlanAsync(cancellation) is { } plan ? [plan, .. duties] : duties;
    }

    static Duty Of(Meeting meeting, int undecided) => meeting.State switch
    {
        MeetingState.Planned => new($"Prepare the {meeting.GroupName} of {meeting.HeldOn.Long()}",
            undecided == 1 ? "1 item is on the table." : $"{undecided} items are on the table.", MeetingRecord.UrlOf(meeting.Id), meeting.HeldOn),
        MeetingState.Open => new($"Finish the {meeting.GroupName} of {meeting.HeldOn.Long()}",
            $"{undecided} still to decide. It cannot close before.", MeetingRecord.UrlOf(meeting.Id), meeting.HeldOn),
        _ => new($"Approve the minutes of {meeting.HeldOn.Long()}", "The next meeting is open.", MeetingRecord.UrlOf(meeting.Id) + "/minutes"),
    };

    async Task<Duty?> ToPlanAsync(CancellationToken cancellation)
    {
        if (issued is null || await issued.ListAsync(cancellation) is not [var latest, ..]) return null;
        return await db.Set<Meeting>().AnyAsync(m => m.AssessmentId == latest.Id, cancellation) ? null
            : new($"Plan the meeting on {latest.Title}", "The assessment is issued and no meeting has it on the table yet.", $"/decide/meetings/new?assessment={latest.Id}");
    }
}
