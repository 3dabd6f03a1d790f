using Concordat.Gate.Placing;

namespace Concordat.Share.Places;

/// <summary>Words of a supplier that a person has to place.</summary>
/// <param name="Rows">Rows that wait for the answer.</param>
/// <param name="Place">Name of the place chosen; null while open or where it cannot be placed.</param>
public sealed record PlaceQuestion(
    Guid Id, Guid? Supplier, string SupplierName, Guid? ReturnId, string Words, string Key, int Rows, IReadOnlyList<PlaceCandidate> Candidates, DateTime AskedAt,
    string State, string? Place, string? Reason, string? DecidedBy, DateTime? DecidedAt);

/// <summary>What the person chose.</summary>
/// <param name="PlaceId">The place; null where it cannot be placed.</param>
/// <param name="Reason">Why it cannot be placed.</param>
/// <param name="ForAll">True to use it for all rows alike, and the next time this supplier writes it.</param>
public sealed record PlaceChoice(Guid? PlaceId, string? Reason, bool ForAll);
