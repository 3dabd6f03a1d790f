using Concordat.Decide.Meetings.Contracts;
using Concordat.Documents.Model;
using Concordat.Platform.Audit;
using Concordat.Share.Incidents.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Problems;

/// <summary>An adopted item: a problem with exactly one accountable owner.</summary>
internal sealed class Problem(Guid partnershipId, Guid id, int number, string title, string sentence, Guid meetingId, Guid itemId, DateOnly adoptedOn, Guid ownerId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>1, 2, 3 … in the partnership.</summary>
    public int Number { get; private set; } = number;
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string Sentence { get; private set; } = sentence;
    public string? PriorityName { get; private set; }
    public string? ThemeKey { get; private set; }

    /// <summary><see cref="ItemEvidence"/> as JSON; null without figures.</summary>
    [NotInAudit] public string? Evidence { get; private set; }
    public Guid MeetingId { get; private set; } = meetingId;
    public Guid ItemId { get; private set; } = itemId;
    public DateOnly AdoptedOn { get; private set; } = adoptedOn;

    /// <summary>The one person who answers for it now.</summary>
    public Guid OwnerId { get; private set; } = ownerId;

    /// <summary>The bigger problem it was split from; null for one adopted as it is.</summary>
    public Guid? PartOfId { get; private set; }
    public ProblemState State { get; private set; } = ProblemState.Open;
    public uint Version { get; private set; }

    public static Problem From(Guid partnership, int number, ClosedMeeting meeting, DecidedItem item, Guid owner) =>
        new(partnership, Guid.CreateVersion7(), number, item.Title, item.Sentence, meeting.Id, item.Id, meeting.HeldOn, owner)
        {
            PriorityName = item.PriorityName,
            ThemeKey = item.ThemeKey,
            Evidence = item.Evidence?.ToJson(),
        };

    /// <summary>A part of this problem, with an owner of its own.</summary>
    /// <param name="squares">The squares of the whole that are the part's own; null for none. The figures of the whole stay with the whole.</param>
    public Problem Part(int number, string title, string sentence, Guid owner, GridSquares? squares = null) =>
        new(PartnershipId, Guid.CreateVersion7(), number, title.Trim(), sentence.Trim(), MeetingId, ItemId, AdoptedOn, owner) { PartOfId = Id, PriorityName = PriorityName, ThemeKey = ThemeKey, Evidence = EvidenceOf(squares) };

    /// <summary>The squares that it was adopted with; null for a problem without any.</summary>
    public GridSquares? Squares => ItemEvidence.Read(Evidence)?.HotSpot;

    string? EvidenceOf(GridSquares? squares) => squares is null || ItemEvidence.Read(Evidence) is not { } whole ? null
        : (whole with { Count = null, Previous = null, Expected = null, Signal = Signal.NotEnoughData, Squares = squares.ToString() }).ToJson();

    /// <summary>Moves it on as the table says; the caller has asked it before.</summary>
    public void Move(ProblemState to) => State = to;

    /// <summary>Gives the problem to another owner; returns the record of it, or null when it is theirs already.</summary>
    public HandOver? HandTo(Guid owner, DateOnly fromOn, Guid by, DateTime atUtc)
    {
        if (owner == OwnerId) return null;
        OwnerId = owner;
        return new(PartnershipId, Guid.CreateVersion7(), Id, owner, fromOn, by, atUtc);
    }
}

/// <summary>From when somebody answers for a problem. Only added to.</summary>
internal sealed class HandOver(Guid partnershipId, Guid id, Guid problemId, Guid ownerId, DateOnly fromOn, Guid recordedById, DateTime recordedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid ProblemId { get; private set; } = problemId;
    public Guid OwnerId { get; private set; } = ownerId;
    public DateOnly FromOn { get; private set; } = fromOn;
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;
}

internal sealed class ProblemMapping : IEntityTypeConfiguration<Problem>
{
    public void Configure(EntityTypeBuilder<Problem> problem)
    {
        problem.ToTable("problem", "act");
        problem.HasKey(p => new { p.PartnershipId, p.Id });
        problem.Ignore(p => p.Squares);
        problem.Property(p => p.Evidence).HasColumnType("jsonb");
        problem.Property(p => p.State).HasConversion(s => s.Words(), w => ProblemStates.Read(w));
        problem.Property(p => p.Version).IsRowVersion();
    }
}

internal sealed class HandOverMapping : IEntityTypeConfiguration<HandOver>
{
    public void Configure(EntityTypeBuilder<HandOver> handOver)
    {
        handOver.ToTable("hand_over", "act");
        handOver.HasKey(h => new { h.PartnershipId, h.Id });
        handOver.HasIndex(h => new { h.PartnershipId, h.ProblemId }).HasDatabaseName("ix_hand_over_problem");
    }
}
