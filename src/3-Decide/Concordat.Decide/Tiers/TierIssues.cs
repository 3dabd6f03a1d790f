using Concordat.Decide.Strategy;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tiers;

/// <summary>Makes issues of the county's control strategy of what it took on from districts, so that its priorities are chosen from them, too.</summary>
internal sealed class TierIssues(ConcordatDb db, Session session)
{
    /// <summary>Proposals that the county took on, that are part of none of its priorities, and that no strategy has as an issue yet; the earliest first, two of one name once.</summary>
    public async Task<IReadOnlyList<ReceivedProposal>> WithoutIssueAsync(CancellationToken cancellation)
    {
        var taken = await db.Database.SqlQuery<ReceivedProposal>($"""
            select id as "Id", district_id as "DistrictId", from_name as "FromName", name as "Name", why as "Why", block as "Block", state as "State", proposed_at as "ProposedAt", answer as "Answer",
              county_name as "CountyName", answered_at as "AnsweredAt", agreement_on as "AgreementOn", county_priority_id as "CountyPriorityId"
            from decide.proposals_received() where state in ('accepted', 'merged') and county_priority_id is null order by answered_at, id
            """).ToListAsync(cancellation);
        if (taken.Count == 0) return [];
        var known = (await db.Set<StrategyIssue>().AsNoTracking().Where(i => i.Source == StrategyIssue.FromDistrict && db.Set<ControlStrategy>().Any(s => s.Id == i.StrategyId && s.State != StrategyState.Discarded))
            .Select(i => i.SourceUrl).ToListAsync(cancellation)).ToHashSet();
        return [.. taken.Where(t => !known.Contains(TierProposal.UrlOf(t.Id))).DistinctBy(t => t.CountyName, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Adds what was just taken on to the version that is being prepared, while issues may be added to it; else it waits for the next.</summary>
    public async Task AddAsync(Guid proposal, CancellationToken cancellation)
    {
        if (await db.Set<ControlStrategy>().SingleOrDefaultAsync(s => s.State == StrategyState.Draft || s.State == StrategyState.Scoring, cancellation) is not { } open) return;
        if ((await WithoutIssueAsync(cancellation)).FirstOrDefault(t => t.Id == proposal) is not { } taken) return;
        var names = await db.Set<StrategyIssue>().Where(i => i.StrategyId == open.Id).Select(i => i.Name).ToListAsync(cancellation);
        if (names.Contains(taken.CountyName!, StringComparer.OrdinalIgnoreCase)) return;
        db.Add(new StrategyIssue(session.Partnership, Guid.CreateVersion7(), open.Id, names.Count + 1, taken.CountyName!, SentenceOf(taken), null, StrategyIssue.FromDistrict, TierProposal.UrlOf(taken.Id)));
        // Where somebody adds one of that name, or closes the day, at the same moment, the next version takes it in.
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved) db.Forget();
    }

    /// <summary>Where it comes from, and why in the district's words.</summary>
    public static string SentenceOf(ReceivedProposal taken)
    {
        var whole = $"Proposed by {taken.FromName} as “{taken.Name}”: {taken.Why}";
        return whole.Length <= StrategyIssue.LongestSentence ? whole : whole[..(StrategyIssue.LongestSentence - 1)] + "…";
    }
}
