using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Concordat.Share.Returns.Due;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Pool;

/// <summary>The data pack of an area and period as one ZIP.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class PackFileModel(DataPack data, ISiteContext site, AuditLog audit, Session session, TimeProvider clock) : PageModel
{
    const int MostQuarters = 20;

    public async Task<IActionResult> OnGetAsync(string? from, string? to, int? area, CancellationToken cancellation)
    {
        if (!Quarters.TryParse(from, out var first) || !Quarters.TryParse(to, out var last) || last.FirstDay < first.FirstDay || last.FirstDay > first.AddPeriods(MostQuarters).FirstDay)
            return Redirect($"/share/returns/pool?problem=period");
        using var pack = new PackFiles();
        var (counts, records) = await data.WriteAsync(pack, site.PartnershipName, session.DisplayName, clock.GetUtcNow().UtcDateTime, first, last, area, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "data pack", $"{Quarters.Key(first)}/{Quarters.Key(last)}", new { format = "zip", area, counts, records }, cancellation);
        return File(pack.Finish(), "application/zip", $"data-pack-{Quarters.Key(first)}-to-{Quarters.Key(last)}.zip");
    }
}
