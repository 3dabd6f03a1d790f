using System.Security.Cryptography;
using System.Text;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Subjects;

/// <summary>A person worked with: a potential offender, or a targeted subject. Seen only by those on its need-to-know list.</summary>
internal sealed class Subject(Guid partnershipId, Guid id, int number, string kind, string state, Guid nominatedById, DateOnly nominatedOn)
{
    public const string Potential = "potential offender", Targeted = "targeted subject";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>What it is called wherever a name must not stand: record 12.</summary>
    public int Number { get; private set; } = number;
    public string Kind { get; private set; } = kind;
    public string State { get; private set; } = state;
    [NotInAudit] public string Name { get; init; } = "";
    [NotInAudit] public DateOnly? BornOn { get; init; }

    /// <summary>Tells the same person in two records, without the name.</summary>
    [NotInAudit] public string PersonKey { get; init; } = "";

    /// <summary>child, young person or adult.</summary>
    public string AgeGroup { get; init; } = "";
    [NotInAudit] public string[] Factors { get; init; } = [];

    /// <summary>Why a child's record is lawful and needed.</summary>
    [NotInAudit] public string? LawfulReason { get; init; }
    [NotInAudit] public string Source { get; init; } = "";
    [NotInAudit] public string Evidence { get; init; } = "";
    public bool Substantiated { get; init; }
    public bool Evidenced { get; init; }

    /// <summary>The common standard that a targeted subject was nominated by, and its reference there.</summary>
    [NotInAudit] public string? Standard { get; init; }

    /// <summary>Of a targeted subject, the divisional area whose single point of contact keeps it; empty for the whole partnership.</summary>
    public string Area { get; init; } = "";

    /// <summary>A scheme that keeps the person's file, and its lead agency: a reference, never a copy.</summary>
    [NotInAudit] public string? Scheme { get; init; }

    /// <summary>Whether the police knew the person before the nomination; null for not known, and of a targeted subject.</summary>
    [NotInAudit] public bool? KnownToPolice { get; init; }

    /// <summary>Whether another body did; null for not known, and of a targeted subject.</summary>
    [NotInAudit] public bool? KnownToOthers { get; init; }
    public Guid NominatedById { get; private set; } = nominatedById;
    public DateOnly NominatedOn { get; private set; } = nominatedOn;

    /// <summary>Who is asked to decide on a potential offender: never the nominator.</summary>
    public Guid? DeciderId { get; init; }
    public Guid? DecidedById { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    [NotInAudit] public string? Reason { get; private set; }
    public DateOnly? ReviewOn { get; private set; }
    public int Renewals { get; private set; }
    [NotInAudit] public string? RenewalEvidence { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    public bool IsPotential => Kind == Potential;
    public PotentialState PotentialState => Enum.Parse<PotentialState>(State, ignoreCase: true);
    public TargetedState TargetedState => Enum.Parse<TargetedState>(State, ignoreCase: true);

    /// <summary>The longest time to the next review in days: shorter for the young.</summary>
    public int LongestReviewDays => AgeGroup switch { "child" => 92, "young person" => 184, _ => 366 };

    public void Adopt(DateOnly on, Guid by, DateOnly review) => (State, DecidedOn, DecidedById, ReviewOn) = ("adopted", on, by, review);

    public void Decline(DateOnly on, Guid by, string reason) => (State, DecidedOn, DecidedById, EndedOn, Reason) = ("declined", on, by, on, reason.Trim());

    public void Renew(DateOnly review, string evidence) => (ReviewOn, RenewalEvidence, Renewals) = (review, evidence.Trim(), Renewals + 1);

    public void End(string state, DateOnly on, string reason) => (State, EndedOn, Reason) = (state, on, reason.Trim());

    public void Step(string state) => State = state;

    /// <summary>The same for the same person, however the name is spaced or capitalised.</summary>
    public static string KeyOf(string name, DateOnly? bornOn) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{string.Concat(name.ToUpperInvariant().Where(char.IsLetter))}|{bornOn:O}")));
}

/// <summary>One place on the need-to-know list of a record.</summary>
internal sealed class SubjectReader(Guid partnershipId, Guid id, Guid subjectId, Guid userId, string reason, Guid addedById, DateTime addedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid SubjectId { get; private set; } = subjectId;
    public Guid UserId { get; private set; } = userId;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid AddedById { get; private set; } = addedById;
    public DateTime AddedAt { get; private set; } = addedAt;
    public DateTime? RemovedAt { get; private set; }

    public void Remove(DateTime at) => RemovedAt = at;
}

/// <summary>One of the seven needs of a person: assessed, planned, reviewed.</summary>
internal sealed class SubjectNeed(Guid partnershipId, Guid subjectId, string need)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid SubjectId { get; private set; } = subjectId;
    public string Need { get; private set; } = need;
    [NotInAudit] public string Assessed { get; set; } = "";
    [NotInAudit] public string? Planned { get; set; }
    public DateOnly? ReviewOn { get; set; }
    [NotInAudit] public string? Reviewed { get; set; }
    public Guid ChangedById { get; set; }
    public DateTime ChangedAt { get; set; }
}

/// <summary>Who keeps the targeted subjects of a divisional area from when on. The one named last for it holds.</summary>
internal sealed class PointOfContact(Guid partnershipId, Guid id, string area, Guid userId, DateOnly fromOn, Guid namedById, DateTime at)
{
    public const int LongestArea = 100;

    /// <summary>The divisional area; empty for the whole partnership.</summary>
    public string Area { get; private set; } = area;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid UserId { get; private set; } = userId;
    public DateOnly FromOn { get; private set; } = fromOn;
    public Guid NamedById { get; private set; } = namedById;
    public DateTime At { get; private set; } = at;
}

internal sealed class SubjectMapping : IEntityTypeConfiguration<Subject>
{
    public void Configure(EntityTypeBuilder<Subject> subject)
    {
        subject.ToTable("subject", "act");
        subject.HasKey(s => new { s.PartnershipId, s.Id });
        subject.Ignore(s => s.PotentialState);
        subject.Ignore(s => s.TargetedState);
        // No row version: reading one back would ask whether the writer may read the new row before the list names them.
        subject.Property(s => s.State).IsConcurrencyToken();
        subject.Property(s => s.Renewals).IsConcurrencyToken();
    }
}

internal sealed class SubjectReaderMapping : IEntityTypeConfiguration<SubjectReader>
{
    public void Configure(EntityTypeBuilder<SubjectReader> reader)
    {
        reader.ToTable("subject_reader", "act");
        reader.HasKey(r => new { r.PartnershipId, r.Id });
        reader.HasOne<Subject>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.SubjectId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SubjectNeedMapping : IEntityTypeConfiguration<SubjectNeed>
{
    public void Configure(EntityTypeBuilder<SubjectNeed> need)
    {
        need.ToTable("subject_need", "act");
        need.HasKey(n => new { n.PartnershipId, n.SubjectId, n.Need });
    }
}

internal sealed class PointOfContactMapping : IEntityTypeConfiguration<PointOfContact>
{
    public void Configure(EntityTypeBuilder<PointOfContact> point)
    {
        point.ToTable("point_of_contact", "act");
        point.HasKey(p => new { p.PartnershipId, p.Id });
    }
}
