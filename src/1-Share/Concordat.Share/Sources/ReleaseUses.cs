using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Concordat.Share.Sources.Contracts;

namespace Concordat.Share.Sources;

/// <summary>What left in bulk is a product of the set that it was made of.</summary>
internal sealed class ReleaseUses(Connections connections, Session session) : ISourceUses
{
    public async Task<IReadOnlyList<SourceUse>> ReadAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select set_number, title, max(released_at) from share.bulk_release where partnership_id = $1 and has_passed and set_number is not null group by 1, 2
            """, session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var uses = new List<SourceUse>();
        while (await reader.ReadAsync(cancellation))
            uses.Add(new(SourceKeys.Set(reader.GetInt16(0)), $"Release: {reader.GetString(1)}", "/share/releases", DateOnly.FromDateTime(London.FromUtc(reader.GetDateTime(2)))));
        return uses;
    }
}
