using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Share.Returns;

/// <summary>Returns that were checked and wait for somebody to accept or discard them.</summary>
internal sealed class ReturnDuties(Connections connections, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst) && !session.Has(Role.Coordinator)) return [];
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            "select id, title, ready + unlocated from share.return where partnership_id = $1 and (state = 'checked' or (state in ('submitted', 'validated with warnings') and $2)) order by sent_at", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = session.Has(Role.Coordinator) });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var duties = new List<Duty>();
        while (await reader.ReadAsync(cancellation))
            duties.Add(new($"Accept or discard “{reader.GetString(1)}”", $"{reader.GetInt32(2):N0} records are ready to join.", $"/share/returns/{reader.GetGuid(0)}"));
        return duties;
    }
}
