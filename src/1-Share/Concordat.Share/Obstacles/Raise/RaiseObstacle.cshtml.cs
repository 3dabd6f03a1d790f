using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Obstacles.Raise;

/// <summary>Raises an obstacle, in one step from a refused disclosure or an overdue return.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class RaiseObstacleModel(ObstacleDesk desk, PlainWords plain) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? Disclosure { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Agency { get; set; }
    [BindProperty(SupportsGet = true)] public int? Set { get; set; }
    [BindProperty(SupportsGet = true)] public string? Quarter { get; set; }
    [BindProperty, Display(Name = "Why did it fail?")] public string? Cause { get; set; }
    [BindProperty, Display(Name = "What happened"), StringLength(1000, ErrorMessage = "Shorten it to 1,000 characters")] public string? What { get; set; }
    [BindProperty, Display(Name = "With which body")] public Guid? Body { get; set; }
    [BindProperty, Display(Name = "Who does something about it")] public Guid? Owner { get; set; }

    public IReadOnlyList<Choice> Bodies { get; private set; } = [];
    public IReadOnlyList<Choice> Owners { get; private set; } = [];
    public bool AsksBody => Disclosure is null && Agency is null;
    public string Back { get; private set; } = "/share/obstacles";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await OriginAsync(cancellation) is not { } origin) return NotFound();
        (What, Owner) = (origin.What, desk.Session.User);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await OriginAsync(cancellation) is not { } origin) return NotFound();
        if (!ObstacleDesk.Causes.Holds(Cause)) ModelState.AddModelError(nameof(Cause), "Choose why it failed");
        plain.Require(ModelState, nameof(What), What, "Enter what happened");
        if (Body is not null && !Bodies.Holds($"{Body}")) ModelState.AddModelError(nameof(Body), "Choose a body of the partnership");
        if (!Owners.Holds($"{Owner}")) ModelState.AddModelError(nameof(Owner), "Choose who does something about it");
        if (ModelState.IsValid && await desk.IsOpenAsync(origin, cancellation)) ModelState.AddModelError("", "An obstacle is raised for this already: see the list");
        if (!ModelState.IsValid) return Page();
        var raised = await desk.RaiseAsync(Cause!, What!, Owner!.Value, origin with { Agency = origin.Agency ?? Body }, cancellation);
        TempData.Done($"{raised.Reference} waits for {Owners.First(o => o.Value == $"{Owner}").Text}.", "Raised");
        return Redirect($"/share/obstacles/{raised.Id}");
    }

    async Task<ObstacleOrigin?> OriginAsync(CancellationToken cancellation)
    {
        var people = await desk.PeopleAsync(cancellation);
        Bodies = [.. people.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];
        Owners = [.. people.On(desk.Today).Where(m => m.Roles.Any(r => r != Role.Administrator)).Select(m => new Choice(m.UserId.ToString(), $"{m.DisplayName}, {people.ShortNameOf(m.AgencyId)}"))];
        var origin = Disclosure is { } disclosure ? await desk.OfDisclosureAsync(disclosure, cancellation)
            : Agency is { } agency && Set is { } set ? await desk.OfReturnAsync(agency, set, Quarter ?? "", cancellation)
            : new("", null, null, null, null, "/share/obstacles");
        Back = origin?.Back ?? Back;
        return origin;
    }
}
