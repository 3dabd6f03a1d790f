using Concordat.Act.Plans;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Subjects.Levels;

/// <summary>From when a person worked with is answered at a level, and why. Only added to; the one set last holds.</summary>
internal sealed class SubjectLevel(Guid partnershipId, Guid id, Guid subjectId, string level, DateOnly fromOn, string reason, Guid setById, DateTime setAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid SubjectId { get; private set; } = subjectId;

    /// <summary>bronze, silver or gold.</summary>
    public string Level { get; private set; } = level;
    public DateOnly FromOn { get; private set; } = fromOn;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid SetById { get; private set; } = setById;
    public DateTime SetAt { get; private set; } = setAt;
}

internal sealed class SubjectLevelMapping : IEntityTypeConfiguration<SubjectLevel>
{
    public void Configure(EntityTypeBuilder<SubjectLevel> level)
    {
        level.ToTable("subject_level", "act");
        level.HasKey(l => new { l.PartnershipId, l.Id });
    }
}

/// <summary>The level that holds and those before it.</summary>
/// <param name="Changes">The latest first; empty while the first level holds.</param>
internal sealed record LevelHistory(Subject Subject, IReadOnlyList<SubjectLevel> Changes)
{
    public string Level => Changes.Count > 0 ? Changes[0].Level : PlanWords.Levels[0];
    public DateOnly Since => Changes.Count > 0 ? Changes[0].FromOn : Subject.NominatedOn;

    public static async Task<LevelHistory> ReadAsync(ConcordatDb db, Subject subject, CancellationToken cancellation) =>
        new(subject, await db.Set<SubjectLevel>().AsNoTracking().Where(l => l.SubjectId == subject.Id).OrderByDescending(l => l.SetAt).ToListAsync(cancellation));
}
