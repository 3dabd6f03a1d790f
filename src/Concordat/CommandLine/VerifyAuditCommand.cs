using Concordat.Hosting;
using Concordat.Platform.Audit;
using Concordat.Platform.Database.Embedded;
using Npgsql;

namespace Concordat.CommandLine;

/// <summary>Reads the whole audit log, recomputes every link and says whether it is whole.</summary>
internal static class VerifyAuditCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Contains("--help"))
        {
            await output.WriteLineAsync("concordat verify-audit\nExit code 0: the log is whole. 2: it was tampered with; each break is named.");
            return 0;
        }
        try
        {
            await using var database = await DatabaseConnections.OpenAsync(Settings.From(args), error.WriteLine, CancellationToken.None);
            await using var connection = new NpgsqlConnection(database.Owner);
            await connection.OpenAsync();
            var verdict = await AuditVerifier.VerifyAsync(connection, CancellationToken.None);
            foreach (var fault in verdict.Faults) await output.WriteLineAsync(fault);
            await output.WriteLineAsync(verdict.Faults.Count == 0
                ? $"The audit log is whole: {verdict.Entries:N0} entries checked."
                : $"The audit log is not whole: {verdict.Faults.Count} of its chains are broken.");
            return verdict.Faults.Count == 0 ? 0 : 2;
        }
        catch (Exception e) when (e is EmbeddedServerException or NpgsqlException)
        {
            await error.WriteLineAsync($"The audit log cannot be read: {e.Message}");
            return 1;
        }
    }
}
