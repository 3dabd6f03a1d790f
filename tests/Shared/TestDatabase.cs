using Concordat.Hosting;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Npgsql;

namespace Concordat.Testing;

/// <summary>One real PostgreSQL server for the test run, one migrated template, and a copy of it for each fixture.</summary>
internal static class TestDatabase
{
    const string Template = "template_concordat";
    const string ApplicationPassword = "a-password-for-tests";
    static readonly Lazy<Task<EmbeddedServer>> Server = new(StartAsync);
    static readonly SemaphoreSlim OneCopyAtATime = new(1);

    /// <summary>A fresh database with the present schema and nothing in it.</summary>
    public static async Task<DatabaseConnections> CreateAsync()
    {
        var server = await Server.Value;
        var name = $"test_{Guid.NewGuid():N}";
        await OneCopyAtATime.WaitAsync();
        try
        {
            await ExecuteAsync(server.OwnerConnectionString("postgres"), $"create database {name} template {Template}");
        }
        finally
        {
            OneCopyAtATime.Release();
        }
        return Connections(server, name);
    }

    /// <summary>A fresh database of the server without any schema.</summary>
    public static async Task<string> CreateEmptyAsync()
    {
        var server = await Server.Value;
        var name = $"empty_{Guid.NewGuid():N}";
        await ExecuteAsync(server.OwnerConnectionString("postgres"), $"create database {name}");
        return server.OwnerConnectionString(name);
    }

    static DatabaseConnections Connections(EmbeddedServer server, string name)
    {
        var owner = server.OwnerConnectionString(name);
        var application = new NpgsqlConnectionStringBuilder(owner)
        {
            Username = ApplicationRole.Name,
            Password = ApplicationPassword,
            MaxPoolSize = 20,
        };
        return new(owner, application.ConnectionString, null);
    }

    static async Task<EmbeddedServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("concordat-tests-").FullName;
        var server = await EmbeddedServer.StartAsync(new() { DataFolder = folder, FastAndUnsafe = true }, _ => { }, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.StopAsync().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        await ExecuteAsync(server.OwnerConnectionString("postgres"), $"create database {Template}");
        await Connections(server, Template).MigrateAsync(CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        return server;
    }

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
