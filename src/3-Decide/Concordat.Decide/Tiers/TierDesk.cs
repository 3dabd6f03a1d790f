using Concordat.Decide.Meetings;
using Concordat.Decide.Rules;
using Concordat.Decide.Tasking.Borders;
using Concordat.Partnership;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Decide.Tiers;

/// <summary>The county of a district.</summary>
/// <param name="Joined">True once the county has taken the district: nothing passes before.</param>
internal sealed record CountyOf(Guid Id, string Name, bool Joined, DateOnly? RefreshOn, DateOnly? AssessmentOn, DateOnly? CycleFrom);

/// <summary>A priority of the county in force today.</summary>
/// <param name="IsOurs">True where it grew out of the district's own proposal.</param>
internal sealed record CountyPriority(Guid Id, int Rank, string Name, string ThemeKey, string? Block, bool IsOurs);

/// <summary>How a district reflects a priority of the county.</summary>
internal sealed record ReceivedReflection(Guid DistrictId, Guid CountyPriorityId, string? OwnName, string Words, DateTime ChangedAt);

/// <summary>What a county answers a proposal with.</summary>
/// <param name="Words">The reason; needed to merge or return.</param>
/// <param name="CountyName">What the county calls it, or the priority it becomes part of; needed to accept or merge.</param>
/// <param name="AgreementOn">Since when it is in the area agreement; needed for that step alone.</param>
internal sealed record CountyAnswer(string? Words, string? CountyName, DateOnly? AgreementOn);

/// <summary>What became of a district's proposals, counted.</summary>
internal sealed record ProposalCount(Guid DistrictId, string State, int Count);

/// <summary>What the county took on under one name, and the districts it came from; each of them once.</summary>
internal sealed record CountyFigure(string Named, int Districts, string Names);

/// <summary>Passes priorities between districts and their county, or says by which rule not. Every refusal by a rule is logged with its code.</summary>
internal sealed class TierDesk(ConcordatDb db, BorderDesk borders, TierIssues issues, Session session, AuditLog audit, TimeProvider clock)
{
    const string Subject = "tier_proposal", Settings = "area_tier", MovedOn = "Somebody just moved it on. Read it again before you go on";

    public bool MayPrepare => session.Has(Role.Chair) || session.Has(Role.Coordinator) || session.Has(Role.Executive);
    public DateOnly Today => London.Today(clock);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>How the area is governed; one that was never set is governed alone.</summary>
    public async Task<AreaTier> TierAsync(CancellationToken cancellation) => await db.Set<AreaTier>().SingleOrDefaultAsync(cancellation) ?? new(session.Partnership);

    public Task<List<Neighbour>> NeighboursAsync(CancellationToken cancellation) => borders.NeighboursAsync(cancellation);

    public Task<List<CountyDistrict>> DistrictsAsync(CancellationToken cancellation) => db.Set<CountyDistrict>().Where(d => d.ToOn == null).OrderBy(d => d.Name).ToListAsync(cancellation);

    /// <summary>Sets how the area is governed.</summary>
    public async Task<string?> SetAsync(string tier, Guid? county, IReadOnlyCollection<Neighbour> districts, CalendarDays days, CancellationToken cancellation)
    {
        if (!MayPrepare) return await audit.RefuseAsync(ProposalLife.Preparers, Settings, "settings", cancellation);
        var present = await TierAsync(cancellation);
        if (db.Entry(present).State == EntityState.Detached) db.Add(present);
        present.Say(tier, tier == AreaTier.District ? county : null, days.RefreshOn, days.AssessmentOn, days.CycleFrom, session.User, Now);
        var held = await DistrictsAsync(cancellation);
        var wanted = tier == AreaTier.County ? districts : [];
        foreach (var district in held.Where(h => wanted.All(w => w.Id != h.DistrictId))) district.End(Today);
        var taken = wanted.Where(w => held.All(h => h.DistrictId != w.Id)).ToList();
        if (await LeftTodayAsync([.. taken.Select(t => t.Id)], cancellation) is { } left) return $"{left} left the county today. Take it again from tomorrow";
        db.AddRange(taken.Select(t => new CountyDistrict(session.Partnership, t.Id, t.Name, Today)));
        return await db.TrySaveAsync(cancellation) == SaveOutcome.Saved ? null : "Somebody set how the area is governed at the same moment. Read it again before you change it";
    }

    // The day is part of the key: a district comes back on another day than it left.
    Task<string?> LeftTodayAsync(List<Guid> districts, CancellationToken cancellation)
    {
        var today = Today;
        return db.Set<CountyDistrict>().Where(d => districts.Contains(d.DistrictId) && d.FromOn == today).OrderBy(d => d.Name).Select(d => d.Name).FirstOrDefaultAsync(cancellation);
    }

    public async Task<CountyOf?> CountyAsync(CancellationToken cancellation) => (await db.Database.SqlQuery<CountyOf>($"""
        select id as "Id", name as "Name", joined as "Joined", refresh_on as "RefreshOn", assessment_on as "AssessmentOn", cycle_from as "CycleFrom" from decide.county_of()
        """).ToListAsync(cancellation)).FirstOrDefault();

    public Task<List<CountyPriority>> CountyPrioritiesAsync(CancellationToken cancellation) => db.Database.SqlQuery<CountyPriority>($"""
        select id as "Id", rank as "Rank", name as "Name", theme_key as "ThemeKey", block as "Block", is_ours as "IsOurs" from decide.county_priorities({Today})
        """).ToListAsync(cancellation);

    /// <summary>A page of what districts proposed, the latest first.</summary>
    /// <param name="skip">How many to leave out before the first.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public Task<List<ReceivedProposal>> ReceivedAsync(int skip, int most, CancellationToken cancellation) => db.ProposalsReceived(skip: skip, most: most).ToListAsync(cancellation);

    /// <summary>What the county has not answered yet, the latest first.</summary>
    public Task<List<ReceivedProposal>> WaitingAsync(CancellationToken cancellation) => db.ProposalsReceived(onlyOpen: true).ToListAsync(cancellation);

    /// <summary>One of them; null where there is none of that id.</summary>
    public async Task<ReceivedProposal?> FindReceivedAsync(Guid id, CancellationToken cancellation) => (await db.ProposalsReceived(id).ToListAsync(cancellation)).FirstOrDefault();

    /// <summary>How many proposals of each district are in each state.</summary>
    public Task<List<ProposalCount>> CountsAsync(CancellationToken cancellation) => db.Database.SqlQuery<ProposalCount>($"""
        select district_id as "DistrictId", state as "State", count(*)::integer as "Count" from decide.proposals_received() group by district_id, state
        """).ToListAsync(cancellation);

    /// <summary>What the county took on, by its own names, with the districts behind each.</summary>
    public Task<List<CountyFigure>> FigureAsync(CancellationToken cancellation) => db.Database.SqlQuery<CountyFigure>($"""
        select named as "Named", districts as "Districts", names as "Names" from decide.county_figure()
        """).ToListAsync(cancellation);

    public Task<List<ReceivedReflection>> ReflectionsAsync(CancellationToken cancellation) => db.Database.SqlQuery<ReceivedReflection>($"""
        select district_id as "DistrictId", county_priority_id as "CountyPriorityId", own_name as "OwnName", words as "Words", changed_at as "ChangedAt" from decide.reflections_received()
        """).ToListAsync(cancellation);

    public async Task<bool> MayAnswerAsync(CancellationToken cancellation) => (await db.Database.SqlQuery<bool>($"select decide.may_answer_districts() as \"Value\"").ToListAsync(cancellation))[0];

    /// <summary>The area's own priorities in force today.</summary>
    public Task<List<Priority>> PrioritiesAsync(CancellationToken cancellation) => db.Set<Priority>().AsNoTracking().InForceOn(Today).ToListAsync(cancellation);

    /// <summary>Maps a priority to a block of the area agreement.</summary>
    /// <param name="block">One of <see cref="PriorityBlock.Blocks"/>; null takes it out of its block.</param>
    public async Task<string?> MapAsync(Guid priority, string? block, CancellationToken cancellation)
    {
        if (!MayPrepare) return await audit.RefuseAsync(ProposalLife.Preparers, Settings, priority.ToString(), cancellation);
        var mapped = await db.Set<PriorityBlock>().SingleOrDefaultAsync(b => b.PriorityId == priority, cancellation);
        if (mapped is not null && block is not null) mapped.Change(block);
        else if (mapped is not null) db.Remove(mapped);
        else if (block is not null) db.Add(new PriorityBlock(session.Partnership, priority, block));
        return await db.TrySaveAsync(cancellation) == SaveOutcome.Saved ? null : "Somebody mapped it at the same moment. Look at its block again";
    }

    /// <summary>Puts one of the area's own priorities to its county.</summary>
    public async Task<(TierProposal? Made, string? Refusal)> ProposeAsync(Priority priority, string why, CancellationToken cancellation)
    {
        if (!MayPrepare) return (null, await audit.RefuseAsync(ProposalLife.Preparers, Subject, "new", cancellation));
        if (await CountyAsync(cancellation) is not { Joined: true } county) return (null, "The county has not taken this district yet. Ask it to do so on its own settings");
        if (await db.Set<TierProposal>().AnyAsync(p => p.PriorityId == priority.Id && p.State == ProposalState.Proposed, cancellation)) return (null, $"“{priority.Name}” waits for the county already");
        var from = await db.Set<CommunitySafetyPartnership>().AsNoTracking().Where(p => p.Id == session.Partnership).Select(p => p.Name).SingleAsync(cancellation);
        var block = await db.Set<PriorityBlock>().Where(b => b.PriorityId == priority.Id).Select(b => b.Block).SingleOrDefaultAsync(cancellation);
        var made = new TierProposal(session.Partnership, Guid.CreateVersion7(), county.Id, from, priority.Id, priority.Name, why, block, session.User, Now);
        db.Add(made);
        db.Add(audit.Entry(AuditAction.Disclose, Subject, made.Id.ToString(), new { to = county.Id }));
        return await db.TrySaveAsync(cancellation) == SaveOutcome.Saved ? (made, null) : (null, $"“{priority.Name}” waits for the county already");
    }

    /// <summary>What the district does with its own proposal: it withdraws.</summary>
    public async Task<string?> MoveOwnAsync(TierProposal proposal, ProposalEvent happened, CancellationToken cancellation)
    {
        var forbidden = happened != ProposalEvent.Withdraw ? ProposalLife.NotTheCounty : MayPrepare ? null : ProposalLife.Preparers;
        if ((forbidden ?? ProposalLife.Table.Of(proposal.State, happened).Rule) is { } rule) return await audit.RefuseAsync(rule, Subject, proposal.Id.ToString(), cancellation);
        proposal.Withdraw();
        if (await db.TrySaveAsync(cancellation) == SaveOutcome.Saved) return null;
        db.Forget();
        return "The county group just answered it. Read it again before you go on";
    }

    /// <summary>What the county does with a district's proposal.</summary>
    public async Task<string?> AnswerAsync(ReceivedProposal proposal, ProposalEvent happened, CountyAnswer answer, CancellationToken cancellation)
    {
        var state = Words.Read<ProposalState>(proposal.State);
        var forbidden = happened == ProposalEvent.Withdraw ? ProposalLife.NotTheDistrict : await MayAnswerAsync(cancellation) ? null : ProposalLife.NotTheCounty;
        if ((forbidden ?? ProposalLife.Table.Of(state, happened).Rule) is { } rule) return await audit.RefuseAsync(rule, Subject, proposal.Id.ToString(), cancellation);
        if (Missing(happened, answer) is { } missing) return missing;
        var to = Words.Spaced(ProposalLife.Table.Of(state, happened).To!.Value.ToString());
        var named = happened is ProposalEvent.Accept or ProposalEvent.Merge ? answer.CountyName!.Trim() : null;
        // Under the name of a priority in force it becomes part of that one; under any other, an issue of the county's strategy.
        var part = named is null ? null : (await PrioritiesAsync(cancellation)).Find(p => string.Equals(p.Name, named, StringComparison.OrdinalIgnoreCase))?.Id;
        var agreement = happened == ProposalEvent.EnterAgreement ? answer.AgreementOn : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            if (!(await db.Database.SqlQuery<bool>($"select decide.move_proposal({proposal.Id}, {to}, {Clean(answer.Words)}, {named}, {Now}, {agreement}, {part}::uuid) as \"Value\"").ToListAsync(cancellation))[0])
                return await audit.RefuseAsync(ProposalLife.NotTheCounty, Subject, proposal.Id.ToString(), cancellation);
        }
        catch (PostgresException e) when (e.CameFirst())
        {
            return MovedOn;
        }
        db.Add(audit.Entry(AuditAction.Alter, Subject, proposal.Id.ToString(), new { state = to }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (named is not null && part is null && MayPrepare) await issues.AddAsync(proposal.Id, cancellation);
        return null;
    }

    /// <summary>Keeps how the district reflects a priority of the county.</summary>
    public async Task<string?> ReflectAsync(CountyOf county, CountyPriority theirs, Priority? own, string words, CancellationToken cancellation)
    {
        if (!MayPrepare) return await audit.RefuseAsync(ProposalLife.Preparers, Subject, theirs.Id.ToString(), cancellation);
        if (await db.Set<CountyReflection>().SingleOrDefaultAsync(r => r.CountyPriorityId == theirs.Id, cancellation) is not { } kept)
            db.Add(kept = new CountyReflection(session.Partnership, county.Id, theirs.Id, theirs.Name));
        kept.Say(own?.Id, own?.Name, words, session.User, Now);
        return await db.TrySaveAsync(cancellation) == SaveOutcome.Saved ? null : "Somebody said it at the same moment. Read their words before you change them";
    }

    static string? Missing(ProposalEvent happened, CountyAnswer answer) => happened switch
    {
        ProposalEvent.Accept or ProposalEvent.Merge when string.IsNullOrWhiteSpace(answer.CountyName) => "Enter what the county calls it, or the priority it becomes part of",
        ProposalEvent.Merge or ProposalEvent.Return when string.IsNullOrWhiteSpace(answer.Words) => "Write the reason",
        ProposalEvent.EnterAgreement when answer.AgreementOn is null => "Enter the day since when it is in the area agreement",
        _ when answer.Words?.Trim().Length > TierProposal.LongestWords => $"Use {TierProposal.LongestWords} characters or fewer",
        _ when answer.CountyName?.Trim().Length > TierProposal.LongestName => $"Use {TierProposal.LongestName} characters or fewer for the county's name",
        _ => null,
    };

    static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
