using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Platform.Audit;

/// <summary>Writes acts that are not plain changes of an entity: reads, disclosures, bulk collection, sign-ins, refusals.</summary>
/// <remarks>Changes saved through <see cref="ConcordatDb"/> are recorded by themselves, in the same transaction.</remarks>
public sealed class AuditLog(Session session, Connections connections)
{
    const string Sql = """
        insert into audit.entry (partnership_id, sequence, user_id, agency_id, purpose, action, subject, subject_id, detail, previous_hash, hash)
        values ($1, 0, $2, $3, $4, $5, $6, $7, $8, '', '')
        """;

    static long _standIn = -1_000_000_000;

    /// <summary>The entry of an act, to be added to a <see cref="ConcordatDb"/> and saved with what it tells of: both or neither.</summary>
    /// <param name="action">One of <see cref="AuditAction"/>.</param>
    /// <param name="subject">Kind of thing.</param>
    /// <param name="subjectId">Its id.</param>
    /// <param name="detail">Ids, counts and field names; never personal content.</param>
    public AuditEntry Entry(string action, string subject, string subjectId, object detail) => new()
    {
        PartnershipId = session.PartnershipId ?? AuditEntry.Installation,
        // The database numbers it; until then it must only differ from every other entry of the context.
        Sequence = Interlocked.Decrement(ref _standIn),
        UserId = session.UserId,
        AgencyId = session.AgencyId,
        Purpose = session.Purpose,
        Action = action,
        Subject = subject,
        SubjectId = subjectId,
        Detail = JsonSerializer.Serialize(detail),
    };

    /// <summary>Records an act at once, in a transaction of its own.</summary>
    /// <param name="action">One of <see cref="AuditAction"/>.</param>
    /// <param name="detail">Ids, counts and field names; never personal content.</param>
    public async Task RecordAsync(string action, string subject, string subjectId, object detail, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await RecordAsync(connection, action, subject, subjectId, detail, cancellation);
    }

    /// <summary>Records an act in the transaction that is open on the connection: both happen or neither.</summary>
    /// <remarks>The chain is locked until that transaction ends, so write the entry last.</remarks>
    public async Task RecordAsync(
        NpgsqlConnection connection, string action, string subject, string subjectId, object detail, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new() { Value = session.PartnershipId ?? AuditEntry.Installation });
        command.Parameters.Add(new() { Value = (object?)session.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)session.AgencyId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        foreach (var text in new[] { session.Purpose, action, subject, subjectId }) command.Parameters.Add(new() { Value = text });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(detail), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
