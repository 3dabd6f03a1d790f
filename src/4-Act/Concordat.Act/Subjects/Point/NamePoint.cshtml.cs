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

/// <summary>Names who keeps the targeted subjects.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class NamePointModel(ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Single point of contact"), Required(ErrorMessage = "Choose the one person")] public Guid? Person { get; set; }

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => await ReadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (Person is not null && Choices.All(c => c.Value != Person.ToString())) ModelState.AddModelError(nameof(Person), "Choose the person from the list");
        if (!ModelState.IsValid) return Page();
        db.Add(new PointOfContact(session.Partnership, Guid.CreateVersion7(), Person!.Value, London.Today(clock), session.User, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The single point of contact is named.");
        return Redirect("/act/people");
    }

    async Task ReadAsync(CancellationToken cancellation)
    {
        var people = await directory.ReadAsync(cancellation);
        Choices = [.. people.On(London.Today(clock)).Where(m => m.Roles.Contains(Role.Practitioner) || m.Roles.Contains(Role.Coordinator) || m.Roles.Contains(Role.Chair)).Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];
    }
}
