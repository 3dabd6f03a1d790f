using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Meetings;

/// <summary>Where an item comes from.</summary>
internal enum ItemOrigin
{
    /// <summary>Data, changes and resulting actions: first on every agenda.</summary>
    Standing,

    /// <summary>Proposed by the assessment.</summary>
    Assessment,

    /// <summary>Deferred by an earlier meeting.</summary>
    Deferred,

    /// <summary>Raised by a member, outside the assessment.</summary>
    Member,

    /// <summary>From the template of the kind of group; taken, or decided like any other.</summary>
    Template,
}

/// <summary>What the group decided.</summary>
internal enum Decision
{
    Adopt,
    DoNotAdopt,
    Defer,

    /// <summary>The standing item was taken.</summary>
    Noted,
}

/// <summary>An item of the agenda: the sentence and its evidence as they were frozen, and the decision.</summary>
internal sealed class AgendaItem(Guid partnershipId, Guid id, Guid meetingId, int position, ItemOrigin origin, string title, string sentence)
{
    public const string StandingTitle = "Data, changes and resulting actions";
    public const int LongestReason = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid MeetingId { get; private set; } = meetingId;

    /// <summary>0 for the standing item, then 1, 2, 3 …</summary>
    public int Position { get; private set; } = position;
    public ItemOrigin Origin { get; private set; } = origin;
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string Sentence { get; private set; } = sentence;
    public string? PriorityName { get; private set; }
    public string? ThemeKey { get; private set; }

    /// <summary><see cref="Contracts.ItemEvidence"/> as JSON; null without figures.</summary>
    [NotInAudit] public string? Evidence { get; private set; }
    public Guid? FindingId { get; private set; }
    public Guid? CarriedFromId { get; private set; }
    public Guid? RaisedById { get; private set; }

    public Decision? Decision { get; private set; }

    /// <summary>Of an adopted item, why it comes before other things; of the others, why they were not adopted or are carried over.</summary>
    [NotInAudit] public string? Reason { get; private set; }

    /// <summary>Of an adopted item, one of <see cref="AdoptionScale"/>; null where nobody said.</summary>
    public string? Scale { get; private set; }
    public DateOnly? DeferredUntil { get; private set; }
    public Guid? OwnerId { get; private set; }
    public Guid? DecidedById { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public uint Version { get; private set; }

    public bool IsStanding => Origin == ItemOrigin.Standing;

    /// <summary>True for what is only taken: the standing item, and what stands on every agenda of the kind of group.</summary>
    public bool MayBeTaken => Origin is ItemOrigin.Standing or ItemOrigin.Template;

    public ItemState State => Decision switch
    {
        Meetings.Decision.Adopt => ItemState.Adopted,
        Meetings.Decision.DoNotAdopt => ItemState.NotAdopted,
        Meetings.Decision.Defer => ItemState.Deferred,
        Meetings.Decision.Noted => ItemState.Taken,
        _ => ItemState.Undecided,
    };

    public void Serves(string? priority, string? themeKey) => (PriorityName, ThemeKey) = (priority, themeKey);

    public void Bears(Guid? findingId, string? evidence) => (FindingId, Evidence) = (findingId, evidence);

    public void CarriesOn(AgendaItem earlier)
    {
        Serves(earlier.PriorityName, earlier.ThemeKey);
        Bears(earlier.FindingId, earlier.Evidence);
        CarriedFromId = earlier.Id;
    }

    public void RaisedBy(Guid member) => RaisedById = member;

    /// <summary>Takes the standing item, or one of the template.</summary>
    public void Note(Guid by, DateTime atUtc) => Set(Meetings.Decision.Noted, null, null, null, by, atUtc);

    /// <param name="scale">One of <see cref="AdoptionScale"/>, or null.</param>
    /// <param name="because">Why it comes before other things, or null.</param>
    public void Adopt(Guid owner, string? scale, string? because, Guid by, DateTime atUtc)
    {
        Set(Meetings.Decision.Adopt, owner, because, null, by, atUtc);
        Scale = scale;
    }

    public void DoNotAdopt(string because, Guid by, DateTime atUtc) => Set(Meetings.Decision.DoNotAdopt, null, because, null, by, atUtc);

    /// <summary>Carries the item over to the first meeting from a day on.</summary>
    public void Defer(DateOnly until, string because, Guid by, DateTime atUtc) => Set(Meetings.Decision.Defer, null, because, until, by, atUtc);

    void Set(Decision decision, Guid? owner, string? reason, DateOnly? until, Guid by, DateTime atUtc) =>
        (Decision, OwnerId, Reason, Scale, DeferredUntil, DecidedById, DecidedAt) = (decision, owner, reason, null, until, by, atUtc);
}

internal sealed class AgendaItemMapping : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> item)
    {
        item.ToTable("item", "decide");
        item.HasKey(i => new { i.PartnershipId, i.Id });
        item.HasIndex(i => new { i.PartnershipId, i.MeetingId }).HasDatabaseName("ix_item_meeting");
        item.Ignore(i => i.State);
        item.Property(i => i.Origin).HasConversion(Words.Stored<ItemOrigin>());
        item.Property(i => i.Decision).HasConversion(Words.Stored<Decision>());
        item.Property(i => i.Evidence).HasColumnType("jsonb");
        item.Property(i => i.Version).IsRowVersion();
    }
}
