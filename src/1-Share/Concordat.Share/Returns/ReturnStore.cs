using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;

namespace Concordat.Share.Returns;

/// <summary>Reads returns, their files and their faults.</summary>
public sealed class ReturnStore(Connections connections, Session session)
{
    const string Columns = """
        r.id, r.kind, r.title, r.state, coalesce(j.state, ''), r.sent_by_name, r.sent_at, r.area_name, r.area_file_id,
        r.rows_read, r.ready, r.unlocated, r.set_aside, r.elsewhere, r.inserted, r.updated, r.unchanged, r.withdrawn,
        r.month_from, r.month_to, r.notices, r.decided_by_name, r.decided_at, r.data_version, r.job_id,
        coalesce(j.done, 0), coalesce(j.total, 0), coalesce(j.activity, ''), j.failure
        """;
    const string From = "share.return r left join platform.job j on j.partnership_id = r.partnership_id and j.id = r.job_id";

    /// <summary>The newest first.</summary>
    public async Task<(IReadOnlyList<Return> Returns, int Total)> ListAsync(int page, int size, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        var total = Convert.ToInt32(await ScalarAsync(connection, "select count(*) from share.return where partnership_id = $1 and (kind <> 'partner' or state <> 'discarded')", cancellation, session.Partnership), null);
        await using var command = Command(connection,
            $"select {Columns} from {From} where r.partnership_id = $1 and (r.kind <> 'partner' or r.state <> 'discarded') order by r.sent_at desc, r.id desc limit $2 offset $3", session.Partnership, size, (page - 1) * size);
        var returns = new List<Return>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) returns.Add(ReadReturn(reader));
        return (returns, total);
    }

    /// <summary>Null when there is none in reach.</summary>
    public async Task<Return?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, $"select {Columns} from {From} where r.partnership_id = $1 and r.id = $2", session.Partnership, id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? ReadReturn(reader) : null;
    }

    public async Task<IReadOnlyList<ReturnFile>> FilesAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, """
            select number, stored_file_id, name, sha256, kind, month, rows_read from share.return_file
            where partnership_id = $1 and return_id = $2 order by number
            """, session.Partnership, id);
        var files = new List<ReturnFile>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            files.Add(new(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                ReadMonth(reader, 5), reader.GetInt32(6)));
        return files;
    }

    /// <summary>Reasons, the most frequent first, each with its first rows.</summary>
    public async Task<IReadOnlyList<FaultGroup>> FaultsAsync(Guid id, int first, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, """
            select code, count, file, row_number, column_name, what_we_read, remedy from (
              select *, count(*) over (partition by code) as count, row_number() over (partition by code order by number) as place
              from share.return_fault where partnership_id = $1 and return_id = $2) f
            where place <= $3 order by count desc, code, number
            """, session.Partnership, id, first);
        var rows = new List<(FaultRow Row, int Count)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add((new(reader.GetString(2), reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetString(0), reader.GetString(5), reader.GetString(6)),
                (int)reader.GetInt64(1)));
        return [.. rows.GroupBy(r => r.Row.Code).Select(g => new FaultGroup(g.Key, g.First().Count, [.. g.Select(r => r.Row)]))];
    }

    /// <summary>Faults in the order of files and rows, all or of one reason.</summary>
    public async IAsyncEnumerable<FaultRow> FaultRowsAsync(Guid id, string? code, int skip, int take, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, """
            select file, row_number, column_name, code, what_we_read, remedy from share.return_fault
            where partnership_id = $1 and return_id = $2 and ($3 = '' or code = $3) order by number offset $4 limit $5
            """, session.Partnership, id, code ?? "", skip, take);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            yield return new(reader.GetString(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5));
    }

    static Return ReadReturn(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), State(r.GetString(3), r.GetString(4)), r.GetString(5), r.GetDateTime(6),
        r.IsDBNull(7) ? null : r.GetString(7), r.IsDBNull(8) ? null : r.GetGuid(8),
        r.GetInt32(9), r.GetInt32(10), r.GetInt32(11), r.GetInt32(12), r.GetInt32(13), r.GetInt32(14), r.GetInt32(15), r.GetInt32(16), r.GetInt32(17),
        ReadMonth(r, 18), ReadMonth(r, 19), r.GetFieldValue<string[]>(20), r.IsDBNull(21) ? null : r.GetString(21), r.IsDBNull(22) ? null : r.GetDateTime(22),
        r.IsDBNull(23) ? null : r.GetInt32(23), r.IsDBNull(24) ? null : r.GetGuid(24), r.GetInt64(25), r.GetInt64(26), r.GetString(27), r.IsDBNull(28) ? null : r.GetString(28));

    static ReturnState State(string own, string job) => (own, job) switch
    {
        ("accepted", _) => ReturnState.Accepted,
        ("discarded", _) => ReturnState.Discarded,
        ("draft", _) => ReturnState.Draft,
        ("returned", _) => ReturnState.Returned,
        ("superseded", _) => ReturnState.Superseded,
        ("submitted" or "validated with warnings", "queued" or "running") => ReturnState.BeingAccepted,
        ("submitted" or "validated with warnings", _) => ReturnState.ReadyToAccept,
        ("checked", "queued" or "running") => ReturnState.BeingAccepted,
        ("checked", _) => ReturnState.ReadyToAccept,
        (_, "cancelled") => ReturnState.Cancelled,
        (_, "failed") => ReturnState.CouldNotBeRead,
        _ => ReturnState.BeingChecked,
    };

    static Month? ReadMonth(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : new Month(reader.GetInt32(column));

    /// <summary>Seconds that a write of many rows may take, or its wait for another such. What a page reads has the driver's own limit.</summary>
    const int LongSeconds = 600;

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    /// <summary>A command that writes many rows, or waits for another that does.</summary>
    internal static NpgsqlCommand LongCommand(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = Command(connection, sql, values);
        command.CommandTimeout = LongSeconds;
        return command;
    }

    internal static async Task<object?> LongScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = LongCommand(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }

    internal static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
