using Concordat.Gate.Placing;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns.Sending;
using Npgsql;

namespace Concordat.Share.Returns.Placing;

/// <summary>Asks about the words of a return that the gate could not place by itself, once the return is submitted: a draft is nobody else's business.</summary>
public sealed class PlaceAsking(IPlaceQueue queue, IPlaceFinderSource finders, Session session)
{
    /// <summary>Most questions that one return may bring; those with candidates and most rows come first.</summary>
    const int MostQuestions = 2_000;

    /// <summary>Puts the words to the queue, in the transaction that is open on the connection.</summary>
    public async Task AskAsync(NpgsqlConnection connection, SentReturn item, CancellationToken cancellation)
    {
        if (item.Set.Place != PlaceKept.Point || item.Unlocated == 0) return;
        var finder = await finders.BuildAsync(item.AgencyId, cancellation);
        var waiting = (await WordsAsync(connection, item.Id, cancellation)).Where(w => !IsDistrict(w.Words))
            .Select(w => new WaitingWords(w.Words, w.Rows, finder.Find(new PlaceWords { Text = w.Words }, null).Candidates))
            .OrderBy(w => w.Candidates.Count == 0).ThenByDescending(w => w.Rows).ThenBy(w => w.Words, StringComparer.Ordinal).Take(MostQuestions).ToList();
        await queue.AddAsync(connection, item.AgencyId, item.ShortAgency, item.Id, waiting, cancellation);
    }

    /// <summary>Nobody is asked any more.</summary>
    public Task CloseAsync(NpgsqlConnection connection, Guid returnId, string reason, CancellationToken cancellation) => queue.CloseAsync(connection, returnId, reason, cancellation);

    async Task<List<(string Words, int Rows)>> WordsAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select place_words, count(*)::int from share.return_row
            where partnership_id = $1 and return_id = $2 and easting is null and place_words is not null and place_method <> 'cannot be placed' group by 1
            """, session.Partnership, id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var words = new List<(string, int)>();
        while (await reader.ReadAsync(cancellation)) words.Add((reader.GetString(0), reader.GetInt32(1)));
        return words;
    }

    // A postcode district alone is thousands of homes: there is no place to choose.
    static bool IsDistrict(string words) => Postcode.TryRead(words, out var postcode) && !postcode.IsUnit;
}
