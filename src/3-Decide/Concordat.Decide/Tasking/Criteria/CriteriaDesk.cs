using Concordat.Decide.Meetings;
using Concordat.Decide.Rules;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tasking.Criteria;

/// <summary>Does what can be done with tasking criteria, or says by which rule not. Every refusal is logged with its code.</summary>
internal sealed class CriteriaDesk(ConcordatDb db, Session session, AuditLog audit, TimeProvider clock)
{
    const string Subject = "criteria_version";

    public bool MayRecord => session.Has(Role.Chair) || session.Has(Role.Coordinator);
    public bool MayPrepare => MayRecord || session.Has(Role.Executive);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Begins a version of a group's criteria with those that hold now; one at a time is prepared.</summary>
    public async Task<(CriteriaVersion? Version, string? Refusal)> BeginAsync(Guid? group, bool isRequired, CriteriaRecord? present, CancellationToken cancellation)
    {
        if (!MayPrepare) return (null, await audit.RefuseAsync(CriteriaLife.Preparers, Subject, "new", cancellation));
        var all = await db.Set<CriteriaVersion>().AsNoTracking().Where(v => v.GroupId == group).ToListAsync(cancellation);
        if (all.Find(v => v.State == CriteriaState.Draft) is { } open) return (null, $"Version {open.Number} is being prepared. Go on with it or discard it");
        var version = new CriteriaVersion(session.Partnership, Guid.CreateVersion7(), group, all.Select(v => v.Number).DefaultIfEmpty().Max() + 1, isRequired, session.User, Now);
        db.Add(version);
        foreach (var c in present?.Criteria ?? []) db.Add(new Criterion(session.Partnership, Guid.CreateVersion7(), version.Id, c.Position, c.Name, c.Words, c.MetFrom));
        return await db.TrySaveAsync(cancellation) == SaveOutcome.Saved ? (version, null) : (null, "Somebody began a version at the same moment. Go on with that one");
    }

    public async Task<string?> AddAsync(CriteriaRecord record, string name, string words, short metFrom, CancellationToken cancellation)
    {
        if (await CheckAsync(record.Version, CriteriaEvent.Change, MayPrepare ? null : CriteriaLife.Preparers, cancellation) is { } refusal) return refusal;
        var twice = $"“{name}” is a criterion already. Give this one another name";
        if (record.Criteria.Any(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))) return twice;
        db.Add(new Criterion(session.Partnership, Guid.CreateVersion7(), record.Version.Id, record.Criteria.Select(c => c.Position).DefaultIfEmpty().Max() + 1, name, words, metFrom));
        return await SaveAsync(cancellation, taken: twice);
    }

    public async Task<string?> TakeOutAsync(CriteriaRecord record, Criterion criterion, CancellationToken cancellation)
    {
        if (await CheckAsync(record.Version, CriteriaEvent.Change, MayPrepare ? null : CriteriaLife.Preparers, cancellation) is { } refusal) return refusal;
        db.Remove(criterion);
        return await SaveAsync(cancellation);
    }

    /// <summary>Records that the group has decided on the version, by an adopted item of one of its meetings.</summary>
    public async Task<string?> AdoptAsync(CriteriaRecord record, Guid? item, DateOnly? from, CancellationToken cancellation)
    {
        if (await CheckAsync(record.Version, CriteriaEvent.Adopt, MayRecord ? null : CriteriaLife.Recorders, cancellation) is { } refusal) return refusal;
        if ((await DecisionsAsync(record.Version.GroupId, cancellation)).FirstOrDefault(d => d.Item == item) is not { } decision) return await audit.RefuseAsync(CriteriaLife.NoDecision, Subject, record.Version.Id.ToString(), cancellation);
        if (record.Criteria.Count == 0) return "Add at least one criterion first";
        var earliest = decision.HeldOn.AddDays(1) > London.Today(clock) ? decision.HeldOn.AddDays(1) : London.Today(clock);
        if (from is null || from < earliest) return $"The first day must be {earliest.Long()} or later: no meeting changes its rules half way";
        record.Version.Adopt(decision.Item, from.Value, session.User);
        return await SaveAsync(cancellation);
    }

    public async Task<string?> DiscardAsync(CriteriaRecord record, CancellationToken cancellation)
    {
        if (await CheckAsync(record.Version, CriteriaEvent.Discard, MayPrepare ? null : CriteriaLife.Preparers, cancellation) is { } refusal) return refusal;
        record.Version.Discard();
        return await SaveAsync(cancellation);
    }

    /// <summary>Takes the scores of an item while its meeting is open, 0 to 5 each; what is null stays as it was.</summary>
    public async Task<string?> ScoreAsync(Meeting meeting, AgendaItem item, ItemCriteria criteria, IReadOnlyDictionary<Guid, short> scores, CancellationToken cancellation)
    {
        if (await CheckAsync(criteria.Record.Version, CriteriaEvent.Score, MayRecord ? null : CriteriaLife.Recorders, cancellation) is { } refusal) return refusal;
        if (meeting.Refusal(MeetingEvent.Decide) is { } late) return late;
        foreach (var criterion in criteria.Record.Criteria)
        {
            if (!scores.TryGetValue(criterion.Id, out var score)) continue;
            if (criteria.Scores.FirstOrDefault(s => s.CriterionId == criterion.Id) is not { } given) db.Add(new ItemScore(session.Partnership, item.Id, criterion.Id, score, session.User, Now));
            else if (given.Score != score) given.Change(score, session.User, Now);
        }
        return await SaveAsync(cancellation, closed: "The meeting closed at the same moment, and its scores no longer change", taken: "Somebody scored the item at the same moment. Read their scores before you change them");
    }

    /// <summary>Adopted items of a group's closed meetings, the latest first: one of them stands behind each version. In an open meeting a decision may still be undone.</summary>
    public async Task<IReadOnlyList<GroupDecision>> DecisionsAsync(Guid? group, CancellationToken cancellation) =>
        await (from i in db.Set<AgendaItem>().AsNoTracking()
               join m in db.Set<Meeting>() on i.MeetingId equals m.Id
               where m.GroupId == @group && m.State == MeetingState.Closed && i.Decision == Decision.Adopt
               orderby m.HeldOn descending, i.Position
               select new GroupDecision(i.Id, i.Title, m.HeldOn)).Take(60).ToListAsync(cancellation);

    /// <summary>Saves, or says what somebody else did at the same moment.</summary>
    async Task<string?> SaveAsync(CancellationToken cancellation, string? closed = null, string? taken = null)
    {
        const string moved = "Somebody moved this version on at the same moment. Read it again before you go on";
        var outcome = await db.TrySaveAsync(cancellation);
        if (outcome == SaveOutcome.Saved) return null;
        db.Forget();
        return outcome switch { SaveOutcome.Closed => closed, SaveOutcome.Taken => taken, _ => null } ?? moved;
    }

    async Task<string?> CheckAsync(CriteriaVersion version, CriteriaEvent happened, Rule? forbidden, CancellationToken cancellation) =>
        (forbidden ?? CriteriaLife.Table.Of(version.State, happened).Rule) is { } rule ? await audit.RefuseAsync(rule, Subject, version.Id.ToString(), cancellation) : null;
}

/// <summary>An adopted item of a closed meeting of the group.</summary>
internal sealed record GroupDecision(Guid Item, string Title, DateOnly HeldOn);
