using Concordat.Hosting;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Database.Embedded;
using Concordat.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concordat.Bench.Meetings;

/// <summary>The whole program on a real port over a database that flushes to disk, with fifty people who may record.</summary>
sealed class MeetingServer : IAsyncDisposable
{
    public const int People = 50;
    const string Password = "a password for a benchmark";
    readonly WebApplication _app;
    readonly DatabaseConnections _database;

    MeetingServer(WebApplication app, DatabaseConnections database) => (_app, _database) = (app, database);

    public string Owner => _database.Owner;

    /// <summary>The program over a new database of the server.</summary>
    public static async Task<MeetingServer> StartAsync(EmbeddedServer server, string name)
    {
        await Bench.Owner.ExecuteAsync(server.OwnerConnectionString("postgres"), $"create database {name}");
        var owner = server.OwnerConnectionString(name);
        var database = new DatabaseConnections(owner, new NpgsqlConnectionStringBuilder(owner) { Username = ApplicationRole.Name, Password = "bench" }.ConnectionString, null);
        await database.MigrateAsync(CancellationToken.None);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(DatabaseConnections).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Concordat:SignIn:RequireSecondStep"] = "false",
            ["Concordat:SignIn:TriesAMinute"] = "100000",
            ["Concordat:Weekly"] = "off",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = Site.Build(builder, database.Application);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PartnershipSetUp>().CreateAsync(new("Bench", "OFFICIAL", IsDemonstration: false, new(2015, 1, 1),
                [.. Enumerable.Range(1, 8).Select(n => new NewAgency($"body{n}", $"Body {n}", $"Body {n}", "responsible authority"))],
                [.. Enumerable.Range(1, People).Select(n => new NewMember($"Person {n} Bench", EmailOf(n), "Officer", $"body{1 + (n % 8)}", [Role.Coordinator, Role.Chair]))],
                [new("Safer vehicles", "vehicle-crime")])
            { HasAcceptedTerms = true }, Password, CancellationToken.None);
        await app.StartAsync();
        return new(app, database);
    }

    /// <summary>A browser-like client of person 1 to 50, signed in.</summary>
    public async Task<Visitor> SignInAsync(int person)
    {
        var port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        var visitor = new Visitor(new($"http://localhost:{port}/"));
        await visitor.SignInAsync(EmailOf(person), Password);
        return visitor;
    }

    static string EmailOf(int person) => $"person{person}@bench.example";

    public Task FillAsync(string sql) => Bench.Owner.ExecuteAsync(Owner, sql);

    public async Task<T> ScalarAsync<T>(string sql) => (T)(await Bench.Owner.ScalarAsync(Owner, sql))!;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }
}
