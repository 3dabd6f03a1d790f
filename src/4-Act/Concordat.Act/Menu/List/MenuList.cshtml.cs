using System.ComponentModel.DataAnnotations;
using Concordat.Act.Interventions;
using Concordat.Act.Plans;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Platform.Site.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Menu.List;

/// <summary>The menu, to read, to keep, and to pick from for a plan.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class MenuListModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true), Display(Name = "Words")] public string? Words { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Kind")] public string? Kind { get; set; }

    /// <summary>The plan to pick for; null for reading.</summary>
    [FromQuery(Name = "plan")] public Guid? Plan { get; set; }

    public IReadOnlyList<MenuEntry> Rows { get; private set; } = [];
    public bool MayKeep => session.MayKeepMenu();
    public int Chosen => (string.IsNullOrWhiteSpace(Words) ? 0 : 1) + (string.IsNullOrEmpty(Kind) ? 0 : 1);
    public IReadOnlyList<Choice> Kinds { get; } = ActionFilter.Kinds.Choices();
    ILookup<Guid?, string?> _verdicts = Array.Empty<string?>().ToLookup(_ => (Guid?)null);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        var all = db.Set<MenuEntry>().AsNoTracking().Where(e => e.RetiredOn == null || e.RetiredOn > today);
        if (!string.IsNullOrEmpty(Kind)) all = all.Where(e => e.Kind == Kind);
        if (!string.IsNullOrWhiteSpace(Words))
        {
            var pattern = SearchPattern.Of(Words);
            all = all.Where(e => EF.Functions.ILike(e.Title, pattern) || EF.Functions.ILike(e.Agencies, pattern) || EF.Functions.ILike(e.Evidence, pattern));
        }
        Rows = await all.OrderBy(e => e.Kind).ThenBy(e => e.Title).ToListAsync(cancellation);
        _verdicts = (await (from l in db.Set<PlanLine>() join p in db.Set<Plan>() on l.PlanId equals p.Id where l.MenuEntryId != null && p.BeganOn != null select new { l.MenuEntryId, p.Id, p.Verdict }).Distinct().ToListAsync(cancellation))
            .ToLookup(v => v.MenuEntryId, string? (v) => v.Verdict);
    }

    public async Task<IActionResult> OnPostGeneralAsync(CancellationToken cancellation)
    {
        if (!MayKeep) return NotFound();
        if (await db.Set<MenuEntry>().AnyAsync(cancellation)) return Redirect("/act/menu");
        foreach (var (title, kind, agencies, evidence, risk) in GeneralEntries.All)
            db.Add(new MenuEntry(session.Partnership, Guid.CreateVersion7()) { Title = title, Kind = kind, Agencies = agencies, Evidence = evidence, Risk = risk });
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{GeneralEntries.All.Count} general entries are in the menu. Change them to what is true here.");
        return Redirect("/act/menu");
    }

    public string CostOf(MenuEntry entry) => entry.CostLowPence is null && entry.CostHighPence is null ? "Not known here" : $"{Money.Show(entry.CostLowPence)} to {Money.Show(entry.CostHighPence)}";

    /// <summary>In how many plans it ran, and what those came to.</summary>
    public string SuccessOf(MenuEntry entry)
    {
        var verdicts = _verdicts[entry.Id].ToList();
        if (verdicts.Count == 0) return "Not used yet";
        var told = verdicts.OfType<string>().GroupBy(v => v).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        return $"{verdicts.Count} {(verdicts.Count == 1 ? "plan" : "plans")}{string.Concat(told.Select(t => $", {t}"))}";
    }
}
