using Concordat.Demonstration;
using Concordat.Hosting;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Npgsql;

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
            if (demonstration) await PrepareDemonstrationAsync(builder, database, error);
            await using var app = Site.Build(builder, database.Application);
            app.Lifetime.ApplicationStarted.Register(() => error.WriteLine($"Concordat is ready at {string.Join(" and ", app.Urls)}. Stop it with Ctrl+C."));
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is EmbeddedServerException or MigrationException or NpgsqlException)
        {
            await error.WriteLineAsync($"Concordat could not start: {e.Message}");
            return 1;
        }
    }

    internal static async Task PrepareDemonstrationAsync(WebApplicationBuilder builder, DatabaseConnections database, TextWriter progress)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Concordat:Demonstration"] = "true",
            ["Concordat:Name"] = DemonstrationPeople.Partnership,
            ["Concordat:SignIn:RequireSecondStep"] = "false",
        });
        builder.Services.AddSingleton(DemonstrationLoader.Accounts);
        var clock = new DemonstrationClock();
        await using var services = Site.Services(database.Application, clock);
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DemonstrationLoader>().LoadAsync(clock, progress.WriteLine, CancellationToken.None);
        await new DemonstrationMonth(services, clock).PlayAsync(CancellationToken.None);
        await new DemonstrationReturns(services, clock).PlayAsync(progress.WriteLine, CancellationToken.None);
        await new DemonstrationPlans(services, clock).PlayAsync(CancellationToken.None);
        await new DemonstrationShare(services, clock).PlayAsync(CancellationToken.None);
        await new DemonstrationScan(services, clock).PlayAsync(CancellationToken.None);
        await progress.WriteLineAsync("Riverbourne is ready.");
    }
}
