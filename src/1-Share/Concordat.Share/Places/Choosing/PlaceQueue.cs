using System.Text.Json;
using Concordat.Gate.Placing;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Returns;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Places;

/// <summary>The words that wait for a person, and what was decided.</summary>
public sealed class PlaceQueue(Connections connections, Session session, AuditLog audit, TimeProvider clock, IEnumerable<IPlaceAnswered> listeners) : IPlaceQueue
{
    const int LongestWords = 300, MostCandidates = 5;
    const string Columns = """
        q.id, q.agency_id, q.supplier, q.return_id, q.words, q.words_key, q.rows_waiting, q.candidates, q.asked_at, q.state, p.name, q.reason, q.decided_by_name, q.decided_at
        """;
    const string From = "share.place_question q left join share.place p on p.partnership_id = q.partnership_id and p.id = q.place_id";
    const string Open = "q.partnership_id = $1 and q.state = 'open' and ($2 = '00000000-0000-0000-0000-000000000000' or q.return_id = $2)";

    public async Task AddAsync(NpgsqlConnection connection, Guid? supplier, string supplierName, Guid? returnId, IReadOnlyCollection<WaitingWords> words, CancellationToken cancellation)
    {
        var alike = words.Where(w => w.Words.Trim().Length > 0).GroupBy(w => KeyOf(w.Words)).Select(g => (g.Key, Words: Short(g.First().Words), Rows: g.Sum(w => w.Rows),
            Candidates: JsonSerializer.Serialize(g.First().Candidates.Where(c => c.PlaceId is not null).Take(MostCandidates)))).ToArray();
        if (alike.Length == 0) return;
        await using var command = ReturnStore.Command(connection, """
            insert into share.place_question (partnership_id, id, supplier, words, words_key, rows_waiting, candidates, asked_at, agency_id, return_id)
            select $1, n.id, $2, n.words, n.words_key, n.rows, n.candidates::jsonb, $3, $9, $10
            from unnest($4::uuid[], $5::text[], $6::text[], $7::integer[], $8::text[]) as n(id, words, words_key, rows, candidates)
            on conflict (partnership_id, coalesce(return_id, '00000000-0000-0000-0000-000000000000'), coalesce(agency_id, '00000000-0000-0000-0000-000000000000'), words_key) where state = 'open'
            do update set rows_waiting = place_question.rows_waiting + excluded.rows_waiting
            """, session.Partnership, supplierName, clock.GetUtcNow().UtcDateTime, Array.ConvertAll(alike, _ => Guid.CreateVersion7()), Array.ConvertAll(alike, a => a.Words),
            Array.ConvertAll(alike, a => a.Key), Array.ConvertAll(alike, a => a.Rows), Array.ConvertAll(alike, a => a.Candidates));
        command.Parameters.Add(new() { Value = (object?)supplier ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)returnId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task CloseAsync(NpgsqlConnection connection, Guid returnId, string reason, CancellationToken cancellation) => await ReturnStore.ScalarAsync(connection, """
        update share.place_question set state = 'cannot be placed', reason = $3, for_all = false, decided_by = $4, decided_by_name = $5, decided_at = $6
        where partnership_id = $1 and return_id = $2 and state = 'open'
        """, cancellation, session.Partnership, returnId, reason, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);

    public async Task<IReadOnlyList<PlaceAnswer>> AnswersAsync(Guid returnId, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select split_part(q.words_key, ' (', 1), q.place_id, q.reason, q.for_all, p.easting, p.northing, p.half_width_metres, p.name, p.kind
            from share.place_question q left join share.place p on p.partnership_id = q.partnership_id and p.id = q.place_id
            where q.partnership_id = $1 and q.return_id = $2 and q.state <> 'open' order by q.decided_at, q.id
            """, session.Partnership, returnId);
        await using var r = await command.ExecuteReaderAsync(cancellation);
        var answers = new List<PlaceAnswer>();
        while (await r.ReadAsync(cancellation))
            answers.Add(new(r.GetString(0), r.IsDBNull(1) ? Nowhere : PlaceFinder.Chosen(r.GetDouble(4), r.GetDouble(5), r.GetDouble(6), r.GetString(7), r.GetString(8)),
                r.IsDBNull(1) ? null : r.GetGuid(1), r.IsDBNull(2) ? null : r.GetString(2), !r.GetBoolean(3)));
        return answers;
    }

    public async Task<(int Questions, int Rows)> WaitingAsync(Guid? returnId, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, $"select count(*)::int, coalesce(sum(q.rows_waiting), 0)::int from share.place_question q where {Open}",
            session.Partnership, returnId ?? Guid.Empty);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    /// <summary>Open questions, those that most rows wait for first.</summary>
    public async Task<IReadOnlyList<PlaceQuestion>> OpenAsync(Guid? returnId, int page, int size, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, $"select {Columns} from {From} where {Open} order by q.rows_waiting desc, q.asked_at, q.id limit $3 offset $4",
            session.Partnership, returnId ?? Guid.Empty, size, (page - 1) * size);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Null when there is none in reach.</summary>
    public async Task<PlaceQuestion?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, $"select {Columns} from {From} where q.partnership_id = $1 and q.id = $2", session.Partnership, id);
        return (await ReadAsync(command, cancellation)).SingleOrDefault();
    }

    /// <summary>The latest decisions, for those who want to see what was chosen.</summary>
    public async Task<IReadOnlyList<PlaceQuestion>> DecidedAsync(int most, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, $"select {Columns} from {From} where q.partnership_id = $1 and q.state <> 'open' order by q.decided_at desc, q.id limit $2",
            session.Partnership, most);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Writes what the person chose and tells whoever keeps the rows. False where somebody else was first, or the place is not there.</summary>
    public async Task<bool> DecideAsync(Guid id, PlaceChoice choice, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var find = ReturnStore.Command(connection, $"select {Columns} from {From} where q.partnership_id = $1 and q.id = $2 and q.state = 'open' for update of q", session.Partnership, id);
        if ((await ReadAsync(find, cancellation)).SingleOrDefault() is not { } question) return false;
        if (await PlaceOfAsync(connection, choice.PlaceId, cancellation) is not { } place) return false;
        // All open questions of the supplier with the same words, in whichever return, have the same answer.
        var alike = choice.ForAll ? await AlikeAsync(connection, question, cancellation) : [question];
        foreach (var one in alike) await WriteAsync(connection, one, choice, cancellation);
        if (choice.ForAll && question.Supplier is { } supplier) await RememberAsync(connection, supplier, question.Key, choice, cancellation);
        foreach (var one in alike)
            if (one.ReturnId is { } returnId)
                foreach (var listener in listeners)
                    await listener.AnsweredAsync(connection, returnId, new(one.Key, place, choice.PlaceId, choice.Reason, !choice.ForAll), cancellation);
        await audit.RecordAsync(connection, AuditAction.Alter, "place question", id.ToString(),
            new { state = choice.PlaceId is null ? "cannot be placed" : "placed", for_all = choice.ForAll, rows = choice.ForAll ? alike.Sum(a => a.Rows) : 1 }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    async Task<PlaceFound?> PlaceOfAsync(NpgsqlConnection connection, Guid? placeId, CancellationToken cancellation)
    {
        if (placeId is not { } id) return Nowhere;
        await using var command = ReturnStore.Command(connection, "select easting, northing, half_width_metres, name, kind from share.place where partnership_id = $1 and id = $2", session.Partnership, id);
        await using var r = await command.ExecuteReaderAsync(cancellation);
        return await r.ReadAsync(cancellation) ? PlaceFinder.Chosen(r.GetDouble(0), r.GetDouble(1), r.GetDouble(2), r.GetString(3), r.GetString(4)) : null;
    }

    async Task<IReadOnlyList<PlaceQuestion>> AlikeAsync(NpgsqlConnection connection, PlaceQuestion question, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, $"""
            select {Columns} from {From} where q.partnership_id = $1 and q.state = 'open' and q.words_key = $2 and (q.id = $3 or q.agency_id = $4) for update of q
            """, session.Partnership, question.Key, question.Id, question.Supplier ?? Guid.Empty);
        return await ReadAsync(command, cancellation);
    }

    async Task WriteAsync(NpgsqlConnection connection, PlaceQuestion question, PlaceChoice choice, CancellationToken cancellation)
    {
        // For one row alone the question stays open for the others, and the decision is kept as a question of its own.
        if (!choice.ForAll && question.Rows > 1)
        {
            await ReturnStore.ScalarAsync(connection, "update share.place_question set rows_waiting = rows_waiting - 1 where partnership_id = $1 and id = $2", cancellation, session.Partnership, question.Id);
            var own = Guid.CreateVersion7();
            // A new question is asked open and answered below; closed ones may be alike, open ones may not.
            await ReturnStore.ScalarAsync(connection, """
                insert into share.place_question (partnership_id, id, agency_id, supplier, return_id, words, words_key, rows_waiting, candidates, asked_at)
                select partnership_id, $3, agency_id, supplier, return_id, words, words_key || $4, 1, candidates, asked_at from share.place_question where partnership_id = $1 and id = $2
                """, cancellation, session.Partnership, question.Id, own, $" ({own:N})");
            question = question with { Id = own };
        }
        await using var command = ReturnStore.Command(connection, """
            update share.place_question set state = $3, for_all = $4, decided_by = $5, decided_by_name = $6, decided_at = $7, place_id = $8, reason = $9
            where partnership_id = $1 and id = $2
            """, session.Partnership, question.Id, choice.PlaceId is null ? "cannot be placed" : "placed", choice.ForAll, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        command.Parameters.Add(new() { Value = (object?)choice.PlaceId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)choice.Reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    async Task RememberAsync(NpgsqlConnection connection, Guid supplier, string key, PlaceChoice choice, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            insert into share.place_memory (partnership_id, agency_id, words_key, decided_by, decided_by_name, decided_at, place_id, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (partnership_id, agency_id, words_key) do update
              set place_id = excluded.place_id, reason = excluded.reason, decided_by = excluded.decided_by, decided_by_name = excluded.decided_by_name, decided_at = excluded.decided_at
            """, session.Partnership, supplier, key, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        command.Parameters.Add(new() { Value = (object?)choice.PlaceId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)choice.Reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static PlaceFound Nowhere => PlaceFound.None with { Method = PlaceFinder.CannotBePlaced };

    // Words that are numbers and signs alone have no key of their own.
    internal static string KeyOf(string words) => PlaceFinder.KeyOf(words) is { Length: > 0 } key ? key : Short(words).ToLowerInvariant();

    static string Short(string words) => words.Trim() is var whole && whole.Length <= LongestWords ? whole : whole[..LongestWords];

    static async Task<List<PlaceQuestion>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var questions = new List<PlaceQuestion>();
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
            questions.Add(new(r.GetGuid(0), r.IsDBNull(1) ? null : r.GetGuid(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetGuid(3), r.GetString(4), r.GetString(5), r.GetInt32(6),
                JsonSerializer.Deserialize<List<PlaceCandidate>>(r.GetString(7))!, r.GetDateTime(8), r.GetString(9), r.IsDBNull(10) ? null : r.GetString(10),
                r.IsDBNull(11) ? null : r.GetString(11), r.IsDBNull(12) ? null : r.GetString(12), r.IsDBNull(13) ? null : r.GetDateTime(13)));
        return questions;
    }
}
