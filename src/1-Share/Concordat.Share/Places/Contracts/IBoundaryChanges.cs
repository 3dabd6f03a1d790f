namespace Concordat.Share.Places.Contracts;

/// <summary>A day on which areas of a kind changed: counts by area before and after it are not of the same places.</summary>
/// <param name="On">First day of the new layer.</param>
/// <param name="Kind">ward, lsoa, neighbourhood…</param>
/// <param name="KindName">"Wards".</param>
/// <param name="Before">Name of the layer that ended.</param>
/// <param name="After">Name of the layer that began.</param>
public sealed record BoundaryChange(DateOnly On, string Kind, string KindName, string Before, string After);

/// <summary>Dated markers where a series by area breaks.</summary>
public interface IBoundaryChanges
{
    /// <summary>All changes, the latest first.</summary>
    Task<IReadOnlyList<BoundaryChange>> ListAsync(CancellationToken cancellation);
}
