using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Understand.Disorder.List;

/// <summary>What the partnership counts by its own definition, and a form to propose another.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class DefinitionListModel(DisorderDesk desk, Session session, TimeProvider clock) : ProposalForm(desk)
{
    [BindProperty, Display(Name = "Name", Description = "Such as disorder in the town centre.")] public string? Name { get; set; }

    public IReadOnlyList<Defined> All { get; private set; } = [];
    public DateOnly Today => London.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation) => All = await Desk.AllAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Desk.MayPropose) return Forbid();
        All = await Desk.AllAsync(cancellation);
        var (name, proposal) = ((Name ?? "").Trim(), ReadProposal());
        if (name.Length is 0 or > DisorderDefinition.LongestName) ModelState.AddModelError(nameof(Name), $"Give it a name of at most {DisorderDefinition.LongestName} characters");
        if (!ModelState.IsValid) return Page();
        var definition = new DisorderDefinition(session.Partnership, Guid.CreateVersion7(), name, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime);
        if (!await Desk.DefineAsync(definition, proposal, cancellation))
        {
            ModelState.AddModelError(nameof(Name), "There is a definition of this name. Propose a new version of it, or give another name");
            return Page();
        }
        TempData.Done("The definition is proposed. The co-ordinator or an executive puts it in force.", "Proposed");
        return Redirect(definition.Url);
    }
}
