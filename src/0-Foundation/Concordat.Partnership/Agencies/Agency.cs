using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Agencies;

/// <summary>An agency in the partnership, with its legal standing and the dates it counts.</summary>
/// <param name="key">Stable name used in files: "police", "council".</param>
/// <param name="standing">A value of <see cref="Agencies.Standing"/> on the first day; later changes are in <see cref="AgencyStanding"/>.</param>
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

    /// <summary>The last day; null while it belongs to the partnership.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>Key of its kind, by which the law counts it; null for a body of no listed kind.</summary>
    public string? KindKey { get; private set; }

    /// <summary>The body that took its place, as when two merge.</summary>
    public Guid? SucceededBy { get; private set; }

    public void IsOf(string? kindKey) => KindKey = kindKey;

    /// <summary>Leaves the partnership after a last day, perhaps for a body that takes its place.</summary>
    public void End(DateOnly lastDay, Guid? successor) => (ValidTo, SucceededBy) = (lastDay, successor);
}

/// <summary>What a body is in law: Crime and Disorder Act 1998, section 5.</summary>
public static class Standing
{
    public const string ResponsibleAuthority = "responsible authority", CooperatingBody = "co-operating body", Invitee = "invitee", Other = "other";

    public static IReadOnlyList<string> All { get; } = [ResponsibleAuthority, CooperatingBody, Invitee, Other];
}

/// <summary>A change of a body's standing, from a day on.</summary>
public sealed class AgencyStanding(Guid partnershipId, Guid agencyId, DateOnly fromOn, string standing, string reason)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AgencyId { get; private set; } = agencyId;
    public DateOnly FromOn { get; private set; } = fromOn;
    public string Standing { get; private set; } = standing;
    public string Reason { get; private set; } = reason;
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

internal sealed class AgencyStandingMapping : IEntityTypeConfiguration<AgencyStanding>
{
    public void Configure(EntityTypeBuilder<AgencyStanding> standing)
    {
        standing.ToTable("agency_standing", "partnership");
        standing.HasKey(s => new { s.PartnershipId, s.AgencyId, s.FromOn });
        standing.HasOne<Agency>().WithMany().HasForeignKey(s => new { s.PartnershipId, s.AgencyId });
    }
}
