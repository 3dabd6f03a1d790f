using Concordat.Hosting;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;

namespace Concordat.CommandLine;

/// <summary>Runs the site and its jobs, with or without the demonstration borough.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args, bool demonstration, TextWriter output, TextWriter error)
    {
        if (args.Contains("--help"))
        {
            await output.WriteLineAsync($"concordat {(demonstration ? "demo" : "serve")} [--urls http://localhost:5080] [--Concordat:DataFolder=PATH]");
            return 0;
        }
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        try
        {
            await using var database = await DatabaseConnections.OpenAsync(builder.Configuration, error.WriteLine, CancellationToken.None);
            foreach (var migration in await database.MigrateAsync(CancellationToken.None)) await error.WriteLineAsync($"Schema: {migration}");
            await using var app = Site.Build(builder, database.Application);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is EmbeddedServerException or MigrationException)
        {
            await error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
