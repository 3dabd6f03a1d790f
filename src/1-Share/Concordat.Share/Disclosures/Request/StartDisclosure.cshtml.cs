using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Disclosures.Request;

/// <summary>What to know before asking; starting makes a draft that only the requester and information governance see.</summary>
[Authorize(Policy = Policies.AskForDisclosures)]
internal sealed class StartDisclosureModel(DisclosureDesk desk) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        Redirect($"/share/disclosures/{(await desk.StartAsync(cancellation)).Id}/request");
}
