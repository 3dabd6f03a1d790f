using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>A finding in an assessment: a sentence somebody stands by, and the evidence under it.</summary>
internal sealed class AssessmentFinding(Guid partnershipId, Guid id, Guid assessmentId, int position, string section, string title, string sentence,
    string[] facts, string evidence, bool isProposed, bool isOwnWords, Guid editedById, string editedByName, DateTime editedAt)
{
    public const int LongestSentence = 1000;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid AssessmentId { get; private set; } = assessmentId;
    public int Position { get; private set; } = position;
    public string Section { get; private set; } = section;
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string Sentence { get; private set; } = sentence;
    [NotInAudit] public string[] Facts { get; private set; } = facts;

    /// <summary>JSON of <see cref="FindingEvidence"/>.</summary>
    public string Evidence { get; private set; } = evidence;
    public bool IsProposed { get; private set; } = isProposed;

    /// <summary>finding, cause or link.</summary>
    public string Kind { get; init; } = "finding";
    public FindingKind KindOf => Enum.Parse<FindingKind>(Kind, true);

    /// <summary>The neighbouring area with which it crosses the border; null where it does not.</summary>
    public string? BorderArea { get; private set; }

    /// <summary>What that area should know, in words written for it; null with the area.</summary>
    [NotInAudit] public string? BorderWords { get; private set; }

    /// <summary>Added by a person rather than drafted from the figures.</summary>
    public bool IsOwnWords { get; private set; } = isOwnWords;
    public DateTime? RemovedAt { get; private set; }
    public Guid EditedById { get; private set; } = editedById;
    public string EditedByName { get; private set; } = editedByName;
    public DateTime EditedAt { get; private set; } = editedAt;

    /// <summary>Everybody who ever changed it, and whoever began it: none of them may approve the assessment.</summary>
    public Guid[] Writers { get; private set; } = [editedById];
    public uint Version { get; private set; }

    public static AssessmentFinding From(TacticalFinding draft, Guid assessmentId, int position, Session session, DateTime now) => new(
        session.Partnership, Guid.CreateVersion7(), assessmentId, position, draft.Section, draft.Title, draft.Sentence, [.. draft.Facts],
        RunJson.Write(draft.Evidence), draft.IsProposed, isOwnWords: false, session.User, session.DisplayName, now);

    public TacticalFinding ToFinding() => new(Section, Title, Sentence, Facts, RunJson.Read<FindingEvidence>(Evidence), IsProposed, KindOf, BorderArea is null ? null : new(BorderArea, BorderWords!));

    public void Write(string sentence, Session session, DateTime now)
    {
        if (sentence == Sentence) return;
        Sentence = sentence;
        Touch(session, now);
    }

    public void Propose(bool proposed, Session session, DateTime now)
    {
        IsProposed = proposed;
        Touch(session, now);
    }

    /// <summary>Marks it as crossing the border, or not.</summary>
    public void CrossBorder(BorderMark? mark, Session session, DateTime now)
    {
        (BorderArea, BorderWords) = (mark?.Area, mark?.Words);
        Touch(session, now);
    }

    public void Remove(Session session, DateTime now)
    {
        (RemovedAt, IsProposed) = (now, false);
        Touch(session, now);
    }

    public void PutBack(Session session, DateTime now)
    {
        RemovedAt = null;
        Touch(session, now);
    }

    void Touch(Session session, DateTime now) => (EditedById, EditedByName, EditedAt, Writers) = (session.User, session.DisplayName, now, [.. Writers.Union([session.User])]);
}

internal sealed class AssessmentFindingMapping : IEntityTypeConfiguration<AssessmentFinding>
{
    public void Configure(EntityTypeBuilder<AssessmentFinding> finding)
    {
        finding.ToTable("finding", "understand");
        finding.HasKey(f => new { f.PartnershipId, f.Id });
        finding.Property(f => f.Evidence).HasColumnType("jsonb");
        finding.Property(f => f.Version).IsRowVersion();
        finding.Ignore(f => f.KindOf);
        finding.HasOne<TacticalAssessment>().WithMany().HasForeignKey(f => new { f.PartnershipId, f.AssessmentId }).OnDelete(DeleteBehavior.NoAction);
        finding.HasIndex(f => new { f.PartnershipId, f.AssessmentId, f.Position }).HasDatabaseName("ix_finding_assessment");
    }
}
