using Concordat.Decide.Strategy;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tiers;

/// <summary>Makes issues of the county's control strategy of what it took on from districts, so that its priorities are chosen from them, too.</summary>
internal sealed class TierIssues(ConcordatDb db, Session session)
{
    /// <summary>Proposals that the county took on, that are part of none of its priorities, and under whose name no strategy that was still open has an issue; the earliest first, two of one name once.</summary>
    public async Task<IReadOnlyList<ReceivedProposal>> WithoutIssueAsync(CancellationToken cancellation)
    {
        var taken = await db.ProposalsReceived().Where(p => (p.State == "accepted" || p.State == "merged") && p.CountyPriorityId == null).OrderBy(p => p.AnsweredAt).ThenBy(p => p.Id).ToListAsync(cancellation);
        if (taken.Count == 0) return [];
        var held = await (from issue in db.Set<StrategyIssue>().AsNoTracking()
                          join strategy in db.Set<ControlStrategy>() on issue.StrategyId equals strategy.Id
                          where strategy.State != StrategyState.Discarded
                          select new { issue.Name, strategy.DecidedAt }).ToListAsync(cancellation);
        var decided = held.ToLookup(i => i.Name, i => i.DecidedAt, StringComparer.OrdinalIgnoreCase);
        // What was decided before a proposal was taken on has not weighed it.
        return [.. taken.Where(t => !decided[t.CountyName!].Any(at => at is null || at >= t.AnsweredAt)).DistinctBy(t => t.CountyName, StringComparer.OrdinalIgnoreCase)];
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
