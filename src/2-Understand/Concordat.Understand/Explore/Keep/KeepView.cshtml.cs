using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Explore.Views;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore.Keep;

/// <summary>Saves the view under a name, or makes a finding of it; the filter is in the address, as in Explore.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class KeepViewModel(ConcordatDb db, Session session, ExploreCriteria criteria, Explorer explorer, IncidentQuery incidents, KeptViews kept, TakenFindings findings, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Name")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Always open on the latest months")] public bool MonthsMove { get; set; } = true;
    [BindProperty, Display(Name = "Share it with everybody who may explore")] public bool Shared { get; set; }
    [BindProperty, Display(Name = "Draft assessment")] public Guid? Assessment { get; set; }
    [BindProperty, Display(Name = "Finding, as a sentence")] public string? Sentence { get; set; }

    public IncidentFilter Filter { get; private set; } = new();
    public Criteria Criteria { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Drafts { get; private set; } = [];
    public bool MayWrite => session.Has(Role.Analyst);
    public string Title => KeptViews.Title(Filter);
    public string Address(string handler) => $"/understand/explore/keep{(Filter.Query.Length > 0 ? Filter.Query + "&" : "?")}handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return Redirect("/understand/explore");
        // Only what becomes a finding needs the figures.
        if (MayWrite && Drafts.Count > 0) Sentence = KeptFigures.Of(await explorer.LookAsync(Criteria, cancellation)).Sentence;
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return Redirect("/understand/explore");
        var name = (Name ?? "").Trim();
        if (name.Length is 0 or > SavedView.LongestName) ModelState.AddModelError(nameof(Name), name.Length == 0 ? "Give the view a name" : $"Shorten the name to {SavedView.LongestName} characters");
        else if ((await db.Set<SavedView>().Where(v => v.OwnerId == session.User && v.RemovedAt == null).Select(v => v.Name).ToListAsync(cancellation)).Contains(name, StringComparer.OrdinalIgnoreCase))
            ModelState.AddModelError(nameof(Name), "You have a view of this name. Give another, or remove that one first");
        if (!ModelState.IsValid) return Page();
        // Months nobody chose are not kept as if somebody had.
        var query = MonthsMove ? SavedView.OnLatest(Filter.From is null ? Filter : Criteria.Filter) : Criteria.Filter.Query;
        var now = clock.GetUtcNow().UtcDateTime;
        var view = new SavedView(session.Partnership, Guid.CreateVersion7(), name, query, MonthsMove, Shared, session.User, session.DisplayName, now);
        // What it comes to today is what later changes are told against.
        if (await explorer.LookAsync(view.Filter, cancellation, months: view.Months) is { } seen) view.See(KeptFigures.Of(seen), await incidents.DataVersionAsync(cancellation), now);
        db.Add(view);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"The view “{name}” is saved.", "Saved");
        return Redirect("/understand/explore/views");
    }

    /// <summary>One step: the view is kept as it is now, and its sentence becomes a finding of the draft.</summary>
    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        if (!MayWrite) return Forbid();
        if (!await LoadAsync(cancellation)) return Redirect("/understand/explore");
        var sentence = (Sentence ?? "").ReplaceLineEndings(" ").Trim();
        if (Drafts.All(d => d.Value != Assessment?.ToString())) ModelState.AddModelError(nameof(Assessment), "Select the draft assessment it goes into");
        if (findings.Problem(sentence) is { } problem) ModelState.AddModelError(nameof(Sentence), problem);
        if (!ModelState.IsValid || await kept.KeepAsync(Filter, cancellation) is not var (run, data)) return Page();
        var figures = KeptFigures.Of(data);
        IReadOnlyList<string> facts = [.. CountFacts.Of(data.Comparison, data.Month), $"{Title}, {figures.From.LongName} to {figures.Month.LongName}."];
        var finding = await findings.AddAsync(Assessment!.Value, new(Title, sentence, facts, Filter.Themes is [var one] ? one : null, figures.Month,
            $"View of Explore, kept as run {run.Number}: change by square roots, hot spots by Getis-Ord Gi*.", $"/understand/explore/kept/{run.Id}", IsProposed: false), cancellation);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The view is a finding; its figures are kept as they are now.", "Added");
        return Redirect(TakenFindings.Url(finding));
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        Filter = IncidentFilter.FromQuery(Request.Query);
        if (await criteria.ReadAsync(Filter, cancellation) is not { } found) return false;
        Criteria = found;
        if (MayWrite) Drafts = await findings.DraftsAsync(cancellation);
        return true;
    }
}
