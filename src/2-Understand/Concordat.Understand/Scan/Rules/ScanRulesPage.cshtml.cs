using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Scan.Work;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.Rules;

/// <summary>The rules of the scan with every version, and a new version of one.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ScanRulesPageModel(ConcordatDb db, Session session, ScanDesk desk, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Rule")] public string? Rule { get; set; }
    [BindProperty, Display(Name = "New threshold")] public string? Threshold { get; set; }
    [BindProperty, Display(Name = "From", Description = "The first day on which scans use it.")] public DateOnly? From { get; set; }
    [BindProperty, Display(Name = "Why")] public string? Reason { get; set; }

    public IReadOnlyList<RuleInForce> InForce { get; private set; } = [];
    public IReadOnlyList<ScanRuleVersion> Versions { get; private set; } = [];
    public bool MayChange => session.Has(Role.Analyst);
    public static IReadOnlyList<SelectListItem> RuleChoices => [.. ScanRules.All.Select(r => new SelectListItem(r.Name, r.Key))];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayChange) return Forbid();
        await LoadAsync(cancellation);
        var today = London.Today(clock);
        var rule = ScanRules.Find(Rule ?? "");
        if (rule is null) ModelState.AddModelError(nameof(Rule), "Select a rule");
        if (!double.TryParse(Threshold, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var threshold)) ModelState.AddModelError(nameof(Threshold), "Enter the threshold as a number, such as 0.01");
        else if (rule is not null && (threshold < rule.Least || threshold > rule.Most))
            ModelState.AddModelError(nameof(Threshold), string.Create(CultureInfo.InvariantCulture, $"The threshold of this rule must be from {rule.Least:0.####} to {rule.Most:0.####}"));
        if (From is null || From < today) ModelState.AddModelError(nameof(From), $"Enter a day from {today.Long()} on: scans already made keep the version they used");
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Trim().Length > 500) ModelState.AddModelError(nameof(Reason), "Say why, in at most 500 characters");
        if (!ModelState.IsValid) return Page();
        var version = Versions.Where(v => v.Rule == rule!.Key).Select(v => v.Version).DefaultIfEmpty(1).Max() + 1;
        db.Add(new ScanRuleVersion(session.Partnership, rule!.Key, version, threshold, From!.Value, Reason!.Trim(), session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{rule.Name}: version {version} holds from {From.Value.Long()}.", "Kept");
        return Redirect("/understand/scan/rules");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        InForce = await desk.RulesAsync(London.Today(clock), cancellation);
        Versions = await db.Set<ScanRuleVersion>().AsNoTracking().OrderBy(v => v.Rule).ThenByDescending(v => v.Version).ToListAsync(cancellation);
    }
}
