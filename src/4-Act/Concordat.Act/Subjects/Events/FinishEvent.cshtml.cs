using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Events;

/// <summary>Says what was done on a release or a re-arrest, or what a treatment came to: once, and it stays.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class FinishEventModel(SubjectDesk desk, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : SubjectPage(desk, directory, clock)
{
    [FromRoute] public Guid EventId { get; set; }
    [BindProperty, Display(Name = "What was done, or what it came to", Description = "It cannot be changed afterwards.")] public string? Outcome { get; set; }

    public SubjectEvent Happened { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (EventRules.Refusal(Subject, IsPoint) is { } refusal) ModelState.AddModelError("", refusal);
        ModelState.Need(nameof(Outcome), Outcome, SubjectEvent.Longest, "Say what was done");
        if (!ModelState.IsValid) return Page();
        Happened.Finish(Outcome!.Trim(), Today, session.User);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("It is saved.");
        return Redirect($"/act/people/{Id}#events");
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation) || await db.Set<SubjectEvent>().SingleOrDefaultAsync(e => e.Id == EventId && e.SubjectId == Id && e.Outcome == null, cancellation) is not { } found) return false;
        Happened = found;
        return true;
    }
}
