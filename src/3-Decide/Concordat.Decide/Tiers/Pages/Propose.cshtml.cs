using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Meetings;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Tiers.Pages;

/// <summary>Puts one of the district's priorities to its county.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ProposeModel(TierDesk desk, NoNames names) : PageModel
{
    [FromQuery(Name = "priority")] public Guid? PriorityId { get; set; }
    [BindProperty, Display(Name = "Why the county should take it on", Description = "What the district cannot settle alone, and what it asks for.")] public string? Why { get; set; }

    public Priority Priority { get; private set; } = null!;
    public string CountyName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => desk.MayPrepare && await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        ModelState.Need(nameof(Why), Why, TierProposal.LongestWords, "Say why the county should take it on");
        names.Check(ModelState, nameof(Why), Why);
        if (!ModelState.IsValid) return Page();
        var (made, refusal) = await desk.ProposeAsync(Priority, Why!.Trim(), cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        TempData.Done($"{Priority.Name} is put to {CountyName}.");
        return Redirect(made!.Url);
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if ((await desk.PrioritiesAsync(cancellation)).Find(p => p.Id == PriorityId) is not { } priority || await desk.CountyAsync(cancellation) is not { } county) return false;
        (Priority, CountyName) = (priority, county.Name);
        return true;
    }
}
