using Concordat.Decide.Meetings;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Tiers;

/// <summary>How the area is governed: alone, as a district of a county, or as the county; with the days of its calendar.</summary>
internal sealed class AreaTier(Guid partnershipId)
{
    public const string Unitary = "unitary", District = "district", County = "county";
    public static readonly string[] All = [Unitary, District, County];

    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>One of <see cref="All"/>.</summary>
    public string Tier { get; private set; } = Unitary;

    /// <summary>The county of a district; null for the others.</summary>
    public Guid? CountyId { get; private set; }

    /// <summary>The next yearly refresh of the area agreement.</summary>
    public DateOnly? RefreshOn { get; private set; }

    /// <summary>The day by which the next strategic assessment is issued.</summary>
    public DateOnly? AssessmentOn { get; private set; }

    /// <summary>First day of the three-year cycle.</summary>
    public DateOnly? CycleFrom { get; private set; }
    public Guid ChangedBy { get; private set; }
    public DateTime ChangedAt { get; private set; }

    public void Say(string tier, Guid? county, DateOnly? refresh, DateOnly? assessment, DateOnly? cycle, Guid by, DateTime at) =>
        (Tier, CountyId, RefreshOn, AssessmentOn, CycleFrom, ChangedBy, ChangedAt) = (tier, county, refresh, assessment, cycle, by, at);
}

/// <summary>A district that the county takes; nothing passes until the district names the county, too.</summary>
internal sealed class CountyDistrict(Guid partnershipId, Guid districtId, string name, DateOnly fromOn)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid DistrictId { get; private set; } = districtId;
    public string Name { get; private set; } = name;
    public DateOnly FromOn { get; private set; } = fromOn;
    public DateOnly? ToOn { get; private set; }

    public void End(DateOnly lastDay) => ToOn = lastDay < FromOn ? FromOn : lastDay;
}

/// <summary>The block of the area agreement that a priority belongs to.</summary>
internal sealed class PriorityBlock(Guid partnershipId, Guid priorityId, string block)
{
    public static readonly string[] Blocks = ["children and young people", "safer and stronger", "healthier and older", "economic development and enterprise"];

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid PriorityId { get; private set; } = priorityId;

    /// <summary>One of <see cref="Blocks"/>.</summary>
    public string Block { get; private set; } = block;

    public void Change(string block) => Block = block;
}

/// <summary>A district's priority put to the county group. The district's words and the county's stand side by side.</summary>
internal sealed class TierProposal(Guid partnershipId, Guid id, Guid countyId, string fromName, Guid priorityId, string name, string why, string? block, Guid proposedBy, DateTime proposedAt)
{
    public const int LongestWords = 1000, LongestName = 100;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid CountyId { get; private set; } = countyId;
    public string FromName { get; private set; } = fromName;
    public Guid PriorityId { get; private set; } = priorityId;
    public string Name { get; private set; } = name;
    [NotInAudit] public string Why { get; private set; } = why;
    public string? Block { get; private set; } = block;
    public ProposalState State { get; private set; } = ProposalState.Proposed;
    public Guid ProposedBy { get; private set; } = proposedBy;
    public DateTime ProposedAt { get; private set; } = proposedAt;

    /// <summary>What the county said; the reason where it merged or returned it.</summary>
    [NotInAudit] public string? Answer { get; private set; }

    /// <summary>What the county calls it, or the priority it is part of there; null where it was not taken on.</summary>
    public string? CountyName { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>The county's priority that it became part of; null where the county made an issue of it, and until then.</summary>
    public Guid? CountyPriorityId { get; private set; }

    /// <summary>Since when it is in the area agreement; null until then.</summary>
    public DateOnly? AgreementOn { get; private set; }

    public string Url => UrlOf(Id);

    public static string UrlOf(Guid id) => $"/decide/tiers/proposals/{id}";

    public void Withdraw() => State = ProposalState.Withdrawn;
}

/// <summary>How the district reflects a priority of the county: by one of its own, or why by none.</summary>
internal sealed class CountyReflection(Guid partnershipId, Guid countyId, Guid countyPriorityId, string countyName)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid CountyId { get; private set; } = countyId;
    public Guid CountyPriorityId { get; private set; } = countyPriorityId;
    public string CountyName { get; private set; } = countyName;
    public Guid? OwnPriorityId { get; private set; }
    public string? OwnName { get; private set; }
    [NotInAudit] public string Words { get; private set; } = "";
    public Guid ChangedBy { get; private set; }
    public DateTime ChangedAt { get; private set; }

    public void Say(Guid? own, string? ownName, string words, Guid by, DateTime at) => (OwnPriorityId, OwnName, Words, ChangedBy, ChangedAt) = (own, ownName, words, by, at);
}

internal sealed class TierMapping : IEntityTypeConfiguration<AreaTier>, IEntityTypeConfiguration<CountyDistrict>, IEntityTypeConfiguration<PriorityBlock>,
    IEntityTypeConfiguration<TierProposal>, IEntityTypeConfiguration<CountyReflection>
{
    public void Configure(EntityTypeBuilder<AreaTier> tier)
    {
        tier.ToTable("area_tier", "decide");
        tier.HasKey(t => t.PartnershipId);
    }

    public void Configure(EntityTypeBuilder<CountyDistrict> district)
    {
        district.ToTable("county_district", "decide");
        district.HasKey(d => new { d.PartnershipId, d.DistrictId, d.FromOn });
    }

    public void Configure(EntityTypeBuilder<PriorityBlock> block)
    {
        block.ToTable("priority_block", "decide");
        block.HasKey(b => new { b.PartnershipId, b.PriorityId });
    }

    public void Configure(EntityTypeBuilder<TierProposal> proposal)
    {
        proposal.ToTable("tier_proposal", "decide");
        proposal.HasKey(p => new { p.PartnershipId, p.Id });
        proposal.Ignore(p => p.Url);
        proposal.Property(p => p.State).HasConversion(Words.Stored<ProposalState>()).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<CountyReflection> reflection)
    {
        reflection.ToTable("county_reflection", "decide");
        reflection.HasKey(r => new { r.PartnershipId, r.CountyPriorityId });
    }
}
