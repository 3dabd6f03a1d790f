using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>What a commission says.</summary>
/// <param name="Year">The year it is for.</param>
/// <param name="To">Last month of the period.</param>
/// <param name="Years">Years looked back, 3 to 10.</param>
/// <param name="Standing">Alone, or together with the police's own assessment.</param>
/// <param name="Residents">Usual residents; null where not known, and then no rate is given.</param>
/// <param name="Document">Whose document it is: the partnership's, or the police's own kept beside it.</param>
internal sealed record Commission(int Year, Month To, int Years, StrategicStructure Structure, string Standing, string SteeringGroup, Guid OwnerId, DateOnly ReviewOn, int? Residents, string Document = StrategicAssessment.Partnerships);

/// <summary>The strategic assessment of a year: commissioned, written in blocks, reviewed, approved by somebody else, issued. Its text is frozen when approved.</summary>
internal sealed class StrategicAssessment(Guid partnershipId, Guid id, int year, int number, Guid authorId, string authorName, DateTime startedAt)
{
    public const string Alone = "alone", WithThePolice = "with the police", Partnerships = "partnership", Polices = "police";
    public const int LongestGroup = 120, LongestReason = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public int Year { get; private set; } = year;

    /// <summary>1 for the first of its year, 2 for one that takes its place, and so on.</summary>
    public int Number { get; private set; } = number;
    public int ToMonth { get; private set; }
    public int Years { get; private set; }
    public string Structure { get; private set; } = "";
    public string Standing { get; private set; } = "";

    /// <summary>Whose document it is; it never changes.</summary>
    public string Document { get; private set; } = Partnerships;
    public string SteeringGroup { get; private set; } = "";
    public Guid OwnerId { get; private set; }
    public DateOnly ReviewOn { get; private set; }
    public int? Residents { get; private set; }

    /// <summary>JSON of the <see cref="RiskMatrix"/>, without the scores people gave: those stand in their register.</summary>
    public string Matrix { get; private set; } = RunJson.Write(RiskMatrix.Standard);

    /// <summary>Why it is longer than forty pages; null while it is not, or nobody has said.</summary>
    [NotInAudit] public string? LengthReason { get; private set; }
    public Guid? JobId { get; private set; }
    public Guid? RunId { get; private set; }

    /// <summary>Breaks in series as they stood when the figures were made; another text means that the figures are out of date.</summary>
    public string? BreaksInRun { get; private set; }
    public StrategicStatus Status { get; private set; } = StrategicStatus.Commissioned;
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

    /// <summary>When it was superseded or withdrawn.</summary>
    public DateTime? ClosedAt { get; private set; }
    [NotInAudit] public string? ClosedReason { get; private set; }

    /// <summary>JSON of the paper as it was approved; null until then.</summary>
    [NotInAudit] public string? Frozen { get; private set; }
    public uint Version { get; private set; }

    public Month To => new(ToMonth);
    public string Url => UrlOf(Id);
    public string Title => Document == Polices ? $"Police strategic assessment {Year}" : $"Strategic assessment {Year}";
    public StrategicStructure StructureKind => Structures.Named(Structure) ?? StrategicStructure.CrimeType;
    public bool CanBeWritten => Status == StrategicStatus.Draft;
    public bool IsOpen => IsInWork(Status);
    public bool MayBeReadByAll => Status is StrategicStatus.Issued or StrategicStatus.Superseded or StrategicStatus.Withdrawn;

    /// <summary>Not issued yet: one of a year may be so.</summary>
    public static bool IsInWork(StrategicStatus status) => status is StrategicStatus.Commissioned or StrategicStatus.Draft or StrategicStatus.Review or StrategicStatus.Approved;

    public static string UrlOf(Guid id) => $"/understand/strategic/{id}";

    public void Say(Commission c) => (ToMonth, Years, Structure, Standing, SteeringGroup, OwnerId, ReviewOn, Residents, Document) =
        (c.To.Number, c.Years, Structures.Name(c.Structure), c.Standing, c.SteeringGroup, c.OwnerId, c.ReviewOn, c.Residents, c.Document);

    public void AwaitFigures(Guid job) => JobId = job;

    /// <summary>The figures are made; a commission becomes a draft.</summary>
    public void TakeFigures(Guid run, string breaks)
    {
        (RunId, BreaksInRun) = (run, breaks);
        if (Status == StrategicStatus.Commissioned) Status = StrategicStatus.Draft;
    }

    public void Arrange(StrategicStructure structure) => Structure = Structures.Name(structure);

    public void RankBy(RiskMatrix matrix) => Matrix = RunJson.Write(matrix with { Judged = [] });

    public void ExplainLength(string? reason) => LengthReason = reason;

    public string? SendForReview(Session session, DateTime now)
    {
        if (Status != StrategicStatus.Draft) return Stale("a draft");
        if (session.User != AuthorId) return "Only its author sends it for review";
        (Status, SentAt) = (StrategicStatus.Review, now);
        return null;
    }

    public string? TakeBack(Session session)
    {
        if (Status != StrategicStatus.Review) return Stale("under review");
        if (session.User != AuthorId && !MayApprove(session)) return "Only its author, the chair or the co-ordinator takes it back";
        (Status, SentAt) = (StrategicStatus.Draft, null);
        return null;
    }

    /// <param name="writers">Everybody whose words are in it: none of them may approve it.</param>
    /// <param name="gaps">What is missing; empty when nothing is.</param>
    public string? Approve(Session session, IReadOnlySet<Guid> writers, IReadOnlyList<string> gaps, string frozen, DateTime now)
    {
        if (Status != StrategicStatus.Review) return Stale("under review");
        if (!MayApprove(session)) return "Only the chair or the co-ordinator approves an assessment";
        if (session.User == AuthorId || writers.Contains(session.User)) return "You wrote part of this assessment, so somebody else must approve it";
        if (gaps.Count > 0) return $"It cannot be approved yet. {string.Join(". ", gaps)}";
        (Status, ApprovedById, ApprovedByName, ApprovedAt, Frozen) = (StrategicStatus.Approved, session.User, session.DisplayName, now, frozen);
        return null;
    }

    public string? Issue(Session session, DateTime now)
    {
        if (Status != StrategicStatus.Approved) return "Only an approved assessment can be issued";
        if (!MayIssue(session)) return "Only the co-ordinator or an analyst issues an assessment";
        (Status, IssuedById, IssuedByName, IssuedAt) = (StrategicStatus.Issued, session.User, session.DisplayName, now);
        return null;
    }

    /// <summary>A later one was issued.</summary>
    public void Supersede(string reason, DateTime now) => (Status, ClosedAt, ClosedReason) = (StrategicStatus.Superseded, now, reason);

    public string? Withdraw(Session session, string? reason, DateTime now)
    {
        if (Status != StrategicStatus.Issued) return "Only an issued assessment can be withdrawn";
        if (!MayApprove(session)) return "Only the chair or the co-ordinator withdraws an assessment";
        if (string.IsNullOrWhiteSpace(reason)) return "Say why it is withdrawn: everybody who has it will ask";
        if (reason.Trim().Length > LongestReason) return $"Shorten the reason to {LongestReason} characters";
        (Status, ClosedAt, ClosedReason) = (StrategicStatus.Withdrawn, now, reason.Trim());
        return null;
    }

    public static bool MayApprove(Session session) => session.Has(Role.Chair) || session.Has(Role.Coordinator);

    public static bool MayIssue(Session session) => session.Has(Role.Coordinator) || session.Has(Role.Analyst);

    static string Stale(string state) => $"This assessment is not {state}. Load the page again to see where it stands";
}

/// <summary>Where a strategic assessment stands.</summary>
internal enum StrategicStatus
{
    /// <summary>Asked for; its figures are not made yet.</summary>
    Commissioned,
    Draft,
    Review,
    Approved,
    Issued,

    /// <summary>A later one was issued.</summary>
    Superseded,

    /// <summary>Taken back after it was issued, with a reason.</summary>
    Withdrawn,
}

internal sealed class StrategicAssessmentMapping : IEntityTypeConfiguration<StrategicAssessment>
{
    public void Configure(EntityTypeBuilder<StrategicAssessment> assessment)
    {
        assessment.ToTable("strategic_assessment", "understand");
        assessment.HasKey(a => new { a.PartnershipId, a.Id });
        assessment.Property(a => a.Status).HasConversion(s => s.ToString().ToLowerInvariant(), s => Enum.Parse<StrategicStatus>(s, true));
        assessment.Property(a => a.Matrix).HasColumnType("jsonb");
        assessment.Property(a => a.Frozen).HasColumnType("jsonb");
        assessment.Property(a => a.Version).IsRowVersion();
        assessment.HasIndex(a => new { a.PartnershipId, a.Year, a.Number }).IsUnique().HasDatabaseName("uq_strategic_assessment_number");
        assessment.HasOne<PatternRun>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.RunId }).OnDelete(DeleteBehavior.NoAction);
    }
}
