using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Subjects.Events;

/// <summary>A release, a re-arrest or a referral into treatment: asks for a look at the plan within days.</summary>
internal sealed class SubjectEvent(Guid partnershipId, Guid id, Guid subjectId, string kind, DateOnly onDay, bool? onBail, string words, Guid recordedById, DateTime recordedAt)
{
    public const string Release = "release", ReArrest = "re-arrest", Treatment = "treatment referral";
    public const int Longest = 500, DaysToAct = 7, DaysOfTreatment = 28;
    public static readonly string[] Kinds = [Release, ReArrest, Treatment];

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid SubjectId { get; private set; } = subjectId;

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Kind { get; private set; } = kind;

    /// <summary>The day it happened; of a release also one that is to come.</summary>
    public DateOnly OnDay { get; private set; } = onDay;

    /// <summary>Whether a re-arrest was for an offence on bail; null for not known and for other kinds.</summary>
    public bool? OnBail { get; private set; } = onBail;
    [NotInAudit] public string Words { get; private set; } = words;
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;

    /// <summary>What was done, or what the treatment came to; null until then.</summary>
    [NotInAudit] public string? Outcome { get; private set; }
    public DateOnly? OutcomeOn { get; private set; }
    public Guid? OutcomeById { get; private set; }

    /// <summary>The day by which something is done: the day of a release, a week after a re-arrest, four weeks after a referral.</summary>
    public DateOnly DueOn => Kind switch { Release => OnDay, ReArrest => OnDay.AddDays(DaysToAct), _ => OnDay.AddDays(DaysOfTreatment) };

    public void Finish(string outcome, DateOnly on, Guid by) => (Outcome, OutcomeOn, OutcomeById) = (outcome, on, by);
}

internal sealed class SubjectEventMapping : IEntityTypeConfiguration<SubjectEvent>
{
    public void Configure(EntityTypeBuilder<SubjectEvent> happened)
    {
        happened.ToTable("subject_event", "act");
        happened.HasKey(e => new { e.PartnershipId, e.Id });
        happened.Ignore(e => e.DueOn);
    }
}
