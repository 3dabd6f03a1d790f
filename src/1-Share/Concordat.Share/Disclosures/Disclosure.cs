using System.Text.Json;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Disclosures;

/// <summary>Who a disclosure is about. Only ever kept sealed.</summary>
internal sealed record DisclosureSubject(string? Name, string? BornOn, string? Address, string? Reference)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Name + BornOn + Address + Reference);

    /// <summary>All of it on one line.</summary>
    public string InWords => string.Join(", ", new[] { Name, BornOn is { Length: > 0 } ? $"born {BornOn}" : null, Address, Reference }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

/// <summary>What the requester writes; complete before the holder is asked.</summary>
internal sealed record DisclosureAsk(
    Guid? RecipientId, Guid? RecipientAgencyId, Guid? DeciderId, Guid? HolderAgencyId, string? SubjectKind, string? Items,
    Guid? AgreementId, string? AgreementTitle, string? Purpose, string? Necessity, string? Regime, string? Test, string? Consent, string? ConsentReason);

/// <summary>What the holder weighs; complete before anything is approved.</summary>
internal sealed record DisclosureWeighing(string? Proportionality, string? Accuracy, string? LawfulBasis, string? Condition, DateOnly? ExpiresOn);

/// <summary>One request to disclose personal data, with the holder's own decision on it and what was sent.</summary>
internal sealed class Disclosure(Guid partnershipId, Guid id, int number, Guid requesterId, Guid requesterAgencyId, DateTime createdAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>1, 2, 3 … in the partnership.</summary>
    public int Number { get; private set; } = number;
    public DisclosureState State { get; private set; } = DisclosureState.Draft;
    public DateTime CreatedAt { get; private set; } = createdAt;
    public Guid RequesterId { get; private set; } = requesterId;
    public Guid RequesterAgencyId { get; private set; } = requesterAgencyId;
    public Guid? RecipientId { get; private set; }
    public Guid? RecipientAgencyId { get; private set; }

    /// <summary>The person asked at the body that holds the information, and the only one who decides.</summary>
    public Guid? DeciderId { get; private set; }
    public Guid? HolderAgencyId { get; private set; }
    public Guid? PassedById { get; private set; }

    /// <summary>person or household.</summary>
    public string? SubjectKind { get; private set; }
    [NotInAudit] public byte[]? Subject { get; private set; }
    [NotInAudit] public byte[]? SubjectKey { get; private set; }
    [NotInAudit] public string? Items { get; private set; }
    public Guid? AgreementId { get; private set; }
    public string? AgreementTitle { get; private set; }
    public string? Purpose { get; private set; }
    [NotInAudit] public string? Necessity { get; private set; }

    /// <summary>general or law enforcement (part 3 of the Data Protection Act 2018).</summary>
    public string? Regime { get; private set; }
    public string? Test { get; private set; }
    public string? Consent { get; private set; }
    [NotInAudit] public string? ConsentReason { get; private set; }
    public DateTime? AskedAt { get; private set; }
    [NotInAudit] public string? Proportionality { get; private set; }
    [NotInAudit] public string? Accuracy { get; private set; }
    public string? LawfulBasis { get; private set; }
    public string? Condition { get; private set; }

    /// <summary>The last day on which it may be released.</summary>
    public DateOnly? ExpiresOn { get; private set; }
    public string? Decision { get; private set; }
    [NotInAudit] public string? DecisionReason { get; private set; }
    public string? RefusalCode { get; private set; }
    public Guid? DecidedById { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    [NotInAudit] public string? Sent { get; private set; }
    [NotInAudit] public string? FileName { get; private set; }
    public int? FileLength { get; private set; }
    public string? FileSha256 { get; private set; }
    [NotInAudit] public byte[]? File { get; private set; }
    [NotInAudit] public byte[]? FileKey { get; private set; }
    public Guid? ReleasedById { get; private set; }
    public DateTime? ReleasedAt { get; private set; }

    /// <summary>When nothing more could happen to it: refused, released, withdrawn or expired.</summary>
    public DateTime? EndedAt { get; private set; }
    public DateTime? RestrictedAt { get; private set; }
    public DateTime? ErasedAt { get; private set; }
    public uint Version { get; private set; }

    public string Reference => $"D-{Number}";

    /// <summary>Why something cannot happen now, with its code; null when it can.</summary>
    public DisclosureStates.Move? Refusal(DisclosureEvent happened) => DisclosureStates.Of(State, happened) is { To: null } no ? no : null;

    public void Write(DisclosureAsk ask, SealedContent? subject)
    {
        Must(DisclosureEvent.Change);
        (RecipientId, RecipientAgencyId, DeciderId, HolderAgencyId) = (ask.RecipientId, ask.RecipientAgencyId, ask.DeciderId, ask.HolderAgencyId);
        (SubjectKind, Items, AgreementId, AgreementTitle, Purpose) = (ask.SubjectKind, Clean(ask.Items), ask.AgreementId, ask.AgreementTitle, ask.Purpose);
        (Necessity, Regime, Test, Consent, ConsentReason) = (Clean(ask.Necessity), ask.Regime, ask.Test, ask.Consent, Clean(ask.ConsentReason));
        (Subject, SubjectKey) = (subject?.Content, subject?.Key);
    }

    public void Ask(DateTime atUtc)
    {
        Must(DisclosureEvent.Ask);
        (State, AskedAt) = (DisclosureState.Asked, atUtc);
    }

    public void PassTo(Guid colleague)
    {
        Must(DisclosureEvent.PassOn);
        (PassedById, DeciderId) = (DeciderId, colleague);
    }

    public void Weigh(DisclosureWeighing weighing) => (Proportionality, Accuracy, LawfulBasis, Condition, ExpiresOn) =
        (Clean(weighing.Proportionality), Clean(weighing.Accuracy), weighing.LawfulBasis, weighing.Condition, weighing.ExpiresOn);

    public void Approve(Guid by, DateTime atUtc)
    {
        Must(DisclosureEvent.Approve);
        (State, Decision, DecidedById, DecidedAt) = (DisclosureState.Approved, "approved", by, atUtc);
    }

    public void Refuse(string code, string reason, Guid by, DateTime atUtc)
    {
        Must(DisclosureEvent.Refuse);
        (State, Decision, RefusalCode, DecisionReason, DecidedById, DecidedAt, EndedAt) = (DisclosureState.Refused, "refused", code, Clean(reason), by, atUtc, atUtc);
    }

    public void Release(string sent, Guid by, DateTime atUtc)
    {
        Must(DisclosureEvent.Release);
        (State, Sent, ReleasedById, ReleasedAt, EndedAt) = (DisclosureState.Released, Clean(sent), by, atUtc, atUtc);
    }

    public void Attach(string name, int length, string sha256, SealedContent content) =>
        (FileName, FileLength, FileSha256, File, FileKey) = (name, length, sha256, content.Content, content.Key);

    public void Withdraw(DateTime atUtc)
    {
        Must(DisclosureEvent.Withdraw);
        (State, EndedAt) = (DisclosureState.Withdrawn, atUtc);
    }

    public void Expire(DateTime atUtc)
    {
        Must(DisclosureEvent.Expire);
        (State, EndedAt) = (DisclosureState.Expired, atUtc);
    }

    public DisclosureSubject? SubjectOf(Sealer sealer) =>
        Subject is null || SubjectKey is null ? null : JsonSerializer.Deserialize<DisclosureSubject>(sealer.Open(Subject, SubjectKey));

    /// <summary>Keeps it without letting it be used, from a moment on; null lifts that.</summary>
    public void Restrict(DateTime? atUtc) => RestrictedAt = atUtc;

    /// <summary>Destroys what it says of a person: the subject and the file with their keys, and every text. That it was, and what was decided, stays.</summary>
    public void EraseContent(string mark, DateTime atUtc)
    {
        (Subject, SubjectKey, File, FileKey, FileLength, FileSha256) = (null, null, null, null, null, null);
        FileName = FileName is null ? null : mark;
        Reword(_ => mark);
        ErasedAt = atUtc;
    }

    /// <summary>Puts every text of it in other words.</summary>
    public void Reword(Func<string, string> put)
    {
        string? Put(string? text) => text is null ? null : put(text);
        (Items, Necessity, ConsentReason) = (Put(Items), Put(Necessity), Put(ConsentReason));
        (Proportionality, Accuracy, DecisionReason, Sent) = (Put(Proportionality), Put(Accuracy), Put(DecisionReason), Put(Sent));
    }

    public void Reseal(SealedContent subject) => (Subject, SubjectKey) = (subject.Content, subject.Key);

    static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();

    void Must(DisclosureEvent happened)
    {
        if (Refusal(happened) is { } no) throw new InvalidOperationException($"{no.Code}: {no.Refusal}.");
    }
}

/// <summary>Somebody complained about a disclosure or a refusal; kept with it as evidence.</summary>
internal sealed class DisclosureComplaint(Guid partnershipId, Guid id, Guid disclosureId, DateOnly receivedOn, string words, Guid recordedById, DateTime recordedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid DisclosureId { get; private set; } = disclosureId;
    public DateOnly ReceivedOn { get; private set; } = receivedOn;
    [NotInAudit] public string Words { get; private set; } = words;

    /// <summary>What came of it; null while it is open.</summary>
    [NotInAudit] public string? Outcome { get; private set; }
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;

    public void Answer(string outcome) => Outcome = outcome.Trim();

    public void Reword(Func<string, string> put) => (Words, Outcome) = (put(Words), Outcome is null ? null : put(Outcome));
}

internal sealed class DisclosureMapping : IEntityTypeConfiguration<Disclosure>
{
    public void Configure(EntityTypeBuilder<Disclosure> disclosure)
    {
        disclosure.ToTable("disclosure", "share");
        disclosure.HasKey(d => new { d.PartnershipId, d.Id });
        disclosure.Property(d => d.State).HasConversion(s => s.Words(), w => DisclosureStates.Read(w));
        disclosure.Property(d => d.FileSha256).HasColumnName("file_sha256");
        disclosure.Property(d => d.Version).IsRowVersion();
        disclosure.HasIndex(d => new { d.PartnershipId, d.State }).HasDatabaseName("ix_disclosure_state");
    }
}

internal sealed class DisclosureComplaintMapping : IEntityTypeConfiguration<DisclosureComplaint>
{
    public void Configure(EntityTypeBuilder<DisclosureComplaint> complaint)
    {
        complaint.ToTable("disclosure_complaint", "share");
        complaint.HasKey(c => new { c.PartnershipId, c.Id });
        complaint.HasIndex(c => new { c.PartnershipId, c.DisclosureId }).HasDatabaseName("ix_disclosure_complaint_disclosure");
    }
}
