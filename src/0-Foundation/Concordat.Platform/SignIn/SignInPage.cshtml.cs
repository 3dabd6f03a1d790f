using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Audit;
using Concordat.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Concordat.Platform.SignIn;

/// <summary>Sign in with e-mail and password; a second step follows where the account has one.</summary>
/// <remarks>The answer is the same for an unknown address, a wrong password and a locked account, and takes as long.</remarks>
[AllowAnonymous, EnableRateLimiting(PlatformServices.SignInLimit)]
public sealed class SignInPageModel(
    SignInManager<ConcordatUser> signIn, UserManager<ConcordatUser> users, IPasswordHasher<ConcordatUser> hasher, AuditLog audit,
    DemonstrationAccounts? demonstration = null) : PageModel
{
    const string Refusal = "Check your email address and password. After five wrong tries an account is closed for five minutes.";
    static readonly ConcordatUser Nobody = new();
    static string? _hashOfNothing;

    [BindProperty, Required(ErrorMessage = "Enter your email address")]
    public string? Email { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter your password")]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public DemonstrationAccounts? Demonstration => demonstration;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return Page();
        var user = await users.FindByEmailAsync(Email!.Trim());
        if (user is null)
        {
            SpendAsLong();
            return await RefuseAsync("unknown", cancellation);
        }
        var result = await signIn.PasswordSignInAsync(user, Password!, isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor) return RedirectToPage("/SignIn/SecondStep", new { ReturnUrl });
        if (!result.Succeeded) return await RefuseAsync(user.Id.ToString(), cancellation);
        await audit.RecordAsync(AuditAction.SignIn, "user", user.Id.ToString(), new { step = "password" }, cancellation);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
    }

    void SpendAsLong()
    {
        _hashOfNothing ??= hasher.HashPassword(Nobody, "nothing");
        hasher.VerifyHashedPassword(Nobody, _hashOfNothing, Password!);
    }

    async Task<IActionResult> RefuseAsync(string who, CancellationToken cancellation)
    {
        await audit.RecordAsync(AuditAction.Refuse, "sign-in", who, new { }, cancellation);
        ModelState.AddModelError(nameof(Email), Refusal);
        return Page();
    }
}

/// <summary>The invented people whose accounts the sign-in page of the demonstration shows. Registered only there.</summary>
public sealed record DemonstrationAccounts(string Password, IReadOnlyList<DemonstrationAccount> Accounts);

/// <summary>One invented person.</summary>
public sealed record DemonstrationAccount(string Name, string Email, string Roles, string Agency);
