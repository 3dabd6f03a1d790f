using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Review.Assurance.Retention.Rules;

/// <summary>Sets how many years a kind of record is kept, in place of what the agreements or the program say.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class RetentionRulePageModel(RetentionDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Kept for")] public int? Years { get; set; }
    [BindProperty, Display(Name = "Because", Description = "The law, policy or agreement it rests on"), StringLength(1000, ErrorMessage = "Shorten the reason to 1,000 characters")] public string? Reason { get; set; }

    public string Lead { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!RetentionWords.Holds(RetentionWords.Kinds, Kind)) return NotFound();
        var (_, years, own) = await LoadAsync(cancellation);
        (Years, Reason) = (years, own?.Reason);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!RetentionWords.Holds(RetentionWords.Kinds, Kind)) return NotFound();
        var (kind, _, own) = await LoadAsync(cancellation);
        if (Years is null or < 1 or > 100) ModelState.AddModelError(nameof(Years), "Enter a whole number of years from 1 to 100");
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), "Enter what it rests on");
        if (!ModelState.IsValid) return Page();
        if (own is null) desk.Db.Add(new RetentionRule(desk.Session.Partnership, kind, Years!.Value, Reason!.Trim(), desk.Session.User, desk.Now));
        else own.Set(Years!.Value, Reason!.Trim(), desk.Session.User, desk.Now);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{RetentionWords.Of(RetentionWords.Kinds, kind)} are kept for {RetentionWords.Years(Years.Value)}.");
        return Redirect("/review/retention");
    }

    async Task<(string Kind, int Years, RetentionRule? Own)> LoadAsync(CancellationToken cancellation)
    {
        var agreed = Kind == "partner records" ? await desk.AgreedYearsAsync(cancellation) : null;
        Lead = agreed is { } years ? $"The sharing agreements in force say {RetentionWords.Years(years)}. Keep to that unless the bodies agree otherwise." : "From the end of what the record concerns.";
        return (await desk.RulesAsync(cancellation)).Single(r => r.Kind == Kind);
    }
}
