using System.ComponentModel.DataAnnotations;
using Concordat.Act.Interventions;
using Concordat.Act.Plans;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Menu.Edit;

/// <summary>One entry of the menu.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditEntryModel(ConcordatDb db, NoNames names, Session session) : PageModel
{
    const string TooLong = "{0} must be 500 characters or fewer", NotMoney = "The cost must be pounds and pence, such as 1250 or 1250.50";

    [FromRoute] public string Item { get; set; } = "";
    [BindProperty, Display(Name = "Intervention"), Required(ErrorMessage = "Give the intervention a name"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Title { get; set; }
    [BindProperty, Display(Name = "Kind"), Required(ErrorMessage = "Choose the kind")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Who can do it"), Required(ErrorMessage = "Say which agencies are able to do it"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Agencies { get; set; }
    [BindProperty, Display(Name = "Evidence", Description = "What is known of it, and from where. “Not known” is an answer."), Required(ErrorMessage = "Say what is known of it, or that nothing is"), StringLength(500, ErrorMessage = TooLong)] public string? Evidence { get; set; }
    [BindProperty, Display(Name = "Risk"), Required(ErrorMessage = "Say what could go wrong"), StringLength(500, ErrorMessage = TooLong)] public string? Risk { get; set; }
    [BindProperty, Display(Name = "Costs at least")] public string? CostLow { get; set; }
    [BindProperty, Display(Name = "Costs at most")] public string? CostHigh { get; set; }
    [BindProperty, Display(Name = "No longer offered from", Description = "Leave empty while it is offered.")] public DateOnly? RetiredOn { get; set; }

    public bool IsNew => Item == "new";
    public IReadOnlyList<Choice> Kinds { get; } = ActionFilter.Kinds.Choices();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } e) return NotFound();
        if (!IsNew) (Title, Kind, Agencies, Evidence, Risk, CostLow, CostHigh, RetiredOn) = (e.Title, e.Kind, e.Agencies, e.Evidence, e.Risk, Money.Edit(e.CostLowPence), Money.Edit(e.CostHighPence), e.RetiredOn);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } entry) return NotFound();
        if (Kind is not null && !ActionFilter.Kinds.Contains(Kind)) ModelState.AddModelError(nameof(Kind), "Choose the kind");
        if (!Money.IsValid(CostLow)) ModelState.AddModelError(nameof(CostLow), NotMoney);
        if (!Money.IsValid(CostHigh)) ModelState.AddModelError(nameof(CostHigh), NotMoney);
        if (Money.Pence(CostLow) > Money.Pence(CostHigh)) ModelState.AddModelError(nameof(CostHigh), "The most it costs must not be below the least");
        if ((Money.Pence(CostLow) is null) != (Money.Pence(CostHigh) is null)) ModelState.AddModelError(nameof(CostHigh), "Enter both ends of the cost, or neither");
        if (Title?.Trim() is { } title && await db.Set<MenuEntry>().AnyAsync(e => e.Title == title && e.Id != entry.Id, cancellation)) ModelState.AddModelError(nameof(Title), "There is an entry of this name already");
        foreach (var (field, words) in new[] { (nameof(Title), Title), (nameof(Agencies), Agencies), (nameof(Risk), Risk) }) names.Check(ModelState, field, words);
        if (!ModelState.IsValid) return Page();
        (entry.Title, entry.Kind, entry.Agencies, entry.Evidence, entry.Risk) = (Title!.Trim(), Kind!, Agencies!.Trim(), Evidence!.Trim(), Risk!.Trim());
        (entry.CostLowPence, entry.CostHighPence, entry.RetiredOn) = (Money.Pence(CostLow), Money.Pence(CostHigh), RetiredOn);
        if (IsNew) db.Add(entry);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{entry.Title} is saved.");
        return Redirect("/act/menu");
    }

    async Task<MenuEntry?> FindAsync(CancellationToken cancellation)
    {
        if (!session.MayKeepMenu()) return null;
        if (IsNew) return new(session.Partnership, Guid.CreateVersion7());
        return Guid.TryParse(Item, out var id) ? await db.Set<MenuEntry>().SingleOrDefaultAsync(e => e.Id == id, cancellation) : null;
    }
}
