using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Platform.Audit;

/// <summary>One line of the audit log. The database gives it its number, time and hash; nobody can change it afterwards.</summary>
public sealed class AuditEntry
{
    /// <summary>The chain of the installation itself: sign-ins before a partnership is known.</summary>
    public static readonly Guid Installation = Guid.Empty;

    public Guid PartnershipId { get; init; }

    /// <summary>Set by the database: 1, 2, 3 … within a partnership.</summary>
    public long Sequence { get; init; }

    /// <summary>Set by the database.</summary>
    public DateTime At { get; init; }
    public Guid? UserId { get; init; }
    public Guid? AgencyId { get; init; }
    public required string Purpose { get; init; }

    /// <summary>One of <see cref="AuditAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of thing: "return", "finding", "audit log".</summary>
    public required string Subject { get; init; }
    public required string SubjectId { get; init; }

    /// <summary>JSON object; ids, counts and field names, never personal content.</summary>
    public required string Detail { get; init; }
    public byte[] PreviousHash { get; init; } = [];
    public byte[] Hash { get; init; } = [];
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("entry", "audit", t => t.HasCheckConstraint("ck_entry_action",
            "action in ('collect', 'alter', 'read', 'disclose', 'combine', 'erase', 'sign-in', 'sign-out', 'refuse')"));
        entry.HasKey(e => new { e.PartnershipId, e.Sequence });
        entry.HasIndex(e => e.SubjectId).HasDatabaseName("ix_entry_subject");
        entry.Property(e => e.Detail).HasColumnType("jsonb");
    }
}
