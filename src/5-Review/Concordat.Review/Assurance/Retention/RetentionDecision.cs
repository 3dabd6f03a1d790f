using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Review.Assurance.Retention;

/// <summary>What somebody other than its author decided on something whose time to be kept is up, or nearly: keep it for a reason until a day, or weed it.</summary>
internal sealed class RetentionDecision(Guid partnershipId, Guid id, string kind, string item, string title, string outcome, string reason, DateOnly? nextReviewOn, Guid decidedById, DateTime decidedAt)
{
    public const string Keep = "keep", Weed = "weed";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Kind { get; private set; } = kind;

    /// <summary>Set and year ("8-2019"), or the id of the record.</summary>
    public string Item { get; private set; } = item;
    public string Title { get; private set; } = title;

    /// <summary>keep or weed.</summary>
    public string Outcome { get; private set; } = outcome;
    [NotInAudit] public string Reason { get; private set; } = reason;

    /// <summary>When it is looked at again; null where it is weeded.</summary>
    public DateOnly? NextReviewOn { get; private set; } = nextReviewOn;
    public Guid DecidedById { get; private set; } = decidedById;
    public DateTime DecidedAt { get; private set; } = decidedAt;
    public Guid? JobId { get; private set; }

    /// <summary>Records before the weeding; null until it was done.</summary>
    public int? CountBefore { get; private set; }
    public int? CountAfter { get; private set; }
    public DateTime? DoneAt { get; private set; }

    public void IsDoneBy(Guid job) => JobId = job;
}

/// <summary>How many years a kind of record is kept, where the partnership has set it itself.</summary>
internal sealed class RetentionRule(Guid partnershipId, string kind, int years, string reason, Guid setById, DateTime setAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public string Kind { get; private set; } = kind;

    /// <summary>1 to 100, from the end of what the record concerns.</summary>
    public int Years { get; private set; } = years;
    public string Reason { get; private set; } = reason;
    public Guid SetById { get; private set; } = setById;
    public DateTime SetAt { get; private set; } = setAt;

    public void Set(int years, string reason, Guid by, DateTime atUtc) => (Years, Reason, SetById, SetAt) = (years, reason, by, atUtc);
}

internal sealed class RetentionDecisionMapping : IEntityTypeConfiguration<RetentionDecision>
{
    public void Configure(EntityTypeBuilder<RetentionDecision> decision)
    {
        decision.ToTable("retention_decision", "rights");
        decision.HasKey(d => new { d.PartnershipId, d.Id });
        decision.HasIndex(d => new { d.PartnershipId, d.Kind, d.Item }).HasDatabaseName("ix_retention_decision_item");
    }
}

internal sealed class RetentionRuleMapping : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> rule)
    {
        rule.ToTable("retention_rule", "rights");
        rule.HasKey(r => new { r.PartnershipId, r.Kind });
    }
}
