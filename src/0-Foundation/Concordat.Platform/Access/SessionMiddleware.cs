using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Concordat.Platform.Access;

/// <summary>Turns the signed-in person into a session, afresh for each request, so that a change of role counts at once.</summary>
internal sealed class SessionMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Session session, IMembershipSource memberships)
    {
        if (Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var userId))
        {
            session.ActAsUser(userId);
            if (await memberships.FindAsync(userId, context.RequestAborted) is { } membership)
            {
                session.ActAs(membership, "partnership work");
                context.User.AddIdentity(new ClaimsIdentity(membership.Roles.Select(r => new Claim(ClaimTypes.Role, r))));
            }
        }
        await next(context);
    }
}
