using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Act.Plans.Parts;

/// <summary>One outcome of a draft.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditOutcomeModel(PlanReader reader, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PlanItemPage(reader, session, clock)
{
    const string TooLong = "{0} must be 200 characters or fewer";
    readonly Session _session = session;

    [BindProperty, Display(Name = "Outcome", Description = "For example, fewer thefts from parked cars after dark"), Required(ErrorMessage = "Say what is to be different"), StringLength(200, ErrorMessage = TooLong)]
    public string? What { get; set; }

    [BindProperty, Display(Name = "Measured by", Description = "For example, recorded thefts a month in the two car parks"), Required(ErrorMessage = "Say how it is measured"), StringLength(200, ErrorMessage = TooLong)]
    public string? Measure { get; set; }

    [BindProperty, Display(Name = "How it stands now"), StringLength(200, ErrorMessage = TooLong)]
    public string? Baseline { get; set; }

    [BindProperty, Display(Name = "Target", Description = "For example, at most 8 a month"), Required(ErrorMessage = "Enter the target"), StringLength(200, ErrorMessage = TooLong)]
    public string? Target { get; set; }

    [BindProperty, Display(Name = "By", Description = "For example, 8 6 2027"), Required(ErrorMessage = "Enter the day by which the target is to be reached")]
    public DateOnly? ByOn { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation)) return NotFound();
        if (IsNew) return Page();
        if (Record.Outcomes.SingleOrDefault(o => o.Id == ItemId) is not { } o) return NotFound();
        (What, Measure, Baseline, Target, ByOn) = (o.What, o.Measure, o.Baseline, o.Target, o.ByOn);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation)) return NotFound();
        var outcome = IsNew ? new PlanOutcome(_session.Partnership, Guid.CreateVersion7(), Id) : Record.Outcomes.SingleOrDefault(o => o.Id == ItemId);
        if (outcome is null) return NotFound();
        Allows(PlanEvent.Change);
        if (ByOn <= Today) ModelState.AddModelError(nameof(ByOn), "The day must be after today");
        foreach (var (field, words) in new[] { (nameof(What), What), (nameof(Measure), Measure), (nameof(Baseline), Baseline), (nameof(Target), Target) }) names.Check(ModelState, field, words);
        if (!ModelState.IsValid) return Page();
        (outcome.What, outcome.Measure, outcome.Baseline, outcome.Target, outcome.ByOn) = (What!.Trim(), Measure!.Trim(), Baseline?.Trim(), Target!.Trim(), ByOn!.Value);
        if (IsNew) db.Add(outcome);
        await db.SaveChangesAsync(cancellation);
        return Saved("The outcome is saved.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation) || Record.Outcomes.SingleOrDefault(o => o.Id == ItemId) is not { } outcome) return NotFound();
        ModelState.Clear();
        if (Allows(PlanEvent.Change) && Record.Lines.Any(l => l.OutcomeId == outcome.Id)) ModelState.AddModelError("", "An intervention serves this outcome: link it to another one first");
        if (!ModelState.IsValid) return Page();
        db.Remove(outcome);
        await db.SaveChangesAsync(cancellation);
        return Saved("The outcome is taken out.");
    }
}
