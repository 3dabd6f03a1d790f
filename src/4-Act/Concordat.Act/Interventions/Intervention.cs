using Concordat.Act.Plans;
using Concordat.Act.Problems;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Interventions;

/// <summary>An agreed action at work: what was agreed stays, where it stands changes.</summary>
internal sealed class Intervention(Guid partnershipId, Guid id, Guid? meetingId, string itemTitle, Guid? problemId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>The identity the action had at the meeting.</summary>
    public Guid Id { get; private set; } = id;

    /// <summary>The meeting that agreed it; null for one that came with a plan.</summary>
    public Guid? MeetingId { get; private set; } = meetingId;

    /// <summary>The plan it came with; null for one that a meeting agreed.</summary>
    public Guid? PlanId { get; private set; }
    [NotInAudit] public string ItemTitle { get; private set; } = itemTitle;

    /// <summary>The problem it serves; null for an action on an item that was not adopted.</summary>
    public Guid? ProblemId { get; private set; } = problemId;
    [NotInAudit] public string What { get; private set; } = "";

    /// <summary>enforcement, prevention, diversion, intelligence or reassurance.</summary>
    public string Kind { get; private set; } = "";
    public Guid AgencyId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateOnly AgreedOn { get; private set; }
    public DateOnly DueOn { get; private set; }
    public InterventionState State { get; private set; } = InterventionState.ToDo;

    /// <summary>Why it cannot be done; null otherwise.</summary>
    [NotInAudit] public string? Reason { get; private set; }
    public DateOnly? FinishedOn { get; private set; }
    public uint Version { get; private set; }

    public bool IsOpen => State is InterventionState.ToDo or InterventionState.UnderWay;

    public bool IsOverdueOn(DateOnly today) => IsOpen && DueOn < today;

    public static Intervention From(Guid partnership, ClosedMeeting meeting, string itemTitle, AgreedAction action, Guid? problem) =>
        new(partnership, action.Id, meeting.Id, itemTitle, problem)
        {
            What = action.What,
            Kind = action.Kind,
            AgencyId = action.AgencyId,
            PersonId = action.PersonId,
            AgreedOn = action.AgreedOn,
            DueOn = action.DueOn,
        };

    /// <summary>A planned intervention put to work, under the identity it has in the plan.</summary>
    public static Intervention From(PlanLine line, Problem problem) => new(line.PartnershipId, line.Id, null, problem.Title, problem.Id)
    {
        PlanId = line.PlanId,
        What = line.What,
        Kind = line.Kind,
        AgencyId = line.AgencyId,
        PersonId = line.PersonId,
        AgreedOn = line.AgreedOn,
        DueOn = line.DueOn,
    };

    /// <summary>Reports where it stands; returns the field and why not, or null when it was taken.</summary>
    public (string Field, string Message)? Report(InterventionState state, string? reason, DateOnly? finishedOn, DateOnly today)
    {
        if (InterventionStates.Refusal(State, state) is { } refusal) return ("State", refusal);
        if (state == InterventionState.CannotBeDone && string.IsNullOrWhiteSpace(reason)) return ("Reason", "Say why it cannot be done");
        if (state == InterventionState.Done && finishedOn is null) return ("FinishedOn", "Enter the day it was finished");
        if (state == InterventionState.Done && finishedOn > today) return ("FinishedOn", "The day it was finished must be today or in the past");
        if (state == InterventionState.Done && finishedOn < AgreedOn) return ("FinishedOn", $"The day it was finished must be on or after {AgreedOn.Long()}, when it was agreed");
        (State, Reason, FinishedOn) = (state, state == InterventionState.CannotBeDone ? reason!.Trim() : null, state == InterventionState.Done ? finishedOn : null);
        return null;
    }
}

/// <summary>One report on an action: who said what, when. Only added to.</summary>
internal sealed class Progress(Guid partnershipId, Guid id, Guid interventionId, InterventionState state, string note, DateTime at, Guid byId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid InterventionId { get; private set; } = interventionId;
    public InterventionState State { get; private set; } = state;
    [NotInAudit] public string Note { get; private set; } = note;
    public DateTime At { get; private set; } = at;
    public Guid ById { get; private set; } = byId;
}

internal sealed class InterventionMapping : IEntityTypeConfiguration<Intervention>
{
    public void Configure(EntityTypeBuilder<Intervention> intervention)
    {
        intervention.ToTable("intervention", "act");
        intervention.HasKey(i => new { i.PartnershipId, i.Id });
        intervention.HasIndex(i => new { i.PartnershipId, i.PersonId }).HasDatabaseName("ix_intervention_person");
        intervention.HasIndex(i => new { i.PartnershipId, i.AgencyId, i.DueOn }).HasDatabaseName("ix_intervention_agency");
        intervention.HasIndex(i => new { i.PartnershipId, i.MeetingId }).HasDatabaseName("ix_intervention_meeting");
        intervention.HasIndex(i => new { i.PartnershipId, i.ProblemId }).HasDatabaseName("ix_intervention_problem");
        intervention.HasIndex(i => new { i.PartnershipId, i.DueOn }).HasDatabaseName("ix_intervention_open").HasFilter("state in ('to do', 'under way')");
        intervention.HasIndex(i => new { i.PartnershipId, i.FinishedOn }).HasDatabaseName("ix_intervention_finished").HasFilter("finished_on is not null");
        intervention.Property(i => i.State).HasConversion(s => s.Words(), w => InterventionStates.Read(w));
        intervention.Property(i => i.Version).IsRowVersion();
    }
}

internal sealed class ProgressMapping : IEntityTypeConfiguration<Progress>
{
    public void Configure(EntityTypeBuilder<Progress> progress)
    {
        progress.ToTable("progress", "act");
        progress.HasKey(p => new { p.PartnershipId, p.Id });
        progress.HasIndex(p => new { p.PartnershipId, p.InterventionId }).HasDatabaseName("ix_progress_intervention");
        progress.Property(p => p.State).HasConversion(s => s.Words(), w => InterventionStates.Read(w));
    }
}
