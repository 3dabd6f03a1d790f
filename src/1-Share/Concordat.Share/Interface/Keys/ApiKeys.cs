using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Npgsql;

namespace Concordat.Share.Interface.Keys;

/// <summary>Makes, lists, revokes and knows the keys of partners' systems.</summary>
public sealed class ApiKeys(Connections connections, Session session, AuditLog audit, TimeProvider clock) : IKeySource, IPartnerSystems
{
    /// <summary>Makes a key; the database refuses anybody but an administrator.</summary>
    /// <returns>Its secret, which is kept nowhere.</returns>
    public async Task<string> MakeAsync(string name, Guid agency, IReadOnlyCollection<string> scopes, DateOnly expiresOn, CancellationToken cancellation)
    {
        var (id, secret) = (Guid.CreateVersion7(), KeySecret.Make());
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.ScalarAsync(connection, """
            insert into share.api_key (partnership_id, id, name, agency_id, secret_hash, scopes, made_at, made_by, made_by_name, expires_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, cancellation, session.Partnership, id, name, agency, KeySecret.Hash(secret), scopes.ToArray(), clock.GetUtcNow().UtcDateTime, session.User, session.DisplayName, expiresOn);
        await audit.RecordAsync(connection, AuditAction.Alter, "key", id.ToString(), new { state = "made", name, agency, scopes = string.Join(' ', scopes), expires_on = expiresOn }, cancellation);
        await transaction.CommitAsync(cancellation);
        return secret;
    }

    /// <summary>Ends a key at once. False where there is none in reach that still counts.</summary>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ReturnStore.ScalarAsync(connection, "update share.api_key set revoked_at = $3, revoked_by = $4 where partnership_id = $1 and id = $2 and revoked_at is null returning calls",
            cancellation, session.Partnership, id, clock.GetUtcNow().UtcDateTime, session.User) is not int calls) return false;
        await audit.RecordAsync(connection, AuditAction.Alter, "key", id.ToString(), new { state = "revoked", calls_on_its_last_day = calls }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>All keys of the partnership: those that count first, then the newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select k.id, k.name, k.agency_id, g.name, k.scopes, k.made_at, k.made_by_name, k.expires_on, k.last_used_at, k.revoked_at
            from share.api_key k join partnership.agency g on g.partnership_id = k.partnership_id and g.id = k.agency_id
            where k.partnership_id = $1 order by (k.revoked_at is null and k.expires_on >= $2) desc, k.made_at desc
            """, session.Partnership, London.Today(clock));
        await using var r = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<ApiKey>();
        while (await r.ReadAsync(cancellation))
            keys.Add(new(r.GetGuid(0), r.GetString(1), r.GetGuid(2), r.GetString(3), r.GetFieldValue<string[]>(4), r.GetDateTime(5), r.GetString(6), r.GetFieldValue<DateOnly>(7),
                r.IsDBNull(8) ? null : r.GetDateTime(8), r.IsDBNull(9) ? null : r.GetDateTime(9)));
        return keys;
    }

    /// <inheritdoc/>
    public async Task<KeyAnswer> FindAsync(string secret, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "select partnership_id, id, agency_id, name, scopes, expires_on, revoked_at from share.use_api_key($1)", KeySecret.Hash(secret));
        await using var r = await command.ExecuteReaderAsync(cancellation);
        if (!await r.ReadAsync(cancellation)) return new(null, "This key is not known. Check that it was copied whole.");
        if (!r.IsDBNull(6)) return new(null, "This key was revoked. The administrator makes a new one.");
        if (r.GetFieldValue<DateOnly>(5) < London.Today(clock)) return new(null, $"This key ended on {Days.Long(r.GetFieldValue<DateOnly>(5))}. The administrator makes a new one.");
        return new(new(r.GetGuid(1), r.GetGuid(0), r.GetGuid(2), r.GetString(3), r.GetFieldValue<string[]>(4)), null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(CancellationToken cancellation)
    {
        if (session.PartnershipId is not { } partnership) return new Dictionary<Guid, string>();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "select id, name from share.api_key where partnership_id = $1", partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var names = new Dictionary<Guid, string>();
        while (await reader.ReadAsync(cancellation)) names[reader.GetGuid(0)] = reader.GetString(1);
        return names;
    }
}
