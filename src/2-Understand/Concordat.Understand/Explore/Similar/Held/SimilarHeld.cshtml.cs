using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore.Similar.Held;

/// <summary>Every list of similar areas and every load of their figures, those withdrawn among them.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SimilarHeldModel(ConcordatDb db, Session session, SimilarDesk desk, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "List or load")] public Guid? Item { get; set; }
    [BindProperty, Display(Name = "Why it is withdrawn")] public string? Reason { get; set; }

    public IReadOnlyList<AreaFamily> Families { get; private set; } = [];
    public IReadOnlyList<FigureLoad> Loads { get; private set; } = [];
    public IReadOnlyList<Choice> Choices { get; private set; } = [];
    public bool MayKeep => desk.MayKeep;

    IReadOnlyDictionary<Guid, int> _members = new Dictionary<Guid, int>(), _figures = new Dictionary<Guid, int>();

    public int MembersOf(AreaFamily family) => _members.GetValueOrDefault(family.Id);

    public int FiguresOf(FigureLoad load) => _figures.GetValueOrDefault(load.Id);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayKeep) return Forbid();
        await LoadAsync(cancellation);
        var (family, load, because) = (Families.FirstOrDefault(f => f.Id == Item && f.WithdrawnAt is null), Loads.FirstOrDefault(l => l.Id == Item && l.WithdrawnAt is null), (Reason ?? "").Trim());
        if (family is null && load is null) ModelState.AddModelError(nameof(Item), "Choose a list or a load that is in use");
        if (because.Length is 0 or > AreaFamily.LongestReason) ModelState.AddModelError(nameof(Reason), $"Say why it is withdrawn, in at most {AreaFamily.LongestReason} characters");
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow().UtcDateTime;
        family?.Withdraw(because, session, now);
        load?.Withdraw(because, session, now);
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            ModelState.AddModelError(nameof(Item), "Somebody else withdrew it while you wrote. Open the page again to see what is in use");
            return Page();
        }
        TempData.Done(family is null ? "The figures are withdrawn; an earlier load of the same ones counts again." : "The list is withdrawn.", "Withdrawn");
        return Redirect("/understand/explore/similar/held");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        Families = await db.Set<AreaFamily>().OrderBy(f => f.Name).ThenByDescending(f => f.AsAt).ThenByDescending(f => f.AddedAt).ToListAsync(cancellation);
        Loads = await db.Set<FigureLoad>().OrderByDescending(l => l.AddedAt).ToListAsync(cancellation);
        _members = await db.Set<FamilyMember>().GroupBy(m => m.FamilyId).ToDictionaryAsync(g => g.Key, g => g.Count(), cancellation);
        _figures = await db.Set<FamilyFigure>().GroupBy(f => f.LoadId).ToDictionaryAsync(g => g.Key, g => g.Count(), cancellation);
        Choices = [.. Families.Where(f => f.WithdrawnAt is null).Select(f => new Choice(f.Id.ToString(), $"List: {f.Name}, {f.AsAt.Long()}")),
            .. Loads.Where(l => l.WithdrawnAt is null).Select(l => new Choice(l.Id.ToString(), $"Figures: {l.Source}, added {DateOnly.FromDateTime(London.FromUtc(l.AddedAt)).Long()}"))];
    }
}
