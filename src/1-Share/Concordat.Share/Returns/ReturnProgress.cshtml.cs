using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>How far a return's check or acceptance is, for the script on its page.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReturnProgressModel(ReturnStore store) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } item
            ? new JsonResult(new { done = item.Done, total = item.Total, words = item.Activity, finished = !item.IsUnderWay })
            : NotFound();
}
