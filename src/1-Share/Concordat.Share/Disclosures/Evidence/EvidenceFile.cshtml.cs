using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Disclosures.Evidence;

/// <summary>The evidence of good faith in one file; making it is logged first, so the pack tells of itself.</summary>
[Authorize(Policy = Policies.ReadAudit)]
internal sealed class EvidenceFileModel(DisclosureDesk desk, DisclosureEvidence evidence) : DisclosurePage(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        await Desk.DiscloseAsync("disclosure", Id.ToString(), new { format = "zip", what = "evidence" }, cancellation);
        return File(await evidence.PackAsync(Record, People, cancellation), "application/zip", $"{Record.Reference}-evidence.zip");
    }
}
