using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns;

namespace Concordat.Share;

/// <summary>Numbers by which people call things of a partnership: D-12, O-3, Q-7. Each is given once, also to two people at once; one that is not used in the end is missing for good.</summary>
internal sealed class RunningNumbers(Connections connections, Session session)
{
    public const string Disclosure = "disclosure", Obstacle = "obstacle", Question = "question", OpenSource = "open source";

    /// <summary>The next number of a series of the acting partnership, from 1.</summary>
    public async Task<int> NextAsync(string series, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return (int)(await ReturnStore.ScalarAsync(connection, """
            insert into share.last_number as n (partnership_id, series, last) values ($1, $2, 1)
            on conflict (partnership_id, series) do update set last = n.last + 1 returning last
            """, cancellation, session.Partnership, series))!;
    }
}
