using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Concordat.Platform.Hosting.Problems;

/// <summary>Errors of the interface for partners' systems as problem+json (RFC 9457), in the words of the pages, with a reason code.</summary>
public static class ApiProblem
{
    public const string MediaType = "application/problem+json";

    static readonly JsonSerializerOptions Layout = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True for addresses of the interface.</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <param name="code">Reason code, such as "A-01".</param>
    /// <param name="title">A few words for the kind of problem.</param>
    /// <param name="detail">What is wrong and how to mend it; never what a cell held.</param>
    /// <param name="more">Further members of the object.</param>
    public static IResult Of(int status, string code, string title, string detail, params ReadOnlySpan<(string Name, object? Value)> more) =>
        Results.Json(Body(status, code, title, detail, more), Layout, MediaType, status);

    /// <summary>The object as text.</summary>
    public static string Text(int status, string code, string title, string detail) => JsonSerializer.Serialize(Body(status, code, title, detail, []), Layout);

    internal const string WaitWords = "Wait a minute, then try again.", WaitSeconds = "60";

    /// <summary>The code, title and words of the answer to somebody who calls too often, on every door.</summary>
    internal static readonly (string Code, string Title, string Words) TooMany = ("I-05", "Too many calls", WaitWords);

    internal static Task WriteTooManyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = WaitSeconds;
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, TooMany.Code, TooMany.Title, TooMany.Words);
    }

    internal static Task WriteAsync(HttpContext context, int status, string code, string title, string detail) => Of(status, code, title, detail).ExecuteAsync(context);

    static Dictionary<string, object?> Body(int status, string code, string title, string detail, ReadOnlySpan<(string Name, object? Value)> more)
    {
        var body = new Dictionary<string, object?> { ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["detail"] = detail, ["code"] = code };
        foreach (var (name, value) in more) body[name] = value;
        return body;
    }
}
