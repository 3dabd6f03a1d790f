using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Platform.SignIn;

/// <summary>Ends this session, or every session of the person.</summary>
public sealed class SignOutModel(SignInManager<ConcordatUser> signIn, UserManager<ConcordatUser> users, AuditLog audit) : PageModel
{
    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => EndAsync(everywhere: false, cancellation);

    public Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancellation) => EndAsync(everywhere: true, cancellation);

    async Task<IActionResult> EndAsync(bool everywhere, CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is { } user)
        {
            if (everywhere) await users.UpdateSecurityStampAsync(user);
            await audit.RecordAsync(AuditAction.SignOut, "user", user.Id.ToString(), new { everywhere }, cancellation);
        }
        await signIn.SignOutAsync();
        return RedirectToPage("/SignIn/SignInPage");
    }
}
