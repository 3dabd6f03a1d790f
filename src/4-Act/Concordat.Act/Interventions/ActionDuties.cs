using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Interventions;

/// <summary>One's own open actions, the overdue ones first; for those who run the meetings, how many are overdue in all.</summary>
internal sealed class ActionDuties(ConcordatDb db, Session session) : IDutySource
{
    const int MostShown = 500;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        var open = db.Set<Intervention>().AsNoTracking().Where(i => i.State == InterventionState.ToDo || i.State == InterventionState.UnderWay);
        var own = await open.Where(i => i.PersonId == session.UserId).OrderBy(i => i.DueOn).Take(MostShown).ToListAsync(cancellation);
        var duties = own.Select(i => new Duty($"{(i.IsOverdueOn(today) ? "Report on your overdue action" : "Update your action")}: {i.What}",
            $"For {i.ItemTitle}. You took this on {(i.MeetingId is null ? "with the plan" : "at the meeting")} of {i.AgreedOn.Long()}.", $"/act/actions/{i.Id}", i.DueOn)).ToList();
        if (!session.MayRun()) return duties;
        var overdue = await open.CountAsync(i => i.DueOn < today && i.PersonId != session.UserId, cancellation);
        if (overdue > 0) duties.Add(new(overdue == 1 ? "Ask about 1 overdue action" : $"Ask about {overdue} overdue actions", "Their owners have not reported them done.", "/act?Show=overdue"));
        return duties;
    }
}
