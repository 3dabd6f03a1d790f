using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Concordat.Platform.Site.Components;

/// <summary>Links to the same page with one part of the query changed, so that filters stay when somebody sorts or turns a page.</summary>
internal static class PageLinks
{
    public static string With(HttpRequest request, string name, string? value, params ReadOnlySpan<string> without)
    {
        var query = new QueryBuilder();
        foreach (var (key, values) in request.Query)
        {
            if (key == name || without.Contains(key)) continue;
            foreach (var each in values) query.Add(key, each ?? "");
        }
        if (value is not null) query.Add(name, value);
        return request.PathBase + request.Path + query.ToQueryString();
    }
}
