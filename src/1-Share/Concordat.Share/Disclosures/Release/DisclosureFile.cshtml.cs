using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Disclosures.Release;

/// <summary>The file that was sent, for the recipient, the person who released it and information governance. Each download is logged.</summary>
[Authorize(Policy = Policies.ReachDisclosures)]
internal sealed class DisclosureFileModel(DisclosureDesk desk) : DisclosurePage(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Record.File is null) return NotFound();
        if (Record.RecipientId != Desk.Session.User && !Desk.IsDecider(Record) && !Desk.Checks) return NotFound();
        if (Record.RestrictedAt is not null && !Desk.Checks) return NotFound();
        await Desk.DiscloseAsync("disclosure", Id.ToString(), new { file = Record.FileSha256, channel = "download" }, cancellation);
        return File(Desk.FileOf(Record), "application/octet-stream", Record.FileName);
    }
}
