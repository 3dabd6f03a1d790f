using Npgsql;

namespace Concordat.Platform.Database;

/// <summary>The role the application connects as. It owns nothing and cannot bypass row-level security.</summary>
public sealed record ApplicationRole(string Password)
{
    public const string Name = "concordat_app";

    internal async Task EnsureAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        // Role statements take no parameters; format() quotes the values on the server.
        await using var compose = new NpgsqlCommand("""
            select format(case when exists (select from pg_roles where rolname = $1)
                then 'alter role %I login password %L' else 'create role %I login password %L' end, $1, $2)
            """, owner);
        compose.Parameters.Add(new() { Value = Name });
        compose.Parameters.Add(new() { Value = Password });
        var statement = (string)(await compose.ExecuteScalarAsync(cancellation))!;
        await ApplyAsync(owner, statement, cancellation);
    }

    /// <summary>Roles belong to the whole server: two databases that start at once can meet here, and the second tries again.</summary>
    static async Task ApplyAsync(NpgsqlConnection owner, string statement, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var apply = new NpgsqlCommand(statement, owner);
                await apply.ExecuteNonQueryAsync(cancellation);
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege && statement.StartsWith("alter", StringComparison.Ordinal))
            {
                // Somebody else made the role and keeps its password: it must be the one in the application's connection string.
                return;
            }
            catch (PostgresException e) when (attempt < 20 && e.SqlState is "XX000" or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateObject)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            }
        }
    }
}
