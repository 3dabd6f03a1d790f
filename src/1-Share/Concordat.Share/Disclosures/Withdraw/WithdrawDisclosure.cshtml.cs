using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Disclosures.Withdraw;

/// <summary>Asks before the requester takes a request back.</summary>
[Authorize(Policy = Policies.AskForDisclosures)]
internal sealed class WithdrawDisclosureModel(DisclosureDesk desk) : DisclosurePage(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Desk.IsRequester(Record)) return NotFound();
        await AllowsAsync(DisclosureEvent.Withdraw, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Desk.IsRequester(Record)) return NotFound();
        if (!await AllowsAsync(DisclosureEvent.Withdraw, cancellation)) return Page();
        Record.Withdraw(Desk.Now);
        await Desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{Record.Reference} is withdrawn.", "Withdrawn");
        return Redirect(Here);
    }
}
