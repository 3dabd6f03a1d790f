using Concordat.Gate.Mapping;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using NpgsqlTypes;

namespace Concordat.Share.Returns.Sending;

/// <summary>One saved version of how a supplier writes a set.</summary>
public sealed record SavedMap(int Version, ReturnMap Map, string Note, DateTime SavedAt, string SavedBy);

/// <summary>How each supplier writes each set: saved, versioned, never overwritten.</summary>
public sealed class ReturnMaps(Connections connections, Session session, AuditLog audit, TimeProvider clock)
{
    /// <summary>The newest map and its version; null where none was saved.</summary>
    public async Task<(ReturnMap? Map, int Version)> FindAsync(Guid agency, int set, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select version, map::text from share.return_map where partnership_id = $1 and agency_id = $2 and set_number = $3 order by version desc limit 1
            """, session.Partnership, agency, (short)set);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (MapFile.Read(reader.GetString(1)), reader.GetInt32(0)) : (null, 0);
    }

    /// <summary>Every version, the newest first.</summary>
    public async Task<IReadOnlyList<SavedMap>> ListAsync(Guid agency, int set, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select version, map::text, note, saved_at, saved_by_name from share.return_map where partnership_id = $1 and agency_id = $2 and set_number = $3 order by version desc
            """, session.Partnership, agency, (short)set);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var saved = new List<SavedMap>();
        while (await reader.ReadAsync(cancellation)) saved.Add(new(reader.GetInt32(0), MapFile.Read(reader.GetString(1)), reader.GetString(2), reader.GetDateTime(3), reader.GetString(4)));
        return saved;
    }

    /// <summary>Saves a map as a new version, unless it says what the newest says.</summary>
    /// <param name="note">Why it was made, for people: "columns told apart by hand".</param>
    public async Task<int> SaveAsync(Guid agency, int set, ReturnMap map, string note, CancellationToken cancellation)
    {
        var (known, version) = await FindAsync(agency, set, cancellation);
        var json = MapFile.Write(map);
        if (known is not null && MapFile.Write(known) == json) return version;
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var command = ReturnStore.Command(connection, """
            insert into share.return_map (partnership_id, agency_id, set_number, version, map, note, saved_at, saved_by, saved_by_name) values ($1, $2, $3, $4, $9, $5, $6, $7, $8)
            """, session.Partnership, agency, (short)set, version + 1, note, clock.GetUtcNow().UtcDateTime, session.User, session.DisplayName))
        {
            command.Parameters.Add(new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await audit.RecordAsync(connection, AuditAction.Alter, "return map", $"{agency}/{set}", new { version = version + 1, note }, cancellation);
        await transaction.CommitAsync(cancellation);
        return version + 1;
    }
}
