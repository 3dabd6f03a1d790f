using Concordat.Partnership.Calendar;

namespace Concordat.Share.Returns.Contracts;

/// <summary>One incident of a partner's return, checked and placed, ready to join the records.</summary>
/// <param name="Reference">The supplier's own reference; null where it has none.</param>
/// <param name="ThemeKey">Key in <see cref="Partnership.Themes.ThemeList"/>.</param>
/// <param name="FromUtc">Earliest moment; null when only the month is known.</param>
/// <param name="ToUtc">Latest moment; equal to the earliest when it was witnessed.</param>
/// <param name="Precision">month, minute or interval.</param>
/// <param name="Easting">Metres on the British National Grid; null where there is no place.</param>
/// <param name="Northing">Metres on the British National Grid; null where there is no place.</param>
/// <param name="PlaceMethod">How the place was found: "snapped point", "gazetteer", "none".</param>
public sealed record PartnerRecord(
    string? Reference, string ThemeKey, Month Month, DateTime? FromUtc, DateTime? ToUtc, string Precision,
    double? Easting, double? Northing, string PlaceMethod, string? PlaceName);

/// <summary>A return of ready records by one supplier.</summary>
/// <param name="SetNumber">Number of the set in the catalogue of twelve.</param>
/// <param name="Months">Months the return covers: a month without records in it is then a true zero.</param>
/// <param name="SentAtUtc">When it came; null for now.</param>
public sealed record PartnerReturn(
    string Title, string Supplier, Guid AgencyId, short SetNumber, IReadOnlyList<Month> Months, IReadOnlyList<PartnerRecord> Records, DateTime? SentAtUtc = null);

/// <summary>Takes returns of ready records into the partnership's records.</summary>
public interface IRecordLoader
{
    /// <summary>Adds the records as one accepted return, all of them or none; returns the id of the return.</summary>
    /// <remarks>A return of this supplier and title that is already accepted is left as it is, so that a broken-off run can be repeated.</remarks>
    Task<Guid> LoadAsync(PartnerReturn wanted, CancellationToken cancellation);
}
