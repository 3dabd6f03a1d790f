using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Review.Assurance.Rights.Answer;

/// <summary>Records the decision on a request and the day on which the person was told; or adds two months.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class AnswerRequestModel(RightsDesk desk) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "Decision")] public string? Outcome { get; set; }
    [BindProperty, Display(Name = "Why it is refused")] public string? RefusalCode { get; set; }
    [BindProperty, Display(Name = "Reason", Description = "Not needed when it is met in full. Name nobody"), StringLength(2000, ErrorMessage = "Shorten the reason to 2,000 characters")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Identity checked on")] public DateOnly? IdentityCheckedOn { get; set; }
    [BindProperty, Display(Name = "The person was told on")] public DateOnly? AnsweredOn { get; set; }
    [BindProperty, Display(Name = "Why more time is needed"), StringLength(1000, ErrorMessage = "Shorten the reason to 1,000 characters")] public string? Because { get; set; }

    public RightsRequest Record { get; private set; } = null!;
    public string Here => $"/review/rights/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        (IdentityCheckedOn, AnsweredOn) = (Record.IdentityCheckedOn, desk.Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Check();
        if (!ModelState.IsValid) return Page();
        if (IdentityCheckedOn is { } day) Record.CheckedIdentity(day);
        Record.Answer(Outcome!, RefusalCode, Reason, AnsweredOn!.Value, desk.Session.User);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{Record.Reference} is answered.");
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostExtendAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!Record.IsOpen) ModelState.AddModelError("", "Q-ANSWERED: this request was answered");
        else if (Record.ExtendedBecause is not null) ModelState.AddModelError("", "Q-EXTENDED: two months were added already, and can be added once only");
        else if (Record.IsOverdue(desk.Today)) ModelState.AddModelError(nameof(Because), "The month is over. Time can be added only while it runs");
        else if (string.IsNullOrWhiteSpace(Because)) ModelState.AddModelError(nameof(Because), "Enter why more time is needed");
        if (!ModelState.IsValid) return Page();
        Record.Extend(Because!);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{Record.Reference} is now due on {Record.DueOn.Long()}. Tell the person.");
        return Redirect(Here);
    }

    void Check()
    {
        if (!Record.IsOpen) ModelState.AddModelError("", "Q-ANSWERED: this request was answered");
        if (!RightsWords.Outcomes.Holds(Outcome)) ModelState.AddModelError(nameof(Outcome), "Select what you decided");
        if (Outcome == RightsRequest.Refused && !RightsWords.Refusals.Holds(RefusalCode)) ModelState.AddModelError(nameof(RefusalCode), "Select why it is refused");
        if (RightsWords.Outcomes.Holds(Outcome) && Outcome != RightsRequest.Met && string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), "Enter the reason");
        if (Outcome is RightsRequest.Met or RightsRequest.MetInPart && IdentityCheckedOn is null && Record.IdentityCheckedOn is null)
            ModelState.AddModelError(nameof(IdentityCheckedOn), "Enter the day on which you checked who asks");
        if (IdentityCheckedOn > desk.Today) ModelState.AddModelError(nameof(IdentityCheckedOn), "The day must be today or in the past");
        ModelState.NeedDay(nameof(AnsweredOn), AnsweredOn, "Enter the day on which the person was told");
        if (AnsweredOn > desk.Today || AnsweredOn < Record.ReceivedOn) ModelState.AddModelError(nameof(AnsweredOn), $"The day must lie between {Record.ReceivedOn.Long()} and today");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { } found) return false;
        Record = found;
        return true;
    }
}
