using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Scan.Work;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.Hit;

/// <summary>One hit with its figures, taken up into an assessment or dismissed with a reason; once.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowHitModel(ConcordatDb db, Session session, TakenFindings findings, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty, Display(Name = "Draft assessment")] public Guid? Assessment { get; set; }
    [BindProperty, Display(Name = "Finding, as a sentence")] public string? Sentence { get; set; }
    [BindProperty, Display(Name = "Reason", Description = "Kept with the hit: why it is no cause to act.")] public string? Reason { get; set; }

    public ScanHit Hit { get; private set; } = null!;
    public ScanRun Scan { get; private set; } = null!;
    public RuleMethod? Rule { get; private set; }

    /// <summary>Drafts that can take a finding.</summary>
    public IReadOnlyList<SelectListItem> Drafts { get; private set; } = [];

    /// <summary>The assessment whose finding it became; null where it became none.</summary>
    public Guid? BecameIn { get; private set; }

    public bool MayDecide => session.MayDecideHits();
    public bool MayTakeUp => session.Has(Role.Analyst);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Sentence = Hit.Sentence;
        return Page();
    }

    /// <summary>Makes it a proposed finding of a draft assessment.</summary>
    public async Task<IActionResult> OnPostTakeUpAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayTakeUp) return Forbid();
        var sentence = (Sentence ?? "").ReplaceLineEndings(" ").Trim();
        if (Drafts.All(d => d.Value != Assessment?.ToString())) ModelState.AddModelError(nameof(Assessment), "Select the draft assessment it goes into");
        if (findings.Problem(sentence) is { } problem) ModelState.AddModelError(nameof(Sentence), problem);
        if (Hit.State != HitState.Open) ModelState.AddModelError("", $"This hit was {Hit.State.Words()} by {Hit.DecidedByName} already");
        if (!ModelState.IsValid) return Page();
        var taken = new TakenFinding(Hit.Title, sentence, Hit.Facts, Hit.ThemeKey, Hit.AboutMonth, $"Scan, {Rule?.Name.ToLowerInvariant() ?? Hit.Rule}, version {Hit.Version}.", $"/understand/scan/hits/{Hit.Id}", IsProposed: true);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var finding = await findings.AddAsync(Assessment!.Value, taken, cancellation);
        await db.SaveChangesAsync(cancellation);
        Hit.Decide(HitState.TakenUp, "Taken up as a finding.", finding.Id, session, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData.Done("The hit is a finding, proposed for adoption.", "Taken up");
        return Redirect(TakenFindings.Url(finding));
    }

    public async Task<IActionResult> OnPostDismissAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayDecide) return Forbid();
        Sentence = Hit.Sentence;
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), "Say why it is dismissed");
        else if (Reason.Trim().Length > ScanHit.LongestReason) ModelState.AddModelError(nameof(Reason), $"Shorten the reason to {ScanHit.LongestReason} characters");
        if (Hit.State != HitState.Open) ModelState.AddModelError("", $"This hit was {Hit.State.Words()} by {Hit.DecidedByName} already");
        if (!ModelState.IsValid) return Page();
        Hit.Decide(HitState.Dismissed, Reason!, null, session, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"Hit {Hit.Number} is dismissed; it stays in the list with its reason.", "Dismissed");
        return Redirect("/understand/scan");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await db.Set<ScanHit>().SingleOrDefaultAsync(h => h.Id == Id, cancellation) is not { } hit) return false;
        (Hit, Rule) = (hit, ScanRules.Find(hit.Rule));
        Scan = await db.Set<ScanRun>().AsNoTracking().SingleAsync(s => s.Id == hit.ScanId, cancellation);
        Drafts = await findings.DraftsAsync(cancellation);
        BecameIn = hit.FindingId is { } finding ? (await db.Set<AssessmentFinding>().AsNoTracking().SingleAsync(f => f.Id == finding, cancellation)).AssessmentId : null;
        return true;
    }
}
