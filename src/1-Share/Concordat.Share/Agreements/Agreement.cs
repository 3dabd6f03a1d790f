using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Agreements;

/// <summary>A sharing agreement through all its versions. Its state on a day is the database's to say (<c>share.version_state</c>).</summary>
internal sealed class Agreement(Guid partnershipId, Guid id, string title, int templateNumber, Guid? basedOn, Guid begunBy, DateTime begunAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Title { get; private set; } = title;
    public int TemplateNumber { get; private set; } = templateNumber;

    /// <summary>The agreement whose words it took over; null when it began from the national template.</summary>
    public Guid? BasedOn { get; private set; } = basedOn;
    public Guid BegunBy { get; private set; } = begunBy;
    public DateTime BegunAt { get; private set; } = begunAt;

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? EndedOn { get; private set; }
    public string? EndedReason { get; private set; }

    public void End(DateOnly firstDayWithout, string reason) => (EndedOn, EndedReason) = (firstDayWithout, reason);
}

/// <summary>What is agreed from one day to another. Frozen once it is put up for signature.</summary>
internal sealed class AgreementVersion(Guid partnershipId, Guid agreementId, int number, string stage, Guid writtenBy, string writtenByName, DateTime writtenAt)
{
    public const string Draft = "draft", ForApproval = "for approval", ForSignature = "for signature", Discarded = "discarded";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AgreementId { get; private set; } = agreementId;
    public int Number { get; private set; } = number;

    /// <summary>How far the writing is; what follows from signatures and dates is not stored.</summary>
    public string Stage { get; private set; } = stage;
    public DateOnly? StartsOn { get; private set; }
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>The last day; null for an agreement without an end.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Keys of <c>share.purpose</c>.</summary>
    public string[] Purposes { get; private set; } = [];
    public string LawfulBasis { get; private set; } = "";
    public string SpecialCondition { get; private set; } = "";
    public string[] StatutoryPowers { get; private set; } = [];

    /// <summary>Reference or address of the data protection impact assessment.</summary>
    public string ImpactAssessment { get; private set; } = "";

    /// <summary>The post that answers questions, not a person.</summary>
    public string Contact { get; private set; } = "";

    /// <summary>Why this version differs from the one before.</summary>
    public string ChangeNote { get; private set; } = "";
    public Guid WrittenBy { get; private set; } = writtenBy;
    public string WrittenByName { get; private set; } = writtenByName;
    public DateTime WrittenAt { get; private set; } = writtenAt;
    public Guid? ApprovedBy { get; private set; }
    public string? ApprovedByName { get; private set; }
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Why the approver sent it back.</summary>
    public string? ReturnedBecause { get; private set; }

    /// <summary>The day from which it replaces the version before; the database sets it with the last signature.</summary>
    public DateOnly? CompleteOn { get; private set; }

    public void Say(AgreementTerms terms)
    {
        (StartsOn, ReviewOn, EndsOn, Purposes) = (terms.StartsOn, terms.ReviewOn, terms.EndsOn, [.. terms.Purposes]);
        (LawfulBasis, SpecialCondition, StatutoryPowers) = (terms.LawfulBasis, terms.SpecialCondition, [.. terms.StatutoryPowers]);
        (ImpactAssessment, Contact, ChangeNote) = (terms.ImpactAssessment, terms.Contact, terms.ChangeNote);
    }

    /// <summary>Whoever changes a draft last is its writer, and so not its approver.</summary>
    public void WriteAs(Guid user, string name, DateTime at) => (WrittenBy, WrittenByName, WrittenAt) = (user, name, at);

    public void Submit() => (Stage, ReturnedBecause) = (ForApproval, null);

    public void SendBack(string because) => (Stage, ReturnedBecause) = (Draft, because);

    public void Approve(Guid user, string name, DateTime at) => (Stage, ApprovedBy, ApprovedByName, ApprovedAt) = (ForSignature, user, name, at);

    public void Discard() => Stage = Discarded;

    public AgreementTerms Terms() => new(StartsOn, ReviewOn, EndsOn, Purposes, LawfulBasis, SpecialCondition, StatutoryPowers, ImpactAssessment, Contact, ChangeNote);
}

/// <summary>What a version says outside its clauses, parties and sets.</summary>
internal sealed record AgreementTerms(
    DateOnly? StartsOn, DateOnly? ReviewOn, DateOnly? EndsOn, IReadOnlyList<string> Purposes, string LawfulBasis, string SpecialCondition,
    IReadOnlyList<string> StatutoryPowers, string ImpactAssessment, string Contact, string ChangeNote);

/// <summary>One clause of a version. Its key ties it to the template's clause.</summary>
internal sealed class AgreementClause(Guid partnershipId, Guid agreementId, int versionNumber, string key, int position, string heading, string text)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AgreementId { get; private set; } = agreementId;
    public int VersionNumber { get; private set; } = versionNumber;
    public string Key { get; private set; } = key;
    public int Position { get; private set; } = position;
    public string Heading { get; private set; } = heading;
    public string Text { get; private set; } = text;

    public void Say(string text) => Text = text;
}

/// <summary>A body that a version is between.</summary>
internal sealed class AgreementParty(Guid partnershipId, Guid agreementId, int versionNumber, Guid agencyId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AgreementId { get; private set; } = agreementId;
    public int VersionNumber { get; private set; } = versionNumber;
    public Guid AgencyId { get; private set; } = agencyId;
}

/// <summary>A set that a body supplies under a version.</summary>
/// <param name="regime">general, or law enforcement (Data Protection Act 2018, part 3): kept apart.</param>
internal sealed class AgreedSet(Guid partnershipId, Guid agreementId, int versionNumber, short setNumber, Guid agencyId, DateOnly fromOn, DateOnly? toOn, string regime, string[] fields)
{
    public const string General = "general", LawEnforcement = "law enforcement";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AgreementId { get; private set; } = agreementId;
    public int VersionNumber { get; private set; } = versionNumber;
    public short SetNumber { get; private set; } = setNumber;
    public Guid AgencyId { get; private set; } = agencyId;
    public DateOnly FromOn { get; private set; } = fromOn;
    public DateOnly? ToOn { get; private set; } = toOn;
    public string Regime { get; private set; } = regime;

    /// <summary>Fields that may be sent, by the catalogue's names; empty for all that the catalogue permits.</summary>
    public string[] Fields { get; private set; } = fields;
}

internal sealed class AgreementMapping : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> agreement)
    {
        agreement.ToTable("agreement", "share");
        agreement.HasKey(a => new { a.PartnershipId, a.Id });
    }
}

internal sealed class AgreementVersionMapping : IEntityTypeConfiguration<AgreementVersion>
{
    public void Configure(EntityTypeBuilder<AgreementVersion> version)
    {
        version.ToTable("agreement_version", "share");
        version.HasKey(v => new { v.PartnershipId, v.AgreementId, v.Number });
        version.Property(v => v.Number).ValueGeneratedNever();
        version.HasOne<Agreement>().WithMany().HasForeignKey(v => new { v.PartnershipId, v.AgreementId });
    }
}

internal sealed class AgreementClauseMapping : IEntityTypeConfiguration<AgreementClause>
{
    public void Configure(EntityTypeBuilder<AgreementClause> clause)
    {
        clause.ToTable("agreement_clause", "share");
        clause.HasKey(c => new { c.PartnershipId, c.AgreementId, c.VersionNumber, c.Key });
        clause.HasOne<AgreementVersion>().WithMany().HasForeignKey(c => new { c.PartnershipId, c.AgreementId, c.VersionNumber });
    }
}

internal sealed class AgreementPartyMapping : IEntityTypeConfiguration<AgreementParty>
{
    public void Configure(EntityTypeBuilder<AgreementParty> party)
    {
        party.ToTable("agreement_party", "share");
        party.HasKey(p => new { p.PartnershipId, p.AgreementId, p.VersionNumber, p.AgencyId });
        party.HasOne<AgreementVersion>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.AgreementId, p.VersionNumber });
    }
}

internal sealed class AgreedSetMapping : IEntityTypeConfiguration<AgreedSet>
{
    public void Configure(EntityTypeBuilder<AgreedSet> set)
    {
        set.ToTable("agreement_set", "share");
        set.HasKey(s => new { s.PartnershipId, s.AgreementId, s.VersionNumber, s.SetNumber, s.AgencyId });
        set.HasOne<AgreementVersion>().WithMany().HasForeignKey(s => new { s.PartnershipId, s.AgreementId, s.VersionNumber });
    }
}
