using Concordat.Hosting;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Npgsql;

namespace Concordat.CommandLine;

/// <summary>Brings the database to the present schema and says which files ran.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Contains("--help"))
        {
            await output.WriteLineAsync("concordat migrate [--Concordat:DataFolder=PATH]\nRuns the numbered SQL files that have not run yet, each once and in order.");
            return 0;
        }
        try
        {
            await using var database = await DatabaseConnections.OpenAsync(Settings.From(args), error.WriteLine, CancellationToken.None);
            var ran = await database.MigrateAsync(CancellationToken.None);
            await output.WriteLineAsync(ran.Count == 0 ? "The schema is up to date." : $"Ran {string.Join(", ", ran)}.");
            return 0;
        }
        catch (Exception e) when (e is EmbeddedServerException or MigrationException or NpgsqlException)
        {
            await error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
