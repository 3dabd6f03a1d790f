using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Concordat.Platform.Database;

/// <summary>One numbered SQL file: "0001_platform.sql".</summary>
public sealed record Migration(string Name, string Sql)
{
    /// <summary>The files embedded in an assembly under a Migrations folder, in order of their numbers.</summary>
    public static IReadOnlyList<Migration> EmbeddedIn(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(n => n.Contains(".Migrations.", StringComparison.Ordinal) && n.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => new Migration(n[(n.IndexOf(".Migrations.", StringComparison.Ordinal) + ".Migrations.".Length)..], Read(assembly, n))),
    ];

    internal string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>A migration that cannot run: the message says which and what to do.</summary>
public sealed class MigrationException(string message) : Exception(message);

/// <summary>Brings a database to the present schema: each file once, in order, in its own transaction, one process at a time.</summary>
public sealed class Migrator(string ownerConnectionString, IReadOnlyList<Migration> migrations)
{
    const long LockKey = 0x436f6e636f72;

    // A table that came after the function opens to it as those before did: what is held of a person is found wherever it stands.
    const string OpenToRights = """
        do $$ begin if to_regprocedure('platform.open_to_rights()') is not null then perform platform.open_to_rights(); end if; end $$
        """;

    /// <summary>Runs what has not run yet and returns the names of those files.</summary>
    /// <exception cref="MigrationException">A file that already ran has since been changed, or one fails.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(ApplicationRole role, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellation);
        await role.EnsureAsync(connection, cancellation);
        await ExecuteAsync(connection, """
            create schema if not exists platform;
            create table if not exists platform.migration (name text primary key, sha256 text not null, ran_at timestamptz not null default now())
            """, cancellation);
        var done = await DoneAsync(connection, cancellation);
        var ran = new List<string>();
        foreach (var migration in migrations)
        {
            if (done.TryGetValue(migration.Name, out var hash))
            {
                if (hash != migration.Sha256)
                    throw new MigrationException($"Migration {migration.Name} was changed after it ran here. Restore the file and put the change in a new one.");
                continue;
            }
            await RunOneAsync(connection, migration, cancellation);
            ran.Add(migration.Name);
        }
        if (ran.Count > 0) await ExecuteAsync(connection, OpenToRights, cancellation);
        return ran;
    }

    static async Task RunOneAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellation);
            await using var record = new NpgsqlCommand("insert into platform.migration (name, sha256) values ($1, $2)", connection);
            record.Parameters.Add(new() { Value = migration.Name });
            record.Parameters.Add(new() { Value = migration.Sha256 });
            await record.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException e)
        {
            throw new MigrationException($"Migration {migration.Name} failed and was rolled back: {e.MessageText} (at character {e.Position}).");
        }
    }

    static async Task<Dictionary<string, string>> DoneAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select name, sha256 from platform.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var done = new Dictionary<string, string>();
        while (await reader.ReadAsync(cancellation)) done[reader.GetString(0)] = reader.GetString(1);
        return done;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
