using Concordat.Hosting;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concordat.Testing;

/// <summary>The whole program on a real port over a fresh database, with two small partnerships that must never see each other.</summary>
/// <remarks>Use it as a class fixture; each gets its own database. In Testshire there is one member for each role, e-mail
/// <c>ROLE@testshire.example</c> (spaces and hyphens left out: <c>informationgovernance@…</c>); the practitioner works for the fire service,
/// a second one (<c>practitioner2@…</c>) for the council, everybody else for the council but the chair (police). In Elsewhere there is <c>analyst@elsewhere.example</c>.</remarks>
public sealed class ConcordatServer : IAsyncLifetime
{
    public const string Password = "a long test password";

    DatabaseConnections? _database;
    WebApplication? _app;

    /// <summary>Database connections of the program, and how long one waits for a free one; null for what tests usually have.</summary>
    public (int Connections, int WaitSeconds)? Pool { get; init; }

    /// <summary>Settings of the program beside those that tests usually have.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where the site answers, such as http://localhost:43121/.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    /// <summary>Connects as the owner of the tables.</summary>
    public string OwnerConnectionString => _database!.Owner;

    /// <summary>Connects as the application's role, with no session set.</summary>
    public string ApplicationConnectionString => _database!.Application;

    public IServiceProvider Services => _app!.Services;
    public Guid Testshire { get; private set; }
    public Guid Elsewhere { get; private set; }

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var host = typeof(DatabaseConnections).Assembly;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = host.GetName().Name,
            EnvironmentName = Environments.Development,
            ContentRootPath = SourceFolder() is { } source ? Path.Combine(source, "src", "Concordat") : AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Concordat:SignIn:RequireSecondStep"] = "false",
            // A class of tests signs in more often in a minute than people do.
            ["Concordat:SignIn:TriesAMinute"] = "100000",
            // No message leaves by itself while a test looks.
            ["Concordat:Weekly"] = "off",
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        _app = Site.Build(builder, Pool is var (connections, seconds)
            ? new NpgsqlConnectionStringBuilder(_database.Application) { MaxPoolSize = connections, Timeout = seconds }.ConnectionString : _database.Application);
        await using (var scope = _app.Services.CreateAsyncScope()) Testshire = await CreateAsync(scope, TestPartnerships.Testshire);
        await using (var scope = _app.Services.CreateAsyncScope()) Elsewhere = await CreateAsync(scope, TestPartnerships.Elsewhere);
        await _app.StartAsync();
        var port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        Address = new($"http://localhost:{port}/");
    }

    static Task<Guid> CreateAsync(AsyncServiceScope scope, NewPartnership partnership) =>
        scope.ServiceProvider.GetRequiredService<PartnershipSetUp>().CreateAsync(partnership, Password, CancellationToken.None);

    /// <summary>A browser-like client that nobody is signed in to; it keeps cookies and does not follow redirects.</summary>
    public Visitor Visitor() => new(Address);

    /// <summary>A client signed in as the Testshire member of a role (<see cref="Role"/>), or by a full e-mail address.</summary>
    public async Task<Visitor> SignedInAsync(string role)
    {
        var visitor = Visitor();
        var email = role.Contains('@') ? role : $"{role.Replace(" ", "").Replace("-", "")}@testshire.example";
        await visitor.SignInAsync(email, Password);
        return visitor;
    }

    /// <summary>A scope whose session acts as the Testshire member of a role, for arranging data through the program's own services.</summary>
    public async Task<AsyncServiceScope> ScopeAsAsync(string role)
    {
        var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Platform.SignIn.ConcordatUser>>();
        var email = role.Contains('@') ? role : $"{role.Replace(" ", "").Replace("-", "")}@testshire.example";
        var user = await users.FindByEmailAsync(email) ?? throw new ArgumentException($"No account {email}.");
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.ActAsUser(user.Id);
        session.ActAs((await scope.ServiceProvider.GetRequiredService<IMembershipSource>().FindAsync(user.Id, CancellationToken.None))!, "partnership work");
        return scope;
    }

    /// <summary>Runs SQL as the owner and returns the first value.</summary>
    public async Task<object?> OwnerScalarAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The top of the source tree; null when the tests run without it.</summary>
    public static string? SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Concordat.slnx"))) return folder.FullName;
        return null;
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        NpgsqlConnection.ClearAllPools();
    }
}
