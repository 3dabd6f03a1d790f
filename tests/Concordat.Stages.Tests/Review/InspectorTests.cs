using Concordat.CommandLine;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Stages.Tests.Share.Disclosures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Review;

/// <summary>The log as an inspector has it: one record an event, and nothing taken or shown without a purpose.</summary>
public sealed class InspectorTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static async Task<(int Code, string Said)> VerifyAsync(byte[] export)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.csv");
        await File.WriteAllBytesAsync(path, export);
        try
        {
            using var said = new StringWriter();
            return (await VerifyAuditCommand.RunAsync(["--file", path], said, said), said.ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    // What somebody typed into an address or a form must not make two records of one, nor markup of a word.
    [Fact]
    public async Task LineBreaksAndControlCharacters_MakeOneRecord_AndAreEscapedOnThePage()
    {
        const string odd = "sixteen\r\n2026-01-01,forged\u0001\u001b[31m<b>bold</b>";
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        await using (var scope = await server.ScopeAsAsync(Role.Analyst))
            await scope.ServiceProvider.GetRequiredService<Concordat.Platform.Audit.AuditLog>().RecordAsync(Concordat.Platform.Audit.AuditAction.Read, "test", odd, new { odd }, CancellationToken.None);

        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'test'"));
        var page = await governance.GetAsync("/review/audit");
        Assert.DoesNotContain("<b>bold</b>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page.Text);
        var export = (await governance.GetAsync("/review/audit.csv")).Bytes;
        Assert.Equal(0, (await VerifyAsync(export)).Code);
        using var stream = new MemoryStream(export);
        Assert.Equal(odd, Assert.Single(Concordat.Review.Assurance.AuditFile.Read(stream), e => e.Subject == "test").SubjectId);
    }

    [Fact]
    public async Task WithoutAPurpose_TheDatabaseTakesAndShowsNothing()
    {
        await using var scope = await server.ScopeAsAsync(Role.Coordinator);
        const string insert = """
            insert into share.obstacle (partnership_id, id, number, cause, what, owner_id, raised_by_id, raised_at)
            values (platform.current_partnership(), gen_random_uuid(), 9001, 'reluctance', 'Nothing came', platform.session_user_id(), platform.session_user_id(), now())
            """;
        async Task<int> InsertAsync()
        {
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand(insert, connection);
            return await command.ExecuteNonQueryAsync();
        }
        Assert.Equal(1, await InsertAsync());

        scope.ServiceProvider.GetRequiredService<Session>().ActFor("");

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(InsertAsync)).SqlState);
        await using var reading = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var count = new NpgsqlCommand("select count(*) from share.obstacle", reading);
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }
}
