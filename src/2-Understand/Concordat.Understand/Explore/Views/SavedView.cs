using System.Globalization;
using Concordat.Platform.Audit;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Explore.Views;

/// <summary>A view of Explore that somebody keeps by name: the filter, not the figures, so that it opens on the records as they are.</summary>
internal sealed class SavedView(Guid partnershipId, Guid id, string name, string query, bool monthsMove, bool isShared, Guid ownerId, string ownerName, DateTime savedAt)
{
    public const int LongestName = 100;
    const string MonthsName = "months";

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

    /// <summary>JSON of the figures as its owner last saw them; null before.</summary>
    [NotInAudit] public string? Seen { get; private set; }
    public DateTime? SeenAt { get; private set; }

    /// <summary>The data version of <see cref="Seen"/>.</summary>
    public int? SeenVersion { get; private set; }

    public KeptFigures? SeenFigures => Seen is { } seen ? RunJson.Read<KeptFigures>(seen) : null;

    public IncidentFilter Filter => IncidentFilter.FromQuery(new QueryCollection(QueryHelpers.ParseQuery(Query)));

    /// <summary>Keeps figures as those that changes are told against.</summary>
    public void See(KeptFigures figures, int version, DateTime now) => (Seen, SeenVersion, SeenAt) = (RunJson.Write(figures), version, now);

    public string Url => $"/understand/explore{Query}";

    /// <summary>How many months to the latest held it opens on; null where the months do not move, or as many as Explore shows.</summary>
    public int? Months => MonthsMove && QueryHelpers.ParseQuery(Query).TryGetValue(MonthsName, out var text) ? ReadMonths(text) : null;

    /// <summary>The end of an address that opens a filter on the latest months held, as many as it spans.</summary>
    /// <param name="filter">What is looked at, with its first and last month; without a first month the length is left to Explore.</param>
    public static string OnLatest(IncidentFilter filter)
    {
        var query = (filter with { From = null, To = null }).Query;
        return filter is not { From: { } from, To: { } to } ? query : string.Create(CultureInfo.InvariantCulture, $"{(query.Length > 0 ? query + "&" : "?")}{MonthsName}={to.Number - from.Number + 1}");
    }

    /// <summary>A number of months from an address: 1 to 1,200; null for anything else.</summary>
    public static int? ReadMonths(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is >= 1 and <= 1200 ? months : null;

    public void Share(bool shared) => IsShared = shared;

    public void Remove(DateTime now) => RemovedAt = now;
}

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_view", "understand");
        view.HasKey(v => new { v.PartnershipId, v.Id });
        view.Property(v => v.Seen).HasColumnType("jsonb");
        view.Ignore(v => v.SeenFigures).Ignore(v => v.Filter);
    }
}
