using Concordat.Hosting;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Concordat.Platform.SignIn;
using Concordat.Share.Returns;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Concordat.CommandLine;

/// <summary>Takes police.uk files into the database: the same reading, checks and rules as the site's Returns pages.</summary>
internal static class ImportCommand
{
    const string Help = """
        concordat import --police-uk PATH... [--area FILE.geojson] --as EMAIL [--check-only]

          --police-uk PATH...   folders, CSV, CSV.gz, or the ZIP that data.police.uk gives
          --area FILE.geojson   boundary of the area; without it the partnership's boundary from Places
          --as EMAIL            the member in whose name it is done: an analyst or the co-ordinator
          --check-only          reads, checks and lists, and leaves it to be accepted on the site
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0 || args.Contains("--help"))
        {
            await output.WriteLineAsync(Help);
            return args.Length == 0 ? 2 : 0;
        }
        if (Options.Read(args) is not { } options)
        {
            await error.WriteLineAsync($"Give --police-uk with at least one path, and --as.\n\n{Help}");
            return 2;
        }
        try
        {
            await using var database = await DatabaseConnections.OpenAsync(Settings.From([]), error.WriteLine, CancellationToken.None);
            await database.MigrateAsync(CancellationToken.None);
            await using var services = Site.Services(database.Application);
            await using var scope = services.CreateAsyncScope();
            if (!await ActAsync(scope.ServiceProvider, options.As))
            {
                await error.WriteLineAsync($"{options.As} is not a member who may keep records. Give an analyst or the co-ordinator with --as.");
                return 2;
            }
            await ImportAsync(scope.ServiceProvider, options, output, error);
            return 0;
        }
        catch (FileProblemException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return 2;
        }
        catch (Exception e) when (e is EmbeddedServerException or NpgsqlException or MigrationException)
        {
            await error.WriteLineAsync($"The import stopped and nothing was kept: {e.Message}");
            return 1;
        }
    }

    static async Task ImportAsync(IServiceProvider services, Options options, TextWriter output, TextWriter error)
    {
        var (desk, work, store) = (services.GetRequiredService<ReturnDesk>(), services.GetRequiredService<PoliceUkWork>(), services.GetRequiredService<ReturnStore>());
        var paths = options.Paths.SelectMany(Files).ToArray();
        if (paths.Length == 0) throw new FileProblemException(options.Paths[0], "there is no CSV, CSV.gz or ZIP", "Check the path");
        var opened = paths.Select(p => new HandedIn(Path.GetFileName(p), File.OpenRead(p))).ToList();
        try
        {
            await using var area = options.Area is null ? null : File.OpenRead(Existing(options.Area));
            var id = await desk.HandInPoliceUkAsync(opened, area is null ? null : new HandedIn(Path.GetFileName(options.Area!), area), CancellationToken.None);
            Task Report(long done, long total, string activity) => error.WriteLineAsync(activity);
            await work.CheckAsync(id, Report, CancellationToken.None);
            if (!options.CheckOnly) await work.AcceptAsync(id, Report, CancellationToken.None);
            var result = (await store.FindAsync(id, CancellationToken.None))!;
            foreach (var notice in result.Notices) await error.WriteLineAsync(notice);
            await output.WriteLineAsync($"{result.Read:N0} rows read: {result.Ready:N0} placed, {result.Unlocated:N0} without a place, {result.SetAside:N0} set aside, {result.Elsewhere:N0} outside {result.AreaName}.");
            await output.WriteLineAsync($"{(options.CheckOnly ? "To be accepted" : "Accepted")}: {result.Inserted:N0} new, {result.Updated:N0} updated, {result.Unchanged:N0} unchanged, {result.Withdrawn:N0} withdrawn. Return {id}.");
        }
        finally
        {
            foreach (var file in opened) await file.Content.DisposeAsync();
        }
    }

    static async Task<bool> ActAsync(IServiceProvider services, string email)
    {
        var session = services.GetRequiredService<Session>();
        if (await services.GetRequiredService<UserManager<ConcordatUser>>().FindByEmailAsync(email) is not { } user) return false;
        session.ActAsUser(user.Id);
        if (await services.GetRequiredService<IMembershipSource>().FindAsync(user.Id, CancellationToken.None) is not { } membership) return false;
        session.ActAs(membership, "import from the command line");
        return session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    }

    static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path)) return [Existing(path)];
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(p =>
            p.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || p.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase) || p.EndsWith(".zip", StringComparison.OrdinalIgnoreCase));
    }

    static string Existing(string path) =>
        File.Exists(path) ? path : throw new FileProblemException(path, "there is no such file or folder", "Check the path");

    sealed record Options(IReadOnlyList<string> Paths, string? Area, string As, bool CheckOnly)
    {
        /// <summary>Null where something needed is missing or not known.</summary>
        public static Options? Read(string[] args)
        {
            var paths = new List<string>();
            var (area, user, checkOnly) = ((string?)null, (string?)null, false);
            for (var i = 0; i < args.Length; i++)
            {
                switch (args[i])
                {
                    case "--police-uk":
                        while (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) paths.Add(args[++i]);
                        break;
                    case "--area" when i + 1 < args.Length:
                        area = args[++i];
                        break;
                    case "--as" when i + 1 < args.Length:
                        user = args[++i];
                        break;
                    case "--check-only":
                        checkOnly = true;
                        break;
                    default:
                        return null;
                }
            }
            return paths.Count == 0 || user is null ? null : new Options(paths, area, user, checkOnly);
        }
    }
}
