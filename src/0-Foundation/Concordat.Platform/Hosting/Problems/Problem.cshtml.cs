using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
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
        429 => ApiProblem.WaitWords,
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

    /// <summary>A partner's system is answered in its own form, whatever the method of its call.</summary>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath is { } path ? ApiProblem.IsApi(path)
            : HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { Path: { } failed } && ApiProblem.IsApi(failed))
            context.Result = Answer();
    }

    ContentResult Answer()
    {
        var (code, title, words) = Code switch
        {
            400 => ("I-01", "The call could not be read", "Check the address, the headers and the body against /api/openapi.json."),
            401 => ("I-03", "The key does not count", "Send a key in the header Authorization, as: Bearer, a space and the key."),
            403 => ("I-04", "The key does not allow this", "The administrator makes keys and says what each may do. Ask for one with the scope that this address needs."),
            404 => ("I-02", "Not found", "There is nothing at this address, or it belongs to another body."),
            405 => ("I-01", "The method is not right for this address", "The methods of each address stand in /api/openapi.json."),
            413 => ("F-00", Heading, Advice),
            429 => ApiProblem.TooMany,
            _ => ("X-01", Heading, Advice),
        };
        return new ContentResult { StatusCode = Code, ContentType = ApiProblem.MediaType, Content = ApiProblem.Text(Code, code, title, words) };
    }
}
