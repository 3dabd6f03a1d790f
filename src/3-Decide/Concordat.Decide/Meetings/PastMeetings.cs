using Concordat.Decide.Groups;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>Answers which meeting was held last.</summary>
internal sealed class PastMeetings(ConcordatDb db) : IPastMeetings
{
    public async Task<PastMeeting?> LatestOnEarlierMonthAsync(Month month, CancellationToken cancellation) =>
        await db.Set<Meeting>().AsNoTracking().Where(m => m.State == MeetingState.Closed && m.AssessmentMonth < month.Number)
            .OrderByDescending(m => m.HeldOn).Select(m => new PastMeeting(m.Id, m.GroupName, m.HeldOn)).FirstOrDefaultAsync(cancellation);

    public async Task<PastMeeting?> LatestClosedAsync(DateOnly onOrBefore, CancellationToken cancellation) =>
        await db.Set<Meeting>().AsNoTracking().Where(m => m.State == MeetingState.Closed && m.HeldOn <= onOrBefore
                // Other groups meet in between; the actions are the Joint Action Group's.
                && (m.GroupId == null || db.Set<MeetingGroup>().Any(g => g.Id == m.GroupId && g.KindKey == GroupKind.JointActionGroup)))
            .OrderByDescending(m => m.HeldOn).Select(m => new PastMeeting(m.Id, m.GroupName, m.HeldOn)).FirstOrDefaultAsync(cancellation);
}
