using Concordat.Decide.Meetings.Contracts;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>Answers which meeting comes next.</summary>
internal sealed class NextMeetings(ConcordatDb db, IActionProgress? progress = null) : INextMeeting
{
    public async Task<NextMeeting?> FindAsync(CancellationToken cancellation)
    {
        var meeting = await db.Set<Meeting>().AsNoTracking().Where(m => m.State != MeetingState.Closed)
            .OrderBy(m => m.OpenedAt == null).ThenBy(m => m.HeldOn).FirstOrDefaultAsync(cancellation);
        if (meeting is null) return null;
        var origins = await db.Set<AgendaItem>().AsNoTracking().Where(i => i.MeetingId == meeting.Id && i.Origin != ItemOrigin.Standing)
            .Select(i => i.Origin).ToListAsync(cancellation);
        var actions = progress is null ? [] : await progress.ReportAsync(meeting.HeldOn, cancellation);
        return new(meeting.Id, meeting.GroupName, meeting.HeldOn, meeting.State == MeetingState.Open, origins.Count, origins.Count(o => o == ItemOrigin.Assessment),
            meeting.AssessmentTitle, meeting.AssessmentUrl, actions.Count(a => a.IsDone), actions.Count, actions.Count(a => a.IsOverdue), MeetingRecord.UrlOf(meeting.Id));
    }
}
