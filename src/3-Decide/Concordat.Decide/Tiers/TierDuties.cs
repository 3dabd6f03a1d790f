using Concordat.Partnership.Duties;
using Concordat.Platform.Access;

namespace Concordat.Decide.Tiers;

/// <summary>Proposals of districts that wait for the acting person's group.</summary>
internal sealed class TierDuties(TierDesk desk, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.Roles.All(r => r == Role.Administrator) || (await desk.TierAsync(cancellation)).Tier != AreaTier.County || !await desk.MayAnswerAsync(cancellation)) return [];
        return [.. (await desk.WaitingAsync(cancellation)).Select(p => new Duty($"Answer a district’s proposal: {p.Name}", $"{p.FromName} proposed it on {London.Show(p.ProposedAt, "d MMMM yyyy")}.", TierProposal.UrlOf(p.Id)))];
    }
}
