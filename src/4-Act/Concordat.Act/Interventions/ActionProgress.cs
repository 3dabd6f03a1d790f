using Concordat.Decide.Meetings.Contracts;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Interventions;

/// <summary>Answers a meeting that calls its members to account: the last meeting's actions, and older ones until they are closed.</summary>
internal sealed class ActionProgress(ConcordatDb db, MemberDirectory directory, IPastMeetings meetings, TimeProvider clock) : IActionProgress
{
    public async Task<IReadOnlyList<ActionStanding>> ReportAsync(DateOnly heldOn, CancellationToken cancellation)
    {
        var latest = await meetings.LatestClosedAsync(heldOn.AddDays(-1), cancellation);
        if (latest is null) return [];
        var actions = await db.Set<Intervention>().AsNoTracking()
            .Where(i => i.AgreedOn < heldOn && (i.MeetingId == latest.Id
                || i.State == InterventionState.ToDo || i.State == InterventionState.UnderWay
                // Finished since the last meeting: reported once more, then it rests.
                || (i.FinishedOn != null && i.FinishedOn > latest.HeldOn)))
            .OrderBy(i => i.DueOn).ThenBy(i => i.Id).ToListAsync(cancellation);
        var ids = actions.Select(a => a.Id).ToList();
        var notes = await db.Set<Progress>().AsNoTracking().Where(p => ids.Contains(p.InterventionId) && p.Note != "").OrderBy(p => p.At).ToListAsync(cancellation);
        var lastNote = notes.GroupBy(n => n.InterventionId).ToDictionary(g => g.Key, g => g.Last().Note);
        var people = await directory.ReadAsync(cancellation);
        var today = London.Today(clock);
        return
        [
            .. actions.OrderBy(a => !a.IsOverdueOn(today)).Select(a => new ActionStanding(a.Id, a.What, a.Kind, a.ItemTitle, people.ShortNameOf(a.AgencyId), people.NameOf(a.PersonId),
                a.DueOn, a.State.Words(), a.IsOverdueOn(today), a.FinishedOn, a.Reason ?? lastNote.GetValueOrDefault(a.Id), $"/act/actions/{a.Id}")),
        ];
    }
}
