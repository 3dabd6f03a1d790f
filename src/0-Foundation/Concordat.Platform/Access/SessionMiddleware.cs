using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Concordat.Platform.Access;

/// <summary>Turns the signed-in person into a session, afresh for each request, so that a change of role counts at once.</summary>
internal sealed class SessionMiddleware(RequestDelegate next)
{
    /// <summary>Where a member answers the confidentiality terms before anything else.</summary>
    const string TermsPage = "/confidentiality";

    public async Task InvokeAsync(HttpContext context, Session session, IMembershipSource memberships)
    {
        if (Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var userId))
        {
            session.ActAsUser(userId);
            if (await memberships.FindAsync(userId, context.RequestAborted) is { } membership)
            {
                session.ActAs(membership, "partnership work");
                context.User.AddIdentity(new ClaimsIdentity(membership.Roles.Select(r => new Claim(ClaimTypes.Role, r))));
                if (!membership.HasAcceptedTerms && !IsOpenBeforeTerms(context))
                {
                    context.Response.Redirect($"{TermsPage}?returnUrl={Uri.EscapeDataString(ReturnTo(context.Request))}");
                    return;
                }
            }
        }
        await next(context);
    }

    // Pages that anybody may read, one's own account, and the page where the terms are answered.
    static bool IsOpenBeforeTerms(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || context.Request.Path.StartsWithSegments(TermsPage, StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/account", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/problem", StringComparison.Ordinal);

    static string ReturnTo(HttpRequest request) => HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/";
}
