using Concordat.Decide.Groups;
using Concordat.Decide.Strategy;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide;

/// <summary>What Decide's records show of the year: priorities with who answers for each, and groups that were set up.</summary>
internal sealed class YearEvidence(ConcordatDb db) : ICycleEvidence
{
    const int LeadershipNamed = 1, GroupsSetUp = 9;

    public async Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var strategies = await db.Set<ControlStrategy>().AsNoTracking().Where(s => s.InForceFrom != null && s.InForceFrom <= today).Select(s => new { s.Id, s.Number, s.InForceFrom }).ToListAsync(cancellation);
        var groups = await db.Set<MeetingGroup>().AsNoTracking().Where(g => g.BegunOn <= today && (g.EndedOn == null || g.EndedOn >= today)).Select(g => new { g.Id, g.Name, g.BegunOn }).ToListAsync(cancellation);
        return
        [
            .. strategies.Select(s => new StepEvidence(LeadershipNamed, s.InForceFrom!.Value, $"Control strategy {s.Number}: one person answers for each priority", $"/decide/strategy/{s.Id}")),
            .. groups.Select(g => new StepEvidence(GroupsSetUp, g.BegunOn, $"{g.Name} set up", GroupRecord.UrlOf(g.Id))),
        ];
    }
}
