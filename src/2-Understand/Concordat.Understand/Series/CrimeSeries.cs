using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Series;

/// <summary>Records that may be the work of the same people: proposed by place and time, confirmed by a person who says what else links them, or dismissed with a reason.</summary>
internal sealed class CrimeSeries(Guid partnershipId, Guid id, int number, string themeKey, string title, string rule, int dataVersion, Guid proposedById, string proposedByName, DateTime proposedAt)
{
    public const string Proposed = "proposed", Confirmed = "confirmed", Dismissed = "dismissed";
    public const int LongestMethod = 1000, LongestReason = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public int Number { get; private set; } = number;
    public string ThemeKey { get; private set; } = themeKey;
    [NotInAudit] public string Title { get; private set; } = title;

    /// <summary>By what place and time it was proposed, in words.</summary>
    public string Rule { get; private set; } = rule;

    /// <summary>The partnership's data version it was proposed from.</summary>
    public int DataVersion { get; private set; } = dataVersion;
    public string State { get; private set; } = Proposed;

    /// <summary>What links the records besides place and time; null until it is confirmed.</summary>
    [NotInAudit] public string? Method { get; private set; }

    /// <summary>Why it was dismissed.</summary>
    [NotInAudit] public string? Reason { get; private set; }
    public Guid ProposedById { get; private set; } = proposedById;
    public string ProposedByName { get; private set; } = proposedByName;
    public DateTime ProposedAt { get; private set; } = proposedAt;
    public Guid? DecidedById { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public uint Version { get; private set; }

    public string Url => $"/understand/series/{Id}";

    public void Confirm(string method, Session session, DateTime now) =>
        (State, Method, DecidedById, DecidedByName, DecidedAt) = (Confirmed, method, session.User, session.DisplayName, now);

    public void Dismiss(string reason, Session session, DateTime now) =>
        (State, Reason, DecidedById, DecidedByName, DecidedAt) = (Dismissed, reason, session.User, session.DisplayName, now);
}

/// <summary>One record put into a series or taken out of it. Written once.</summary>
internal sealed class SeriesChange(Guid partnershipId, Guid seriesId, int number, Guid incidentId, string what, string reason, Guid byId, string byName, DateTime at)
{
    public const string Added = "added", Removed = "removed";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid SeriesId { get; private set; } = seriesId;

    /// <summary>From 1 within the series.</summary>
    public int Number { get; private set; } = number;
    public Guid IncidentId { get; private set; } = incidentId;
    public string What { get; private set; } = what;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid ById { get; private set; } = byId;
    public string ByName { get; private set; } = byName;
    public DateTime At { get; private set; } = at;
}

internal sealed class SeriesMapping : IEntityTypeConfiguration<CrimeSeries>, IEntityTypeConfiguration<SeriesChange>
{
    public void Configure(EntityTypeBuilder<CrimeSeries> series)
    {
        series.ToTable("series", "understand");
        series.HasKey(s => new { s.PartnershipId, s.Id });
        series.Property(s => s.Version).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<SeriesChange> change)
    {
        change.ToTable("series_change", "understand");
        change.HasKey(c => new { c.PartnershipId, c.SeriesId, c.Number });
        change.HasOne<CrimeSeries>().WithMany().HasForeignKey(c => new { c.PartnershipId, c.SeriesId }).OnDelete(DeleteBehavior.NoAction);
    }
}
