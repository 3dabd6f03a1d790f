using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Advice.Ask;

/// <summary>Puts a question to a named information lead.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class AskAdviceModel(AdviceDesk desk, PlainWords plain) : PageModel
{
    [BindProperty, Display(Name = "Question in a line"), StringLength(150, ErrorMessage = "Shorten the line to 150 characters")] public string? Title { get; set; }
    [BindProperty, Display(Name = "What you want to know"), StringLength(4000, ErrorMessage = "Shorten it to 4,000 characters")] public string? Words { get; set; }
    [BindProperty, Display(Name = "Who should answer")] public Guid? Lead { get; set; }

    public IReadOnlyList<Choice> Leads { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Lead = Leads is [var only] ? Guid.Parse(only.Value) : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        plain.Require(ModelState, nameof(Title), Title, "Enter the question in a line");
        plain.Require(ModelState, nameof(Words), Words, "Enter what you want to know");
        if (!Leads.Holds($"{Lead}")) ModelState.AddModelError(nameof(Lead), "Choose who should answer");
        if (!ModelState.IsValid) return Page();
        var question = new AdviceQuestion(desk.Session.Partnership, Guid.CreateVersion7(), await desk.NextNumberAsync(cancellation), Title!.Trim(), Words!.Trim(), Lead!.Value, desk.Session.User, desk.Now);
        desk.Db.Add(question);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done("The lead sees it on the home page.", "Asked");
        return Redirect($"/share/advice/{question.Id}");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        var people = await desk.PeopleAsync(cancellation);
        Leads = [.. people.On(desk.Today).Where(m => m.Roles.Contains(Role.InformationGovernance)).Select(m => new Choice(m.UserId.ToString(), $"{m.DisplayName}, {people.ShortNameOf(m.AgencyId)}"))];
    }
}
