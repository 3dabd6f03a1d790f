using System.Data.Common;
using Concordat.Platform.Access;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Concordat.Platform.Database;

/// <summary>Tells the database, on every connection that opens, who acts and why. The pool resets it on return.</summary>
internal sealed class SessionInterceptor(Session session) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = SessionContext.Command((NpgsqlConnection)connection, session);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = SessionContext.Command((NpgsqlConnection)connection, session);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
