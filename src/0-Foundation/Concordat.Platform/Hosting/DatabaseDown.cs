using System.Net.Sockets;
using Concordat.Platform.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concordat.Platform.Hosting;

/// <summary>Says in plain words that the records cannot be reached, and tries again by itself, instead of an error page.</summary>
internal static class DatabaseDown
{
    static readonly string Page = PlainPage.Of("The records cannot be reached",
        ["The database is not answering. Nothing that was already saved is lost.",
         "This page tries again every five seconds. If you were sending a form, go back to it once the site answers and send it again."], refreshSeconds: 5);

    public static void UseDatabaseDownPage(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (IsOutage(e) && !context.Response.HasStarted)
        {
            var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Concordat.Database");
            log.LogError("The database cannot be reached: {Reason}", (e as NpgsqlException ?? e.InnerException)?.GetType().Name);
            // Waiting too long for a connection breaks none: to throw away the good ones would make everybody open new ones at once.
            if (!IsWait(e)) context.RequestServices.GetRequiredService<NpgsqlDataSource>().Clear();
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
            if (ApiProblem.IsApi(context.Request.Path))
            {
                await ApiProblem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "X-02", "The records cannot be reached", "The database is not answering. Nothing was saved by this call. Try again in a few seconds.");
                return;
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Page);
        }
    });

    static bool IsWait(Exception? e) => e is not null and not PostgresException && (e is TimeoutException || IsWait(e.InnerException));

    static bool IsOutage(Exception? e) => e switch
    {
        null => false,
        PostgresException p => p.IsTransient && p.SqlState is "57P01" or "57P02" or "57P03" or "53300",
        NpgsqlException or SocketException => true,
        _ => IsOutage(e.InnerException),
    };
}
