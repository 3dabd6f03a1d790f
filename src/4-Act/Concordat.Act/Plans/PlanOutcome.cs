using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Plans;

/// <summary>What is to be different, how it is measured, and by when. Chosen before the interventions.</summary>
internal sealed class PlanOutcome(Guid partnershipId, Guid id, Guid planId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PlanId { get; private set; } = planId;
    [NotInAudit] public string What { get; set; } = "";
    [NotInAudit] public string Measure { get; set; } = "";
    [NotInAudit] public string? Baseline { get; set; }
    [NotInAudit] public string Target { get; set; } = "";
    public DateOnly ByOn { get; set; }
}

/// <summary>One way to deal with the problem, compared with the others before one is chosen.</summary>
internal sealed class PlanOption(Guid partnershipId, Guid id, Guid planId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PlanId { get; private set; } = planId;
    [NotInAudit] public string Title { get; set; } = "";
    [NotInAudit] public string Effect { get; set; } = "";
    [NotInAudit] public string Cost { get; set; } = "";
    [NotInAudit] public string Risk { get; set; } = "";

    /// <summary>What other agencies would do.</summary>
    [NotInAudit] public string Others { get; set; } = "";
    public bool IsChosen { get; set; }
}

internal sealed class PlanOutcomeMapping : IEntityTypeConfiguration<PlanOutcome>
{
    public void Configure(EntityTypeBuilder<PlanOutcome> outcome)
    {
        outcome.ToTable("plan_outcome", "act");
        outcome.HasKey(o => new { o.PartnershipId, o.Id });
    }
}

internal sealed class PlanOptionMapping : IEntityTypeConfiguration<PlanOption>
{
    public void Configure(EntityTypeBuilder<PlanOption> option)
    {
        option.ToTable("plan_option", "act");
        option.HasKey(o => new { o.PartnershipId, o.Id });
    }
}
