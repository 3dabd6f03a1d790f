using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Cycle;

/// <summary>One step of the year: what shows it, and what somebody records by hand.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
public sealed class StepPageModel(ConcordatDb db, CycleReader reader, Session session, TimeProvider clock) : PageModel
{
    const int YearsAhead = 5;

    [FromRoute] public int Number { get; set; }

    [BindProperty, Display(Name = "Day it happened", Description = "For example, 8 12 2026")]
    public DateOnly? HappenedOn { get; set; }

    [BindProperty, Display(Name = "What shows it", Description = "A few words, such as “Minutes of the executive, item 3”. No names of victims or suspects."), StringLength(CycleEvidence.LongestWords, ErrorMessage = "What shows it must be 300 characters or fewer")]
    public string? Words { get; set; }

    [BindProperty, Display(Name = "Address, if it has one", Description = "A page of this site, such as /decide/meetings, or one that starts with https://")]
    public string? Address { get; set; }

    [BindProperty, Display(Name = "Due on", Description = "For example, 30 11 2026")]
    public DateOnly? DueOn { get; set; }

    public StepStanding Step { get; private set; } = null!;
    public bool MayRecord => session.Has(Role.Chair) || session.Has(Role.Coordinator);
    DateOnly Today => London.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        (HappenedOn, DueOn) = (Today, Step.DueOn);
    }

    public async Task<IActionResult> OnPostEvidenceAsync(CancellationToken cancellation)
    {
        if (!MayRecord) return NotFound();
        await ReadAsync(cancellation);
        if (HappenedOn is null) ModelState.AddModelError(nameof(HappenedOn), "Enter the day it happened");
        else if (HappenedOn > Today) ModelState.AddModelError(nameof(HappenedOn), "The day it happened must be today or in the past");
        if (string.IsNullOrWhiteSpace(Words)) ModelState.AddModelError(nameof(Words), "Say what shows it");
        if (!WebAddress.IsUsable(Address)) ModelState.AddModelError(nameof(Address), WebAddress.Refusal);
        if (!ModelState.IsValid) return Page();
        db.Add(new CycleEvidence(session.Partnership, Guid.CreateVersion7(), Number, HappenedOn!.Value, Words!.Trim(), WebAddress.Of(Address), session.User, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Step.Name}: {Words.Trim()}, {HappenedOn.Value.Long()}.", "Recorded");
        return Redirect(Step.Url);
    }

    public async Task<IActionResult> OnPostDueAsync(CancellationToken cancellation)
    {
        if (!MayRecord) return NotFound();
        await ReadAsync(cancellation);
        if (DueOn is null) ModelState.AddModelError(nameof(DueOn), "Enter the day it is due");
        else if (DueOn > Today.AddYears(YearsAhead) || DueOn < Today.AddYears(-YearsAhead)) ModelState.AddModelError(nameof(DueOn), "Enter a day within five years");
        if (!ModelState.IsValid) return Page();
        if (await db.Set<CycleStep>().SingleOrDefaultAsync(s => s.Number == Number, cancellation) is { } step) step.SetDue(DueOn!.Value);
        else db.Add(new CycleStep(session.Partnership, Number, DueOn, null, null));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Step.Name} is due on {DueOn!.Value.Long()}.");
        return Redirect(Step.Url);
    }

    async Task ReadAsync(CancellationToken cancellation)
    {
        var (number, name, stage) = CycleStepNames.All[Number - 1];
        Step = (await reader.ReadAsync(Today, cancellation)).FirstOrDefault(s => s.Number == number) ?? new(number, name, stage, null, [], null, YearStepState.Ahead);
    }
}
