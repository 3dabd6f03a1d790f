using Concordat.Act.Plans;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Events;

/// <summary>Releases, re-arrests and referrals that nobody has acted on, for those who answer for the record; by number, never by name.</summary>
internal sealed class EventDuties(ConcordatDb db, SubjectDesk desk, Session session) : IDutySource
{
    const int NoticeDays = 28;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Practitioner) && !session.Has(Role.Chair) && !session.Has(Role.Coordinator)) return [];
        var (user, soon, areas) = (session.UserId, today.AddDays(NoticeDays), (await desk.OwnAreasAsync(cancellation)).ToList());
        var rows = await (from e in db.Set<SubjectEvent>().AsNoTracking()
                          join s in db.Set<Subject>() on e.SubjectId equals s.Id
                          where e.Outcome == null && e.OnDay <= soon && (s.DeciderId == user || (s.Kind == Subject.Targeted && areas.Contains(s.Area)))
                          orderby e.OnDay
                          select new { Event = e, s.Number }).ToListAsync(cancellation);
        return [.. rows.Select(r => new Duty($"Look at the plan of record {r.Number}", $"{r.Event.Kind.Capital()}, {r.Event.OnDay.Long()}. Say what was done.", $"/act/people/{r.Event.SubjectId}#events", r.Event.DueOn))];
    }
}
