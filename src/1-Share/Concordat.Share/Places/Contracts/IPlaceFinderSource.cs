using Concordat.Gate.Placing;

namespace Concordat.Share.Places.Contracts;

/// <summary>The place finder of the partnership in whose name somebody acts: its postcodes, its gazetteer, its boundary and what people decided.</summary>
public interface IPlaceFinderSource
{
    /// <summary>Builds the finder, or takes what is in memory where nothing has changed since; safe to use from several threads for as long as it is held.</summary>
    /// <param name="supplier">Agency whose remembered decisions count; null for none.</param>
    Task<PlaceFinder> BuildAsync(Guid? supplier, CancellationToken cancellation);
}
