using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Life;

/// <summary>Submits, drops, accepts or sends back a return; says with its code why it cannot.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class MoveReturnModel(SentReturns returns, ReturnMoves moves, ReturnSending sending) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public LifeRefusedException? Refusal { get; private set; }

    public IActionResult OnGet() => Redirect($"/share/returns/received/{Id}");

    public async Task<IActionResult> OnPostAsync(string act, string? words, CancellationToken cancellation)
    {
        if (await returns.FindAsync(Id, cancellation) is not { } item) return NotFound();
        try
        {
            switch (act)
            {
                case "submit":
                    await moves.SubmitAsync(Id, [.. item.Silent.Where(m => Request.Form[$"silent-{m}"] == "missing")], item.Silent.All(m => Request.Form[$"silent-{m}"].Count > 0), cancellation);
                    await sending.RememberMapAsync(Id, cancellation);
                    TempData.Done("The return is with the data manager.", "Submitted");
                    break;
                case "discard":
                    await moves.DiscardAsync(Id, cancellation);
                    TempData.Done("The draft and its rows are erased.", "Dropped");
                    return Redirect("/share/returns");
                case "accept":
                    await moves.AcceptAsync(Id, cancellation);
                    break;
                default:
                    await moves.ReturnAsync(Id, words, cancellation);
                    TempData.Done($"{item.Agency} sees what has to be mended.", "Sent back");
                    break;
            }
            return Redirect($"/share/returns/received/{Id}");
        }
        catch (LifeRefusedException refused)
        {
            Refusal = refused;
            var page = Page();
            page.StatusCode = StatusCodes.Status409Conflict;
            return page;
        }
    }
}
