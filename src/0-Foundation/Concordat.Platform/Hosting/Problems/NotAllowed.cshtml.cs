using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Platform.Hosting.Problems;

/// <summary>The answer to a page that the person's roles do not allow; the refusal was logged when it was given.</summary>
public sealed class NotAllowedModel : PageModel
{
    public void OnGet() => Response.StatusCode = 403;
}
