using Concordat.Act.Interventions;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems;

/// <summary>Tells the next assessment how the decisions of the latest meeting went.</summary>
internal sealed class EarlierMeetings(ConcordatDb db, MemberDirectory directory, ProblemCounts counts, IPastMeetings meetings, TimeProvider clock) : IEarlierActions
{
    public async Task<EarlierDecisions?> BeforeAsync(Month month, CancellationToken cancellation)
    {
        if (await meetings.LatestOnEarlierMonthAsync(month, cancellation) is not { } meeting) return null;
        var today = London.Today(clock);
        var people = await directory.ReadAsync(cancellation);
        var actions = await db.Set<Intervention>().AsNoTracking().Where(i => i.MeetingId == meeting.Id).OrderBy(i => i.DueOn).ToListAsync(cancellation);
        var problems = await db.Set<Problem>().AsNoTracking().Where(p => p.MeetingId == meeting.Id).OrderBy(p => p.Number).ToListAsync(cancellation);
        var spots = new List<AdoptedHotSpot>();
        foreach (var problem in problems)
            if (await counts.ReadAsync(problem, month, cancellation) is { } split) spots.Add(Spot(problem, split, month));
        return new(meeting.GroupName, meeting.HeldOn,
            [.. actions.Select(a => new EarlierAction(a.What, people.ShortNameOf(a.AgencyId), a.DueOn, StateOf(a, today))).OrderBy(a => a.State != EarlierActionState.Overdue)], spots);
    }

    static AdoptedHotSpot Spot(Problem problem, BeforeAndSince split, Month month)
    {
        var assessed = ItemEvidence.Read(problem.Evidence)!.Month;
        var all = split.Before.Concat(split.Since).ToList();
        return new(problem.Title, problem.ThemeKey!,
            all.Find(m => m.Month == assessed)?.InCells, all.Find(m => m.Month == month)?.InCells, split.InWords);
    }

    // What was given up is no longer on course: it shows as overdue until somebody agrees something else.
    static EarlierActionState StateOf(Intervention action, DateOnly today) => action.State switch
    {
        InterventionState.Done => EarlierActionState.Done,
        InterventionState.CannotBeDone => EarlierActionState.Overdue,
        _ => action.IsOverdueOn(today) ? EarlierActionState.Overdue : EarlierActionState.OnCourse,
    };
}
