using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.PartnerRegisters;

/// <summary>A body's register that others may ask of one by one, and nobody can read or copy.</summary>
internal sealed class PartnerRegister(Guid partnershipId, Guid id, Guid agencyId, string name, string subjectKind, byte[]? key, Guid openedById, DateTime openedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid AgencyId { get; private set; } = agencyId;
    public string Name { get; private set; } = name;

    /// <summary>person or address.</summary>
    public string SubjectKind { get; private set; } = subjectKind;

    /// <summary>The key of its hashes, wrapped; null once it is closed.</summary>
    [NotInAudit] public byte[]? Key { get; private set; } = key;
    public int Entries { get; private set; }
    public DateOnly? ListedOn { get; private set; }
    public Guid OpenedById { get; private set; } = openedById;
    public DateTime OpenedAt { get; private set; } = openedAt;
    public DateTime? ClosedAt { get; private set; }
}

/// <summary>That somebody asked, of which register, why, and what was answered; never about whom.</summary>
internal sealed class LookUp
{
    public Guid PartnershipId { get; private set; }
    public Guid Id { get; private set; }
    public Guid RegisterId { get; private set; }
    public Guid HolderAgencyId { get; private set; }
    public Guid AskerId { get; private set; }
    public Guid AskerAgencyId { get; private set; }
    public Guid? AgreementId { get; private set; }
    public string Purpose { get; private set; } = "";
    public string Reason { get; private set; } = "";

    /// <summary>yes, no or refused.</summary>
    public string Answer { get; private set; } = "";
    public string? Refusal { get; private set; }
    public DateTime At { get; private set; }
}

internal sealed class PartnerRegisterMapping : IEntityTypeConfiguration<PartnerRegister>
{
    public void Configure(EntityTypeBuilder<PartnerRegister> register)
    {
        register.ToTable("partner_register", "share");
        register.HasKey(r => new { r.PartnershipId, r.Id });
    }
}

internal sealed class LookUpMapping : IEntityTypeConfiguration<LookUp>
{
    public void Configure(EntityTypeBuilder<LookUp> lookUp)
    {
        lookUp.ToTable("look_up", "share");
        lookUp.HasKey(l => new { l.PartnershipId, l.Id });
    }
}
