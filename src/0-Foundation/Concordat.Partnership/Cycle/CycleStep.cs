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

    /// <summary>Sets the day it is due. That begins a new round: what was marked as done before counts no more.</summary>
    public void SetDue(DateOnly dueOn)
    {
        if (DueOn == dueOn) return;
        (DueOn, DoneOn, EvidenceUrl) = (dueOn, null, null);
    }
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

    /// <summary>What would show a step that nothing shows yet: the records that do, or that there are none of the kind here.</summary>
    /// <param name="number">1 to 17.</param>
    public static string WhatWouldShow(int number) => number switch
    {
        1 => "Not recorded. A decided control strategy shows it: each priority has one person who answers for it.",
        2 => "Not recorded. A sharing agreement in force shows it.",
        3 => "Not recorded. Accepted returns show it.",
        5 or 15 => "Not recorded. An issued strategic assessment shows it.",
        7 or 16 => "Not recorded. A version of the three-year plan shows it.",
        8 or 17 => "Not recorded. A published summary of the plan shows it.",
        9 => "Not recorded. Groups with their seats show it.",
        4 => "Not recorded. A consultation recorded with an issued strategic assessment shows it.",
        6 => "Not recorded. A priority proposed to the county, or one of a district that the county answered, shows it. In an area without a county: No records of this site show this step by themselves: record by hand what does.",
        10 => "Not recorded. An issued profile shows it.",
        12 => "Not recorded. A closed meeting of the performance forum shows it.",
        13 => "Not recorded. A plan that was reviewed, or closed with its verdict, shows it.",
        14 => "Not recorded. A closed meeting of the executive shows it.",
        11 => "Not recorded. A plan for a problem that was commissioned shows it.",
        _ => "Not recorded. No records of this site show this step by themselves: record by hand what does.",
    };
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
