using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Meetings;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tiers.Pages;

/// <summary>Says how the district reflects a priority of its county.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ReflectModel(ConcordatDb db, TierDesk desk, NoNames names) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Our priority that reflects it")] public Guid? Own { get; set; }
    [BindProperty, Display(Name = "How, or why not", Description = "What is done here for it.")] public string? Text { get; set; }

    public CountyOf County { get; private set; } = null!;
    public CountyPriority Theirs { get; private set; } = null!;
    public IReadOnlyList<Choice> Priorities { get; private set; } = [];
    List<Priority> _own = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!desk.MayPrepare || !await FindAsync(cancellation)) return NotFound();
        if (await db.Set<CountyReflection>().AsNoTracking().SingleOrDefaultAsync(r => r.CountyPriorityId == Id, cancellation) is { } kept) (Own, Text) = (kept.OwnPriorityId, kept.Words);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        var own = _own.Find(p => p.Id == Own);
        if (Own is not null && own is null) ModelState.AddModelError(nameof(Own), "Choose the priority from the list");
        ModelState.Need(nameof(Text), Text, TierProposal.LongestWords, "Say how it is reflected, or why it is not");
        names.Check(ModelState, nameof(Text), Text);
        if (!ModelState.IsValid) return Page();
        if (await desk.ReflectAsync(County, Theirs, own, Text!.Trim(), cancellation) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        TempData.Done($"It is kept how {Theirs.Name} is reflected.");
        return Redirect("/decide/tiers");
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await desk.CountyAsync(cancellation) is not { Joined: true } county || (await desk.CountyPrioritiesAsync(cancellation)).Find(p => p.Id == Id) is not { } theirs) return false;
        (County, Theirs, _own) = (county, theirs, await desk.PrioritiesAsync(cancellation));
        Priorities = [.. _own.Select(p => new Choice(p.Id.ToString(), p.Name))];
        return true;
    }
}
