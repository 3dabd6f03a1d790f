using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Platform.Hosting.Problems;

/// <summary>What went wrong, in words, with the next step. Never a stack trace.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    [FromRoute] public int Code { get; set; }

    public string Heading => Code switch
    {
        404 => "Page not found",
        400 => "The form could not be read",
        413 => "The file is too large",
        429 => "Too many tries",
        _ => "Something went wrong on our side",
    };

    public string Advice => Code switch
    {
        404 => "Check the address. The record may belong to another partnership, or you may not have the right to open it.",
        400 => "It may have been open too long. Go back, load the page again and send the form once more.",
        413 => $"One upload may hold {PlatformServices.LargestUpload >> 20:N0} MB. Send the files in smaller groups.",
        429 => "Wait a minute, then try again.",
        _ => $"Nothing was half saved. Try again; if it happens again, give the administrator this reference: {Activity.Current?.TraceId}.",
    };

    public IActionResult OnGet() => Page();

    public IActionResult OnPost() => Page();
}
