using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Sending;

/// <summary>How far the check of a file is, for the script on its page.</summary>
[Authorize(Policy = Policies.SendReturns)]
public sealed class SendingProgressModel(SendingRoom room, Session session) : PageModel
{
    public IActionResult OnGet(Guid id) => room.Find(id) is { } passing && passing.IsOf(session)
        ? new JsonResult(new { done = passing.Rows, total = 0, finished = passing.Result is not null }) : NotFound();
}
