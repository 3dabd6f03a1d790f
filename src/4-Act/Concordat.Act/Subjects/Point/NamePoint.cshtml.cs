using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Act.Subjects.Point;

/// <summary>Names who keeps the targeted subjects of a divisional area.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class NamePointModel(ConcordatDb db, SubjectDesk desk, MemberDirectory directory, Session session, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Single point of contact"), Required(ErrorMessage = "Choose the one person")] public Guid? Person { get; set; }

    [BindProperty, Display(Name = "Divisional area", Description = "Leave empty for the whole partnership, where it has no areas."), StringLength(PointOfContact.LongestArea, ErrorMessage = "{0} must be 100 characters or fewer")] public string? Area { get; set; }

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => await ReadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (Person is not null && Choices.All(c => c.Value != Person.ToString())) ModelState.AddModelError(nameof(Person), "Choose the person from the list");
        if (!ModelState.IsValid) return Page();
        db.Add(new PointOfContact(session.Partnership, Guid.CreateVersion7(), await AreaAsync(cancellation), Person!.Value, London.Today(clock), session.User, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The single point of contact is named.");
        return Redirect("/act/people");
    }

    // An area that is known already keeps its name as it was first written.
    async Task<string> AreaAsync(CancellationToken cancellation)
    {
        var typed = Area?.Trim() ?? "";
        return (await desk.PointsAsync(cancellation)).Select(p => p.Area).FirstOrDefault(a => string.Equals(a, typed, StringComparison.OrdinalIgnoreCase)) ?? typed;
    }

    async Task ReadAsync(CancellationToken cancellation)
    {
        var people = await directory.ReadAsync(cancellation);
        Choices = [.. people.On(London.Today(clock)).Where(m => m.Roles.Contains(Role.Practitioner) || m.Roles.Contains(Role.Coordinator) || m.Roles.Contains(Role.Chair)).Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];
    }
}
