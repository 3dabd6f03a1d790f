using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures;

/// <summary>Requests to decide, approvals to release, and complaints to answer.</summary>
internal sealed class DisclosureDuties(ConcordatDb db, Session session) : IDutySource
{
    const int MostShown = 500;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.UserId is not { } me || !(DisclosureDesk.Workers.Any(session.Has) || session.Has(Role.InformationGovernance))) return [];
        var mine = await db.Set<Disclosure>().AsNoTracking()
            .Where(d => d.DeciderId == me && d.RestrictedAt == null && (d.State == DisclosureState.Asked || (d.State == DisclosureState.Approved && d.ExpiresOn >= today)))
            .OrderBy(d => d.Number).Take(MostShown).ToListAsync(cancellation);
        var duties = mine.Select(d => d.State == DisclosureState.Asked
            ? new Duty($"Decide on the request {d.Reference}", "Somebody asks your body for information about a person. You may refuse.", $"/share/disclosures/{d.Id}/decide")
            : new Duty($"Release {d.Reference}, or refuse it after all", "You approved it; nothing has been sent yet.", $"/share/disclosures/{d.Id}/release", d.ExpiresOn)).ToList();
        if (!session.Has(Role.InformationGovernance)) return duties;
        var complaints = await db.Set<DisclosureComplaint>().AsNoTracking().Where(c => c.Outcome == null).OrderBy(c => c.ReceivedOn).Take(MostShown).ToListAsync(cancellation);
        duties.AddRange(complaints.Select(c => new Duty("Answer a complaint about a disclosure", $"Received on {c.ReceivedOn.Long()}.", $"/share/disclosures/{c.DisclosureId}/complaint")));
        return duties;
    }
}
