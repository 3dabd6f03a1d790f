using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.OpenSources.List;

/// <summary>The register of open sources, the last seen first.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SourceRegisterModel(OpenSourceDesk desk) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true), Display(Name = "Words")] public string? Q { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Kind")] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Theme")] public string? Theme { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "With those that were withdrawn")] public bool Withdrawn { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<OpenSource> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public bool MayKeep => desk.MayKeep;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        var found = desk.Matching(new(Q is { Length: > 200 } ? Q[..200] : Q, Kind, Theme, Withdrawn));
        Total = await found.CountAsync(cancellation);
        Rows = await found.Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }
}
