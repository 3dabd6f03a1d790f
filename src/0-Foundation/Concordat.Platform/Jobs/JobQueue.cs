using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Platform.Jobs;

/// <summary>Asks for work to be done in the background, and follows it.</summary>
public sealed class JobQueue(Connections connections, Session session)
{
    internal const string Channel = "concordat_job";
    const string Columns = "id, kind, state, payload, result, done, total, activity, failure, requested_by, requested_at, started_at, finished_at";

    /// <summary>Adds a job under the present session's partnership, person and agency; returns its id.</summary>
    /// <param name="payload">Serialised to JSON; ids and settings, no file contents.</param>
    public async Task<Guid> EnqueueAsync(string kind, object payload, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return await EnqueueAsync(connection, kind, payload, cancellation);
    }

    /// <summary>Adds a job in the transaction that is open on the connection.</summary>
    public async Task<Guid> EnqueueAsync(NpgsqlConnection connection, string kind, object payload, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var command = new NpgsqlCommand($"""
            with added as (insert into platform.job (partnership_id, id, kind, state, payload, requested_by, agency_id)
              values ($1, $2, $3, 'queued', $4, $5, $6) returning id)
            select pg_notify('{Channel}', id::text) from added
            """, connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(payload), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = session.User });
        command.Parameters.Add(new() { Value = session.AgencyId!.Value });
        await command.ExecuteNonQueryAsync(cancellation);
        return id;
    }

    /// <summary>The job as it stands; null when there is none in reach.</summary>
    public async Task<Job?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"select {Columns} from platform.job where partnership_id = $1 and id = $2", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <summary>Asks for the job to stop: a waiting one ends at once, a running one at its next report.</summary>
    public async Task CancelAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            update platform.job set cancel_requested = true,
              state = case state when 'queued' then 'cancelled' else state end,
              finished_at = case state when 'queued' then now() else finished_at end
            where partnership_id = $1 and id = $2 and state in ('queued', 'running')
            """, connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static Job Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), Json(row, 3)!.Value, Json(row, 4), row.GetInt64(5), row.GetInt64(6), row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8), row.GetGuid(9), row.GetDateTime(10), Moment(row, 11), Moment(row, 12));

    static JsonElement? Json(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : JsonDocument.Parse(row.GetString(column)).RootElement;

    static DateTime? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTime(column);
}
