using System.Security.Cryptography;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Npgsql;

namespace Concordat.Hosting;

/// <summary>How to reach the database: as its owner, for migrations and checks, and as the application, for everything else.</summary>
internal sealed record DatabaseConnections(string Owner, string Application, EmbeddedServer? Server) : IAsyncDisposable
{
    const string DatabaseName = "concordat";

    /// <summary>Takes the configured server, or starts the private one in the data folder.</summary>
    /// <exception cref="EmbeddedServerException">The private server cannot start; the message says why and what to do.</exception>
    public static async Task<DatabaseConnections> OpenAsync(IConfiguration configuration, Action<string> progress, CancellationToken cancellation)
    {
        var application = configuration.GetConnectionString("Concordat");
        if (application is not null)
            return new(configuration.GetConnectionString("ConcordatOwner") ?? application, application, null);
        var folder = DataFolder(configuration);
        var server = await EmbeddedServer.StartAsync(new() { DataFolder = folder }, progress, cancellation);
        await EnsureDatabaseAsync(server.OwnerConnectionString("postgres"), cancellation);
        var owner = server.OwnerConnectionString(DatabaseName);
        var password = ApplicationPassword(folder);
        return new(owner, new NpgsqlConnectionStringBuilder(owner) { Username = ApplicationRole.Name, Password = password }.ConnectionString, server);
    }

    /// <summary>Where the private server and its secrets live: configured, or <c>data</c> beside the clone or below the user's own folder.</summary>
    public static string DataFolder(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Concordat:DataFolder"]
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "concordat"));

    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation) =>
        new Migrator(Owner, Migration.EmbeddedIn(typeof(DatabaseConnections).Assembly))
            .RunAsync(new ApplicationRole(new NpgsqlConnectionStringBuilder(Application).Password!), cancellation);

    static async Task EnsureDatabaseAsync(string owner, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancellation);
        await using var exists = new NpgsqlCommand($"select 1 from pg_database where datname = '{DatabaseName}'", connection);
        if (await exists.ExecuteScalarAsync(cancellation) is not null) return;
        await using var create = new NpgsqlCommand($"create database {DatabaseName}", connection);
        await create.ExecuteNonQueryAsync(cancellation);
    }

    static string ApplicationPassword(string folder)
    {
        var file = Path.Combine(folder, "application-password");
        if (File.Exists(file)) return File.ReadAllText(file).Trim();
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(password);
        return password;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is { StartedHere: true }) await Server.DisposeAsync();
    }
}
