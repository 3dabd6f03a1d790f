using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Platform.SignIn;

/// <summary>Ends a session twelve hours after sign-in, however busy it was.</summary>
internal static class AbsoluteEnd
{
    const string Item = "signed-in-at";
    static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static Task Stamp(CookieSigningInContext context)
    {
        // A renewed cookie keeps the moment of the first sign-in.
        if (!context.Properties.Items.ContainsKey(Item))
            context.Properties.Items[Item] = Clock(context.HttpContext.RequestServices).GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    public static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var now = Clock(context.HttpContext.RequestServices).GetUtcNow();
        if (context.Properties.Items.TryGetValue(Item, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && now - DateTimeOffset.FromUnixTimeSeconds(seconds) < Longest)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    static TimeProvider Clock(IServiceProvider services) => services.GetRequiredService<TimeProvider>();
}
