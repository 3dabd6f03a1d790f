using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Concordat.Platform.SignIn;

/// <summary>Turns on the second step: the key as a picture and as text, a first code to prove it, then recovery codes.</summary>
public sealed class SetUpSecondStepModel(SignInManager<ConcordatUser> signIn, UserManager<ConcordatUser> users) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter the six digits the app shows")]
    public string? Code { get; set; }

    public bool IsOn { get; private set; }
    public string Key { get; private set; } = "";
    public string QrCode { get; private set; } = "";
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user) return Challenge();
        await ShowKeyAsync(user);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } user) return Challenge();
        var code = Code?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (ModelState.IsValid && !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code))
            ModelState.AddModelError(nameof(Code), "The code is not right. Check that the clock of your device is right, and enter the code it shows now");
        if (!ModelState.IsValid)
        {
            await ShowKeyAsync(user);
            return Page();
        }
        await users.SetTwoFactorEnabledAsync(user, enabled: true);
        RecoveryCodes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 8))!];
        await signIn.RefreshSignInAsync(user);
        return Page();
    }

    async Task ShowKeyAsync(ConcordatUser user)
    {
        IsOn = user.TwoFactorEnabled;
        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            // A new key ends every session of the account; this one goes on.
            await signIn.RefreshSignInAsync(user);
            key = (await users.GetAuthenticatorKeyAsync(user))!;
        }
        Key = string.Join(' ', key.Chunk(4).Select(c => new string(c)));
        var address = $"otpauth://totp/Concordat:{Uri.EscapeDataString(user.Email!)}?secret={key}&issuer=Concordat&digits=6";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        QrCode = "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.GetGraphic(4)));
    }
}
