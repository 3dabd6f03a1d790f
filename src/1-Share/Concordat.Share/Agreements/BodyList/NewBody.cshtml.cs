using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Agreements.BodyList;

/// <summary>Adds a body to the partnership from a day on.</summary>
[Authorize]
internal sealed partial class NewBodyModel(Connections connections, ConcordatDb db, Session session) : PageModel
{
    [BindProperty, Display(Name = "Name"), Required(ErrorMessage = "Enter its name"), StringLength(150, ErrorMessage = "Name must be 150 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "In a word", Description = "For tables, such as Police"), Required(ErrorMessage = "Enter its name in a word"), StringLength(30, ErrorMessage = "In a word must be 30 characters or fewer")] public string? ShortName { get; set; }
    [BindProperty, Display(Name = "Kind of body"), Required(ErrorMessage = "Select the kind of body")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Standing"), Required(ErrorMessage = "Select its standing")] public string? StandingChosen { get; set; }
    [BindProperty, Display(Name = "First day in the partnership"), Required(ErrorMessage = "Enter the first day")] public DateOnly? From { get; set; }

    public IReadOnlyList<Choice> Kinds { get; private set; } = [];
    public IReadOnlyList<Choice> Standings { get; } = [.. Standing.All.Select(s => new Choice(s, char.ToUpperInvariant(s[0]) + s[1..]))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (Kind is not null && Kinds.All(k => k.Value != Kind)) ModelState.AddModelError(nameof(Kind), "Select the kind of body");
        if (StandingChosen is not null && !Standing.All.Contains(StandingChosen)) ModelState.AddModelError(nameof(StandingChosen), "Select its standing");
        if (!ModelState.IsValid) return Page();
        var key = NotInKey().Replace(Name!.Trim().ToLowerInvariant(), "-").Trim('-');
        if (await db.Set<Agency>().AnyAsync(a => a.Key == key || a.Name == Name.Trim(), cancellation))
        {
            ModelState.AddModelError(nameof(Name), "A body of this name is in the partnership already");
            return Page();
        }
        var agency = new Agency(session.Partnership, Guid.CreateVersion7(), key, Name.Trim(), ShortName!.Trim(), StandingChosen!, From!.Value);
        agency.IsOf(Kind);
        db.Add(agency);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{agency.Name} belongs to the partnership from {From.Long()}. Name who signs for it.");
        return Redirect($"/share/agreements/bodies/{agency.Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!BodyRights.MayChange(session)) return false;
        Kinds = [.. (await AgencyStandings.KindsAsync(connections, cancellation)).Select(k => new Choice(k.Key, k.Name))];
        return true;
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInKey();
}
