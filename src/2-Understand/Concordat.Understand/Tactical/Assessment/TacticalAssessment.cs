using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>The assessment of one month: written, reviewed, approved by somebody else, issued. Its text is frozen when approved.</summary>
internal sealed class TacticalAssessment(Guid partnershipId, Guid id, int month, int number, Guid runId, Guid authorId, string authorName, DateTime startedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public int Month { get; private set; } = month;

    /// <summary>1 for the first assessment of the month, 2 for the one that supersedes it, and so on.</summary>
    public int Number { get; private set; } = number;
    public Guid RunId { get; private set; } = runId;
    public AssessmentStatus Status { get; private set; } = AssessmentStatus.Draft;
    public Guid AuthorId { get; private set; } = authorId;
    public string AuthorName { get; private set; } = authorName;
    public DateTime StartedAt { get; private set; } = startedAt;
    public DateTime? SentAt { get; private set; }
    public Guid? ApprovedById { get; private set; }
    public string? ApprovedByName { get; private set; }
    public DateTime? ApprovedAt { get; private set; }
    public Guid? IssuedById { get; private set; }
    public string? IssuedByName { get; private set; }
    public DateTime? IssuedAt { get; private set; }

    /// <summary>JSON of the paper as it was approved; null until then.</summary>
    [NotInAudit] public string? Frozen { get; private set; }

    public uint Version { get; private set; }

    public Month AssessedMonth => new(Month);
    public bool CanBeWritten => Status == AssessmentStatus.Draft;

    public AssessmentRefusal? SendForReview(Session session, DateTime now)
    {
        if (Status != AssessmentStatus.Draft) return AssessmentRefusal.NotADraft;
        if (session.User != AuthorId) return AssessmentRefusal.NotTheAuthor;
        (Status, SentAt) = (AssessmentStatus.Review, now);
        return null;
    }

    public AssessmentRefusal? TakeBack(Session session)
    {
        if (Status != AssessmentStatus.Review) return AssessmentRefusal.NotInReview;
        if (session.User != AuthorId && !MayApprove(session)) return AssessmentRefusal.NotTheAuthor;
        (Status, SentAt) = (AssessmentStatus.Draft, null);
        return null;
    }

    /// <param name="writers">Everybody whose words are in it: none of them may approve it.</param>
    public AssessmentRefusal? Approve(Session session, IReadOnlySet<Guid> writers, string frozen, DateTime now)
    {
        if (Status != AssessmentStatus.Review) return AssessmentRefusal.NotInReview;
        if (!MayApprove(session)) return AssessmentRefusal.NotAnApprover;
        if (session.User == AuthorId || writers.Contains(session.User)) return AssessmentRefusal.OwnWork;
        (Status, ApprovedById, ApprovedByName, ApprovedAt, Frozen) = (AssessmentStatus.Approved, session.User, session.DisplayName, now, frozen);
        return null;
    }

    public AssessmentRefusal? Issue(Session session, DateTime now)
    {
        if (Status != AssessmentStatus.Approved) return AssessmentRefusal.NotApproved;
        if (!session.Has(Role.Coordinator) && !session.Has(Role.Analyst)) return AssessmentRefusal.NotAnIssuer;
        (Status, IssuedById, IssuedByName, IssuedAt) = (AssessmentStatus.Issued, session.User, session.DisplayName, now);
        return null;
    }

    static bool MayApprove(Session session) => session.Has(Role.Chair) || session.Has(Role.Coordinator);
}

internal enum AssessmentStatus { Draft, Review, Approved, Issued }

internal enum AssessmentRefusal { NotADraft, NotTheAuthor, NotInReview, NotAnApprover, OwnWork, NotApproved, NotAnIssuer }

internal sealed class TacticalAssessmentMapping : IEntityTypeConfiguration<TacticalAssessment>
{
    public void Configure(EntityTypeBuilder<TacticalAssessment> assessment)
    {
        assessment.ToTable("tactical_assessment", "understand");
        assessment.HasKey(a => new { a.PartnershipId, a.Id });
        assessment.Property(a => a.Status).HasConversion(s => s.ToString().ToLowerInvariant(), s => Enum.Parse<AssessmentStatus>(s, true));
        assessment.Property(a => a.Frozen).HasColumnType("jsonb");
        assessment.Property(a => a.Version).IsRowVersion();
        assessment.HasIndex(a => new { a.PartnershipId, a.Month, a.Number }).IsUnique().HasDatabaseName("uq_tactical_assessment_number");
    }
}
