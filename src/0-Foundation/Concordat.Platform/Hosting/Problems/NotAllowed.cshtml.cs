using Concordat.Platform.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Platform.Hosting.Problems;

/// <summary>The answer to a page that the person's roles do not allow; the refusal is logged.</summary>
public sealed class NotAllowedModel(AuditLog audit) : PageModel
{
    public async Task OnGetAsync(string? returnUrl, CancellationToken cancellation)
    {
        Response.StatusCode = 403;
        await audit.RecordAsync(AuditAction.Refuse, "page", Url.IsLocalUrl(returnUrl) ? returnUrl!.Split('?')[0] : "", new { }, cancellation);
    }
}
