using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Members;

/// <summary>Answers who the signed-in person is, from the partnership's member list.</summary>
internal sealed class MemberList(ConcordatDb db, TimeProvider clock) : IMembershipSource
{
    public async Task<Membership?> FindAsync(Guid userId, CancellationToken cancellation)
    {
        var today = London.Today(clock);
        var member = await db.Set<Member>().AsNoTracking()
            .Where(m => m.UserId == userId && m.ValidFrom <= today && (m.ValidTo == null || m.ValidTo >= today))
            .OrderBy(m => m.ValidFrom).FirstOrDefaultAsync(cancellation);
        if (member is null) return null;
        var accepted = await db.Database.SqlQuery<bool>($"select partnership.has_accepted_terms({member.PartnershipId}, {userId}) as \"Value\"").SingleAsync(cancellation);
        return new(userId, member.PartnershipId, member.AgencyId, member.DisplayName, member.Roles) { HasAcceptedTerms = accepted };
    }
}
