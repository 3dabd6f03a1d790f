using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Decide.Strategy.Pages;

/// <summary>One version: its issues, what was chosen and what not, and what comes next.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class VersionModel(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : StrategyPage(records, desk, session, clock)
{
    [BindProperty, Display(Name = "In force from", Description = "From this day every stage reads its priorities.")] public DateOnly? InForceFrom { get; set; }
    [BindProperty, Display(Name = "What the executive says", Description = "Optional.")] public string? Note { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        InForceFrom = Strategy.PeriodFrom > Today ? Strategy.PeriodFrom : Today;
        return Page();
    }

    public async Task<IActionResult> OnPostOpenDayAsync(CancellationToken cancellation) => await FindAsync(cancellation)
        ? await AnswerAsync(Desk.OpenDayAsync(Record, cancellation), "The priority-setting day is open. Every member scores every issue.", $"{Record.Url}/scores") : NotFound();

    public async Task<IActionResult> OnPostCloseDayAsync(CancellationToken cancellation) => await FindAsync(cancellation)
        ? await AnswerAsync(Desk.CloseDayAsync(Record, cancellation), "The issues are ranked.", Record.Url) : NotFound();

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation) => await FindAsync(cancellation)
        ? await AnswerAsync(Desk.DiscardAsync(Record, cancellation), "The version is discarded. Its record stays.", "/decide/strategy") : NotFound();

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (InForceFrom is null) ModelState.AddModelError(nameof(InForceFrom), "Enter the first day in force");
        if (Note?.Length > 500) ModelState.AddModelError(nameof(Note), "Use 500 characters or fewer");
        if (!ModelState.IsValid) return Page();
        return await AnswerAsync(Desk.DecideAsync(Record, InForceFrom!.Value, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(), cancellation),
            "The control strategy is decided. Every stage follows it from its first day.", Record.Url);
    }
}
