using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Plans;

/// <summary>What is to be done about a problem: where, with what, for which outcomes, and when it is looked at again.</summary>
internal sealed class Plan(Guid partnershipId, Guid id, Guid problemId, Guid writtenById, DateTime begunAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid ProblemId { get; private set; } = problemId;
    public PlanState State { get; private set; } = PlanState.Draft;

    /// <summary>Who began it; they may not commission it.</summary>
    public Guid WrittenById { get; private set; } = writtenById;
    public DateTime BegunAt { get; private set; } = begunAt;
    [NotInAudit] public string? Definition { get; private set; }
    [NotInAudit] public string? Area { get; private set; }
    [NotInAudit] public string? Resources { get; private set; }
    [NotInAudit] public string? Cause { get; private set; }
    [NotInAudit] public string? Victim { get; private set; }

    /// <summary>Why the strand does not matter here; null where it does.</summary>
    [NotInAudit] public string? VictimWhyNot { get; private set; }
    [NotInAudit] public string? Offender { get; private set; }
    [NotInAudit] public string? OffenderWhyNot { get; private set; }
    [NotInAudit] public string? Location { get; private set; }
    [NotInAudit] public string? LocationWhyNot { get; private set; }

    /// <summary>Who gives outside money; null where none is used.</summary>
    public string? Funder { get; private set; }
    public DateOnly? MoneyEndsOn { get; private set; }

    /// <summary>Who goes on with it when the outside money ends.</summary>
    public string? Continues { get; private set; }

    /// <summary>What it costs a year after that, in pence.</summary>
    public long? CostAfterPence { get; private set; }
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>bronze, silver or gold.</summary>
    public string Level { get; private set; } = PlanWords.Levels[0];
    public Guid? CommissionedById { get; private set; }
    public DateOnly? BeganOn { get; private set; }

    /// <summary>What was done, when the plan closes.</summary>
    [NotInAudit] public string? Output { get; private set; }

    /// <summary>What came of it.</summary>
    [NotInAudit] public string? Result { get; private set; }

    /// <summary>worked, partly worked, failed or not known.</summary>
    public string? Verdict { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public uint Version { get; private set; }

    public bool IsReviewOverdueOn(DateOnly today) => State == PlanState.Running && ReviewOn < today;

    /// <summary>Takes what the form holds; only in a draft.</summary>
    public void Describe(PlanText t)
    {
        (Definition, Area, Resources, Cause) = (Clean(t.Definition), Clean(t.Area), Clean(t.Resources), Clean(t.Cause));
        (Victim, VictimWhyNot, Offender, OffenderWhyNot) = (Clean(t.Victim), Clean(t.VictimWhyNot), Clean(t.Offender), Clean(t.OffenderWhyNot));
        (Location, LocationWhyNot) = (Clean(t.Location), Clean(t.LocationWhyNot));
        (Funder, MoneyEndsOn, Continues, CostAfterPence, ReviewOn) = (Clean(t.Funder), t.MoneyEndsOn, Clean(t.Continues), Money.Pence(t.CostAfter), t.ReviewOn);
    }

    /// <summary>What the form shows.</summary>
    public PlanText Text => new()
    {
        Definition = Definition,
        Area = Area,
        Resources = Resources,
        Cause = Cause,
        Victim = Victim,
        VictimWhyNot = VictimWhyNot,
        Offender = Offender,
        OffenderWhyNot = OffenderWhyNot,
        Location = Location,
        LocationWhyNot = LocationWhyNot,
        Funder = Funder,
        MoneyEndsOn = MoneyEndsOn,
        Continues = Continues,
        CostAfter = Money.Edit(CostAfterPence),
        ReviewOn = ReviewOn,
    };

    public void PutForward() => State = PlanState.PutForward;

    public void TakeBack() => State = PlanState.Draft;

    public void Commission(Guid by, DateOnly on) => (State, CommissionedById, BeganOn) = (PlanState.Running, by, on);

    public void Review(DateOnly next) => ReviewOn = next;

    public PlanLevel ChangeLevel(string level, DateOnly from, string reason, Guid by, DateTime atUtc)
    {
        Level = level;
        return new(PartnershipId, Guid.CreateVersion7(), Id, level, from, reason.Trim(), by, atUtc);
    }

    public void Close(string output, string result, string verdict, DateOnly on) =>
        (State, Output, Result, Verdict, ClosedOn) = (PlanState.Closed, output.Trim(), result.Trim(), verdict, on);

    public void TakeUpAgain(DateOnly review) => (State, ClosedOn, Verdict, ReviewOn) = (PlanState.Running, null, null, review);

    static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}

internal sealed class PlanMapping : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("plan", "act");
        plan.HasKey(p => new { p.PartnershipId, p.Id });
        plan.Ignore(p => p.Text);
        plan.Property(p => p.State).HasConversion(s => s.Words(), w => PlanStates.Read(w));
        plan.Property(p => p.Version).IsRowVersion();
    }
}
