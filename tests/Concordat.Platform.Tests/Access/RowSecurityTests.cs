using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Platform.Tests.Access;

public sealed class RowSecurityTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    /// <summary>Tables that hold no partnership's data: accounts, keys, the schema's own list, the heads that only the owner touches, the law and the national template.</summary>
    static readonly string[] Shared =
        ["platform.migration", "platform.user", "platform.user_claim", "platform.user_login", "platform.user_token", "platform.protection_key", "audit.head",
            "partnership.body_kind", "partnership.body_kind_law", "share.purpose", "share.session_purpose", "share.agreement_template", "share.template_clause"];

    // T-25.
    [Fact]
    public async Task EveryTable_ButTheSharedOnes_ForcesRowSecurity()
    {
        var unprotected = await ListAsync(server.OwnerConnectionString, """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and not (c.relrowsecurity and c.relforcerowsecurity)
            """);

        Assert.Equal(Shared.Order(), unprotected.Order());
    }

    // T-25.
    [Fact]
    public async Task ApplicationRole_InTheCatalogue_OwnsNothingAndBypassesNothing()
    {
        var owned = await ListAsync(server.OwnerConnectionString, """
            select c.relname::text from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'concordat_app'
            union all select 'a right' from pg_roles where rolname = 'concordat_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
            """);

        Assert.Empty(owned);
    }

    // T-26.
    [Fact]
    public async Task ApplicationRole_WithNoSession_SeesNoRowOfAnyPartnership()
    {
        var tables = await ListAsync(server.OwnerConnectionString, """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and c.relrowsecurity and has_table_privilege('concordat_app', c.oid, 'select')
            """);

        Assert.Contains("partnership.member", tables);
        foreach (var table in tables)
            Assert.Equal(["0"], await ListAsync(server.ApplicationConnectionString, $"select count(*)::text from {table}"));
    }

    [Fact]
    public async Task Session_OfOnePartnership_NeverSeesTheOther()
    {
        await using var scope = await server.ScopeAsAsync("analyst@elsewhere.example");
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);

        await using var command = new NpgsqlCommand("select distinct partnership_id from partnership.agency", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var seen = new List<Guid>();
        while (await reader.ReadAsync()) seen.Add(reader.GetGuid(0));

        Assert.Equal([server.Elsewhere], seen);
    }

    [Fact]
    public async Task Session_WithoutPurpose_SeesNothing()
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().ActAs(new(Guid.NewGuid(), server.Testshire, Guid.NewGuid(), "", []), purpose: "");
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);

        await using var command = new NpgsqlCommand("select count(*) from partnership.agency", connection);

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task PooledConnection_AfterOneSession_CarriesNothingToTheNext()
    {
        for (var i = 0; i < 50; i++)
        {
            await using (var scope = await server.ScopeAsAsync(Role.Analyst))
            await using (await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None)) { }

            await using var bare = await server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
            await using var command = new NpgsqlCommand("select coalesce(current_setting('app.partnership', true), '')", bare);
            Assert.Equal("", await command.ExecuteScalarAsync());
        }
    }

    static async Task<List<string>> ListAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
