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

    /// <summary>Files taken at once; the others wait their turn. 0 takes a quarter as many as requests at once.</summary>
    [Range(0, 1_000)] public int UploadsAtOnce { get; set; }
}

/// <summary>Marks an address that takes files. Sending one lasts as long as the sender's line is slow, so uploads have places of their own and keep nobody else waiting.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadsAttribute : Attribute;

/// <summary>Lets no more requests work at once than the database has connections for. A crowd waits for milliseconds instead of meeting an empty pool.</summary>
/// <remarks>Files that people send have places of their own (<see cref="UploadsAttribute"/>). The site's own files stand outside: they ask nothing of the database.</remarks>
internal static class RequestsAtOnce
{
    const int ConnectionsARequest = 3;
    const int RequestsAnUpload = 4;
    const int Fewest = 2;

    // Told without the database, which has enough to do.
    static readonly string Page = PlainPage.Of("Too many at once", [ApiProblem.WaitWords, "If you were sending a form, go back to it in your browser: what you typed is still there."]);

    public static void AddRequestsAtOnce(this IServiceCollection services, string connectionString)
    {
        var connections = new NpgsqlConnectionStringBuilder(connectionString).MaxPoolSize;
        services.AddOptions<LoadSettings>().BindConfiguration("Concordat:Load").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LoadSettings>>((limits, load) =>
        {
            var atOnce = load.Value.RequestsAtOnce > 0 ? load.Value.RequestsAtOnce : Math.Max(Fewest, connections / ConnectionsARequest);
            var uploads = load.Value.UploadsAtOnce > 0 ? load.Value.UploadsAtOnce : Math.Max(1, atOnce / RequestsAnUpload);
            limits.OnRejected = (rejected, _) => new(TellAsync(rejected));
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                StandsOutside(context) ? RateLimitPartition.GetNoLimiter("outside")
                : SendsAFile(context) ? Places("uploads", uploads, load.Value.Waiting)
                : Places("at once", atOnce, load.Value.Waiting));
        });
    }

    static RateLimitPartition<string> Places(string name, int atOnce, int waiting) => RateLimitPartition.GetConcurrencyLimiter(
        name, _ => new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    static Task TellAsync(OnRejectedContext rejected)
    {
        var context = rejected.HttpContext;
        context.Response.Headers.RetryAfter = ApiProblem.WaitSeconds;
        // Only a full queue gives its reason; a limit of tries in a minute gives none and has a page of its own.
        if (!rejected.Lease.TryGetMetadata(MetadataName.ReasonPhrase, out _)) return Task.CompletedTask;
        if (ApiProblem.IsApi(context.Request.Path)) return ApiProblem.WriteTooManyAsync(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Page);
    }

    static bool SendsAFile(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<UploadsAttribute>() is not null;

    static bool StandsOutside(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint
        || endpoint.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal))
        || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
}
