using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Recording;

/// <summary>A rule by which records are counted, from a day to another: whoever compares two years has to know that it changed between them.</summary>
internal sealed class CountingRule(Guid partnershipId, Guid id, string title, string says, short? setNumber, DateOnly fromOn, DateOnly? toOn, Guid keptById, DateTime keptAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Title { get; private set; } = title;
    [NotInAudit] public string Says { get; private set; } = says;

    /// <summary>The statutory set that it governs; null where it governs several.</summary>
    public short? SetNumber { get; private set; } = setNumber;
    public DateOnly FromOn { get; private set; } = fromOn;

    /// <summary>The last day; null while it is in force.</summary>
    public DateOnly? ToOn { get; private set; } = toOn;
    public Guid KeptById { get; private set; } = keptById;
    public DateTime KeptAt { get; private set; } = keptAt;

    public bool IsInForce(DateOnly day) => FromOn <= day && (ToOn is null || ToOn >= day);

    public void End(DateOnly lastDay) => ToOn = lastDay;
}

/// <summary>One internal audit: how many records of a body and set were looked at, and how many were made by the rules.</summary>
internal sealed class RecordingSample(Guid partnershipId, Guid id, Guid agencyId, short setNumber, DateOnly lookedOn, int lookedAt, int rightCount, string found, Guid keptById, DateTime keptAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid AgencyId { get; private set; } = agencyId;
    public short SetNumber { get; private set; } = setNumber;
    public DateOnly LookedOn { get; private set; } = lookedOn;

    /// <summary>Records looked at, from 1.</summary>
    public int LookedAt { get; private set; } = lookedAt;

    /// <summary>Of those, records made by the rules.</summary>
    public int RightCount { get; private set; } = rightCount;
    [NotInAudit] public string Found { get; private set; } = found;
    public Guid KeptById { get; private set; } = keptById;
    public DateTime KeptAt { get; private set; } = keptAt;

    /// <summary>Share made by the rules, percent with one decimal.</summary>
    public decimal PassPercent => Math.Round(100m * RightCount / LookedAt, 1, MidpointRounding.AwayFromZero);
}

internal sealed class CountingRuleMapping : IEntityTypeConfiguration<CountingRule>
{
    public void Configure(EntityTypeBuilder<CountingRule> rule)
    {
        rule.ToTable("counting_rule", "share");
        rule.HasKey(r => new { r.PartnershipId, r.Id });
    }
}

internal sealed class RecordingSampleMapping : IEntityTypeConfiguration<RecordingSample>
{
    public void Configure(EntityTypeBuilder<RecordingSample> sample)
    {
        sample.ToTable("recording_sample", "share");
        sample.HasKey(s => new { s.PartnershipId, s.Id });
        sample.Ignore(s => s.PassPercent);
    }
}
