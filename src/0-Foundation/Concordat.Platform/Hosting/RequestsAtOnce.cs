using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Concordat.Platform.Hosting.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Concordat.Platform.Hosting;

/// <summary>How much is done at once; from <c>Concordat:Load</c>.</summary>
public sealed class LoadSettings
{
    /// <summary>Requests worked on at once; the others wait their turn. 0 takes a third of the database connections, so that a request which needs two of them always finds them.</summary>
    [Range(0, 10_000)] public int RequestsAtOnce { get; set; }

    /// <summary>Requests that may wait; those beyond are told to come back.</summary>
    [Range(0, 100_000)] public int Waiting { get; set; } = 2_000;
}

/// <summary>Lets no more requests work at once than the database has connections for. A crowd waits for milliseconds instead of meeting an empty pool.</summary>
/// <remarks>Uploads stand outside, since they last as long as the sender's line is slow; so do the site's own files, which ask nothing of the database.</remarks>
internal static class RequestsAtOnce
{
    const int ConnectionsARequest = 3;
    const int Fewest = 2;
    const string Title = "Too many at once", Words = "Wait a minute, then try again.";

    // Told without the database, which has enough to do.
    static readonly string Page = PlainPage.Of(Title, [Words, "If you were sending a form, go back to it in your browser: what you typed is still there."]);

    public static void AddRequestsAtOnce(this IServiceCollection services, string connectionString)
    {
        var connections = new NpgsqlConnectionStringBuilder(connectionString).MaxPoolSize;
        services.AddOptions<LoadSettings>().BindConfiguration("Concordat:Load").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LoadSettings>>((limits, load) =>
        {
            var atOnce = load.Value.RequestsAtOnce > 0 ? load.Value.RequestsAtOnce : Math.Max(Fewest, connections / ConnectionsARequest);
            limits.OnRejected = (rejected, _) => new(TellAsync(rejected.HttpContext));
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => StandsOutside(context)
                ? RateLimitPartition.GetNoLimiter("outside")
                : RateLimitPartition.GetConcurrencyLimiter("at once", _ => new()
                {
                    PermitLimit = atOnce,
                    QueueLimit = load.Value.Waiting,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }));
        });
    }

    static async Task TellAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        if (ApiProblem.IsApi(context.Request.Path))
        {
            await ApiProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "I-05", "Too many calls", Words);
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Page);
    }

    static bool StandsOutside(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint
        || endpoint.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal))
        || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        || context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
}
