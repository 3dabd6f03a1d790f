using Concordat.Platform.Access;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>Accepts, discards or cancels a return, and goes back to it.</summary>
[Authorize(Policy = Policies.KeepRecords)]
public sealed class ReturnActModel(ReturnDesk desk, ReturnStore store, JobQueue jobs) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [FromRoute] public string Act { get; set; } = "";

    public IActionResult OnGet() => Redirect($"/share/returns/{Id}");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await store.FindAsync(Id, cancellation) is not { } item) return NotFound();
        if (Act == "cancel" && item is { IsUnderWay: true, JobId: { } job }) await jobs.CancelAsync(job, cancellation);
        if (Act == "accept" && !await desk.AcceptAsync(Id, cancellation)) TempData.Done("This return is not waiting to be accepted: somebody has dealt with it already.", "Nothing done");
        if (Act == "discard")
        {
            if (await desk.DiscardAsync(Id, cancellation)) TempData.Done("The return was discarded. None of its rows joined the records.", "Discarded");
            else TempData.Done("This return is not waiting: somebody has dealt with it already.", "Nothing done");
        }
        return Redirect($"/share/returns/{Id}");
    }
}
