using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Share.Returns.Placing;
using Concordat.Share.Returns.Sending;
using Npgsql;

namespace Concordat.Share.Returns.Life;

/// <summary>Takes the rows of a submitted return into the records: all or nothing, in one transaction.</summary>
/// <remarks>Rows are matched with what is held of the body, set and quarter, by the supplier's reference or else by what they say. What is held and is not sent again
/// ends, save where the return only sends again what was set aside before.</remarks>
public sealed class Acceptance(Connections connections, Session session, AuditLog audit, ReturnMoves moves, PlaceAsking places, TimeProvider clock)
{
    /// <exception cref="LifeRefusedException">The rules refuse it.</exception>
    public async Task AcceptAsync(Guid id, Func<long, long, string, Task> report, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var item = await moves.LockAsync(connection, id, "accept", cancellation);
        var named = await moves.CheckDeciderAsync(item, cancellation);
        await report(1, 5, "Matching with what is held");
        var version = (int)(await RunAsync(connection, "update partnership.partnership set data_version = data_version + 1 where id = $1 returning data_version", cancellation, session.Partnership))!;
        await MatchAsync(connection, item, cancellation);
        await report(2, 5, "Ending what is replaced");
        await EndAsync(connection, version, cancellation);
        await report(3, 5, "Writing the records");
        await InsertAsync(connection, item, version, cancellation);
        await report(4, 5, "Finishing");
        if (item.AnswersTo is null) await SupersedeAsync(connection, item, cancellation);
        else await ForgetMendedAsync(connection, item, cancellation);
        await FinishAsync(connection, item, version, named, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    async Task MatchAsync(NpgsqlConnection connection, SentReturn item, CancellationToken cancellation)
    {
        await RunAsync(connection, """
            create temporary table held (id uuid, reference text, content uuid, has_record boolean, copy bigint) on commit drop;
            create temporary table incoming (row_number integer, record_id uuid, reference text, content uuid, copy bigint, held_id uuid, same boolean, has_record boolean) on commit drop
            """, cancellation);
        await RunAsync(connection, """
            insert into held
            select id, reference, content, true as has_record, row_number() over (partition by reference, content order by id) as copy
            from share.record where partnership_id = $1 and agency_id = $2 and set_number = $3 and period_first = $4 and version_to is null
            union all
            select i.id, i.supplier_ref, i.content, false, row_number() over (partition by i.supplier_ref, i.content order by i.id)
            from share.incident i where i.partnership_id = $1 and i.version_to is null and not i.is_open and i.set_number = $3 and i.month between $4 and $4 + 2 and i.supplier = $5
              and not exists (select from share.record r where r.partnership_id = $1 and r.id = i.id and r.version_to is null)
            """, cancellation, session.Partnership, item.AgencyId, (short)item.Set.Number!.Value, item.Period.First.Number, item.Agency);
        await RunAsync(connection, """
            insert into incoming
            select r.row_number, r.record_id, r.reference, r.content, row_number() over (partition by r.reference, r.content order by r.row_number) as copy,
              null::uuid as held_id, false as same, false as has_record
            from share.return_row r where r.partnership_id = $1 and r.return_id = $2
            """, cancellation, session.Partnership, item.Id);
        await RunAsync(connection, "analyze held; analyze incoming", cancellation);
        await RunAsync(connection, """
            update incoming i set held_id = h.id, same = h.content = i.content and h.has_record, has_record = h.has_record from held h
            where i.reference is not null and h.reference = i.reference and i.copy = 1
            """, cancellation);
        await RunAsync(connection, """
            update incoming i set held_id = h.id, same = h.has_record, has_record = h.has_record from held h
            where i.reference is null and h.reference is null and h.content = i.content and h.copy = i.copy
            """, cancellation);
        if (item.AnswersTo is not null)
            await RunAsync(connection, "delete from held h where not exists (select from incoming i where i.held_id = h.id)", cancellation);
    }

    async Task EndAsync(NpgsqlConnection connection, int version, CancellationToken cancellation)
    {
        // Counted first: without its size the planner may look through all that came for each record held.
        await RunAsync(connection, """
            create temporary table ended on commit drop as select h.id from held h left join incoming i on i.held_id = h.id where i.held_id is null or not i.same;
            analyze ended
            """, cancellation);
        await RunAsync(connection, "update share.record set version_to = $2 where partnership_id = $1 and version_to is null and id in (select id from ended)", cancellation, session.Partnership, version);
        await RunAsync(connection, "update share.incident set version_to = $2 where partnership_id = $1 and version_to is null and id in (select id from ended)", cancellation, session.Partnership, version);
    }

    async Task InsertAsync(NpgsqlConnection connection, SentReturn item, int version, CancellationToken cancellation)
    {
        await RunAsync(connection, """
            insert into share.record (partnership_id, id, version_from, set_number, agency_id, return_id, row_number, period_first, month, reference, fields,
              easting, northing, place_method, place_precision, place_score, place_name, place_words, content)
            select $1, coalesce(i.held_id, r.record_id), $3, $4, $5, $2, r.row_number, $6, r.month, r.reference, r.fields,
              r.easting, r.northing, r.place_method, r.place_precision, r.place_score, r.place_name, r.place_words, r.content
            from incoming i join share.return_row r on r.partnership_id = $1 and r.return_id = $2 and r.row_number = i.row_number where not i.same
            """, cancellation, session.Partnership, item.Id, version, (short)item.Set.Number!.Value, item.AgencyId, item.Period.First.Number);
        await RunAsync(connection, """
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key,
              month, occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, area_ids, content)
            select $1, coalesce(i.held_id, r.record_id), $3, $2, 1001, r.row_number, $5, r.reference, $4, r.theme_key,
              r.month, r.occurred_from, r.occurred_to, r.time_precision, r.easting, r.northing, r.place_method, r.place_name, r.area_ids, r.content
            from incoming i join share.return_row r on r.partnership_id = $1 and r.return_id = $2 and r.row_number = i.row_number
            where not i.same and r.theme_key is not null and r.month is not null and r.time_precision <> 'none'
            """, cancellation, session.Partnership, item.Id, version, (short)item.Set.Number!.Value, item.Agency);
        await RunAsync(connection, """
            insert into share.return_file (partnership_id, return_id, number, name, sha256, kind, force, month, rows_read) values ($1, $2, 1001, $3, '', 'table', $4, $5, $6)
            """, cancellation, session.Partnership, item.Id, item.Title, item.Agency, item.Period.First.Number, item.Read);
    }

    async Task SupersedeAsync(NpgsqlConnection connection, SentReturn item, CancellationToken cancellation)
    {
        var older = new List<Guid>();
        await using (var command = ReturnStore.LongCommand(connection, """
            update share.return set state = 'superseded' where partnership_id = $1 and kind = 'partner' and agency_id = $2 and set_number = $3 and period_first = $4 and state = 'accepted' and id <> $5
            returning id
            """, session.Partnership, item.AgencyId, (short)item.Set.Number!.Value, item.Period.First.Number, item.Id))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) older.Add(reader.GetGuid(0));
        await RunAsync(connection, "delete from share.return_aside where partnership_id = $1 and return_id = any($2)", cancellation, session.Partnership, older.ToArray());
        foreach (var id in older)
        {
            await places.CloseAsync(connection, id, "A later return of the quarter was accepted", cancellation);
            await moves.WriteAsync(connection, id, "supersede", ReturnLife.Accepted, ReturnLife.Superseded, "A later return of the quarter was accepted.", cancellation);
        }
    }

    // What stood in a row is held only until the row is mended.
    Task<object?> ForgetMendedAsync(NpgsqlConnection connection, SentReturn item, CancellationToken cancellation) => RunAsync(connection, """
        delete from share.return_aside a using share.fault_answer f
        where a.partnership_id = $1 and a.return_id = $2 and f.partnership_id = $1 and f.return_id = $2 and f.answered_in = $3 and f.row_number = a.row_number
        """, cancellation, session.Partnership, item.AnswersTo!.Value, item.Id);

    async Task FinishAsync(NpgsqlConnection connection, SentReturn item, int version, string? named, CancellationToken cancellation)
    {
        await RunAsync(connection, """
            update share.return set state = 'accepted', decided_by = $3, decided_by_name = $4, decided_at = $5, data_version = $6,
              inserted = (select count(*) from incoming where held_id is null), updated = (select count(*) from incoming where held_id is not null and not same),
              unchanged = (select count(*) from incoming where same), withdrawn = (select count(*) from held h where not exists (select from incoming i where i.held_id = h.id)),
              month_from = (select min(m) from unnest(months) m), month_to = (select max(m) from unnest(months) m)
            where partnership_id = $1 and id = $2
            """, cancellation, session.Partnership, item.Id, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime, version);
        await moves.WriteAsync(connection, item.Id, "accept", item.State, ReturnLife.Accepted, named, cancellation);
        await audit.RecordAsync(connection, AuditAction.Collect, "return", item.Id.ToString(),
            new { state = "accepted", set = item.Set.Number, records = item.Records, version }, cancellation);
    }

    static Task<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values) =>
        ReturnStore.LongScalarAsync(connection, sql, cancellation, values);
}

/// <summary>Runs an acceptance in the name of the data manager who asked for it.</summary>
sealed class AcceptReturnJob(Acceptance acceptance) : IJobHandler
{
    public const string Name = "accept return";

    public string Kind => Name;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        try
        {
            await acceptance.AcceptAsync(job.PayloadAs<ReturnPayload>().ReturnId, (done, total, words) => progress.ReportAsync(done, total, words, cancellation), cancellation);
            return new { };
        }
        catch (LifeRefusedException refused)
        {
            throw new JobRefusedException($"{refused.Code}: {refused.Message}");
        }
    }
}
