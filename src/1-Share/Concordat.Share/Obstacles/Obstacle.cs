using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Obstacles;

/// <summary>An exchange that failed or was refused, under its cause, with who does something about it.</summary>
internal sealed class Obstacle(Guid partnershipId, Guid id, int number, string cause, string what, Guid ownerId, Guid raisedById, DateTime raisedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public int Number { get; private set; } = number;

    /// <summary>One of <see cref="ObstacleDesk.Causes"/>.</summary>
    public string Cause { get; private set; } = cause;
    [NotInAudit] public string What { get; private set; } = what;

    /// <summary>The body with which the exchange failed; null where it is none of the partnership's.</summary>
    public Guid? AgencyId { get; private set; }
    public short? SetNumber { get; private set; }

    /// <summary>First month of the quarter, year * 12 + month - 1.</summary>
    public int? PeriodFirst { get; private set; }
    public Guid? DisclosureId { get; private set; }
    public Guid OwnerId { get; private set; } = ownerId;
    public Guid RaisedById { get; private set; } = raisedById;
    public DateTime RaisedAt { get; private set; } = raisedAt;
    public DateOnly? ClosedOn { get; private set; }
    [NotInAudit] public string? Done { get; private set; }
    public Guid? ClosedById { get; private set; }

    public string Reference => $"O-{Number}";

    public void IsOf(Guid? agency, short? set, int? period, Guid? disclosure) => (AgencyId, SetNumber, PeriodFirst, DisclosureId) = (agency, set, period, disclosure);

    public void Close(string done, Guid by, DateOnly on) => (Done, ClosedById, ClosedOn) = (done.Trim(), by, on);
}

internal sealed class ObstacleMapping : IEntityTypeConfiguration<Obstacle>
{
    public void Configure(EntityTypeBuilder<Obstacle> obstacle)
    {
        obstacle.ToTable("obstacle", "share");
        obstacle.HasKey(o => new { o.PartnershipId, o.Id });
        obstacle.Ignore(o => o.Reference);
    }
}
