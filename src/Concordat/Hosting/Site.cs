using System.Globalization;
using System.Reflection;
using Concordat.Partnership;
using Concordat.Platform.Hosting;
using Microsoft.Extensions.FileProviders;

namespace Concordat.Hosting;

/// <summary>Builds the site from its stages.</summary>
internal static class Site
{
    public static IReadOnlyList<Assembly> ModelAssemblies { get; } = [typeof(PartnershipServices).Assembly];

    public static WebApplication Build(WebApplicationBuilder builder, string applicationConnectionString)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        builder.Logging.ClearProviders().AddJsonConsole();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = PlatformServices.LargestUpload;
        });
        builder.Services.AddPlatform(applicationConnectionString, ModelAssemblies);
        builder.Services.AddPartnership();
        builder.Services.AddRazorPages(o => o.RootDirectory = "/");
        var app = builder.Build();
        app.UsePlatform();
        app.MapStaticAssets();
        app.MapRazorPages();
        return app;
    }
}
