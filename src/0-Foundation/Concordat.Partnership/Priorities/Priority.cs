using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Priorities;

/// <summary>A priority of the control strategy in force, and the theme it is counted by.</summary>
public sealed class Priority(Guid partnershipId, Guid id, int rank, string name, string themeKey, DateOnly validFrom)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>1 is the first.</summary>
    public int Rank { get; private set; } = rank;
    public string Name { get; private set; } = name;

    /// <summary>Key in <see cref="Themes.ThemeList"/>.</summary>
    public string ThemeKey { get; private set; } = themeKey;

    /// <summary>The one person who answers for it.</summary>
    public Guid? OwnerId { get; private set; }
    public DateOnly ValidFrom { get; private set; } = validFrom;
    public DateOnly? ValidTo { get; private set; }

    public void Assign(Guid ownerId) => OwnerId = ownerId;
}

internal sealed class PriorityMapping : IEntityTypeConfiguration<Priority>
{
    public void Configure(EntityTypeBuilder<Priority> priority)
    {
        priority.ToTable("priority", "partnership", t => t.HasCheckConstraint("ck_priority_rank", "rank > 0"));
        priority.HasKey(p => new { p.PartnershipId, p.Id });
        priority.HasOne<CommunitySafetyPartnership>().WithMany().HasForeignKey(p => p.PartnershipId);
    }
}
