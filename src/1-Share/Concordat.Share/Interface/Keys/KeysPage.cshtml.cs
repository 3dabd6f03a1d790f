using System.ComponentModel.DataAnnotations;
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

namespace Concordat.Share.Interface.Keys;

/// <summary>The administrator's list of keys of partners' systems: made, shown once, revoked.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class KeysPageModel(ApiKeys keys, ConcordatDb db, TimeProvider clock) : PageModel
{
    const int LongestDays = 731;

    [BindProperty, Display(Name = "What the system is called", Description = "Such as Fire control room. It stands beside everything that the system sends."),
        Required(ErrorMessage = "Enter what the system is called"), StringLength(80, MinimumLength = 3, ErrorMessage = "What the system is called must be 3 to 80 characters")]
    public string? Name { get; set; }

    [BindProperty, Display(Name = "Agency", Description = "The key sends and reads this agency’s returns alone"), Required(ErrorMessage = "Select the agency")] public Guid? Agency { get; set; }
    [BindProperty, Display(Name = "What it may do")] public List<string> Scopes { get; set; } = [];
    [BindProperty, Display(Name = "Last day on which it counts", Description = "Two years from now at most"), Required(ErrorMessage = "Enter the last day on which it counts")] public DateOnly? ExpiresOn { get; set; }

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];
    public IReadOnlyList<Choice> Agencies { get; private set; } = [];

    /// <summary>The secret of the key just made: this answer alone holds it.</summary>
    public string? Secret { get; private set; }
    public DateOnly Today => London.Today(clock);

    public IReadOnlyList<Choice> AllScopes { get; } =
    [
        new(KeyScope.SendReturns, "Send returns", "Sends files, submits them and drops drafts"),
        new(KeyScope.ReadReturns, "Read returns", "Reads how returns stand and which rows have faults"),
        new(KeyScope.LookUpPlaces, "Look up places", "Finds places of the gazetteer, postcodes and grid references"),
    ];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (ExpiresOn, Scopes) = (Today.AddYears(1), [KeyScope.SendReturns, KeyScope.ReadReturns]);
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Agency is { } agency && Agencies.All(a => a.Value != agency.ToString())) ModelState.AddModelError(nameof(Agency), "Select the agency from the list");
        if (Scopes.Count == 0 || Scopes.Exists(s => !KeyScope.All.Contains(s))) ModelState.AddModelError(nameof(Scopes), "Select what the system may do");
        if (ExpiresOn < Today) ModelState.AddModelError(nameof(ExpiresOn), "The last day must be today or later");
        if (ExpiresOn > Today.AddDays(LongestDays)) ModelState.AddModelError(nameof(ExpiresOn), "The last day must be within two years");
        if (!ModelState.IsValid) return Page();
        // Shown in this answer and never again, so there is no redirect that would have to carry it.
        Secret = await keys.MakeAsync(Name!.Trim(), Agency!.Value, [.. Scopes.Distinct()], ExpiresOn!.Value, cancellation);
        ModelState.Clear();
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellation)
    {
        if (!await keys.RevokeAsync(id, cancellation)) return NotFound();
        TempData.Done("The key is revoked. Calls with it are refused from now on.", "Revoked");
        return Redirect("/settings/keys");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        Keys = await keys.ListAsync(cancellation);
        Agencies = [.. (await db.Set<Agency>().AsNoTracking().OrderBy(a => a.Name).ToListAsync(cancellation)).Select(a => new Choice(a.Id.ToString(), a.Name))];
    }

    public string Allows(ApiKey key) => string.Join(", ", AllScopes.Where(s => key.Scopes.Contains(s.Value)).Select(s => s.Text.ToLowerInvariant()));

    public string Standing(ApiKey key) => key switch
    {
        { RevokedAt: { } at } => $"Revoked {London.Show(at, "d MMM yyyy")}",
        _ when !key.CountsOn(Today) => $"Ended {key.ExpiresOn:d MMM yyyy}",
        _ => $"Until {key.ExpiresOn:d MMM yyyy}",
    };
}
