using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Concordat.Platform.Site.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Menu.Guidance;

/// <summary>The library of guidance by type of problem, what is due to be checked first.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class GuidanceListModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true), Display(Name = "Words")] public string? Words { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Type of problem")] public string? Theme { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<GuidanceNote> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public DateOnly Today => London.Today(clock);
    public bool MayKeep => session.MayKeepMenu();
    public int Chosen => (string.IsNullOrWhiteSpace(Words) ? 0 : 1) + (string.IsNullOrEmpty(Theme) ? 0 : 1);
    public static IReadOnlyList<Choice> Themes { get; } = [.. ThemeList.All.Select(t => new Choice(t.Key, t.Name))];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        var all = db.Set<GuidanceNote>().AsNoTracking();
        if (!string.IsNullOrEmpty(Theme)) all = all.Where(n => n.ThemeKey == Theme || n.ThemeKey == null);
        if (!string.IsNullOrWhiteSpace(Words))
        {
            var pattern = SearchPattern.Of(Words);
            all = all.Where(n => EF.Functions.ILike(n.Title, pattern) || EF.Functions.ILike(n.Words, pattern) || EF.Functions.ILike(n.Source, pattern));
        }
        Total = await all.CountAsync(cancellation);
        Rows = await all.OrderBy(n => n.RetiredOn != null).ThenBy(n => n.CheckedOn).ThenBy(n => n.Title).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }
}
