using Concordat.Platform.Database;
using Concordat.Share.Returns;

namespace Concordat.Share.Exchanges;

/// <summary>How requests for personal data go from one body to another, to the end of the quarter before. Null where a figure is too small to be shown or would tell one that is.</summary>
/// <param name="Days">Half of the decisions took at most so many days.</param>
internal sealed record ExchangePair(Guid AskerId, Guid HolderId, int? Made, int? Met, int? Refused, int? Days);

/// <summary>Reads the pairs; the database counts and hides, so that nobody who may not see a request sees it here.</summary>
internal sealed class ExchangePairs(Connections connections)
{
    public async Task<IReadOnlyList<ExchangePair>> ReadAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "select asker, holder, made, met, refused, days from share.disclosure_pairs()");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var pairs = new List<ExchangePair>();
        int? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
        while (await reader.ReadAsync(cancellation)) pairs.Add(new(reader.GetGuid(0), reader.GetGuid(1), Number(2), Number(3), Number(4), Number(5)));
        return pairs;
    }
}
