using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Npgsql;

namespace Concordat.Review.Assurance.Retention;

internal sealed record WeedPayload(Guid DecisionId);

/// <summary>Destroys one item that was decided on, counting before and after; the counts, the proof and the log entry stand or fall with the deletion.</summary>
internal sealed class WeedJob(Connections connections, Session session, AuditLog audit, TimeProvider clock) : IJobHandler
{
    public const string Name = "weed what is no longer needed";

    public string Kind => Name;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        var decision = job.PayloadAs<WeedPayload>().DecisionId;
        if (!session.Has(Role.InformationGovernance)) throw new JobRefusedException("Only information governance weeds. Nothing was destroyed.");
        await progress.ReportAsync(0, 1, "Weeding", cancellation);
        session.ActFor(RetentionDesk.Purpose);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (before, after, kind, isNew) = await WeedAsync(connection, decision, cancellation);
        if (isNew)
        {
            await ProveAsync(connection, decision, kind, before, after, cancellation);
            await audit.RecordAsync(connection, AuditAction.Erase, "retention decision", decision.ToString(), new { kind, before, after, on = London.Today(clock) }, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return new { before, after };
    }

    static async Task<(long Before, long After, string Kind, bool IsNew)> WeedAsync(NpgsqlConnection connection, Guid decision, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            select w.count_before, w.count_after, d.kind, d.done_at is null from rights.retention_decision d cross join lateral rights.weed(d.id) w where d.id = $1
            """, connection) { CommandTimeout = 600 };
        command.Parameters.Add(new() { Value = decision });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) throw new JobRefusedException("The decision to weed is no longer there. Nothing was destroyed.");
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetBoolean(3));
    }

    async Task ProveAsync(NpgsqlConnection connection, Guid decision, string kind, long before, long after, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            insert into rights.proof (partnership_id, id, decision_id, act, place, count_before, count_after, at, by_id) values ($1, $2, $3, 'weed', $4, $5, $6, $7, $8)
            """, connection);
        foreach (var value in new object[] { session.Partnership, Guid.CreateVersion7(), decision, kind, (int)before, (int)after, clock.GetUtcNow().UtcDateTime, session.User })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
