using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans.Edit;

/// <summary>Changes what a draft says as a whole. Two people at once: the second is shown where the two differ, and keeps what they typed.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditPlanModel(PlanReader reader, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PlanPage(reader, session, clock)
{
    [BindProperty] public PlanText Text { get; set; } = new();
    [BindProperty] public uint Version { get; set; }

    public IReadOnlyList<(string Label, string? Theirs, string? Yours)> Differences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !MayPlan) return NotFound();
        if (!Allows(PlanEvent.Change)) return Redirect($"/act/plans/{Id}");
        (Text, Version) = (Plan.Text, Plan.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !MayPlan) return NotFound();
        if (!Allows(PlanEvent.Change)) return Page();
        Check();
        if (!ModelState.IsValid) return Page();
        var entry = db.Entry(Plan);
        entry.Property(p => p.Version).OriginalValue = Version;
        Plan.Describe(Text);
        // A save that changes nothing must meet the same check: touch one column.
        entry.Property(p => p.Level).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ShowDifferencesAsync(cancellation);
        }
        TempData.Done("The plan is saved.");
        return Redirect($"/act/plans/{Id}");
    }

    void Check()
    {
        foreach (var (field, words) in Text.Prose) names.Check(ModelState, $"Text.{field}", words);
        if (!Money.IsValid(Text.CostAfter)) ModelState.AddModelError("Text.CostAfter", "The cost must be pounds and pence, such as 1250 or 1250.50");
        if (Text.ReviewOn <= Today) ModelState.AddModelError("Text.ReviewOn", "The review date must be after today");
    }

    async Task<IActionResult> ShowDifferencesAsync(CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (!await FindAsync(cancellation)) return NotFound();
        Differences = [.. Plan.Text.Fields.Zip(Text.Fields).Where(f => f.First.Value != f.Second.Value).Select(f => (f.First.Label, f.First.Value, f.Second.Value))];
        ModelState.Remove(nameof(Version));
        Version = Plan.Version;
        return Page();
    }
}
