using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Platform.Tests.Database;

/// <summary>The EF model and the SQL migrations must describe the same tables.</summary>
public sealed class SchemaDriftTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Columns = """
        select table_schema || '.' || table_name || '.' || column_name || ' ' || udt_name || ' ' || coalesce(character_maximum_length::text, '')
          || case is_nullable when 'YES' then ' null' else '' end
        from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema') and table_schema || '.' || table_name = any($1)
        """;

    [Fact]
    public async Task EveryMappedTable_HasTheColumnsOfItsMigration()
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        var db = scope.ServiceProvider.GetRequiredService<ConcordatDb>();
        var tables = db.Model.GetEntityTypes().Select(e => $"{e.GetSchema()}.{e.GetTableName()}").Distinct().ToArray();
        var fromModel = await TestDatabase.CreateEmptyAsync();
        await ExecuteAsync(fromModel, db.Database.GenerateCreateScript());

        var wanted = await ListAsync(server.OwnerConnectionString, Columns, tables);
        var mapped = await ListAsync(fromModel, Columns, tables);

        Assert.NotEmpty(mapped);
        // A table may hold columns that only its SQL uses; what the model maps must be there exactly so.
        Assert.Empty(mapped.Except(wanted));
    }

    [Fact]
    public async Task EveryMappedTable_HasTheKeyOfItsMigration()
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        var db = scope.ServiceProvider.GetRequiredService<ConcordatDb>();

        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.FindPrimaryKey() is not null && !e.IsOwned()))
        {
            var key = string.Join(',', entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName()));
            var table = $"{entity.GetSchema()}.\"{entity.GetTableName()}\"";
            var actual = await ListAsync(server.OwnerConnectionString, """
                select string_agg(a.attname::text, ',' order by k.n) from pg_index i
                cross join lateral unnest(i.indkey) with ordinality as k(attnum, n)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                where i.indrelid = $1[1]::regclass and i.indisprimary
                """, [table]);
            Assert.Equal([key], actual);
        }
    }

    [Fact]
    public async Task Migrations_RunTwice_DoNothingTheSecondTime()
    {
        var migrator = new Migrator(server.OwnerConnectionString, Migration.EmbeddedIn(typeof(Concordat.Hosting.DatabaseConnections).Assembly));

        var ran = await migrator.RunAsync(new ApplicationRole(new NpgsqlConnectionStringBuilder(server.ApplicationConnectionString).Password!), CancellationToken.None);

        Assert.Empty(ran);
    }

    [Fact]
    public async Task Migrations_OneWasChangedAfterItRan_AreRefusedByName()
    {
        var changed = Migration.EmbeddedIn(typeof(Concordat.Hosting.DatabaseConnections).Assembly)
            .Select((m, i) => i == 0 ? m with { Sql = m.Sql + "\n-- changed" } : m).ToList();
        var role = new ApplicationRole(new NpgsqlConnectionStringBuilder(server.ApplicationConnectionString).Password!);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(server.OwnerConnectionString, changed).RunAsync(role, CancellationToken.None));

        Assert.Contains(changed[0].Name, refusal.Message, StringComparison.Ordinal);
    }

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<List<string>> ListAsync(string connectionString, string sql, string[] values)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = values });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return rows;
    }
}
