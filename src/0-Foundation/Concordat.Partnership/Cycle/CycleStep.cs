using Concordat.Platform.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Cycle;

/// <summary>One step of the partnership's year as it stands: when it is due, when it was done, what shows it.</summary>
/// <param name="number">1 to 17, as in <see cref="CycleStepNames"/>.</param>
public sealed class CycleStep(Guid partnershipId, int number, DateOnly? dueOn, DateOnly? doneOn, string? evidenceUrl)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public int Number { get; private set; } = number;
    public DateOnly? DueOn { get; private set; } = dueOn;
    public DateOnly? DoneOn { get; private set; } = doneOn;

    /// <summary>Address of the page on this site that shows it was done.</summary>
    public string? EvidenceUrl { get; private set; } = evidenceUrl;
}

/// <summary>The seventeen steps in their order, with the stage each belongs to.</summary>
/// <remarks>The cycle of a partnership's delivery scheme: leadership first, the public summary last, then again.</remarks>
public static class CycleStepNames
{
    public static IReadOnlyList<(int Number, string Name, Stage Stage)> All { get; } =
    [
        (1, "Leadership named", Stage.Share),
        (2, "Sharing agreement signed", Stage.Share),
        (3, "Information shared", Stage.Share),
        (4, "Residents consulted", Stage.Share),
        (5, "Strategic assessment", Stage.Understand),
        (6, "Priorities escalated", Stage.Decide),
        (7, "Partnership plan agreed", Stage.Decide),
        (8, "Summary published", Stage.Decide),
        (9, "Delivery groups set up", Stage.Act),
        (10, "Further analysis", Stage.Act),
        (11, "Options chosen", Stage.Act),
        (12, "Governance checked", Stage.Act),
        (13, "Results evaluated", Stage.Review),
        (14, "Leaders’ review", Stage.Review),
        (15, "Next assessment", Stage.Review),
        (16, "Plan refreshed", Stage.Review),
        (17, "Summary published again", Stage.Review),
    ];
}

internal sealed class CycleStepMapping : IEntityTypeConfiguration<CycleStep>
{
    public void Configure(EntityTypeBuilder<CycleStep> step)
    {
        step.ToTable("cycle_step", "partnership", t => t.HasCheckConstraint("ck_cycle_step_number", "number between 1 and 17"));
        step.HasKey(s => new { s.PartnershipId, s.Number });
        step.Property(s => s.Number).ValueGeneratedNever();
    }
}
