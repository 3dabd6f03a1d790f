using System.Text.Json;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Share.Returns.Sending;

/// <summary>A dated, attributed move of a return.</summary>
public sealed record Moved(string Event, string From, string To, DateTime At, string By, string? Words);

/// <summary>One fault of one row.</summary>
/// <param name="Value">What stood in the cell, where nothing personal can be in it; null otherwise.</param>
/// <param name="Answer">corrected, confirmed or withdrawn; null while the supplier has not answered.</param>
public sealed record SentFault(int Row, string? Column, string Code, string Message, string Remedy, bool SetsAside, string? Answer, string? Value);

/// <summary>A row with faults, with as much of what stood in it as may be told.</summary>
sealed record RowToMend(int Row, IReadOnlyList<string> Columns, IReadOnlyList<string> Codes, IReadOnlyList<string> Remedies, IReadOnlyDictionary<string, string> Cells);

/// <summary>Reads partners' returns with their faults and moves. A return out of reach is not there.</summary>
public sealed class SentReturns(Connections connections, Session session)
{
    /// <summary>Who may open a return: its own body, and those who read evidence.</summary>
    bool MayRead(Guid agency) => agency == session.AgencyId || session.Roles.Any(r => r is Role.Analyst or Role.Coordinator or Role.Chair or Role.InformationGovernance);

    /// <summary>Whether somebody may see how many rows a body sent: its own people, and the data manager, who decides on them.</summary>
    public static bool MaySeeCounts(Guid agency, Session session) => agency == session.AgencyId || session.Has(Role.Coordinator);

    public async Task<SentReturn?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return await FindAsync(connection, id, cancellation);
    }

    internal async Task<SentReturn?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select r.id, r.agency_id, g.name, g.short_name, r.set_number, coalesce(r.period_first, r.month_from), r.state, r.title, r.source_note, coalesce(r.way, 'loader'), r.choice = 'rows', r.answers_to,
              r.sent_by_name, r.sent_by, r.sent_at, r.submitted_by_name, r.submitted_by, r.submitted_at, r.decided_by_name, r.decided_at,
              r.rows_read, r.ready, r.unlocated, r.set_aside, r.warnings, r.records, r.placed, r.inserted, r.updated, r.unchanged, r.withdrawn,
              r.months, r.missing_months, r.gaps, r.notices, r.report::text, r.data_version,
              coalesce(j.state, ''), coalesce(j.done, 0), coalesce(j.total, 0), coalesce(j.activity, ''), j.failure
            from share.return r join partnership.agency g on g.partnership_id = r.partnership_id and g.id = r.agency_id
              left join platform.job j on j.partnership_id = r.partnership_id and j.id = r.job_id
            where r.partnership_id = $1 and r.id = $2 and r.kind = 'partner' and r.set_number is not null
            """, session.Partnership, id);
        await using var r = await command.ExecuteReaderAsync(cancellation);
        if (!await r.ReadAsync(cancellation) || !MayRead(r.GetGuid(1))) return null;
        string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
        DateTime? Moment(int column) => r.IsDBNull(column) ? null : r.GetDateTime(column);
        Month[] MonthsAt(int column) => [.. r.GetFieldValue<int[]>(column).Select(m => new Month(m))];
        return new(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), SetCatalogue.Standard.Statutory(r.GetInt16(4)), SetPeriod.Of(new Month(r.GetInt32(5))), r.GetString(6), r.GetString(7),
            Text(8), r.GetString(9), r.GetBoolean(10), r.IsDBNull(11) ? null : r.GetGuid(11), r.GetString(12), r.GetGuid(13), r.GetDateTime(14), Text(15), r.IsDBNull(16) ? null : r.GetGuid(16), Moment(17), Text(18), Moment(19),
            r.GetInt32(20), r.GetInt32(21), r.GetInt32(22), r.GetInt32(23), r.GetInt32(24), r.GetInt32(25), r.GetInt32(26), r.GetInt32(27), r.GetInt32(28), r.GetInt32(29), r.GetInt32(30),
            MonthsAt(31), MonthsAt(32), r.GetFieldValue<string[]>(33), r.GetFieldValue<string[]>(34), Text(35), r.IsDBNull(36) ? null : r.GetInt32(36),
            r.GetString(37), r.GetInt64(38), r.GetInt64(39), r.GetString(40), Text(41));
    }

    /// <summary>Partners' returns whose row counts the acting person may not see.</summary>
    public async Task<IReadOnlySet<Guid>> WithoutCountsAsync(CancellationToken cancellation)
    {
        var ids = new HashSet<Guid>();
        if (session.Has(Role.Coordinator)) return ids;
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, "select id from share.return where partnership_id = $1 and kind = 'partner' and agency_id is distinct from $2",
            session.Partnership, (object?)session.AgencyId ?? DBNull.Value);
        command.Parameters[1].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    /// <summary>Faults by row, all or of one code.</summary>
    public async Task<IReadOnlyList<SentFault>> FaultsAsync(Guid id, string? code, int skip, int take, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select f.row_number, f.column_name, f.code, coalesce(f.message, ''), f.remedy, f.sets_aside, a.answer, s.cells ->> f.column_name
            from share.return_fault f left join share.return_aside s on s.partnership_id = f.partnership_id and s.return_id = f.return_id and s.row_number = f.row_number
              left join share.fault_answer a on a.partnership_id = f.partnership_id and a.return_id = f.return_id and a.row_number = f.row_number and a.code = f.code
            where f.partnership_id = $1 and f.return_id = $2 and ($3 = '' or f.code = $3) order by f.number offset $4 limit $5
            """, session.Partnership, id, code ?? "", skip, take);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var faults = new List<SentFault>();
        while (await reader.ReadAsync(cancellation))
            faults.Add(new(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetBoolean(5), reader.IsDBNull(6) ? null : reader.GetString(6),
                reader.IsDBNull(7) ? null : reader.GetString(7)));
        return faults;
    }

    /// <summary>Reason codes with their counts: those that set rows aside first, the commonest first.</summary>
    public async Task<IReadOnlyList<(string Code, bool SetsAside, int Count)>> FaultCountsAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select code, sets_aside, count(*)::int from share.return_fault where partnership_id = $1 and return_id = $2 group by 1, 2 order by 2 desc, 3 desc, 1
            """, session.Partnership, id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new List<(string, bool, int)>();
        while (await reader.ReadAsync(cancellation)) counts.Add((reader.GetString(0), reader.GetBoolean(1), reader.GetInt32(2)));
        return counts;
    }

    /// <summary>Rows that wait for an answer, each with all its faults and what stood in it, by row.</summary>
    internal async Task<IReadOnlyList<RowToMend>> ToMendAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select f.row_number, array_agg(coalesce(f.column_name, '') order by f.number), array_agg(f.code order by f.number), array_agg(f.remedy order by f.number), min(s.cells::text)
            from share.return_fault f
              left join share.fault_answer a on a.partnership_id = f.partnership_id and a.return_id = f.return_id and a.row_number = f.row_number and a.code = f.code
              left join share.return_aside s on s.partnership_id = f.partnership_id and s.return_id = f.return_id and s.row_number = f.row_number
            where f.partnership_id = $1 and f.return_id = $2 and a.answer is null group by f.row_number order by f.row_number
            """, session.Partnership, id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<RowToMend>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(new(reader.GetInt32(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2), reader.GetFieldValue<string[]>(3),
                reader.IsDBNull(4) ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(4))!));
        return rows;
    }

    /// <summary>How many faults were answered how, and how many wait.</summary>
    public async Task<IReadOnlyDictionary<string, int>> AnswersAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select coalesce(a.answer, ''), count(*)::int
            from share.return_fault f left join share.fault_answer a on a.partnership_id = f.partnership_id and a.return_id = f.return_id and a.row_number = f.row_number and a.code = f.code
            where f.partnership_id = $1 and f.return_id = $2 group by 1
            """, session.Partnership, id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var answers = new Dictionary<string, int>();
        while (await reader.ReadAsync(cancellation)) answers[reader.GetString(0)] = reader.GetInt32(1);
        return answers;
    }

    public async Task<IReadOnlyList<Moved>> MovesAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection,
            "select event, from_state, to_state, at, user_name, words from share.return_move where partnership_id = $1 and return_id = $2 order by number", session.Partnership, id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var moves = new List<Moved>();
        while (await reader.ReadAsync(cancellation))
            moves.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetDateTime(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        return moves;
    }
}
