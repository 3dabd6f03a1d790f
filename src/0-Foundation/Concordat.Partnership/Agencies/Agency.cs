using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Agencies;

/// <summary>An agency in the partnership, with its legal standing and the dates it counts.</summary>
/// <param name="key">Stable name used in files: "police", "council".</param>
/// <param name="standing">responsible authority, co-operating body, invitee or other (Crime and Disorder Act 1998, s. 5).</param>
public sealed class Agency(Guid partnershipId, Guid id, string key, string name, string shortName, string standing, DateOnly validFrom)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Key { get; private set; } = key;
    public string Name { get; private set; } = name;

    /// <summary>One word for tables: "Police".</summary>
    public string ShortName { get; private set; } = shortName;
    public string Standing { get; private set; } = standing;
    public DateOnly ValidFrom { get; private set; } = validFrom;
    public DateOnly? ValidTo { get; private set; }
}

internal sealed class AgencyMapping : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> agency)
    {
        agency.ToTable("agency", "partnership", t => t.HasCheckConstraint("ck_agency_standing",
            "standing in ('responsible authority', 'co-operating body', 'invitee', 'other')"));
        agency.HasKey(a => new { a.PartnershipId, a.Id });
        agency.HasOne<CommunitySafetyPartnership>().WithMany().HasForeignKey(a => a.PartnershipId);
    }
}
