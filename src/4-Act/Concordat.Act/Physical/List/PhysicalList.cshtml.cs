using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Physical.List;

/// <summary>A physical change with how many photographs it has.</summary>
internal sealed record ChangeRow(PhysicalChange Change, int Before, int After);

/// <summary>All physical changes, the latest first.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class PhysicalListModel(ConcordatDb db) : PageModel
{
    public const int PageSize = 24;

    [BindProperty(SupportsGet = true), Display(Name = "Words of the site")] public string? Words { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<ChangeRow> Rows { get; private set; } = [];
    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        var all = db.Set<PhysicalChange>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Words))
        {
            var pattern = SearchPattern.Of(Words.Trim());
            all = all.Where(c => EF.Functions.ILike(c.Site, pattern));
        }
        Total = await all.CountAsync(cancellation);
        var shown = await all.OrderByDescending(c => c.ChangedAt).ThenBy(c => c.InterventionId).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var ids = shown.Select(c => c.InterventionId).ToList();
        var photos = (await db.Set<ChangePhoto>().AsNoTracking().Where(p => ids.Contains(p.InterventionId)).Select(p => new { p.InterventionId, p.Side }).ToListAsync(cancellation)).ToLookup(p => p.InterventionId, p => p.Side);
        Rows = [.. shown.Select(c => new ChangeRow(c, photos[c.InterventionId].Count(s => s == ChangePhoto.Before), photos[c.InterventionId].Count(s => s == ChangePhoto.After)))];
    }
}
