using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Concordat.Share.Agreements.Contracts;
using Concordat.Share.Returns.Due;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Pool;

/// <summary>One set of one quarter from all bodies, cleansed, handed back to every party with a manifest of what was changed.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class PoolFileModel(PoolReader reader, PoolRelease release, ISharingAgreements agreements, ISiteContext site, AuditLog audit, Session session, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int set, string quarter, CancellationToken cancellation)
    {
        if (!Quarters.TryParse(quarter, out var period) || !(await agreements.ReadableSetsAsync(cancellation)).Contains(set)) return NotFound();
        var definition = SetCatalogue.Standard.Statutory(set);
        var released = await release.TestAsync(definition, PoolReader.ColumnsOf(definition), await reader.RecordsAsync(definition, period, cancellation), cancellation);
        var manifest = new PoolManifest(site.PartnershipName, set, definition.Name, period.Name, clock.GetUtcNow().UtcDateTime, session.DisplayName, released.Threshold,
            released.Rows.Count, await reader.HeldAsync(definition, period, cancellation), released.Columns, released.Withheld, await reader.ReturnsAsync(definition, period, cancellation));
        await audit.RecordAsync(AuditAction.Disclose, "cleansed pool", $"{set}/{Quarters.Key(period)}",
            new { format = "zip", rows = released.Rows.Count, columns = released.Columns, threshold = released.Threshold, withheld = released.Withheld.Count }, cancellation);
        using var pack = new PackFiles();
        pack.Table("records.csv", released.Columns, released.Rows);
        pack.Codes([definition]);
        pack.Text("manifest.json", manifest.Json());
        pack.Text("manifest.txt", manifest.Text(definition));
        return File(pack.Finish(), "application/zip", $"set-{set}-{Quarters.Key(period)}-cleansed.zip");
    }
}
