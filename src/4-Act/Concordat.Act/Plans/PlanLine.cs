using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Plans;

/// <summary>An intervention as planned, for one outcome. Once the plan runs it is an action under the same identity.</summary>
internal sealed class PlanLine(Guid partnershipId, Guid id, Guid planId, DateOnly agreedOn)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PlanId { get; private set; } = planId;
    public Guid OutcomeId { get; set; }

    /// <summary>The entry of the menu it was picked from; null for one thought up here.</summary>
    public Guid? MenuEntryId { get; set; }

    /// <summary>The intervention it took the place of at a review.</summary>
    public Guid? ReplacesId { get; set; }

    /// <summary>victim, offender or location.</summary>
    public string Strand { get; set; } = "";
    [NotInAudit] public string What { get; set; } = "";

    /// <summary>enforcement, prevention, diversion, intelligence or reassurance.</summary>
    public string Kind { get; set; } = "";

    /// <summary>short, medium or long.</summary>
    public string Term { get; set; } = "";

    /// <summary>What is to be reached; null while it has none.</summary>
    [NotInAudit] public string? Target { get; set; }
    public Guid AgencyId { get; set; }
    public Guid PersonId { get; set; }
    public DateOnly AgreedOn { get; private set; } = agreedOn;
    public DateOnly DueOn { get; set; }

    /// <summary>Day of the review that removed or altered it; null while it holds.</summary>
    public DateOnly? EndedOn { get; private set; }
    [NotInAudit] public string? EndReason { get; private set; }

    public bool IsLive => EndedOn is null;

    public void End(DateOnly on, string reason) => (EndedOn, EndReason) = (on, reason.Trim());

    /// <summary>The same intervention with another target and day, to take this one's place.</summary>
    public PlanLine Altered(DateOnly on, string? target, DateOnly due) => new(PartnershipId, Guid.CreateVersion7(), PlanId, on)
    {
        OutcomeId = OutcomeId,
        MenuEntryId = MenuEntryId,
        ReplacesId = Id,
        Strand = Strand,
        What = What,
        Kind = Kind,
        Term = Term,
        Target = target,
        AgencyId = AgencyId,
        PersonId = PersonId,
        DueOn = due,
    };
}

/// <summary>One agency's part in one intervention: what it does and what it puts in. Money in pence, time in hours.</summary>
internal sealed class PlanPart(Guid partnershipId, Guid id, Guid planId, Guid lineId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PlanId { get; private set; } = planId;
    public Guid LineId { get; private set; } = lineId;
    public Guid AgencyId { get; set; }

    /// <summary>True for the one agency that leads; the others help.</summary>
    public bool Leads { get; set; }
    [NotInAudit] public string What { get; set; } = "";

    /// <summary>own budget, in kind or outside money.</summary>
    public string Source { get; set; } = PlanWords.Sources[0];
    public int PlannedHours { get; set; }
    public int ActualHours { get; set; }
    public long PlannedPence { get; set; }
    public long SpentPence { get; set; }

    /// <summary>Things lent or given, such as a vehicle or a room.</summary>
    [NotInAudit] public string? Assets { get; set; }

    /// <summary>The same part in another intervention, with what was used so far left behind.</summary>
    public PlanPart In(Guid line) => new(PartnershipId, Guid.CreateVersion7(), PlanId, line)
    {
        AgencyId = AgencyId,
        Leads = Leads,
        What = What,
        Source = Source,
        PlannedHours = Math.Max(0, PlannedHours - ActualHours),
        PlannedPence = Math.Max(0, PlannedPence - SpentPence),
        Assets = Assets,
    };
}

internal sealed class PlanLineMapping : IEntityTypeConfiguration<PlanLine>
{
    public void Configure(EntityTypeBuilder<PlanLine> line)
    {
        line.ToTable("plan_line", "act");
        line.HasKey(l => new { l.PartnershipId, l.Id });
        line.HasOne<PlanOutcome>().WithMany().HasForeignKey(l => new { l.PartnershipId, l.OutcomeId }).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class PlanPartMapping : IEntityTypeConfiguration<PlanPart>
{
    public void Configure(EntityTypeBuilder<PlanPart> part)
    {
        part.ToTable("plan_part", "act");
        part.HasKey(p => new { p.PartnershipId, p.Id });
        part.HasOne<PlanLine>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.LineId }).OnDelete(DeleteBehavior.Cascade);
    }
}
