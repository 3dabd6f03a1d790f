using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Subjects.Needs;

/// <summary>One of the seven needs of one person.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class EditNeedModel(SubjectDesk desk, ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : SubjectPage(desk, directory, clock)
{
    const string TooLong = "{0} must be 1,000 characters or fewer";
    readonly TimeProvider _clock = clock;

    [FromRoute] public string Need { get; set; } = "";
    [BindProperty, Display(Name = "Assessment"), Required(ErrorMessage = "Say what the assessment found, even that there is no need"), StringLength(1000, ErrorMessage = TooLong)] public string? Assessed { get; set; }
    [BindProperty, Display(Name = "Plan", Description = "Leave empty where there is no need."), StringLength(1000, ErrorMessage = TooLong)] public string? Planned { get; set; }
    [BindProperty, Display(Name = "Review date", Description = "Needed with a plan.")] public DateOnly? ReviewOn { get; set; }
    [BindProperty, Display(Name = "What the review found"), StringLength(1000, ErrorMessage = TooLong)] public string? Reviewed { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!IsKnown || !await OpenAsync(cancellation)) return NotFound();
        if (await FindAsync(cancellation) is { } n) (Assessed, Planned, ReviewOn, Reviewed) = (n.Assessed, n.Planned, n.ReviewOn, n.Reviewed);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!IsKnown || !await OpenAsync(cancellation)) return NotFound();
        if (Refusal() is { } refusal) ModelState.AddModelError("", refusal);
        if (string.IsNullOrWhiteSpace(Planned) != ReviewOn is null) ModelState.AddModelError(nameof(ReviewOn), "A plan needs a review date, and a review date a plan");
        if (!ModelState.IsValid) return Page();
        var need = await FindAsync(cancellation);
        if (need is null) db.Add(need = new(session.Partnership, Id, Need));
        (need.Assessed, need.Planned, need.ReviewOn, need.Reviewed) = (Assessed!.Trim(), string.IsNullOrWhiteSpace(Planned) ? null : Planned.Trim(), ReviewOn, string.IsNullOrWhiteSpace(Reviewed) ? null : Reviewed.Trim());
        (need.ChangedById, need.ChangedAt) = (session.User, _clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The need is saved.");
        return Redirect($"/act/people/{Id}");
    }

    bool IsKnown => SubjectWords.Needs.Any(n => n.Value == Need);

    string? Refusal() => Subject.IsPotential
        ? SubjectStates.Potential.Of(Subject.PotentialState, PotentialEvent.KeepNeed) is { To: null } p ? p.Sentence : null
        : SubjectStates.Targeted.Of(Subject.TargetedState, TargetedEvent.KeepNeed) is { To: null } t ? t.Sentence : IsPoint ? null : SubjectStates.PointOnly;

    Task<SubjectNeed?> FindAsync(CancellationToken cancellation) => db.Set<SubjectNeed>().SingleOrDefaultAsync(n => n.SubjectId == Id && n.Need == Need, cancellation);
}
