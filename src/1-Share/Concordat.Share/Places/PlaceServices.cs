using System.Globalization;
using System.Threading.RateLimiting;
using Concordat.Gate.Placing;
using Concordat.Share.Places.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Share.Places;

/// <summary>Wires places into the Share stage.</summary>
static class PlaceServices
{
    /// <summary>Name of the limit on look-ups by one account or address.</summary>
    public const string LookUpLimit = "place look-up";

    const int LookUpsAMinute = 600;

    public static IServiceCollection AddPlaces(this IServiceCollection services)
    {
        // Commands run without a configuration; the defaults hold there.
        services.AddOptions<PlaceThresholds>().Configure<IServiceProvider>((t, provider) => provider.GetService<IConfiguration>()?.GetSection("Concordat:Places").Bind(t))
            .Validate(t => t.Taken is >= 60 and <= 100 && t.Shown >= 0 && t.Shown <= t.Taken && t.Lead is >= 0 and <= 40,
                "Concordat:Places: Taken must be 60 to 100, Shown 0 to Taken, Lead 0 to 40.").ValidateOnStart();
        services.Configure<RateLimiterOptions>(o => o.AddPolicy(LookUpLimit, context => RateLimitPartition.GetSlidingWindowLimiter(
            context.Request.Headers.Authorization is [{ Length: > 0 } key, ..] ? string.Create(CultureInfo.InvariantCulture, $"{key.GetHashCode(StringComparison.Ordinal)}")
                : context.Request.Cookies["concordat"] ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new() { PermitLimit = LookUpsAMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 })));
        return services
            .AddSingleton<PlaceMemory>()
            .AddScoped<LayerDesk>()
            .AddScoped<IBoundaryChanges>(p => p.GetRequiredService<LayerDesk>())
            .AddScoped<GazetteerStore>()
            .AddScoped<PostcodeDesk>()
            .AddScoped<PlaceQueue>()
            .AddScoped<IPlaceQueue>(p => p.GetRequiredService<PlaceQueue>())
            .AddScoped<PlacePicker>()
            .AddScoped<PlaceFinderSource>()
            .AddScoped<IPlaceFinderSource>(p => p.GetRequiredService<PlaceFinderSource>());
    }
}
