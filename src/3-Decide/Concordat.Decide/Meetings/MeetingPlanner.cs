using Concordat.Decide.Groups;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>A meeting to plan.</summary>
/// <param name="Group">The group of the catalogue; null for the Joint Action Group where it is not set up.</param>
internal sealed record MeetingPlan(MeetingGroup? Group, DateOnly HeldOn, Guid Chair, TimeOnly? StartsAt, string? Place);

/// <summary>Plans a meeting: the standing item first, then what the assessment proposes, then what earlier meetings deferred until now.</summary>
internal sealed class MeetingPlanner(ConcordatDb db, Session session)
{
    /// <summary>Plans and saves the meeting.</summary>
    /// <returns>The meeting, or why it cannot be planned.</returns>
    public Task<(Meeting? Meeting, string? Refusal)> PlanAsync(DateOnly heldOn, Guid chair, IssuedAssessment? assessment, CancellationToken cancellation) =>
        PlanAsync(new(null, heldOn, chair, null, null), assessment, cancellation);

    /// <summary>Plans and saves the meeting of a group.</summary>
    /// <returns>The meeting, or why it cannot be planned.</returns>
    public async Task<(Meeting? Meeting, string? Refusal)> PlanAsync(MeetingPlan plan, IssuedAssessment? assessment, CancellationToken cancellation)
    {
        var (heldOn, name) = (plan.HeldOn, plan.Group?.Name ?? Meeting.JointActionGroup);
        if (await db.Set<Meeting>().AnyAsync(m => m.GroupName == name && m.HeldOn == heldOn, cancellation))
            return (null, $"The {name} has a meeting on {heldOn.Long()} already");
        var meeting = new Meeting(session.Partnership, Guid.CreateVersion7(), name, heldOn, plan.Chair);
        meeting.Gathers(plan.Group?.Id, plan.StartsAt, plan.Place);
        if (assessment is not null) meeting.Considers(assessment);
        var items = new List<AgendaItem> { NewItem(meeting, 0, ItemOrigin.Standing, AgendaItem.StandingTitle, "What the records show since last time, and what became of the actions.") };
        foreach (var usual in await TemplateAsync(plan.Group, cancellation)) items.Add(NewItem(meeting, items.Count, ItemOrigin.Template, usual.Title, usual.Sentence));
        foreach (var proposed in assessment?.Items ?? []) items.Add(From(meeting, items.Count, assessment!, proposed));
        foreach (var deferred in await DeferredUntilAsync(name, heldOn, cancellation)) items.Add(Again(meeting, items.Count, deferred));
        db.Add(meeting);
        db.AddRange(items);
        return await db.TrySaveAsync(cancellation) == SaveOutcome.Saved ? (meeting, null) : (null, $"The {name} has a meeting on {heldOn.Long()} already");
    }

    async Task<IReadOnlyList<TemplateItem>> TemplateAsync(MeetingGroup? group, CancellationToken cancellation) => group is null ? []
        : await db.Set<TemplateItem>().AsNoTracking().Where(t => t.KindKey == group.KindKey).OrderBy(t => t.Position).ToListAsync(cancellation);

    async Task<IReadOnlyList<AgendaItem>> DeferredUntilAsync(string group, DateOnly day, CancellationToken cancellation) =>
        await db.Set<AgendaItem>().AsNoTracking()
            .Where(i => i.Decision == Decision.Defer && i.DeferredUntil <= day
                && db.Set<Meeting>().Any(m => m.Id == i.MeetingId && m.GroupName == group && m.State == MeetingState.Closed && m.HeldOn < day)
                && !db.Set<AgendaItem>().Any(later => later.CarriedFromId == i.Id))
            .OrderBy(i => i.Id).ToListAsync(cancellation);

    static AgendaItem From(Meeting meeting, int position, IssuedAssessment assessment, ProposedItem proposed)
    {
        var item = NewItem(meeting, position, ItemOrigin.Assessment, proposed.Title, proposed.Sentence);
        item.Serves(proposed.Priority, proposed.ThemeKey);
        item.Bears(proposed.FindingId, new ItemEvidence(assessment.Month, proposed.Count, proposed.Previous, proposed.Expected, proposed.Signal,
            SquaresOf(proposed.HotSpot)?.ToString(), assessment.Title, assessment.Url, proposed.EvidenceUrl).ToJson());
        return item;
    }

    // The grid's corners lie at whole multiples of the side, so that squares of different months line up.
    static GridSquares? SquaresOf(HotSpotSquares? spot) => spot is null ? null : new((int)spot.CellMetres,
        [.. spot.Squares.Select(s => ((int)(spot.OriginEasting / spot.CellMetres) + s.Column, (int)(spot.OriginNorthing / spot.CellMetres) + s.Row))]);

    static AgendaItem Again(Meeting meeting, int position, AgendaItem deferred)
    {
        var item = NewItem(meeting, position, ItemOrigin.Deferred, deferred.Title, deferred.Sentence);
        item.CarriesOn(deferred);
        return item;
    }

    static AgendaItem NewItem(Meeting meeting, int position, ItemOrigin origin, string title, string sentence) =>
        new(meeting.PartnershipId, Guid.CreateVersion7(), meeting.Id, position, origin, title, sentence);
}
