using Concordat.Act.Interventions;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems;

/// <summary>Makes problems of adopted items and puts the agreed actions to work, as the meeting closes.</summary>
internal sealed class MeetingOutcome(ConcordatDb db, Session session, TimeProvider clock) : IMeetingFollower
{
    public async Task FollowAsync(ClosedMeeting meeting, CancellationToken cancellation)
    {
        var number = await db.Set<Problem>().MaxAsync(p => (int?)p.Number, cancellation) ?? 0;
        var problems = new Dictionary<Guid, Problem>();
        foreach (var item in meeting.Items)
            if (item.OwnerId is { } owner) problems[item.Id] = Problem.From(session.Partnership, ++number, meeting, item, owner);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var problem in problems.Values)
        {
            db.Add(problem);
            db.Add(new HandOver(session.Partnership, Guid.CreateVersion7(), problem.Id, problem.OwnerId, meeting.HeldOn, session.User, now));
        }
        var titles = meeting.Items.ToDictionary(i => i.Id);
        foreach (var action in meeting.Actions)
            db.Add(Intervention.From(session.Partnership, meeting, titles.GetValueOrDefault(action.ItemId)?.Title ?? meeting.GroupName, action, problems.GetValueOrDefault(action.ItemId)?.Id));
    }
}
