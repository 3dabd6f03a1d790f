using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Platform.SignIn;

/// <summary>A person's own account: second step and password.</summary>
public sealed class AccountPageModel(UserManager<ConcordatUser> users, SignInManager<ConcordatUser> signIn) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter your present password")]
    public string? Present { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter a new password"), MinLength(12, ErrorMessage = "The new password must have 12 characters or more")]
    public string? New { get; set; }

    public string? Email { get; private set; }
    public bool HasSecondStep { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user) return Challenge();
        return Show(user);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } user) return Challenge();
        if (!ModelState.IsValid) return Show(user);
        var result = await users.ChangePasswordAsync(user, Present!, New!);
        if (!result.Succeeded)
        {
            var wrong = result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            ModelState.AddModelError(wrong ? nameof(Present) : nameof(New), wrong ? "The present password is not right" : result.Errors.First().Description);
            return Show(user);
        }
        await signIn.RefreshSignInAsync(user);
        TempData.Done("Your password is changed. Every other session of your account is over.");
        return RedirectToPage();
    }

    PageResult Show(ConcordatUser user)
    {
        (Email, HasSecondStep) = (user.Email, user.TwoFactorEnabled);
        return Page();
    }
}
