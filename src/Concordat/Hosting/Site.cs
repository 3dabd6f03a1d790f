using System.Globalization;
using System.Reflection;
using Concordat.Act;
using Concordat.Decide;
using Concordat.Demonstration;
using Concordat.Partnership;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.SignIn;
using Concordat.Platform.Site;
using Concordat.Review;
using Concordat.Share;
using Concordat.Share.Interface;
using Concordat.Understand;

namespace Concordat.Hosting;

/// <summary>Builds the site from its stages.</summary>
internal static class Site
{
    public static IReadOnlyList<Assembly> ModelAssemblies { get; } =
        [typeof(PartnershipServices).Assembly, typeof(ShareServices).Assembly, typeof(UnderstandServices).Assembly, typeof(DecideServices).Assembly, typeof(ActServices).Assembly,
            typeof(ReviewServices).Assembly];

    /// <summary>The site, ready to run.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, string applicationConnectionString)
    {
        // From a build folder the front end lies in the source tree; a published program has it beside itself.
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.ClearProviders().AddJsonConsole();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = PlatformServices.LargestUpload;
        });
        Add(builder.Services, applicationConnectionString);
        builder.Services.AddOptions<SignInSettings>().BindConfiguration("Concordat:SignIn").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<InterfaceSettings>().BindConfiguration("Concordat:Interface")
            .Validate(s => s.CallsAMinute is >= 10 and <= 100_000 && s.WrongKeysAMinute is >= 5 and <= 10_000,
                "Concordat:Interface: CallsAMinute must be 10 to 100000, WrongKeysAMinute 5 to 10000.").ValidateOnStart();
        builder.Services.AddConcordatSite();
        builder.Services.AddRazorPages(o => o.RootDirectory = "/");
        var app = builder.Build();
        app.UsePlatform();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        app.MapInterface();
        return app;
    }

    /// <summary>The same services without the site, for commands.</summary>
    public static ServiceProvider Services(string applicationConnectionString, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Add(services, applicationConnectionString);
        if (clock is not null) services.AddSingleton(clock);
        return services.BuildServiceProvider();
    }

    static void Add(IServiceCollection services, string applicationConnectionString)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        services.AddPlatform(applicationConnectionString, ModelAssemblies);
        services.AddPartnership();
        services.AddShare();
        services.AddUnderstand();
        services.AddDecide();
        services.AddAct();
        services.AddReview();
        services.AddSingleton(new SectionLink(Stage.Home, "My work", "/my-work", 2));
        services.AddScoped<PartnershipSetUp>();
        services.AddScoped<DemonstrationPlaces>();
        services.AddScoped<DemonstrationLoader>();
    }
}
