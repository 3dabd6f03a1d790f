using System.ComponentModel.DataAnnotations;
using Concordat.Act.Plans;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Act.Subjects.Groups;

/// <summary>Begins the record of a household or group; whoever does keeps it.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class NewGroupModel(ConcordatDb db, SubjectDesk desk, Session session, TimeProvider clock) : PageModel
{
    const string TooLong = "{0} must be 500 characters or fewer";

    [BindProperty, Display(Name = "Kind"), Required(ErrorMessage = "Choose household or group")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Name", Description = "What it is known by. It stands on this record alone."), Required(ErrorMessage = "Enter the name"), StringLength(SubjectGroup.LongestName, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Why the record is lawful and needed"), Required(ErrorMessage = "Say why the record is lawful and needed"), StringLength(SubjectGroup.Longest, ErrorMessage = TooLong)] public string? LawfulReason { get; set; }
    [BindProperty, Display(Name = "Source", Description = "Where it comes from: an agency, a group, a report."), Required(ErrorMessage = "Say where it comes from"), StringLength(SubjectGroup.Longest, ErrorMessage = TooLong)] public string? Source { get; set; }
    [BindProperty, Display(Name = "Where the evidence is", Description = "A reference in your own system, not a copy."), Required(ErrorMessage = "Say where the evidence is"), StringLength(SubjectGroup.Longest, ErrorMessage = TooLong)] public string? Evidence { get; set; }
    [BindProperty, Display(Name = "Review date", Description = "The record is locked after it unless it is renewed. Within a year; within 92 days once a child belongs to it.")] public DateOnly? ReviewOn { get; set; }

    public static IReadOnlyList<Choice> Kinds { get; } = SubjectGroup.Kinds.Choices();

    /// <summary>A first review half a year ahead, to be changed.</summary>
    public void OnGet() => ReviewOn = London.Today(clock).AddMonths(6);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var today = London.Today(clock);
        if (Kind is not null && !SubjectGroup.Kinds.Contains(Kind)) ModelState.AddModelError(nameof(Kind), "Choose household or group");
        if (ReviewOn is null || ReviewOn <= today || ReviewOn > today.AddDays(SubjectGroup.ReviewDays)) ModelState.AddModelError(nameof(ReviewOn), $"Enter a review date after today and by {today.AddDays(SubjectGroup.ReviewDays).Long()}");
        if (!ModelState.IsValid) return Page();
        var group = new SubjectGroup(session.Partnership, Guid.CreateVersion7(), await desk.NextNumberAsync("group", cancellation), Kind!, session.User, today, ReviewOn!.Value)
        {
            Name = Name!.Trim(),
            LawfulReason = LawfulReason!.Trim(),
            Source = Source!.Trim(),
            Evidence = Evidence!.Trim(),
        };
        db.AddRange(group, new GroupReader(session.Partnership, Guid.CreateVersion7(), group.Id, session.User, "Keeps the record", session.User, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"It is group record {group.Number}.");
        return Redirect(group.Url);
    }
}
