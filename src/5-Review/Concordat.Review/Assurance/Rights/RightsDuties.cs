using Concordat.Partnership.Calendar;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance.Rights;

/// <summary>Requests of people about their own data that wait for an answer, the most urgent first.</summary>
internal sealed class RightsDuties(ConcordatDb db, Session session) : IDutySource
{
    const int MostShown = 500;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.InformationGovernance)) return [];
        var open = await db.Set<RightsRequest>().AsNoTracking().Where(r => r.State == RightsRequest.Open).OrderBy(r => r.DueOn).Take(MostShown).ToListAsync(cancellation);
        return [.. open.Select(r => new Duty($"Answer the request {r.Reference}", $"{RightsWords.Of(RightsWords.Kinds, r.Kind)}, received on {r.ReceivedOn.Long()}.", $"/review/rights/{r.Id}", r.DueOn))];
    }
}
