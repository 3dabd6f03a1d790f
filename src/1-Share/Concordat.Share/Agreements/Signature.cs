using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Agreements;

/// <summary>A body's signature under a version, given by one of its named signatories. It binds the body, also after the person has gone.</summary>
internal sealed class Signature(
    Guid partnershipId, Guid id, Guid agreementId, int versionNumber, Guid agencyId, string standing, DateOnly signedOn, DateTime signedAt, Guid signedBy, string signedByName, string jobTitle)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid AgreementId { get; private set; } = agreementId;
    public int VersionNumber { get; private set; } = versionNumber;
    public Guid AgencyId { get; private set; } = agencyId;

    /// <summary>What the body was on the day.</summary>
    public string Standing { get; private set; } = standing;
    public DateOnly SignedOn { get; private set; } = signedOn;
    public DateTime SignedAt { get; private set; } = signedAt;
    public Guid SignedBy { get; private set; } = signedBy;
    public string SignedByName { get; private set; } = signedByName;
    public string JobTitle { get; private set; } = jobTitle;

    /// <summary>The first day on which it no longer counts.</summary>
    public DateOnly? WithdrawnOn { get; private set; }
    public Guid? WithdrawnBy { get; private set; }
    public string? WithdrawnReason { get; private set; }

    public void Withdraw(DateOnly firstDayWithout, Guid by, string reason) => (WithdrawnOn, WithdrawnBy, WithdrawnReason) = (firstDayWithout, by, reason);
}

/// <summary>A member who may sign for their body.</summary>
internal sealed class Signatory(Guid partnershipId, Guid agencyId, Guid userId, DateOnly fromOn)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AgencyId { get; private set; } = agencyId;
    public Guid UserId { get; private set; } = userId;
    public DateOnly FromOn { get; private set; } = fromOn;
    public DateOnly? ToOn { get; private set; }

    public bool IsSignatoryOn(DateOnly day) => FromOn <= day && (ToOn is null || day <= ToOn);

    public void End(DateOnly lastDay) => ToOn = lastDay;
}

/// <summary>The outcome of looking at an agreement again.</summary>
/// <param name="outcome">"kept unchanged" or "new version".</param>
internal sealed class AgreementReview(
    Guid partnershipId, Guid id, Guid agreementId, int versionNumber, DateOnly reviewedOn, string outcome, DateOnly nextReviewOn, string note, Guid reviewedBy, string reviewedByName)
{
    public const string KeptUnchanged = "kept unchanged", NewVersion = "new version";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid AgreementId { get; private set; } = agreementId;
    public int VersionNumber { get; private set; } = versionNumber;
    public DateOnly ReviewedOn { get; private set; } = reviewedOn;
    public string Outcome { get; private set; } = outcome;
    public DateOnly NextReviewOn { get; private set; } = nextReviewOn;
    public string Note { get; private set; } = note;
    public Guid ReviewedBy { get; private set; } = reviewedBy;
    public string ReviewedByName { get; private set; } = reviewedByName;
}

internal sealed class SignatureMapping : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> signature)
    {
        signature.ToTable("agreement_signature", "share");
        signature.HasKey(s => new { s.PartnershipId, s.Id });
    }
}

internal sealed class SignatoryMapping : IEntityTypeConfiguration<Signatory>
{
    public void Configure(EntityTypeBuilder<Signatory> signatory)
    {
        signatory.ToTable("signatory", "share");
        signatory.HasKey(s => new { s.PartnershipId, s.AgencyId, s.UserId, s.FromOn });
    }
}

internal sealed class AgreementReviewMapping : IEntityTypeConfiguration<AgreementReview>
{
    public void Configure(EntityTypeBuilder<AgreementReview> review)
    {
        review.ToTable("agreement_review", "share");
        review.HasKey(r => new { r.PartnershipId, r.Id });
    }
}
