using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Audit;
using Concordat.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Concordat.Platform.SignIn;

/// <summary>The second step: a code of the authenticator app, or a recovery code.</summary>
[AllowAnonymous, EnableRateLimiting(PlatformServices.SignInLimit)]
public sealed class SecondStepModel(SignInManager<ConcordatUser> signIn, UsedCodes used, AuditLog audit) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter the six digits your authenticator app shows")]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("/SignIn/SignInPage") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var user = await signIn.GetTwoFactorAuthenticationUserAsync();
        if (user is null) return RedirectToPage("/SignIn/SignInPage");
        if (!ModelState.IsValid) return Page();
        if (!await AcceptsAsync(user, Code!.Replace(" ", "", StringComparison.Ordinal)))
        {
            await audit.RecordAsync(AuditAction.Refuse, "sign-in", user.Id.ToString(), new { step = "code" }, cancellation);
            ModelState.AddModelError(nameof(Code), "The code is not right or was used before. Wait for the next one and enter that");
            return Page();
        }
        await audit.RecordAsync(AuditAction.SignIn, "user", user.Id.ToString(), new { step = "code" }, cancellation);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
    }

    async Task<bool> AcceptsAsync(ConcordatUser user, string code)
    {
        if (code.Length != 6) return (await signIn.TwoFactorRecoveryCodeSignInAsync(code)).Succeeded;
        if (used.WasUsed(user.Id, code)) return false;
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        if (result.Succeeded) used.Use(user.Id, code);
        return result.Succeeded;
    }
}
