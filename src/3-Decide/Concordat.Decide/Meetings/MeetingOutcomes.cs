using Concordat.Decide.Tasking;
using Concordat.Partnership.Members;
using Concordat.Platform.Database;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>Tells an assessment what closed meetings decided on it.</summary>
internal sealed class MeetingOutcomes(ConcordatDb db, MemberDirectory directory) : IMeetingOutcomes
{
    public async Task<IReadOnlyList<MeetingDecisions>> OnAsync(Guid assessment, CancellationToken cancellation)
    {
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.AssessmentId == assessment && m.State == MeetingState.Closed).OrderBy(m => m.HeldOn).ThenBy(m => m.Id).ToListAsync(cancellation);
        if (meetings.Count == 0) return [];
        var ids = meetings.Select(m => m.Id).ToList();
        var items = await db.Set<AgendaItem>().AsNoTracking().Where(i => ids.Contains(i.MeetingId) && i.Origin != ItemOrigin.Standing).OrderBy(i => i.Position).ToListAsync(cancellation);
        var actions = (await db.Set<TaskingAction>().AsNoTracking().Where(a => ids.Contains(a.MeetingId)).OrderBy(a => a.Id).ToListAsync(cancellation)).ToLookup(a => a.ItemId);
        var people = await directory.ReadAsync(cancellation);
        return [.. meetings.Select(m => new MeetingDecisions(m.GroupName, m.HeldOn, MeetingRecord.UrlOf(m.Id), [.. items.Where(i => i.MeetingId == m.Id).Select(i => Of(i, actions[i.Id], people))]))];
    }

    static ItemOutcome Of(AgendaItem item, IEnumerable<TaskingAction> actions, People people) => new(
        item.FindingId, item.Title, Words.Spaced(item.State.ToString()), ReasonOf(item), item.OwnerId is { } owner ? people.NameAndAgencyOf(owner) : null,
        [.. actions.Select(a => new AgreedAction(a.What, people.NameAndAgencyOf(a.PersonId), a.DueOn))]);

    static string? ReasonOf(AgendaItem item) => item.DeferredUntil is { } until ? $"Until {until.Long()}{(item.Reason is { } why ? $": {why}" : "")}" : item.Reason;
}
