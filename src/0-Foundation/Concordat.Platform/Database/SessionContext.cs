using Concordat.Platform.Access;
using Npgsql;

namespace Concordat.Platform.Database;

/// <summary>Writes the session into the settings that the row-level security policies read.</summary>
internal static class SessionContext
{
    const string Sql = """
        select set_config('app.user', $1, false), set_config('app.partnership', $2, false), set_config('app.agency', $3, false),
               set_config('app.purpose', $4, false), set_config('app.roles', $5, false), set_config('app.worker', $6, false)
        """;

    public static NpgsqlCommand Command(NpgsqlConnection connection, Session session)
    {
        var command = new NpgsqlCommand(Sql, connection);
        foreach (var value in Values(session)) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    static string[] Values(Session session) =>
    [
        session.UserId?.ToString() ?? "",
        session.PartnershipId?.ToString() ?? "",
        session.AgencyId?.ToString() ?? "",
        session.Purpose,
        string.Join(',', session.Roles),
        session.IsWorker ? "on" : "",
    ];
}
