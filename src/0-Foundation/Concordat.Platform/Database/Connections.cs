using Concordat.Platform.Access;
using Npgsql;

namespace Concordat.Platform.Database;

/// <summary>Plain connections for bulk copies and hand-written SQL, under the same row-level security as everything else.</summary>
public sealed class Connections(NpgsqlDataSource source, Session session)
{
    /// <summary>An open connection that carries the session. The caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = SessionContext.Command(connection, session);
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
