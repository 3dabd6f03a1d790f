using System.Security.Cryptography;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Platform.Tests.Audit;

public sealed class AuditChainTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task Verifier_UntouchedLog_FindsItWhole()
    {
        await WriteAsync(5);

        var verdict = await VerifyAsync();

        Assert.Empty(verdict.Faults);
        Assert.True(verdict.Entries >= 5);
    }

    // T-53.
    [Theory]
    [InlineData("update audit.entry set detail = '{\"rows\": 9}' where partnership_id = $1 and sequence = 3", "entry 3 was changed")]
    [InlineData("delete from audit.entry where partnership_id = $1 and sequence = 4", "entry 4 is missing")]
    [InlineData("delete from audit.entry where partnership_id = $1 and sequence > 5", "was cut")]
    [InlineData("update audit.entry a set at = b.at, detail = b.detail, subject_id = b.subject_id, previous_hash = b.previous_hash, hash = b.hash from audit.entry b where a.partnership_id = $1 and b.partnership_id = $1 and a.sequence + b.sequence = 5 and a.sequence in (2, 3)", "entry 2 does not follow entry 1")]
    [InlineData("insert into audit.entry select partnership_id, 1 + (select max(sequence) from audit.entry where partnership_id = $1), at, user_id, agency_id, purpose, action, subject, subject_id, detail, previous_hash, hash from audit.entry where partnership_id = $1 and sequence = 2", "does not follow entry")]
    public async Task Verifier_LogTamperedWithByTheOwner_NamesTheFirstBadEntry(string tampering, string expected)
    {
        await WriteAsync(10);
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Somebody who owns the table can switch its guards off; the chain still tells.
        await ExecuteAsync(connection, "alter table audit.entry disable trigger all");
        await ExecuteAsync(connection, "alter table audit.entry no force row level security");
        await ExecuteAsync(connection, tampering, server.Testshire);

        var verdict = await AuditVerifier.VerifyAsync(connection, CancellationToken.None);

        var fault = verdict.Faults.First(f => f.Contains(server.Testshire.ToString(), StringComparison.Ordinal));
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        await transaction.RollbackAsync();
    }

    // T-53.
    [Theory]
    [InlineData("delete from audit.entry where partnership_id = $1 and sequence > 5", "a checkpoint of")]
    [InlineData("delete from audit.entry where partnership_id = $1 and sequence > 5; insert into audit.entry (partnership_id, sequence, purpose, action, subject, subject_id, detail, previous_hash, hash) select $1, 0, 'none', 'read', 'forged', n::text, '{}', '', '' from generate_series(1, 5000) n", "is not the one that a checkpoint of")]
    public async Task Checkpoints_LogPutBackWithItsHead_TellThatTheEndWasCut(string tampering, string expected)
    {
        await WriteAsync(10);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var whole = await AuditVerifier.VerifyAsync(connection, CancellationToken.None);
        var lines = AuditCheckpoint.Of(whole, new(2026, 11, 1, 6, 0, 0, DateTimeKind.Utc), "", key).Select(c => c.ToLine()).ToList();
        await ExecuteAsync(connection, "alter table audit.entry disable trigger refuse");
        await ExecuteAsync(connection, "alter table audit.entry no force row level security");
        await ExecuteAsync(connection, "update audit.head h set sequence = 5, hash = (select e.hash from audit.entry e where e.partnership_id = $1 and e.sequence = 5) where h.partnership_id = $1", server.Testshire);
        foreach (var statement in tampering.Split(';')) await ExecuteAsync(connection, statement, server.Testshire);

        var alone = await AuditVerifier.VerifyAsync(connection, CancellationToken.None);
        var verdict = await AuditVerifier.VerifyAsync(connection, CancellationToken.None, AuditCheckpoint.Read(lines, key));

        Assert.Empty(alone.Faults);
        Assert.Contains(expected, Assert.Single(verdict.Faults, f => f.Contains(server.Testshire.ToString(), StringComparison.Ordinal)), StringComparison.Ordinal);
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task Checkpoints_LineChangedOrTakenOut_AreNotBelieved()
    {
        await WriteAsync(3);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = AuditCheckpoint.Of(await VerifyAsync(), new(2026, 11, 1, 6, 0, 0, DateTimeKind.Utc), "", key).ToList();
        await WriteAsync(3);
        var second = AuditCheckpoint.Of(await VerifyAsync(), new(2026, 11, 2, 6, 0, 0, DateTimeKind.Utc), first[^1].Signature, key).ToList();
        string[] lines = [.. first.Concat(second).Select(c => c.ToLine())];
        var forged = second[0] with { Sequence = second[0].Sequence - 1 };

        Assert.Equal(first.Concat(second), AuditCheckpoint.Read(lines, key));
        Refused(1, lines, another);
        Refused(1, lines.Skip(1), key);
        Refused(2, [lines[0], "{}"], key);
        Refused(first.Count + 1, first.Append(forged).Select(c => c.ToLine()), key);

        static void Refused(int line, IEnumerable<string> lines, ECDsa key) =>
            Assert.StartsWith($"line {line} ", Assert.Throws<FormatException>(() => AuditCheckpoint.Read(lines, key)).Message, StringComparison.Ordinal);
    }

    // T-57.
    [Fact]
    public async Task Clock_MovedBackAnHour_KeepsTheOrderBySequenceAndBothTimes()
    {
        await WriteAsync(1);
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Found before PostgreSQL's own, it is the clock of the chain in this transaction.
        await ExecuteAsync(connection, "create function audit.clock_timestamp() returns timestamptz language sql as $$ select pg_catalog.clock_timestamp() - interval '1 hour' $$");
        await ExecuteAsync(connection, "alter table audit.entry no force row level security");
        await ExecuteAsync(connection, "insert into audit.entry (partnership_id, sequence, purpose, action, subject, subject_id, detail, previous_hash, hash) values ($1, 0, 'none', 'read', 'clock', '1', '{}', '', '')", server.Testshire);

        var verdict = await AuditVerifier.VerifyAsync(connection, CancellationToken.None);

        await using var command = new NpgsqlCommand("select at from audit.entry where partnership_id = $1 order by sequence desc limit 2", connection) { Parameters = { new() { Value = server.Testshire } } };
        var times = new List<DateTime>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) times.Add(reader.GetDateTime(0));
        Assert.Empty(verdict.Faults);
        Assert.True(times[1] > times[0].AddMinutes(30), "The later entry bears the earlier time.");
        await transaction.RollbackAsync();
    }

    // T-54.
    [Theory]
    [InlineData("update audit.entry set action = 'read'")]
    [InlineData("delete from audit.entry")]
    [InlineData("truncate audit.entry")]
    [InlineData("update audit.head set sequence = 0")]
    [InlineData("select * from audit.head")]
    public async Task ApplicationRole_TriesToAlterTheLog_IsRefusedByTheDatabase(string sql)
    {
        await using var connection = new NpgsqlConnection(server.ApplicationConnectionString);
        await connection.OpenAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    // T-55.
    [Fact]
    public async Task Chain_ManyWritersAtOnce_StaysUnbroken()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => WriteAsync(5)));

        var verdict = await VerifyAsync();

        Assert.Empty(verdict.Faults);
    }

    // T-56.
    [Fact]
    public async Task Entry_WithLineBreaksAndScript_IsStoredAsGivenAndStillVerifies()
    {
        await using (var scope = await server.ScopeAsAsync(Role.Analyst))
            await scope.ServiceProvider.GetRequiredService<AuditLog>()
                .RecordAsync(AuditAction.Read, "a\nb\u001fc", "<script>", new { text = "line\r\nbreak \u0007" }, CancellationToken.None);

        Assert.Empty((await VerifyAsync()).Faults);
    }

    async Task WriteAsync(int count)
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        var audit = scope.ServiceProvider.GetRequiredService<AuditLog>();
        for (var i = 0; i < count; i++) await audit.RecordAsync(AuditAction.Read, "test", i.ToString(null, null), new { rows = i }, CancellationToken.None);
    }

    async Task<AuditVerdict> VerifyAsync()
    {
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString);
        await connection.OpenAsync();
        return await AuditVerifier.VerifyAsync(connection, CancellationToken.None);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
