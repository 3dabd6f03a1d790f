using Concordat.CommandLine;
using Concordat.Demonstration;
using Concordat.Hosting;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Concordat.Stages.Tests.Review;

/// <summary>The program over the demonstration borough, where something stands in every part, and beside it another partnership with a member for each role.</summary>
public sealed class RiverbourneServer : IAsyncLifetime
{
    const string Password = "a long test password";

    DatabaseConnections? _database;
    WebApplication? _app;

    public Uri Address { get; private set; } = new("http://localhost/");
    public IServiceProvider Services => _app!.Services;

    /// <summary>The partnership in which nothing was ever done.</summary>
    public Guid Other { get; private set; }

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DatabaseConnections).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
            ContentRootPath = ConcordatServer.SourceFolder() is { } source ? Path.Combine(source, "src", "Concordat") : AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0", ["Concordat:SignIn:TriesAMinute"] = "100000", ["Concordat:Weekly"] = "off" });
        await ServeCommand.PrepareDemonstrationAsync(builder, _database, TextWriter.Null);
        _app = Site.Build(builder, _database.Application);
        await using (var scope = _app.Services.CreateAsyncScope())
            Other = await scope.ServiceProvider.GetRequiredService<PartnershipSetUp>().CreateAsync(
                new("Nextshire Community Safety Partnership", "OFFICIAL", IsDemonstration: false, new(2020, 1, 1), [new("council", "Nextshire Council", "Council", "responsible authority")],
                    [.. Role.All.Select(role => new NewMember($"Next {role}", Email(role), role, "council", [role]))], [])
                { HasAcceptedTerms = true }, Password, CancellationToken.None);
        await _app.StartAsync();
        Address = new($"http://localhost:{new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}/");
    }

    static string Email(string role) => $"{role.Replace(' ', '.')}@nextshire.example";

    /// <summary>The other partnership's member of a role.</summary>
    public Task<Visitor> StrangerAsync(string role) => SignInAsync(Email(role), Password);

    /// <summary>Somebody of the borough, by full name.</summary>
    public Task<Visitor> OwnAsync(string name) => SignInAsync($"{name.Replace(' ', '.').ToLowerInvariant()}@riverbourne.example", DemonstrationLoader.Password);

    async Task<Visitor> SignInAsync(string email, string password)
    {
        var visitor = new Visitor(Address);
        await visitor.SignInAsync(email, password);
        return visitor;
    }

    /// <summary>Runs SQL as the owner and returns the first value.</summary>
    public async Task<object?> OwnerScalarAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_database!.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
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
