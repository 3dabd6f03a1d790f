using Concordat.Platform.Access;
using Concordat.Share.Returns.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>All returns, the newest first.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReturnListModel(ReturnStore store, SentReturns sent, Session session) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(SupportsGet = true), FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Return> Returns { get; private set; } = [];
    /// <summary>Returns of other bodies, whose row counts are for those who sent them.</summary>
    public IReadOnlySet<Guid> WithoutCounts { get; private set; } = new HashSet<Guid>();

    public int Total { get; private set; }
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        (Returns, Total) = await store.ListAsync(PageNumber, PageSize, cancellation);
        WithoutCounts = await sent.WithoutCountsAsync(cancellation);
    }
}
