using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Sending;

/// <summary>How far an acceptance is, for the script on its page.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReceivedProgressModel(SentReturns returns) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await returns.FindAsync(id, cancellation) is { } item
        ? new JsonResult(new { done = item.Done, total = item.Total, words = item.Activity, finished = !item.IsBeingAccepted }) : NotFound();
}
