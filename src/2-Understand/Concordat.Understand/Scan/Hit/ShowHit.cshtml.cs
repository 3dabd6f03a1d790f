using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Runs;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Scan.Work;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.Hit;

/// <summary>One hit with its figures, taken up into an assessment or dismissed with a reason; once.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowHitModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
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
        if (sentence.Length is 0 or > AssessmentFinding.LongestSentence) ModelState.AddModelError(nameof(Sentence), sentence.Length == 0 ? "Write the finding as a sentence" : $"Shorten the finding to {AssessmentFinding.LongestSentence:N0} characters");
        if (Hit.State != HitState.Open) ModelState.AddModelError("", $"This hit was {Hit.State.Words()} by {Hit.DecidedByName} already");
        if (!ModelState.IsValid) return Page();
        var (now, assessment) = (clock.GetUtcNow().UtcDateTime, Assessment!.Value);
        var position = await db.Set<AssessmentFinding>().Where(f => f.AssessmentId == assessment).MaxAsync(f => (int?)f.Position, cancellation) ?? 0;
        var evidence = new FindingEvidence(EvidenceKind.None, Hit.ThemeKey, null, Hit.AboutMonth, null, $"Scan, {Rule?.Name.ToLowerInvariant() ?? Hit.Rule}, version {Hit.Version}.", $"/understand/scan/hits/{Hit.Id}");
        var finding = new AssessmentFinding(session.Partnership, Guid.CreateVersion7(), assessment, position + 1, await SectionAsync(assessment, cancellation), Hit.Title, sentence, Hit.Facts,
            RunJson.Write(evidence), isProposed: true, isOwnWords: false, session.User, session.DisplayName, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(finding);
        await db.SaveChangesAsync(cancellation);
        Hit.Decide(HitState.TakenUp, "Taken up as a finding.", finding.Id, session, now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData.Done("The hit is a finding, proposed for adoption.", "Taken up");
        return Redirect($"/understand/tactical/{assessment}?section={Uri.EscapeDataString(finding.Section)}#finding-{finding.Id}");
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
        Drafts = [.. (await db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.Status == AssessmentStatus.Draft).OrderByDescending(a => a.Month).ToListAsync(cancellation))
            .Select(a => new SelectListItem($"Tactical assessment, {a.AssessedMonth.LongName}", a.Id.ToString()))];
        BecameIn = hit.FindingId is { } finding ? (await db.Set<AssessmentFinding>().AsNoTracking().SingleAsync(f => f.Id == finding, cancellation)).AssessmentId : null;
        return true;
    }

    // In the theme's own section where the assessment has one, or among what is new.
    async Task<string> SectionAsync(Guid assessment, CancellationToken cancellation) =>
        Hit.ThemeKey is { } theme && await db.Set<AssessmentFinding>().AnyAsync(f => f.AssessmentId == assessment && f.Section == theme, cancellation) ? theme : Sections.WhatIsNew;
}
