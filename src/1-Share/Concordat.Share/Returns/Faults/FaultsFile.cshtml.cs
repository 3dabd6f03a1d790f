using Concordat.Platform.Access;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns.Faults;

/// <summary>The rows to mend of a return as a file.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class FaultsFileModel(SentReturns returns, FaultsTable table, Session session) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, string format, CancellationToken cancellation)
    {
        if (await returns.FindAsync(id, cancellation) is not { } item || !SentReturns.MaySeeCounts(item.AgencyId, session)) return NotFound();
        var (file, type, name) = await table.WriteAsync(item, format, cancellation);
        return File(file, type, name);
    }
}
