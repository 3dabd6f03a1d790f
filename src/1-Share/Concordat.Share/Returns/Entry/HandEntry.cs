using System.Text.Json;
using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Places;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns.Life;
using Concordat.Share.Returns.Sending;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns.Entry;

/// <summary>A record of a draft that was entered by hand.</summary>
/// <param name="PlaceWords">The place as it was typed; null where nothing was.</param>
/// <param name="PlaceReason">Why it cannot be located; null where it can.</param>
public sealed record EnteredRecord(int Row, IReadOnlyDictionary<string, string> Values, PlaceFound Place, string? PlaceWords, string? PlaceReason)
{
    /// <summary>Name or words of the place; null where it has none.</summary>
    public string? PlaceName => Place.Name is { Length: > 0 } name ? name : PlaceWords;
}

/// <summary>What is wrong with one field of the form; the key is empty where it is the whole record.</summary>
public sealed record EntryFault(string Key, string Message);

/// <summary>Gathers records entered by hand into the quarter's draft: each passes the gate alone, by the same checks as a row of a file.</summary>
public sealed class HandEntry(Connections connections, Session session, AuditLog audit, ReturnSending sending, ReturnMoves moves, IPlaceFinderSource finders, TimeProvider clock)
{
    /// <summary>The draft of records entered by hand; null where there is none yet.</summary>
    public async Task<Guid?> DraftAsync(Parcel parcel, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return await DraftAsync(connection, parcel, cancellation);
    }

    /// <summary>Why nothing may be entered now; null where it may.</summary>
    public async Task<(string Code, string Words)?> RefusalAsync(Parcel parcel, CancellationToken cancellation)
    {
        if (await sending.RefusalAsync(parcel, cancellation) is { } refusal) return refusal;
        await using var connection = await connections.OpenAsync(cancellation);
        return await ReturnStore.ScalarAsync(connection, """
            select 1 from share.return where partnership_id = $1 and kind = 'partner' and agency_id = $2 and set_number = $3 and period_first = $4 and state = 'draft' and way <> 'form'
            """, cancellation, session.Partnership, parcel.AgencyId, parcel.Number, parcel.Period.First.Number) is null ? null
            : ("L-02", "A file of this quarter waits as a draft. Submit it or drop it first; records entered by hand are added to an accepted return.");
    }

    /// <summary>An accepted return of the quarter is added to, never replaced by what is entered by hand.</summary>
    public async Task<Parcel> ParcelAsync(Parcel parcel, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return parcel with
        {
            AnswersTo = await ReturnStore.ScalarAsync(connection, """
                select id from share.return where partnership_id = $1 and kind = 'partner' and agency_id = $2 and set_number = $3 and period_first = $4 and state = 'accepted' order by id desc limit 1
                """, cancellation, session.Partnership, parcel.AgencyId, parcel.Number, parcel.Period.First.Number) as Guid?,
        };
    }

    /// <summary>The records of a draft, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<EnteredRecord>> RecordsAsync(Guid draft, int? row, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select row_number, fields::text, easting, northing, place_method, place_precision, place_score, place_name, place_words, place_reason
            from share.return_row where partnership_id = $1 and return_id = $2 and ($3 = 0 or row_number = $3) order by row_number
            """, session.Partnership, draft, row ?? 0);
        await using var r = await command.ExecuteReaderAsync(cancellation);
        var records = new List<EnteredRecord>();
        while (await r.ReadAsync(cancellation))
            records.Add(new(r.GetInt32(0), JsonSerializer.Deserialize<Dictionary<string, string>>(r.GetString(1))!,
                new(r.IsDBNull(2) ? null : r.GetDouble(2), r.IsDBNull(3) ? null : r.GetDouble(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetDouble(5), r.IsDBNull(6) ? 0 : r.GetFloat(6), r.IsDBNull(7) ? null : r.GetString(7), null, []),
                r.IsDBNull(8) ? null : r.GetString(8), r.IsDBNull(9) ? null : r.GetString(9)));
        return records;
    }

    /// <summary>Adds a record, or puts it in the place of one that is there.</summary>
    /// <param name="values">What was typed, by key of the field.</param>
    /// <param name="picked">The place; null where the set has none.</param>
    /// <returns>What is wrong; empty where the record was kept.</returns>
    public async Task<IReadOnlyList<EntryFault>> SaveAsync(Parcel parcel, int? row, IReadOnlyDictionary<string, string> values, PickedPlace? picked, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, parcel, cancellation);
        var draft = await DraftAsync(connection, parcel, cancellation);
        if (row is not null && draft is null) return [new("", "The draft is not there any more. It was submitted or dropped meanwhile")];
        var placer = await AreaPlacer.LoadAsync(connection, session.Partnership, cancellation);
        var removed = new Dictionary<string, long>();
        var settings = await sending.SettingsAsync(connection, parcel, placer.Boundary(), cancellation);
        if (!EntryFields.HasPlace(parcel.Set, settings.Agreed)) picked = null;
        var finder = new PickedFinder(picked?.Place ?? PlaceFound.None, parcel.Set.Place == PlaceKept.OutwardPostcode ? await finders.BuildAsync(parcel.AgencyId, cancellation) : null);
        var (kept, faults) = Check(parcel, settings, values, picked, finder, removed);
        if (kept is null) return faults;
        var id = draft ?? await BeginAsync(connection, parcel, cancellation);
        if (await IsTwiceAsync(connection, id, row, parcel.Set, kept, cancellation) is { } twice) return [twice];
        if (row is { } old) await ReturnStore.ScalarAsync(connection, "delete from share.return_row where partnership_id = $1 and return_id = $2 and row_number = $3", cancellation, session.Partnership, id, old);
        var number = row ?? (int)(await ReturnStore.ScalarAsync(connection, "update share.return set next_row = next_row + 1 where partnership_id = $1 and id = $2 returning next_row - 1", cancellation, session.Partnership, id))!;
        using (var writer = new DraftWriter(connection, session.Partnership, id, parcel.Set, parcel.AgencyId, placer))
            await writer.RowsAsync([kept with { Number = number }], cancellation);
        if (picked?.Reason is { } reason)
            await ReturnStore.ScalarAsync(connection, "update share.return_row set place_reason = $4 where partnership_id = $1 and return_id = $2 and row_number = $3", cancellation,
                session.Partnership, id, number, new IdentifierScanner(clock).Clean(reason, CellSetting.FreeText, new RemovalCounts()));
        await CountAsync(connection, id, parcel, removed, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "return", id.ToString(), new { state = "draft", set = parcel.Number, quarter = Due.Quarters.Key(parcel.Period), record = number, changed = row is not null }, cancellation);
        await transaction.CommitAsync(cancellation);
        return [];
    }

    /// <summary>Takes a record out of the draft. False where it is not there.</summary>
    public async Task<bool> RemoveAsync(Parcel parcel, int row, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, parcel, cancellation);
        if (await DraftAsync(connection, parcel, cancellation) is not { } id
            || await ReturnStore.ScalarAsync(connection, "delete from share.return_row where partnership_id = $1 and return_id = $2 and row_number = $3 returning row_number", cancellation, session.Partnership, id, row) is null) return false;
        await CountAsync(connection, id, parcel, [], cancellation);
        await audit.RecordAsync(connection, AuditAction.Erase, "return", id.ToString(), new { state = "draft", record = row }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    (KeptRow? Kept, IReadOnlyList<EntryFault> Faults) Check(Parcel parcel, GateSettings settings, IReadOnlyDictionary<string, string> values, PickedPlace? picked, PickedFinder finder, Dictionary<string, long> removed)
    {
        var cells = EntryFields.Of(parcel.Set, settings.Agreed).Select(f => KeyValuePair.Create(f.Key, values.GetValueOrDefault(f.Key, "").Trim())).ToList();
        if (EntryFields.HasPlace(parcel.Set, settings.Agreed)) cells.Add(KeyValuePair.Create(EntryFields.Location, picked?.Words ?? ""));
        var map = new ReturnMap { Columns = cells.ToDictionary(c => c.Key, c => c.Key) };
        KeptRow? kept = null;
        var faults = new List<EntryFault>();
        using var table = new FormTable(cells, 2);
        var report = Gatekeeper.Pass(parcel.Set, table, map, settings, new IdentifierScanner(clock), finder, row => kept = row,
            fault => { if (fault.SetsAside) faults.Add(Told(parcel.Set, fault)); }, null, CancellationToken.None);
        foreach (var (key, count) in report.Removed.ByKey()) removed[key] = count;
        if (kept is not null && picked is not null) kept = kept with { Place = picked.Place };
        return (kept, faults);
    }

    static EntryFault Told(SetDefinition set, RowFault fault) => fault.Column is { } key && set.Find(key) is { } field
        ? new(field.Key, $"{field.Label}: {char.ToLowerInvariant(fault.Message[0])}{fault.Message[1..]}. {fault.Remedy} ({fault.Code})") : new("", $"{fault.Message}. {fault.Remedy} ({fault.Code})");

    async Task<EntryFault?> IsTwiceAsync(NpgsqlConnection connection, Guid id, int? row, SetDefinition set, KeptRow kept, CancellationToken cancellation)
    {
        if (set.Fields.FirstOrDefault(f => f.Type == FieldType.Reference)?.Key is not { } key || kept.Values.GetValueOrDefault(key) is not { } reference) return null;
        return await ReturnStore.ScalarAsync(connection, "select 1 from share.return_row where partnership_id = $1 and return_id = $2 and reference = $3 and row_number <> $4",
            cancellation, session.Partnership, id, reference, row ?? 0) is null ? null : new(key, "Another record of this draft has the same reference (K-01)");
    }

    async Task<Guid> BeginAsync(NpgsqlConnection connection, Parcel parcel, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        using var table = new FormTable([], 2);
        await sending.BeginAsync(connection, id, parcel, table, 0, cancellation);
        await moves.WriteAsync(connection, id, "send", "expected", ReturnLife.Draft, null, cancellation);
        return id;
    }

    async Task<Guid?> DraftAsync(NpgsqlConnection connection, Parcel parcel, CancellationToken cancellation) => await ReturnStore.ScalarAsync(connection, """
        select id from share.return where partnership_id = $1 and kind = 'partner' and agency_id = $2 and set_number = $3 and period_first = $4 and state = 'draft' and way = 'form' limit 1
        """, cancellation, session.Partnership, parcel.AgencyId, parcel.Number, parcel.Period.First.Number) as Guid?;

    async Task LockAsync(NpgsqlConnection connection, Parcel parcel, CancellationToken cancellation) => await ReturnStore.LongScalarAsync(connection,
        "select 1 from (select pg_advisory_xact_lock(hashtextextended($1, 0))) l", cancellation, $"{session.Partnership}/{parcel.AgencyId}/{parcel.Number}/{parcel.Period}");

    async Task CountAsync(NpgsqlConnection connection, Guid id, Parcel parcel, Dictionary<string, long> removed, CancellationToken cancellation)
    {
        var known = ReportJson.Numbers(await ReturnStore.ScalarAsync(connection, "select report::text from share.return where partnership_id = $1 and id = $2", cancellation, session.Partnership, id) as string, "removed");
        foreach (var (key, count) in known) removed[key] = removed.GetValueOrDefault(key) + count;
        await using var command = ReturnStore.Command(connection, """
            update share.return t set rows_read = c.n, ready = c.n - c.waiting, unlocated = c.waiting, records = c.n, placed = c.placed, months = c.months, content_hash = c.hash,
              values_filled = f.filled, values_asked = c.n * f.keys, report = jsonb_build_object('filled', f.fields, 'removed', $5)
            from (select count(*)::int as n, count(easting)::int as placed, case when $3 then count(*) filter (where easting is null) else 0 end::int as waiting,
                case when $4 then coalesce(array_agg(distinct month order by month) filter (where month is not null), '{}') else array[$6, $6 + 1, $6 + 2] end as months,
                encode(sha256(convert_to(coalesce(string_agg(content::text, ',' order by row_number), ''), 'UTF8')), 'hex') as hash
              from share.return_row where partnership_id = $1 and return_id = $2) c,
              (select coalesce(sum(n), 0)::bigint as filled, count(*)::bigint as keys, coalesce(jsonb_object_agg(key, n), '{}') as fields
                from (select e.key, count(*) as n from share.return_row r cross join lateral jsonb_each_text(r.fields) e where r.partnership_id = $1 and r.return_id = $2 group by 1) k) f
            where t.partnership_id = $1 and t.id = $2
            """, session.Partnership, id, parcel.Set.Place == PlaceKept.Point, parcel.Set.HasDate);
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(removed), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = parcel.Period.First.Number });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
