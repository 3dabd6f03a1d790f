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

    [Theory]
    [InlineData("update audit.entry set detail = '{\"rows\": 9}' where partnership_id = $1 and sequence = 3", "entry 3 was changed")]
    [InlineData("delete from audit.entry where partnership_id = $1 and sequence = 4", "entry 4 is missing")]
    [InlineData("delete from audit.entry where partnership_id = $1 and sequence > 5", "was cut")]
    [InlineData("update audit.entry a set at = b.at, detail = b.detail, subject_id = b.subject_id, previous_hash = b.previous_hash, hash = b.hash from audit.entry b where a.partnership_id = $1 and b.partnership_id = $1 and a.sequence + b.sequence = 5 and a.sequence in (2, 3)", "entry 2 does not follow entry 1")]
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

        var fault = Assert.Single(verdict.Faults, f => f.Contains(server.Testshire.ToString(), StringComparison.Ordinal));
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        await transaction.RollbackAsync();
    }

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

    [Fact]
    public async Task Chain_ManyWritersAtOnce_StaysUnbroken()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => WriteAsync(10)));

        var verdict = await VerifyAsync();

        Assert.Empty(verdict.Faults);
    }

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
