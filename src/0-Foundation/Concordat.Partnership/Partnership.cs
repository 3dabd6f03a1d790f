using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership;

/// <summary>A community safety partnership: the body all records belong to.</summary>
public sealed class CommunitySafetyPartnership(Guid id, string name, string marking, bool isDemonstration)
{
    public Guid Id { get; private set; } = id;
    public string Name { get; private set; } = name;

    /// <summary>OFFICIAL or OFFICIAL-SENSITIVE: printed on every page that shows the partnership's data.</summary>
    public string Marking { get; private set; } = marking;

    /// <summary>True for the invented borough, so that pages can say so.</summary>
    public bool IsDemonstration { get; private set; } = isDemonstration;

    /// <summary>Counts accepted returns: a figure names the version it was made from and can be made again.</summary>
    public int DataVersion { get; private set; }
}

internal sealed class PartnershipMapping : IEntityTypeConfiguration<CommunitySafetyPartnership>
{
    public void Configure(EntityTypeBuilder<CommunitySafetyPartnership> partnership)
    {
        partnership.ToTable("partnership", "partnership", t =>
            t.HasCheckConstraint("ck_partnership_marking", "marking in ('OFFICIAL', 'OFFICIAL-SENSITIVE')"));
        partnership.HasKey(p => p.Id).HasName("pk_partnership");
        partnership.Property(p => p.Id).ValueGeneratedNever();
    }
}
