using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.Work;

/// <summary>What the scan asks of an analyst: to decide on what it found.</summary>
internal sealed class ScanDuties(ConcordatDb db, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst) || await db.Set<ScanHit>().CountAsync(h => h.State == HitState.Open, cancellation) is not (> 0 and var open)) return [];
        return [new(open == 1 ? "Decide on one hit of the scan" : $"Decide on {open} hits of the scan", "Take each up, or dismiss it with a reason.", "/understand/scan")];
    }
}
