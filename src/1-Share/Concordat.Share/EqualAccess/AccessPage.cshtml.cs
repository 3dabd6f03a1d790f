using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.EqualAccess;

/// <summary>Which bodies of the partnership are without access to mapping and analysis, and why.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AccessPageModel(AccessReport report, MemberDirectory directory) : PageModel
{
    public IReadOnlyList<BodyAccess> Rows { get; private set; } = [];
    public IReadOnlyList<BodyAccess> Without => [.. Rows.Where(r => r.Lacks(AccessReport.Days).Count > 0)];
    public People People { get; private set; } = new([], []);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        People = await directory.ReadAsync(cancellation);
        Rows = [.. (await report.ReadAsync(cancellation)).OrderByDescending(r => r.Lacks(AccessReport.Days).Count > 0).ThenBy(r => People.Agency(r.AgencyId)?.Name, StringComparer.Ordinal)];
    }
}
