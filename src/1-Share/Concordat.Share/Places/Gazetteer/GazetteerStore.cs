using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Concordat.Share.Returns;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Places;

/// <summary>Which places of the gazetteer are wanted.</summary>
/// <param name="Text">Part of a name or alias; null for all.</param>
/// <param name="Kind">Null for all.</param>
/// <param name="Retired">True for those no longer in use, false for those in use.</param>
public sealed record PlaceFilter(string? Text, string? Kind, bool Retired);

/// <summary>Keeps the gazetteer: places, their shapes and the other names people use for them.</summary>
public sealed class GazetteerStore(Connections connections, Session session, AuditLog audit, TimeProvider clock)
{
    const string Columns = """
        p.id, p.kind, p.name, p.shape, p.easting, p.northing, p.half_width_metres, p.valid_from, p.valid_to, p.source, p.added_by_name, p.added_at,
        coalesce((select array_agg(a.id order by a.name) from share.place_alias a where a.partnership_id = p.partnership_id and a.place_id = p.id), '{}'),
        coalesce((select array_agg(a.name order by a.name) from share.place_alias a where a.partnership_id = p.partnership_id and a.place_id = p.id), '{}'),
        coalesce((select array_agg(a.state order by a.name) from share.place_alias a where a.partnership_id = p.partnership_id and a.place_id = p.id), '{}'),
        coalesce((select array_agg(a.added_by_name order by a.name) from share.place_alias a where a.partnership_id = p.partnership_id and a.place_id = p.id), '{}'),
        coalesce((select array_agg(a.added_at order by a.name) from share.place_alias a where a.partnership_id = p.partnership_id and a.place_id = p.id), '{}')
        """;
    const string Matching = """
        p.partnership_id = $1 and (($4 and p.valid_to < $5) or (not $4 and (p.valid_to is null or p.valid_to >= $5))) and ($2 = '' or p.kind = $2)
        and ($3 = '' or p.name ilike $3 or exists (select 1 from share.place_alias a where a.partnership_id = p.partnership_id and a.place_id = p.id and a.state <> 'refused' and a.name ilike $3))
        """;

    public DateOnly Today => London.Today(clock);

    /// <summary>Places by name, a page at a time.</summary>
    public async Task<(IReadOnlyList<Place> Places, int Total)> ListAsync(PlaceFilter filter, int page, int size, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        object[] values = [session.Partnership, filter.Kind ?? "", string.IsNullOrWhiteSpace(filter.Text) ? "" : SearchPattern.Of(filter.Text.Trim()), filter.Retired, Today];
        var total = Convert.ToInt32(await ReturnStore.ScalarAsync(connection, $"select count(*) from share.place p where {Matching}", cancellation, values), null);
        await using var command = ReturnStore.Command(connection,
            $"select {Columns} from share.place p where {Matching} order by lower(p.name), p.id limit $6 offset $7", [.. values, size, (page - 1) * size]);
        return (await ReadAsync(command, cancellation), total);
    }

    /// <summary>Null when there is none in reach.</summary>
    public async Task<Place?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, $"select {Columns} from share.place p where p.partnership_id = $1 and p.id = $2", session.Partnership, id);
        return (await ReadAsync(command, cancellation)).SingleOrDefault();
    }

    /// <summary>Kinds in use, with how many places each has.</summary>
    public async Task<IReadOnlyList<(string Kind, int Places)>> KindsAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "select kind, count(*)::int from share.place where partnership_id = $1 and (valid_to is null or valid_to >= $2) group by kind order by kind",
            session.Partnership, Today);
        var kinds = new List<(string, int)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) kinds.Add((reader.GetString(0), reader.GetInt32(1)));
        return kinds;
    }

    public async Task<Guid> AddAsync(NewPlace place, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await InsertAsync(connection, place, cancellation);
        await RaiseStampAsync(connection, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "place", id.ToString(), new { place.Kind, aliases = place.Aliases.Count }, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    /// <summary>Changes what the place is called and where it is; decisions that point to it keep what they meant, for they hold its id.</summary>
    public async Task EditAsync(Guid id, string kind, string name, PlaceShape shape, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.ScalarAsync(connection, """
            update share.place set kind = $3, name = $4, shape = $5, easting = $6, northing = $7, half_width_metres = $8 where partnership_id = $1 and id = $2
            """, cancellation, session.Partnership, id, kind, name, shape.Wkt, shape.Easting, shape.Northing, shape.HalfWidthMetres);
        await RaiseStampAsync(connection, cancellation);
        await audit.RecordAsync(connection, AuditAction.Alter, "place", id.ToString(), new { fields = "kind, name, shape" }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Takes a place out of use after a day; null brings it back.</summary>
    public async Task RetireAsync(Guid id, DateOnly? lastDay, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var command = ReturnStore.Command(connection, "update share.place set valid_to = $3 where partnership_id = $1 and id = $2", session.Partnership, id))
        {
            command.Parameters.Add(new() { Value = (object?)lastDay ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await RaiseStampAsync(connection, cancellation);
        await audit.RecordAsync(connection, AuditAction.Alter, "place", id.ToString(), new { valid_to = lastDay }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Adds another name: confirmed at once by those who keep the records, proposed by others. False where the place has it already.</summary>
    public async Task<bool> AddAliasAsync(Guid id, string name, CancellationToken cancellation)
    {
        var keeps = session.Has(Role.Analyst) || session.Has(Role.Coordinator);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await InsertAliasAsync(connection, id, name, keeps ? "confirmed" : "proposed", cancellation)) return false;
        if (keeps) await RaiseStampAsync(connection, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "place alias", id.ToString(), new { state = keeps ? "confirmed" : "proposed" }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Confirms or refuses another name.</summary>
    public async Task DecideAliasAsync(Guid id, Guid alias, bool confirmed, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.ScalarAsync(connection, """
            update share.place_alias set state = $4, decided_by = $5, decided_by_name = $6, decided_at = $7 where partnership_id = $1 and place_id = $2 and id = $3
            """, cancellation, session.Partnership, id, alias, confirmed ? "confirmed" : "refused", session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        await RaiseStampAsync(connection, cancellation);
        await audit.RecordAsync(connection, AuditAction.Alter, "place alias", alias.ToString(), new { state = confirmed ? "confirmed" : "refused" }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Takes in the places of a file: those of the same kind and name within 250 metres are brought up to date, the others added.</summary>
    public async Task<(int Added, int Updated)> ImportAsync(IReadOnlyList<NewPlace> places, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (added, updated) = (0, 0);
        foreach (var place in places)
        {
            var held = await ReturnStore.ScalarAsync(connection, """
                select id from share.place where partnership_id = $1 and lower(name) = lower($2) and kind = $3 and valid_to is null
                  and abs(easting - $4) <= 250 and abs(northing - $5) <= 250 order by abs(easting - $4) + abs(northing - $5) limit 1
                """, cancellation, session.Partnership, place.Name, place.Kind, place.Shape.Easting, place.Shape.Northing);
            if (held is not Guid id)
            {
                await InsertAsync(connection, place, cancellation);
                added++;
                continue;
            }
            await ReturnStore.ScalarAsync(connection, "update share.place set shape = $3, easting = $4, northing = $5, half_width_metres = $6 where partnership_id = $1 and id = $2",
                cancellation, session.Partnership, id, place.Shape.Wkt, place.Shape.Easting, place.Shape.Northing, place.Shape.HalfWidthMetres);
            foreach (var alias in place.Aliases) await InsertAliasAsync(connection, id, alias, "confirmed", cancellation);
            updated++;
        }
        await RaiseStampAsync(connection, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "gazetteer", session.Partnership.ToString(), new { added, updated }, cancellation);
        await transaction.CommitAsync(cancellation);
        return (added, updated);
    }

    async Task<Guid> InsertAsync(NpgsqlConnection connection, NewPlace place, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await ReturnStore.ScalarAsync(connection, """
            insert into share.place (partnership_id, id, kind, name, shape, easting, northing, half_width_metres, valid_from, source, added_by, added_by_name, added_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, cancellation, session.Partnership, id, place.Kind, place.Name, place.Shape.Wkt, place.Shape.Easting, place.Shape.Northing, place.Shape.HalfWidthMetres,
            Today, place.Source, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        foreach (var alias in place.Aliases) await InsertAliasAsync(connection, id, alias, "confirmed", cancellation);
        return id;
    }

    async Task<bool> InsertAliasAsync(NpgsqlConnection connection, Guid place, string name, string state, CancellationToken cancellation) =>
        await ReturnStore.ScalarAsync(connection, """
            insert into share.place_alias (partnership_id, id, place_id, name, state, added_by, added_by_name, added_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (partnership_id, place_id, lower(name)) do nothing returning id
            """, cancellation, session.Partnership, Guid.CreateVersion7(), place, name, state, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime) is not null;

    Task RaiseStampAsync(NpgsqlConnection connection, CancellationToken cancellation) => PlaceStamp.RaiseAsync(connection, session.Partnership, postcodes: false, cancellation);

    static async Task<List<Place>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var places = new List<Place>();
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            var (ids, names, states) = (r.GetFieldValue<Guid[]>(12), r.GetFieldValue<string[]>(13), r.GetFieldValue<string[]>(14));
            var (by, at) = (r.GetFieldValue<string[]>(15), r.GetFieldValue<DateTime[]>(16));
            places.Add(new(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetDouble(4), r.GetDouble(5), r.GetDouble(6),
                r.GetFieldValue<DateOnly>(7), r.IsDBNull(8) ? null : r.GetFieldValue<DateOnly>(8), r.GetString(9), r.GetString(10), r.GetDateTime(11),
                [.. ids.Select((id, i) => new PlaceAlias(id, names[i], states[i], by[i], at[i]))]));
        }
        return places;
    }
}

/// <summary>Numbers raised with every change of the postcodes or the gazetteer.</summary>
static class PlaceStamp
{
    public static Task RaiseAsync(NpgsqlConnection connection, Guid partnership, bool postcodes, CancellationToken cancellation) => ReturnStore.ScalarAsync(connection, """
        insert into share.place_stamp (partnership_id, postcodes, gazetteer) values ($1, $2, $3)
        on conflict (partnership_id) do update set postcodes = place_stamp.postcodes + excluded.postcodes, gazetteer = place_stamp.gazetteer + excluded.gazetteer
        """, cancellation, partnership, postcodes ? 1L : 0L, postcodes ? 0L : 1L);
}
