using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Meetings.Pack;

/// <summary>The papers of a meeting as published: the same for everybody at the same time. A later one has the next number.</summary>
internal sealed class MeetingPack(Guid partnershipId, Guid meetingId, int number, DateTime publishedAt, Guid publishedBy, string content)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid MeetingId { get; private set; } = meetingId;
    public int Number { get; private set; } = number;
    public DateTime PublishedAt { get; private set; } = publishedAt;
    public Guid PublishedBy { get; private set; } = publishedBy;

    /// <summary>The numbered papers as JSON, frozen.</summary>
    public string Content { get; private set; } = content;

    public IReadOnlyList<PackItem> Items() => JsonSerializer.Deserialize<List<PackItem>>(Content)!;

    public static string Freeze(IEnumerable<AgendaItem> items) =>
        JsonSerializer.Serialize(items.OrderBy(i => i.Position).Select(i => new PackItem(i.Position, i.Title, i.Sentence, i.PriorityName, Contracts.ItemEvidence.Read(i.Evidence)?.EvidenceUrl)));
}

/// <summary>One paper of the pack.</summary>
/// <param name="Number">0 for the standing item, then 1, 2, 3 …</param>
/// <param name="EvidenceUrl">Page with its figures; null for none.</param>
internal sealed record PackItem(int Number, string Title, string Sentence, string? Priority, string? EvidenceUrl);

/// <summary>When a member opened a pack for the first time.</summary>
internal sealed class PackOpening(Guid partnershipId, Guid meetingId, int number, Guid userId, Guid agencyId, DateTime openedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid MeetingId { get; private set; } = meetingId;
    public int Number { get; private set; } = number;
    public Guid UserId { get; private set; } = userId;
    public Guid AgencyId { get; private set; } = agencyId;
    public DateTime OpenedAt { get; private set; } = openedAt;
}

internal sealed class PackMapping : IEntityTypeConfiguration<MeetingPack>, IEntityTypeConfiguration<PackOpening>
{
    public void Configure(EntityTypeBuilder<MeetingPack> pack)
    {
        pack.ToTable("meeting_pack", "decide");
        pack.HasKey(p => new { p.PartnershipId, p.MeetingId, p.Number });
        pack.Property(p => p.Content).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<PackOpening> opening)
    {
        opening.ToTable("pack_opening", "decide");
        opening.HasKey(o => new { o.PartnershipId, o.MeetingId, o.Number, o.UserId });
    }
}
