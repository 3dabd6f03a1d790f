using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Review.Assurance.Rights;

/// <summary>A person's request about their own data, from the day it came to the answer.</summary>
internal sealed class RightsRequest(Guid partnershipId, Guid id, int number, string kind, DateOnly receivedOn, DateOnly dueOn, Guid recordedById, DateTime recordedAt)
{
    public const string Open = "open", Answered = "answered";
    public const string Access = "access", Correction = "correction", Restriction = "restriction", Erasure = "erasure";
    public const string Met = "met", MetInPart = "met in part", Refused = "refused", Withdrawn = "withdrawn";

    /// <summary>Months that may be added, once, where a request is complex or one of many of the same person.</summary>
    const int Extension = 2;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>1, 2, 3 … in the partnership.</summary>
    public int Number { get; private set; } = number;
    public string Kind { get; private set; } = kind;
    public string State { get; private set; } = Open;
    public DateOnly ReceivedOn { get; private set; } = receivedOn;

    /// <summary>The last day to answer.</summary>
    public DateOnly DueOn { get; private set; } = dueOn;
    [NotInAudit] public string? ExtendedBecause { get; private set; }
    public DateOnly? IdentityCheckedOn { get; private set; }

    /// <summary>Protected; null once erased.</summary>
    [NotInAudit] public byte[]? Person { get; private set; }
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;
    public DateTime? SearchedAt { get; private set; }
    public string? Outcome { get; private set; }
    public string? RefusalCode { get; private set; }
    [NotInAudit] public string? Reason { get; private set; }
    public DateOnly? AnsweredOn { get; private set; }
    public Guid? AnsweredById { get; private set; }

    public string Reference => $"R-{Number}";
    public bool IsOpen => State == Open;

    /// <summary>One calendar month after receipt: the day of the same number in the next month, or that month's last day.</summary>
    public static DateOnly DueAfter(DateOnly receivedOn) => receivedOn.AddMonths(1);

    public bool IsOverdue(DateOnly today) => IsOpen && DueOn < today;

    public void IsOf(byte[] person) => Person = person;

    public void CheckedIdentity(DateOnly day) => IdentityCheckedOn = day;

    public void Searched(DateTime atUtc) => SearchedAt = atUtc;

    /// <summary>Adds two months from the day it was received, once.</summary>
    public void Extend(string because) => (DueOn, ExtendedBecause) = (ReceivedOn.AddMonths(1 + Extension), because.Trim());

    public void Answer(string outcome, string? refusalCode, string? reason, DateOnly on, Guid by)
    {
        (State, Outcome, AnsweredOn, AnsweredById) = (Answered, outcome, on, by);
        (RefusalCode, Reason) = (outcome == Refused ? refusalCode : null, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        // What the person asked to have erased is not kept in the request that asked.
        if (Kind == Erasure && outcome == Met) Person = null;
    }
}

/// <summary>Proof that something was erased, corrected, restricted or weeded: where and how much, never what.</summary>
internal sealed class RightsProof(Guid partnershipId, Guid id, Guid? requestId, Guid? decisionId, string act, string place, int countBefore, int countAfter, DateTime at, Guid byId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid? RequestId { get; private set; } = requestId;
    public Guid? DecisionId { get; private set; } = decisionId;

    /// <summary>erase, correct, restrict, release or weed.</summary>
    public string Act { get; private set; } = act;

    /// <summary>Table or kind of record.</summary>
    public string Place { get; private set; } = place;

    /// <summary>Places in which a word of the person stood before; or records.</summary>
    public int CountBefore { get; private set; } = countBefore;
    public int CountAfter { get; private set; } = countAfter;
    public DateTime At { get; private set; } = at;
    public Guid ById { get; private set; } = byId;
}

internal sealed class RightsRequestMapping : IEntityTypeConfiguration<RightsRequest>
{
    public void Configure(EntityTypeBuilder<RightsRequest> request)
    {
        request.ToTable("request", "rights");
        request.HasKey(r => new { r.PartnershipId, r.Id });
        request.HasIndex(r => new { r.PartnershipId, r.State, r.DueOn }).HasDatabaseName("ix_request_due");
    }
}

internal sealed class RightsProofMapping : IEntityTypeConfiguration<RightsProof>
{
    public void Configure(EntityTypeBuilder<RightsProof> proof)
    {
        proof.ToTable("proof", "rights");
        proof.HasKey(p => new { p.PartnershipId, p.Id });
        proof.HasIndex(p => new { p.PartnershipId, p.RequestId }).HasDatabaseName("ix_proof_request");
    }
}
