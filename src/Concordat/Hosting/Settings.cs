namespace Concordat.Hosting;

/// <summary>The settings of a command that runs without the site: files beside the program, then environment, then options.</summary>
internal static class Settings
{
    public static IConfiguration From(string[] args) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(args)
        .Build();
}
