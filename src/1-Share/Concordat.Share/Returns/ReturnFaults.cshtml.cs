using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>Rows of a return that were set aside, all or of one reason.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class ReturnFaultsModel(ReturnStore store) : PageModel
{
    public const int PageSize = 100;

    [FromRoute] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }
    [BindProperty(SupportsGet = true), FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<FaultRow> Rows { get; private set; } = [];
    public int Total { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await store.FindAsync(Id, cancellation) is not { } item) return NotFound();
        if (item.Kind == "partner") return Redirect($"/share/returns/received/{Id}/faults");
        Total = (await store.FaultsAsync(Id, 1, cancellation)).Where(f => string.IsNullOrEmpty(Code) || f.Code == Code).Sum(f => f.Count);
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, (Total + PageSize - 1) / PageSize));
        Rows = await store.FaultRowsAsync(Id, Code, (PageNumber - 1) * PageSize, PageSize, cancellation).ToListAsync(cancellation);
        return Page();
    }
}
