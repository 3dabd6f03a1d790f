using Concordat.Gate.Placing;
using Npgsql;

namespace Concordat.Share.Places.Contracts;

/// <summary>Words that could not be placed by themselves, and how many rows of a return wait for them.</summary>
/// <param name="Words">As the supplier wrote them, depersonalised; 300 characters at most are kept.</param>
/// <param name="Rows">Rows that wait, 1 or more.</param>
/// <param name="Candidates">As the finder gave them; postcodes among them are not kept.</param>
public sealed record WaitingWords(string Words, int Rows, IReadOnlyList<PlaceCandidate> Candidates);

/// <summary>What a person decided about words.</summary>
/// <param name="WordsKey"><see cref="PlaceFinder.KeyOf"/> of the words: all rows with this key are meant.</param>
/// <param name="Place">The place, its method "gazetteer" or "street"; method <see cref="PlaceFinder.CannotBePlaced"/> where there is none.</param>
/// <param name="PlaceId">Id in the gazetteer; null where it cannot be placed.</param>
/// <param name="Reason">Why it cannot be placed; null where it was.</param>
/// <param name="FirstRowOnly">True where the person chose it for one row alone: the first that waits.</param>
public sealed record PlaceAnswer(string WordsKey, PlaceFound Place, Guid? PlaceId, string? Reason, bool FirstRowOnly);

/// <summary>The queue of words that a person has to place.</summary>
public interface IPlaceQueue
{
    /// <summary>Adds words of a return, in the transaction that is open on the connection. Words alike join one question; rows add up.</summary>
    /// <param name="connection">Carries the session and an open transaction.</param>
    /// <param name="supplier">Agency that wrote them; null where it is none of the partnership's.</param>
    /// <param name="supplierName">As people read it: "Council".</param>
    /// <param name="returnId">Return whose rows wait; null for hand entry.</param>
    Task AddAsync(NpgsqlConnection connection, Guid? supplier, string supplierName, Guid? returnId, IReadOnlyCollection<WaitingWords> words, CancellationToken cancellation);

    /// <summary>Closes the open questions of a return of which nothing waits any more, in the transaction that is open on the connection.</summary>
    /// <param name="reason">Why, for people: "The return was sent back".</param>
    Task CloseAsync(NpgsqlConnection connection, Guid returnId, string reason, CancellationToken cancellation);

    /// <summary>What was decided for a return so far, the earliest first.</summary>
    Task<IReadOnlyList<PlaceAnswer>> AnswersAsync(Guid returnId, CancellationToken cancellation);

    /// <summary>Questions still open, and the rows that wait for them; of one return, or of all where it is null.</summary>
    Task<(int Questions, int Rows)> WaitingAsync(Guid? returnId, CancellationToken cancellation);
}

/// <summary>Wants to know when a person has decided; what keeps the waiting rows implements it and places them.</summary>
public interface IPlaceAnswered
{
    /// <summary>Called in the transaction in which the decision is written: both happen or neither.</summary>
    Task AnsweredAsync(NpgsqlConnection connection, Guid returnId, PlaceAnswer answer, CancellationToken cancellation);
}
