using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>One version of the words of a block that two documents share. Written once.</summary>
internal sealed class StrategicWording(Guid partnershipId, Guid sharedId, int version, string sentence, Guid byId, string byName, DateTime at)
{
    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>The same for all blocks that share these words.</summary>
    public Guid SharedId { get; private set; } = sharedId;

    /// <summary>1 for the words as they were when the sharing began.</summary>
    public int Version { get; private set; } = version;
    [NotInAudit] public string Sentence { get; private set; } = sentence;
    public Guid ById { get; private set; } = byId;
    public string ByName { get; private set; } = byName;
    public DateTime At { get; private set; } = at;
}

internal sealed class StrategicWordingMapping : IEntityTypeConfiguration<StrategicWording>
{
    public void Configure(EntityTypeBuilder<StrategicWording> wording)
    {
        wording.ToTable("strategic_wording", "understand");
        wording.HasKey(w => new { w.PartnershipId, w.SharedId, w.Version });
    }
}
