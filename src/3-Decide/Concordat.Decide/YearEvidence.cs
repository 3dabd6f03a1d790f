using Concordat.Decide.Groups;
using Concordat.Decide.Meetings;
using Concordat.Decide.Strategy;
using Concordat.Decide.Tiers;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide;

/// <summary>What Decide's records show of the year: priorities with who answers for each, priorities that passed between district and county, groups that were set up, performance forums that met on results, and meetings of the executive.</summary>
internal sealed class YearEvidence(ConcordatDb db) : ICycleEvidence
{
    const int LeadershipNamed = 1, Escalated = 6, GroupsSetUp = 9, GovernanceChecked = 12, LeadersReview = 14;
    const int Most = 20;

    public async Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var strategies = await db.Set<ControlStrategy>().AsNoTracking().Where(s => s.InForceFrom != null && s.InForceFrom <= today).Select(s => new { s.Id, s.Number, s.InForceFrom }).ToListAsync(cancellation);
        var groups = await db.Set<MeetingGroup>().AsNoTracking().Where(g => g.BegunOn <= today && (g.EndedOn == null || g.EndedOn >= today)).Select(g => new { g.Id, g.Name, g.BegunOn }).ToListAsync(cancellation);
        return
        [
            .. strategies.Select(s => new StepEvidence(LeadershipNamed, s.InForceFrom!.Value, $"Control strategy {s.Number}: one person answers for each priority", $"/decide/strategy/{s.Id}")),
            .. await EscalatedAsync(cancellation),
            .. await HeldAsync(GroupKind.PerformanceForum, GovernanceChecked, "results against targets looked at", today, cancellation),
            .. await HeldAsync(GroupKind.Executive, LeadersReview, "priorities looked at with those who answer for them", today, cancellation),
            .. groups.Select(g => new StepEvidence(GroupsSetUp, g.BegunOn, $"{g.Name} set up", GroupRecord.UrlOf(g.Id))),
        ];
    }

    // What went up from here, and what came up to here and was answered.
    async Task<IEnumerable<StepEvidence>> EscalatedAsync(CancellationToken cancellation)
    {
        var sent = await db.Set<TierProposal>().AsNoTracking().Where(p => p.State != ProposalState.Withdrawn).OrderByDescending(p => p.ProposedAt).Take(Most).Select(p => new { p.Id, p.Name, p.ProposedAt }).ToListAsync(cancellation);
        var answered = await db.ProposalsReceived().Where(p => p.AnsweredAt != null).OrderByDescending(p => p.AnsweredAt).Take(Most).ToListAsync(cancellation);
        return
        [
            .. sent.Select(p => new StepEvidence(Escalated, Day(p.ProposedAt), $"“{p.Name}” proposed to the county", TierProposal.UrlOf(p.Id))),
            .. answered.Select(p => new StepEvidence(Escalated, Day(p.AnsweredAt!.Value), $"“{p.Name}” of {p.FromName}: {p.State} by the county", TierProposal.UrlOf(p.Id))),
        ];
    }

    async Task<IEnumerable<StepEvidence>> HeldAsync(string kind, int step, string words, DateOnly today, CancellationToken cancellation)
    {
        var held = await (from m in db.Set<Meeting>().AsNoTracking()
                          join g in db.Set<MeetingGroup>() on m.GroupId equals g.Id
                          where g.KindKey == kind && m.State == MeetingState.Closed && m.HeldOn <= today
                          orderby m.HeldOn descending
                          select new { m.Id, m.GroupName, m.HeldOn }).Take(Most).ToListAsync(cancellation);
        return held.Select(m => new StepEvidence(step, m.HeldOn, $"{m.GroupName} met: {words}", $"{MeetingRecord.UrlOf(m.Id)}/minutes"));
    }

    static DateOnly Day(DateTime at) => DateOnly.FromDateTime(London.FromUtc(at));
}
