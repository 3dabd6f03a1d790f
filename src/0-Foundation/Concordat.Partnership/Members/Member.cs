using Concordat.Partnership.Agencies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Members;

/// <summary>A person's place in the partnership: the agency they work for and the roles they hold.</summary>
public sealed class Member(
    Guid partnershipId, Guid userId, Guid agencyId, string displayName, string jobTitle, string[] roles, DateOnly validFrom)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid UserId { get; private set; } = userId;
    public Guid AgencyId { get; private set; } = agencyId;
    public string DisplayName { get; private set; } = displayName;
    public string JobTitle { get; private set; } = jobTitle;

    /// <summary>Values of <see cref="Platform.Access.Role"/>.</summary>
    public string[] Roles { get; private set; } = roles;
    public DateOnly ValidFrom { get; private set; } = validFrom;
    public DateOnly? ValidTo { get; private set; }

    public bool IsMemberOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>Gives the member these roles instead of the ones held.</summary>
    public void HoldRoles(string[] roles) => Roles = roles;
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("member", "partnership");
        member.HasKey(m => new { m.PartnershipId, m.UserId });
        member.HasIndex(m => m.UserId);
        member.HasOne<Agency>().WithMany().HasForeignKey(m => new { m.PartnershipId, m.AgencyId });
    }
}
