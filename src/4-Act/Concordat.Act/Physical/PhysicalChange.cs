using Concordat.Platform.Audit;
using Concordat.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Physical;

/// <summary>What an intervention changes about a place: where, what it costs, and when it was made.</summary>
internal sealed class PhysicalChange(Guid partnershipId, Guid interventionId)
{
    public const int LongestSite = 200;

    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>Of the planned intervention; the action's too once the plan runs.</summary>
    public Guid InterventionId { get; private set; } = interventionId;
    [NotInAudit] public string Site { get; private set; } = "";
    public long PlannedPence { get; private set; }

    /// <summary>What it cost in the end, in pence; null until that is known.</summary>
    public long? CostPence { get; private set; }

    /// <summary>The day the change was made; null until then.</summary>
    public DateOnly? DoneOn { get; private set; }
    public Guid ChangedById { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public uint Version { get; private set; }

    public void Say(string site, long plannedPence, long? costPence, DateOnly? doneOn, Guid by, DateTime at) =>
        (Site, PlannedPence, CostPence, DoneOn, ChangedById, ChangedAt) = (site, plannedPence, costPence, doneOn, by, at);
}

/// <summary>A photograph of the site before or after the change, cleaned of everything but the picture.</summary>
internal sealed class ChangePhoto(Guid partnershipId, Guid id, Guid interventionId, string side, string alt, DateOnly takenOn, Guid addedById, DateTime addedAt)
{
    public const string Before = "before", After = "after";
    public const int LongestAlt = 300, MostOfASide = 6;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid InterventionId { get; private set; } = interventionId;

    /// <summary><see cref="Before"/> or <see cref="After"/>.</summary>
    public string Side { get; private set; } = side;

    /// <summary>What it shows, for those who cannot see it.</summary>
    [NotInAudit] public string Alt { get; private set; } = alt;
    public DateOnly TakenOn { get; private set; } = takenOn;

    /// <summary>image/jpeg or image/png.</summary>
    public string MediaType { get; private set; } = "";

    /// <summary>In dots, the way up it is shown.</summary>
    public int Width { get; private set; }
    public int Height { get; private set; }
    [NotInAudit] public byte[] Bytes { get; private set; } = [];
    public Guid AddedById { get; private set; } = addedById;
    public DateTime AddedAt { get; private set; } = addedAt;

    public void Hold(CleanPhoto photo) => (MediaType, Width, Height, Bytes) = (photo.MediaType, photo.Width, photo.Height, photo.Bytes);
}

internal sealed class PhysicalMapping : IEntityTypeConfiguration<PhysicalChange>, IEntityTypeConfiguration<ChangePhoto>
{
    public void Configure(EntityTypeBuilder<PhysicalChange> change)
    {
        change.ToTable("physical_change", "act");
        change.HasKey(c => new { c.PartnershipId, c.InterventionId });
        change.Property(c => c.Version).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<ChangePhoto> photo)
    {
        photo.ToTable("change_photo", "act");
        photo.HasKey(p => new { p.PartnershipId, p.Id });
        photo.HasIndex(p => new { p.PartnershipId, p.InterventionId }).HasDatabaseName("ix_change_photo_change");
    }
}
