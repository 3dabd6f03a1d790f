using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Workspaces.Propose;

/// <summary>Proposes a workspace for an adopted priority or an open problem; the proposer is its first member.</summary>
[Authorize(Policy = Policies.AskForDisclosures)]
internal sealed class ProposeWorkspaceModel(WorkspaceDesk desk, PlainWords plain) : PageModel
{
    [BindProperty, Display(Name = "Title"), StringLength(120, ErrorMessage = "Title must be 120 characters or fewer")] public string? Title { get; set; }
    [BindProperty, Display(Name = "What it serves")] public string? For { get; set; }
    [BindProperty, Display(Name = "Why the purpose cannot be met without personal data"), StringLength(2000, ErrorMessage = "Shorten it to 2,000 characters")] public string? Why { get; set; }
    [BindProperty, Display(Name = "Lawful basis")] public string? LawfulBasis { get; set; }
    [BindProperty, Display(Name = "Condition", Description = "For special categories and criminal offence data")] public string? Condition { get; set; }
    [BindProperty, Display(Name = "Data protection impact assessment", Description = "Its reference, and where it is kept"), StringLength(200, ErrorMessage = "Shorten it to 200 characters")] public string? Dpia { get; set; }
    [BindProperty, Display(Name = "Last day", Description = "A year from now at most. For example, 31 3 2027")] public DateOnly? EndsOn { get; set; }

    public IReadOnlyList<Choice> Adopted { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Adopted = await desk.AdoptedAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Adopted = await desk.AdoptedAsync(cancellation);
        plain.Require(ModelState, nameof(Title), Title, "Enter a title");
        plain.Require(ModelState, nameof(Why), Why, "Enter why it cannot be met without personal data");
        plain.Require(ModelState, nameof(Dpia), Dpia, "Enter where the impact assessment is kept");
        if (!Adopted.Holds(For)) ModelState.AddModelError(nameof(For), "Choose what it serves: only what is adopted can be chosen");
        if (!DisclosureWords.Bases.Holds(LawfulBasis)) ModelState.AddModelError(nameof(LawfulBasis), "Choose the lawful basis");
        if (!DisclosureWords.Conditions.Holds(Condition)) ModelState.AddModelError(nameof(Condition), "Choose the condition, or that none is needed");
        ModelState.NeedDay(nameof(EndsOn), EndsOn, "Enter the last day");
        if (EndsOn < desk.Today || EndsOn > desk.Today.AddDays(WorkspaceDesk.MostDays)) ModelState.AddModelError(nameof(EndsOn), "The last day must be from today to a year from now");
        if (!ModelState.IsValid) return Page();
        var (kind, id) = (For!.Split(':')[0], Guid.Parse(For.Split(':')[1]));
        var workspace = new Workspace(desk.Session.Partnership, Guid.CreateVersion7(), Title!.Trim(), kind == "priority" ? id : null, kind == "problem" ? id : null, Why!.Trim(), LawfulBasis!, Condition!,
            Dpia!.Trim(), EndsOn!.Value, desk.Session.User, desk.Now);
        desk.Db.Add(workspace);
        desk.Db.Add(new WorkspaceMember(workspace.PartnershipId, Guid.CreateVersion7(), workspace.Id, desk.Session.User, "Proposed it", desk.Session.User, desk.Now));
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done("The chair or information governance decides.", "Proposed");
        return Redirect($"/share/workspaces/{workspace.Id}");
    }
}
