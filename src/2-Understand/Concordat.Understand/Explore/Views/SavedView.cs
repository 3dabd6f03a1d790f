using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Explore.Views;

/// <summary>A view of Explore that somebody keeps by name: the filter, not the figures, so that it opens on the records as they are.</summary>
internal sealed class SavedView(Guid partnershipId, Guid id, string name, string query, bool monthsMove, bool isShared, Guid ownerId, string ownerName, DateTime savedAt)
{
    public const int LongestName = 100;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    [NotInAudit] public string Name { get; private set; } = name;

    /// <summary>The filter as the end of an address.</summary>
    public string Query { get; private set; } = query;

    /// <summary>Opened on the latest months held, and not on the same months for ever.</summary>
    public bool MonthsMove { get; private set; } = monthsMove;
    public bool IsShared { get; private set; } = isShared;
    public Guid OwnerId { get; private set; } = ownerId;
    public string OwnerName { get; private set; } = ownerName;
    public DateTime SavedAt { get; private set; } = savedAt;
    public DateTime? RemovedAt { get; private set; }

    public string Url => $"/understand/explore{Query}";

    public void Share(bool shared) => IsShared = shared;

    public void Remove(DateTime now) => RemovedAt = now;
}

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_view", "understand");
        view.HasKey(v => new { v.PartnershipId, v.Id });
    }
}
