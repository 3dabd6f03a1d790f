using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Review.Assurance.Retention.Decide;

/// <summary>Somebody other than its author keeps something for a reason, or has it weeded by a job.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class ReviewHeldModel(RetentionDesk desk, JobQueue jobs, AuditLog audit) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Item { get; set; }
    [BindProperty, Display(Name = "What happens to it?")] public string? Outcome { get; set; }
    [BindProperty, Display(Name = "Reason", Description = "Name nobody"), StringLength(1000, ErrorMessage = "Shorten the reason to 1,000 characters")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Review it again on", Description = "Only where it is kept")] public DateOnly? NextReviewOn { get; set; }

    public Held Thing { get; private set; } = null!;
    public string? Refusal { get; private set; }

    /// <summary>What is not yet due may be kept longer, but not weeded.</summary>
    public IReadOnlyList<Choice> Outcomes => Thing.DueOn <= desk.Today ? RetentionWords.Outcomes : [RetentionWords.Outcomes[0]];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Check();
        if (!ModelState.IsValid) return Page();
        desk.Session.ActFor(RetentionDesk.Purpose);
        var keeps = Outcome == RetentionDecision.Keep;
        var decision = new RetentionDecision(desk.Session.Partnership, Guid.CreateVersion7(), Thing.Kind, Thing.Item, Thing.Title, Outcome!, Reason!.Trim(), keeps ? NextReviewOn : null, desk.Session.User, desk.Now);
        desk.Db.Add(decision);
        await desk.Db.SaveChangesAsync(cancellation);
        if (!keeps)
        {
            decision.IsDoneBy(await jobs.EnqueueAsync(WeedJob.Name, new WeedPayload(decision.Id), cancellation));
            await desk.Db.SaveChangesAsync(cancellation);
        }
        TempData.Done(keeps ? $"{Thing.Title} is kept until {NextReviewOn.Long()}." : $"{Thing.Title} is being weeded. The counts before and after appear below.");
        return Redirect("/review/retention");
    }

    void Check()
    {
        if (Refusal is not null) ModelState.AddModelError("", Refusal);
        if (!RetentionWords.Holds(Outcomes, Outcome)) ModelState.AddModelError(nameof(Outcome), "Select what happens to it");
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), "Enter the reason");
        if (Outcome == RetentionDecision.Keep) ModelState.NeedDay(nameof(NextReviewOn), NextReviewOn, "Enter the day on which it is reviewed again");
        if (Outcome == RetentionDecision.Keep && NextReviewOn <= desk.Today) ModelState.AddModelError(nameof(NextReviewOn), "The day must be in the future");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Kind, Item, cancellation) is not { } found) return false;
        Thing = found;
        if (found.Authors.Contains(desk.Session.User)) Refusal = "W-AUTHOR: you took part in it yourself. Somebody else with the role information governance reviews it";
        else if (await desk.Db.Set<RetentionDecision>().AnyAsync(d => d.Kind == found.Kind && d.Item == found.Item && d.Outcome == RetentionDecision.Weed && d.DoneAt == null, cancellation))
            Refusal = "W-UNDERWAY: it is being weeded already";
        if (Refusal is not null && HttpMethods.IsPost(Request.Method))
            await audit.RecordAsync(AuditAction.Refuse, "retention", $"{Kind}/{Item}", new { code = Refusal.Split(':')[0] }, cancellation);
        return true;
    }
}
