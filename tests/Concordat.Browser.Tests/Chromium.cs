using Microsoft.Playwright;

namespace Concordat.Browser.Tests;

/// <summary>The browser of the tests: the system's own Chromium, or the one that CONCORDAT_CHROMIUM names.</summary>
internal static class Chromium
{
    static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>The program's path; null where there is none.</summary>
    public static string? Program { get; } =
        new[] { Environment.GetEnvironmentVariable("CONCORDAT_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(path => path is { Length: > 0 } && File.Exists(path));

    public static Task<IBrowser> StartAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments });
}

/// <summary>A test in a real browser; where there is none it is skipped by name and the run says so.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null) Skip = Reason;
    }

    internal const string Reason = "needs Chromium: install it, or name it in CONCORDAT_CHROMIUM";
}

/// <summary>The same for a test with several cases.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Program is null) Skip = BrowserFactAttribute.Reason;
    }
}
