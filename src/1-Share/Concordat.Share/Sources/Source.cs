using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Sources;

/// <summary>A source of what assessments say, with what it adds in its owner's words.</summary>
internal sealed class Source(Guid partnershipId, Guid id, string key, string name, Guid ownerId, Guid enteredById, DateTime enteredAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>"set:8", "context:demography/Mid-year population", "open:police.uk".</summary>
    public string Key { get; private set; } = key;
    public string Name { get; private set; } = name;

    /// <summary>The one person who says what it adds and reviews it.</summary>
    public Guid OwnerId { get; private set; } = ownerId;
    [NotInAudit] public string? Adds { get; private set; }
    public DateOnly? SaidOn { get; private set; }
    public DateOnly? ReviewedOn { get; private set; }
    public DateOnly? StoppedOn { get; private set; }
    public Guid EnteredById { get; private set; } = enteredById;
    public DateTime EnteredAt { get; private set; } = enteredAt;
    public uint Version { get; private set; }

    /// <summary>The day by which it has to be looked at again: a year after it was said or reviewed. Null until its owner has said what it adds, and once it is no longer used.</summary>
    public DateOnly? DueOn => StoppedOn is null ? (ReviewedOn ?? SaidOn)?.AddYears(1) : null;

    public bool IsOverdue(DateOnly today) => DueOn < today;

    public void Say(string adds, DateOnly on) => (Adds, SaidOn, ReviewedOn, StoppedOn) = (adds.Trim(), on, null, null);

    public void Review(bool isKept, DateOnly on) => (ReviewedOn, StoppedOn) = (on, isKept ? null : on);
}

/// <summary>One yearly review of a source by its owner.</summary>
internal sealed class SourceReview(Guid partnershipId, Guid id, Guid sourceId, DateOnly reviewedOn, string outcome, string words, Guid byId, DateTime at)
{
    public const string Keep = "keep", Stop = "stop using";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid SourceId { get; private set; } = sourceId;
    public DateOnly ReviewedOn { get; private set; } = reviewedOn;
    public string Outcome { get; private set; } = outcome;
    [NotInAudit] public string Words { get; private set; } = words;
    public Guid ById { get; private set; } = byId;
    public DateTime At { get; private set; } = at;
}

internal sealed class SourceMapping : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> source)
    {
        source.ToTable("source", "share");
        source.HasKey(s => new { s.PartnershipId, s.Id });
        source.Property(s => s.Version).IsRowVersion();
        source.Ignore(s => s.DueOn);
    }
}

internal sealed class SourceReviewMapping : IEntityTypeConfiguration<SourceReview>
{
    public void Configure(EntityTypeBuilder<SourceReview> review)
    {
        review.ToTable("source_review", "share");
        review.HasKey(r => new { r.PartnershipId, r.Id });
        review.HasOne<Source>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.SourceId });
    }
}
