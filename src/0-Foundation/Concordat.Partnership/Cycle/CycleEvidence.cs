using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Cycle;

/// <summary>Evidence of a step written by hand. Only added to: what was wrong is followed by what is right.</summary>
public sealed class CycleEvidence(Guid partnershipId, Guid id, int number, DateOnly happenedOn, string words, string? url, Guid recordedBy, DateTime recordedAt)
{
    /// <summary>Longest words, characters.</summary>
    public const int LongestWords = 300;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>The step, 1 to 17.</summary>
    public int Number { get; private set; } = number;
    public DateOnly HappenedOn { get; private set; } = happenedOn;
    [NotInAudit] public string Words { get; private set; } = words;

    /// <summary>A page of this site or of the web; null for none.</summary>
    public string? Url { get; private set; } = url;
    public Guid RecordedBy { get; private set; } = recordedBy;

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; private set; } = recordedAt;
}

internal sealed class CycleEvidenceMapping : IEntityTypeConfiguration<CycleEvidence>
{
    public void Configure(EntityTypeBuilder<CycleEvidence> evidence)
    {
        evidence.ToTable("cycle_evidence", "partnership");
        evidence.HasKey(e => new { e.PartnershipId, e.Id });
    }
}
