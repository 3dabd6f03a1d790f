using Concordat.Decide.Meetings;
using Concordat.Platform.Audit;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Tasking.Borders;

/// <summary>An item of the agenda that a neighbouring area is told of. It sees the title and the words written for it, and nothing else of the item.</summary>
internal sealed class BorderItem(Guid partnershipId, Guid id, Guid itemId, Guid? toPartnershipId, string toName, string fromName, string title, string words, Guid sentBy, DateTime sentAt)
{
    public const int LongestName = 100, LongestTitle = 100, LongestWords = 1000;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid ItemId { get; private set; } = itemId;

    /// <summary>The neighbouring partnership; null for an area that is not on this installation.</summary>
    public Guid? ToPartnershipId { get; private set; } = toPartnershipId;
    public string ToName { get; private set; } = toName;
    public string FromName { get; private set; } = fromName;
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string Words { get; private set; } = words;
    public BorderState State { get; private set; } = BorderState.Sent;
    public Guid SentBy { get; private set; } = sentBy;
    public DateTime SentAt { get; private set; } = sentAt;
    [NotInAudit] public string? Answer { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    public string Url => UrlOf(Id);

    public static string UrlOf(Guid id) => $"/decide/borders/{id}";

    /// <summary>Moves it on; an answer keeps its words and moment.</summary>
    public void MoveTo(BorderState state, string? answer, DateTime at)
    {
        State = state;
        if (state == BorderState.Answered) (Answer, AnsweredAt) = (answer, at);
    }
}

/// <summary>What another area told this one.</summary>
internal sealed record ReceivedItem(Guid Id, string FromName, string Title, string Words, string State, DateTime SentAt, string? Answer, DateTime? AnsweredAt);

/// <summary>A finding that crosses the border and of which nobody was told.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="ItemId">The latest item of a meeting that came from it; null where there is none.</param>
internal sealed record ToRaise(BorderFinding Finding, Guid? ItemId);

/// <summary>Another partnership on this installation.</summary>
internal sealed record Neighbour(Guid Id, string Name);

internal sealed class BorderItemMapping : IEntityTypeConfiguration<BorderItem>
{
    public void Configure(EntityTypeBuilder<BorderItem> item)
    {
        item.ToTable("border_item", "decide");
        item.HasKey(b => new { b.PartnershipId, b.Id });
        item.Ignore(b => b.Url);
        item.Property(b => b.State).HasConversion(Meetings.Words.Stored<BorderState>()).IsConcurrencyToken();
        item.HasIndex(b => new { b.PartnershipId, b.ItemId }).HasDatabaseName("ix_border_item_item");
    }
}
