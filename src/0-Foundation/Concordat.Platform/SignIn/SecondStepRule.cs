using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Concordat.Platform.SignIn;

/// <summary>How people sign in.</summary>
public sealed class SignInSettings
{
    /// <summary>Nobody without a second step gets further than the page that sets it up. Off only in the demonstration.</summary>
    public bool RequireSecondStep { get; init; } = true;

    /// <summary>Forms of the sign-in pages that one address may send in a minute, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)] public int TriesAMinute { get; init; } = 60;
}

/// <summary>Writes into the sign-in whether the account has a second step, so that each request can tell without a query.</summary>
internal sealed class PrincipalFactory(UserManager<ConcordatUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<ConcordatUser>(users, options)
{
    internal const string HasSecondStep = "concordat/second-step";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(ConcordatUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.TwoFactorEnabled) identity.AddClaim(new(HasSecondStep, "on"));
        return identity;
    }
}

/// <summary>Sends people who have no second step yet to the page that sets it up.</summary>
internal sealed class SecondStepRule(RequestDelegate next, IOptions<SignInSettings> settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (!settings.Value.RequireSecondStep || context.User.Identity is not { IsAuthenticated: true, AuthenticationType: not KeyMiddleware.Scheme }
            || context.User.HasClaim(c => c.Type == PrincipalFactory.HasSecondStep)
            || path.StartsWithSegments("/account", StringComparison.Ordinal)
            || path.StartsWithSegments("/dist", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal))
            return next(context);
        context.Response.Redirect("/account/second-step");
        return Task.CompletedTask;
    }
}
