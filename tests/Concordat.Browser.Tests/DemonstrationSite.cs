using Concordat.CommandLine;
using Concordat.Demonstration;
using Concordat.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using Npgsql;

namespace Concordat.Browser.Tests;

/// <summary>All browser tests share one program with the demonstration borough and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class DemonstrationTests : ICollectionFixture<DemonstrationSite>
{
    public const string Name = "The demonstration in a browser";
}

/// <summary>The program as <c>concordat demo</c> runs it, on a real port over a fresh database, with a real browser before it.</summary>
public sealed class DemonstrationSite : IAsyncLifetime
{
    readonly Lazy<Task<Journey>> _journey;
    WebApplication? _app;
    IPlaywright? _playwright;
    IBrowser? _browser;

    public DemonstrationSite() => _journey = new(() => Journey.RunAsync(this));

    /// <summary>Where the site answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The month's work from draft to done, which runs once; whoever needs its traces awaits it.</summary>
    internal Task<Journey> JourneyAsync() => _journey.Value;

    public async Task InitializeAsync()
    {
        if (Chromium.Program is null) return;
        var database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DatabaseConnections).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
            ContentRootPath = ConcordatServer.SourceFolder() is { } source ? Path.Combine(source, "src", "Concordat") : AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" });
        await ServeCommand.PrepareDemonstrationAsync(builder, database, TextWriter.Null);
        _app = Site.Build(builder, database.Application);
        await _app.StartAsync();
        var port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        Address = $"http://localhost:{port}";
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
    }

    /// <summary>A browser window of its own that nobody is signed in to.</summary>
    internal async Task<Seat> OpenAsync(bool scripts = true, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            JavaScriptEnabled = scripts,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ViewportSize = new() { Width = width, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>A window in which somebody of the demonstration has signed in.</summary>
    /// <param name="name">Full name, such as "Nell Ashgrove".</param>
    /// <param name="scripts">False for a browser with scripts turned off.</param>
    internal async Task<Seat> SignInAsync(string name, bool scripts = true)
    {
        var seat = await OpenAsync(scripts);
        var page = seat.Page;
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email address").FillAsync($"{name.Replace(' ', '.').ToLowerInvariant()}@riverbourne.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(DemonstrationLoader.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Stages" })).ToBeVisibleAsync();
        return seat;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        NpgsqlConnection.ClearAllPools();
    }
}
