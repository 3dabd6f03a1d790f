using Concordat.Hosting;
using Concordat.Platform.Audit;
using Concordat.Platform.Database.Embedded;
using Concordat.Review.Assurance;
using Npgsql;

namespace Concordat.CommandLine;

/// <summary>Reads the whole audit log, recomputes every link and says whether it is whole.</summary>
internal static class VerifyAuditCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Contains("--help"))
        {
            await output.WriteLineAsync("concordat verify-audit               check the log in the database\nconcordat verify-audit --file FILE   check an export of the audit page, on any machine and without a database\nconcordat verify-audit --checkpoints FILE --key KEY   check the log against the signed checkpoints of FILE too, and add one when it is whole; keep both away from the database (a new file and a new key are made where there is none)\nExit code 0: the log is whole. 2: it was tampered with; each break is named.");
            return 0;
        }
        if (Array.IndexOf(args, "--file") is >= 0 and var at) return at + 1 < args.Length ? await VerifyFileAsync(args[at + 1], output, error) : await RefuseAsync("Name the file after --file.", error);
        try
        {
            await using var database = await DatabaseConnections.OpenAsync(Settings.From(args), error.WriteLine, CancellationToken.None);
            await using var connection = new NpgsqlConnection(database.Owner);
            await connection.OpenAsync();
            using var checkpoints = CheckpointFile.From(args);
            var verdict = await AuditVerifier.VerifyAsync(connection, CancellationToken.None, checkpoints?.Held);
            if (verdict.Faults.Count == 0) checkpoints?.Add(verdict, TimeProvider.System.GetUtcNow().UtcDateTime);
            foreach (var fault in verdict.Faults) await output.WriteLineAsync(fault);
            await output.WriteLineAsync(verdict.Faults.Count == 0
                ? $"The audit log is whole: {verdict.Entries:N0} entries checked."
                : $"The audit log is not whole: {verdict.Faults.Count} of its chains are broken.");
            return verdict.Faults.Count == 0 ? 0 : 2;
        }
        catch (CheckpointFileException e)
        {
            return await RefuseAsync(e.Message, error);
        }
        catch (Exception e) when (e is EmbeddedServerException or NpgsqlException)
        {
            await error.WriteLineAsync($"The audit log cannot be read: {e.Message}");
            return 1;
        }
    }

    static async Task<int> VerifyFileAsync(string path, TextWriter output, TextWriter error)
    {
        try
        {
            await using var content = File.OpenRead(path);
            var entries = AuditFile.Read(content).ToList();
            var verdict = AuditVerifier.Verify(entries);
            foreach (var fault in verdict.Faults) await output.WriteLineAsync(fault);
            if (verdict.Faults.Count > 0) return 2;
            await output.WriteLineAsync(entries.Count == 0 ? "The file holds no entries."
                : $"The stretch is whole: entries {entries[0].Sequence:N0} to {entries[^1].Sequence:N0} checked. It ends with the hash {Convert.ToHexStringLower(entries[^1].Hash)}.");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return await RefuseAsync($"The file cannot be read: {e.Message}", error);
        }
    }

    static async Task<int> RefuseAsync(string message, TextWriter error)
    {
        await error.WriteLineAsync(message);
        return 2;
    }
}
