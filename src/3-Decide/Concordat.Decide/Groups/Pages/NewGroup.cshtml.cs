using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Groups.Pages;

/// <summary>Sets up a group of the catalogue.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class NewGroupModel(ConcordatDb db, GroupRecords groups, Session session, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Kind"), Required(ErrorMessage = "Choose the kind of group")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Name"), Required(ErrorMessage = "Name the group"), StringLength(MeetingGroup.LongestName, ErrorMessage = "The name must be 100 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "How often it meets"), Required(ErrorMessage = "Choose how often it meets")] public string? Cycle { get; set; }
    [BindProperty, Display(Name = "Quorum", Description = "Bodies that must be here for decisions."), Required(ErrorMessage = "Enter how many bodies make a quorum"), Range(1, 50, ErrorMessage = "The quorum must be a whole number from 1 to 50")] public int? Quorum { get; set; }
    [BindProperty, Display(Name = "Priority it serves", Description = "For an action group.")] public Guid? Priority { get; set; }
    [BindProperty, Display(Name = "Terms of reference", Description = "What it is for, what it may decide, and to whom it reports."), Required(ErrorMessage = "Enter its terms of reference"), StringLength(MeetingGroup.LongestTerms, ErrorMessage = "The terms must be 2,000 characters or fewer")] public string? Terms { get; set; }

    public IReadOnlyList<Choice> Kinds { get; private set; } = [];
    public IReadOnlyList<Choice> Priorities { get; private set; } = [];
    public static IReadOnlyList<Choice> Cycles { get; } = [.. MeetingGroup.Cycles.Select(c => new Choice(c, c))];

    bool MayPrepare => session.Has(Role.Chair) || session.Has(Role.Coordinator) || session.Has(Role.Executive);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        return MayPrepare ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayPrepare) return NotFound();
        await ListAsync(cancellation);
        if (Kind is not null && Kinds.All(k => k.Value != Kind)) ModelState.AddModelError(nameof(Kind), "Choose the kind from the list");
        if (Cycle is not null && !MeetingGroup.Cycles.Contains(Cycle)) ModelState.AddModelError(nameof(Cycle), "Choose how often it meets from the list");
        if (Kind == GroupKind.ActionGroup && Priorities.All(p => p.Value != Priority?.ToString())) ModelState.AddModelError(nameof(Priority), "Choose the priority that the action group serves");
        if (Kind != GroupKind.ActionGroup && Priority is not null) ModelState.AddModelError(nameof(Priority), "Only an action group serves one priority. Choose none");
        var name = Name?.Trim() ?? "";
        if (await db.Set<MeetingGroup>().AnyAsync(g => g.Name == name, cancellation)) ModelState.AddModelError(nameof(Name), $"There is a group called {name} already");
        if (!ModelState.IsValid) return Page();
        var group = new MeetingGroup(session.Partnership, Guid.CreateVersion7(), Kind!, name, London.Today(clock));
        group.Say(Cycle!, Quorum!.Value, Terms!.Trim(), Priority);
        db.Add(group);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{group.Name} is set up. Add its seats.");
        return Redirect(GroupRecord.UrlOf(group.Id));
    }

    async Task ListAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        Kinds = [.. (await groups.KindsAsync(cancellation)).Select(k => new Choice(k.Key, k.Name))];
        Priorities = [.. (await db.Set<Priority>().AsNoTracking().InForceOn(today).ToListAsync(cancellation))
            .Select(p => new Choice(p.Id.ToString(), p.Name))];
    }
}
