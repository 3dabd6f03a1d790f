using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

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
        _ when CannotWrite => "Nothing can be shown or saved just now",
        _ => "Something went wrong on our side",
    };

    public string Advice => Code switch
    {
        404 => "Check the address. The record may belong to another partnership, or you may not have the right to open it.",
        400 => "It may have been open too long. Go back, load the page again and send the form once more.",
        413 => $"One upload may hold {PlatformServices.LargestUpload >> 20:N0} MB. Send the files in smaller groups.",
        429 => "Wait a minute, then try again.",
        _ when CannotWrite => "The database cannot write, so it cannot log who reads and changes what. Concordat does nothing unlogged: nothing was shown and nothing was saved. "
            + "Tell the administrator: the disk of the database may be full.",
        _ => $"Nothing was half saved. Try again; if it happens again, give the administrator this reference: {Activity.Current?.TraceId}.",
    };

    // Class 53 is what PostgreSQL says when a disk or its memory is full.
    bool CannotWrite
    {
        get
        {
            for (var e = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error; e is not null; e = e.InnerException)
                if (e is PostgresException p && (p.SqlState.StartsWith("53", StringComparison.Ordinal) || p is { SqlState: PostgresErrorCodes.InsufficientPrivilege, SchemaName: "audit" }
                    || (p.SqlState == PostgresErrorCodes.InsufficientPrivilege && p.MessageText.EndsWith(" entry", StringComparison.Ordinal))))
                    return true;
            return false;
        }
    }

    public IActionResult OnGet() => Page();

    public IActionResult OnPost() => Page();
}
