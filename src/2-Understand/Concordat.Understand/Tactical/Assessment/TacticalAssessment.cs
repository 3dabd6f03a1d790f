using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Understand.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>The assessment of one month: written, reviewed, approved by somebody else, issued. Its text is frozen when approved.</summary>
internal sealed class TacticalAssessment(Guid partnershipId, Guid id, int month, int number, Guid runId, Guid authorId, string authorName, DateTime startedAt)
{
    public const int LongestReason = 500;

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

    /// <summary>By when somebody looks whether it still holds; null for papers of a time before it was asked.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>When it was superseded or withdrawn, why and by whom.</summary>
    public DateTime? ClosedAt { get; private set; }
    [NotInAudit] public string? ClosedReason { get; private set; }
    public Guid? ClosedById { get; private set; }
    public string? ClosedByName { get; private set; }

    /// <summary>JSON of the paper as it was approved; null until then.</summary>
    [NotInAudit] public string? Frozen { get; private set; }

    public uint Version { get; private set; }

    public Month AssessedMonth => new(Month);
    public bool CanBeWritten => Status == AssessmentStatus.Draft;

    /// <summary>Issued once: it stays readable by every member, whatever became of it.</summary>
    public bool MayBeReadByAll => IssuedAt is not null;

    /// <summary>What became of it after it was issued, as a sentence; null while it stands, or was never issued.</summary>
    public string? Closing => Status switch
    {
        AssessmentStatus.Superseded => $"Superseded on {Day}. {ClosedReason}",
        AssessmentStatus.Withdrawn => $"Withdrawn on {Day} by {ClosedByName}: {ClosedReason}",
        _ => null,
    };

    string Day => DateOnly.FromDateTime(London.FromUtc(ClosedAt!.Value)).Long();

    public void Review(DateOnly on) => ReviewOn = on;

    public string? SendForReview(Session session, DateTime now)
    {
        if (AssessmentLife.Refusal(Status, AssessmentEvent.Send) is { } refusal) return refusal;
        if (session.User != AuthorId) return "Only its author sends it for review";
        if (ReviewOn is not { } on || on <= DateOnly.FromDateTime(London.FromUtc(now))) return "Set a review date after today first";
        (Status, SentAt) = (AssessmentStatus.Review, now);
        return null;
    }

    public string? TakeBack(Session session)
    {
        if (AssessmentLife.Refusal(Status, AssessmentEvent.TakeBack) is { } refusal) return refusal;
        if (session.User != AuthorId && !MayApprove(session)) return "Only its author, the chair or the co-ordinator takes it back";
        (Status, SentAt) = (AssessmentStatus.Draft, null);
        return null;
    }

    /// <param name="session">Who approves.</param>
    /// <param name="writers">Everybody whose words are in it: none of them may approve it.</param>
    /// <param name="frozen">The paper.</param>
    /// <param name="now">When.</param>
    public string? Approve(Session session, IReadOnlySet<Guid> writers, string frozen, DateTime now)
    {
        if (AssessmentLife.Refusal(Status, AssessmentEvent.Approve) is { } refusal) return refusal;
        if (!MayApprove(session)) return "Only the chair or the co-ordinator approves an assessment";
        if (session.User == AuthorId || writers.Contains(session.User)) return "You wrote part of this assessment, so somebody else must approve it";
        (Status, ApprovedById, ApprovedByName, ApprovedAt, Frozen) = (AssessmentStatus.Approved, session.User, session.DisplayName, now, frozen);
        return null;
    }

    public string? Issue(Session session, DateTime now)
    {
        if (AssessmentLife.Refusal(Status, AssessmentEvent.Issue) is { } refusal) return refusal;
        if (!MayIssue(session)) return "Only the co-ordinator or an analyst issues an assessment";
        (Status, IssuedById, IssuedByName, IssuedAt) = (AssessmentStatus.Issued, session.User, session.DisplayName, now);
        return null;
    }

    /// <summary>A later version of its month is issued; it must be issued itself.</summary>
    public void Supersede(int number, Session session, DateTime now) => Close(AssessmentStatus.Superseded, $"Version {number} took its place.", session, now);

    public string? Withdraw(Session session, string? reason, DateTime now)
    {
        if (AssessmentLife.Refusal(Status, AssessmentEvent.Withdraw) is { } refusal) return refusal;
        if (!MayApprove(session)) return "Only the chair or the co-ordinator withdraws an assessment";
        if (string.IsNullOrWhiteSpace(reason)) return "Say why it is withdrawn: everybody who has it will ask";
        if (reason.Trim().Length > LongestReason) return $"Shorten the reason to {LongestReason} characters";
        Close(AssessmentStatus.Withdrawn, reason.Trim(), session, now);
        return null;
    }

    void Close(AssessmentStatus status, string reason, Session session, DateTime now) =>
        (Status, ClosedAt, ClosedReason, ClosedById, ClosedByName) = (status, now, reason, session.User, session.DisplayName);

    public static bool MayApprove(Session session) => session.Has(Role.Chair) || session.Has(Role.Coordinator);

    public static bool MayIssue(Session session) => session.Has(Role.Coordinator) || session.Has(Role.Analyst);
}

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
        assessment.Ignore(a => a.Closing);
        assessment.HasOne<PatternRun>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.RunId }).OnDelete(DeleteBehavior.NoAction);
    }
}
