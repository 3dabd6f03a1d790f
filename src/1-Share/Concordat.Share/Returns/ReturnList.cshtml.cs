using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>All returns, the newest first.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReturnListModel(ReturnStore store, Session session) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(SupportsGet = true), FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Return> Returns { get; private set; } = [];
    public int Total { get; private set; }
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        (Returns, Total) = await store.ListAsync(PageNumber, PageSize, cancellation);
    }
}
