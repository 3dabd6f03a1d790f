using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Moving;

/// <summary>Moves a record on: adopt, decline, renew, end, remove; adopt, plan, monitor, close.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class MoveSubjectModel(SubjectDesk desk, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : SubjectPage(desk, directory, clock)
{
    [FromQuery] public string What { get; set; } = "";
    [BindProperty, Display(Name = "Review date", Description = "The record ends after it unless it is renewed.")] public DateOnly? ReviewOn { get; set; }
    [BindProperty, Display(Name = "Reason or evidence"), StringLength(500, ErrorMessage = "{0} must be 500 characters or fewer")] public string? Reason { get; set; }

    public bool NeedsReview => Subject.IsPotential && What is "Adopt" or "Renew";
    public bool NeedsReason => What is "Decline" or "Renew" or "End" or "Close";
    public string Verb => What switch { "Renew" => "Renew with evidence", "End" => "End the record", "Remove" => "Remove the record", "Close" => "Close the record", "Plan" => "Mark as planned", "Monitor" => "Mark as monitored", _ => What };

    public string Lead => What switch
    {
        "Adopt" when Subject.IsPotential => $"It is adopted with a review at most {Subject.LongestReviewDays} days ahead.",
        "Renew" => $"It goes on, with new evidence and a review at most {Subject.LongestReviewDays} days ahead. A potential offender’s record is not a mark for life.",
        "Remove" => "The record and all that hangs on it are erased. This cannot be undone; the log keeps that it was done, not what it held.",
        "End" or "Decline" or "Close" => "The record is locked at once: it answers as if it were not there.",
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await OpenAsync(cancellation) && IsKnown ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await OpenAsync(cancellation) || !IsKnown) return NotFound();
        Check();
        if (!ModelState.IsValid) return Page();
        Apply();
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("", "Somebody else changed this record at the same moment. Open it again and see where it stands");
            return await OpenAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done($"Record {Subject.Number}: done.");
        return Redirect(What is "End" or "Decline" or "Close" or "Remove" ? "/act/people" : $"/act/people/{Id}");
    }

    bool IsKnown => Subject.IsPotential ? What == "Remove" || Enum.TryParse<PotentialEvent>(What, out var p) && p != PotentialEvent.KeepNeed
        : Enum.TryParse<TargetedEvent>(What, out var t) && t != TargetedEvent.KeepNeed;

    void Check()
    {
        if (Refusal() is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return;
        }
        if (NeedsReason && string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), What == "Renew" ? "Enter the new evidence: a renewal rests on it" : "Say why");
        if (What == "Renew" && Reason?.Trim() == Subject.RenewalEvidence) ModelState.AddModelError(nameof(Reason), "This is the evidence of the last renewal: new evidence is needed");
        if (NeedsReview && (ReviewOn is null || ReviewOn <= Today || ReviewOn > Today.AddDays(Subject.LongestReviewDays)))
            ModelState.AddModelError(nameof(ReviewOn), $"Enter a review date after today and by {Today.AddDays(Subject.LongestReviewDays).Long()}");
    }

    string? Refusal()
    {
        if (!Subject.IsPotential && SubjectStates.Targeted.Of(Subject.TargetedState, Enum.Parse<TargetedEvent>(What)) is { To: null } fixedMove) return fixedMove.Sentence;
        if (!Subject.IsPotential) return IsPoint ? null : SubjectStates.PointOnly;
        if (What != "Remove" && SubjectStates.Potential.Of(Subject.PotentialState, Enum.Parse<PotentialEvent>(What)) is { To: null } move) return move.Sentence;
        return What is "Adopt" or "Decline" or "Remove" && Subject.DeciderId != session.UserId ? "NM-04: Only the person asked decides, never the nominator" : null;
    }

    void Apply()
    {
        switch (What)
        {
            case "Adopt" when Subject.IsPotential: Subject.Adopt(Today, session.User, ReviewOn!.Value); break;
            case "Decline": Subject.Decline(Today, session.User, Reason!); break;
            case "Renew": Subject.Renew(ReviewOn!.Value, Reason!); break;
            case "End": Subject.End("ended", Today, Reason!); break;
            case "Close": Subject.End("closed", Today, Reason!); break;
            case "Remove": db.Remove(Subject); break;
            case "Adopt": Subject.Step("adopted"); break;
            case "Plan": Subject.Step("planned"); break;
            default: Subject.Step("monitored"); break;
        }
    }
}
