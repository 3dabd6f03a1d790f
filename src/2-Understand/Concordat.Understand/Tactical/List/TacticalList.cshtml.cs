using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.List;

/// <summary>All tactical assessments, and the start of a new one.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class TacticalListModel(ConcordatDb db, Session session, TacticalDrafting drafting, SourceReservations sources) : PageModel
{
    /// <summary>The month to assess, as 2026-10.</summary>
    [BindProperty, Display(Name = "Month to assess"), Required(ErrorMessage = "Select the month to assess")]
    public string? Month { get; set; }

    public IReadOnlyList<TacticalAssessment> Assessments { get; private set; } = [];

    /// <summary>The months held, the latest first.</summary>
    public IReadOnlyList<SelectListItem> Months { get; private set; } = [];

    /// <summary>Sources of the latest month whose owner has not said what they add, and the like.</summary>
    public IReadOnlyList<string> Reservations { get; private set; } = [];

    /// <summary>Whether this person may start one.</summary>
    public bool MayWrite => session.Has(Role.Analyst);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayWrite) return Forbid();
        if (!ModelState.IsValid) return await AgainAsync(cancellation);
        if (!Partnership.Calendar.Month.TryParse(Month, out var month)) ModelState.AddModelError(nameof(Month), "Select the month to assess");
        else
        {
            var (assessment, refusal) = await drafting.StartAsync(month, cancellation);
            if (assessment is not null)
            {
                TempData.Done($"A first draft for {month.LongName} is made. Every sentence is yours to change.", "Started");
                return Redirect($"/understand/tactical/{assessment.Id}");
            }
            ModelState.AddModelError(nameof(Month), refusal!);
        }
        return await AgainAsync(cancellation);
    }

    async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        var readsDrafts = session.MayReadDrafts();
        Assessments = await db.Set<TacticalAssessment>().AsNoTracking().Where(a => readsDrafts || a.IssuedAt != null)
            .OrderByDescending(a => a.Month).ThenByDescending(a => a.Number).ToListAsync(cancellation);
        if (!MayWrite) return;
        var months = await drafting.MonthsAsync(cancellation);
        Months = [.. months.Select(m => new SelectListItem(m.LongName, m.ToString()))];
        if (months is [var latest, ..]) Reservations = await sources.OfAsync(latest, latest, cancellation);
    }
}
