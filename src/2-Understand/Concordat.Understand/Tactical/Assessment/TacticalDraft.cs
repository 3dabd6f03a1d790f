using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>The words of a tactical assessment as they stood at the first draft, and each time it was sent for review.</summary>
internal sealed class TacticalDraft(Guid partnershipId, Guid assessmentId, int number, DateTime at, Guid byId, string byName, string words)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AssessmentId { get; private set; } = assessmentId;
    public int Number { get; private set; } = number;
    public DateTime At { get; private set; } = at;
    public Guid ById { get; private set; } = byId;
    public string ByName { get; private set; } = byName;

    /// <summary>JSON list of <see cref="DraftWords"/>.</summary>
    [NotInAudit] public string Words { get; private set; } = words;

    /// <param name="assessment">Whose words.</param>
    /// <param name="number">1 for the first draft.</param>
    /// <param name="findings">Its findings.</param>
    /// <param name="session">Who made or sent it.</param>
    /// <param name="now">When.</param>
    public static TacticalDraft Of(Guid assessment, int number, IEnumerable<AssessmentFinding> findings, Session session, DateTime now) =>
        new(session.Partnership, assessment, number, now, session.User, session.DisplayName, RunJson.Write(WordsOf(findings)));

    /// <summary>The words of findings that are not removed, in their order.</summary>
    public static List<DraftWords> WordsOf(IEnumerable<AssessmentFinding> findings) =>
        [.. findings.Where(f => f.RemovedAt is null).OrderBy(f => f.Position).Select(f => new DraftWords(f.Id.ToString(), f.Section, f.Title, f.Sentence))];
}

internal sealed class TacticalDraftMapping : IEntityTypeConfiguration<TacticalDraft>
{
    public void Configure(EntityTypeBuilder<TacticalDraft> draft)
    {
        draft.ToTable("tactical_draft", "understand");
        draft.HasKey(d => new { d.PartnershipId, d.AssessmentId, d.Number });
        draft.Property(d => d.Words).HasColumnType("jsonb");
        draft.HasOne<TacticalAssessment>().WithMany().HasForeignKey(d => new { d.PartnershipId, d.AssessmentId }).OnDelete(DeleteBehavior.NoAction);
    }
}
