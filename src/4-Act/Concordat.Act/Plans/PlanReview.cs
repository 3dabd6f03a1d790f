using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Plans;

/// <summary>A look at a running plan on its day, and when the next one is. Only added to.</summary>
internal sealed class PlanReview(Guid partnershipId, Guid id, Guid planId, DateOnly heldOn, DateOnly nextOn, string summary, Guid byId, DateTime at)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PlanId { get; private set; } = planId;
    public DateOnly HeldOn { get; private set; } = heldOn;
    public DateOnly NextOn { get; private set; } = nextOn;
    [NotInAudit] public string Summary { get; private set; } = summary;
    public Guid ById { get; private set; } = byId;
    public DateTime At { get; private set; } = at;
}

/// <summary>What a review did with one intervention: kept, added, removed or altered, with the reason.</summary>
internal sealed class PlanReviewLine(Guid partnershipId, Guid reviewId, Guid lineId, string decision, string reason)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid ReviewId { get; private set; } = reviewId;
    public Guid LineId { get; private set; } = lineId;
    public string Decision { get; private set; } = decision;
    [NotInAudit] public string Reason { get; private set; } = reason;
}

/// <summary>From when a plan is answered for at a level: bronze, silver or gold. Only added to.</summary>
internal sealed class PlanLevel(Guid partnershipId, Guid id, Guid planId, string level, DateOnly fromOn, string reason, Guid byId, DateTime at)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PlanId { get; private set; } = planId;
    public string Level { get; private set; } = level;
    public DateOnly FromOn { get; private set; } = fromOn;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid ById { get; private set; } = byId;
    public DateTime At { get; private set; } = at;
}

/// <summary>The day by which a plan for a problem is promised. Only added to.</summary>
internal sealed class PlanPromise(Guid partnershipId, Guid id, Guid problemId, DateOnly byOn, Guid promisedById, DateTime promisedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid ProblemId { get; private set; } = problemId;
    public DateOnly ByOn { get; private set; } = byOn;
    public Guid PromisedById { get; private set; } = promisedById;
    public DateTime PromisedAt { get; private set; } = promisedAt;
}

internal sealed class PlanReviewMapping : IEntityTypeConfiguration<PlanReview>
{
    public void Configure(EntityTypeBuilder<PlanReview> review)
    {
        review.ToTable("plan_review", "act");
        review.HasKey(r => new { r.PartnershipId, r.Id });
    }
}

internal sealed class PlanReviewLineMapping : IEntityTypeConfiguration<PlanReviewLine>
{
    public void Configure(EntityTypeBuilder<PlanReviewLine> line)
    {
        line.ToTable("plan_review_line", "act");
        line.HasKey(l => new { l.PartnershipId, l.ReviewId, l.LineId });
        line.HasOne<PlanReview>().WithMany().HasForeignKey(l => new { l.PartnershipId, l.ReviewId }).OnDelete(DeleteBehavior.NoAction);
        line.HasOne<PlanLine>().WithMany().HasForeignKey(l => new { l.PartnershipId, l.LineId }).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class PlanLevelMapping : IEntityTypeConfiguration<PlanLevel>
{
    public void Configure(EntityTypeBuilder<PlanLevel> level)
    {
        level.ToTable("plan_level", "act");
        level.HasKey(l => new { l.PartnershipId, l.Id });
        level.HasOne<Plan>().WithMany().HasForeignKey(l => new { l.PartnershipId, l.PlanId }).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class PlanPromiseMapping : IEntityTypeConfiguration<PlanPromise>
{
    public void Configure(EntityTypeBuilder<PlanPromise> promise)
    {
        promise.ToTable("plan_promise", "act");
        promise.HasKey(p => new { p.PartnershipId, p.Id });
    }
}
