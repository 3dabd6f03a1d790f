using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Weekly;

/// <summary>A member's own choice: the weekly message or none, and its day.</summary>
[Authorize]
public sealed class WeeklyPageModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    const string Yes = "yes", No = "no";

    [BindProperty, Display(Name = "Send me the weekly message")]
    public string? Wanted { get; set; }

    [BindProperty, Display(Name = "On")]
    public string? Weekday { get; set; }

    public static IReadOnlyList<Choice> Choices { get; } = [new(Yes, "Yes"), new(No, "No")];

    public static IReadOnlyList<Choice> Weekdays { get; } =
        [.. Enumerable.Range(1, 7).Select(d => new Choice(d.ToString(CultureInfo.InvariantCulture), CultureInfo.GetCultureInfo("en-GB").DateTimeFormat.GetDayName((DayOfWeek)(d % 7))))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (session.PartnershipId is null) return NotFound();
        var choice = await FindAsync(cancellation);
        (Wanted, Weekday) = (choice is { Wanted: false } ? No : Yes, (choice?.Weekday ?? 1).ToString(CultureInfo.InvariantCulture));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (session.PartnershipId is null) return NotFound();
        if (Choices.All(c => c.Value != Wanted)) ModelState.AddModelError(nameof(Wanted), "Choose yes or no");
        if (Weekdays.All(d => d.Value != Weekday)) ModelState.AddModelError(nameof(Weekday), "Choose a day of the week");
        if (!ModelState.IsValid) return Page();
        var choice = await FindAsync(cancellation);
        if (choice is null) db.Add(choice = new(session.Partnership, session.User));
        choice.Choose(Wanted == Yes, short.Parse(Weekday!, CultureInfo.InvariantCulture), clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        TempData.Done(Wanted == Yes ? $"The message comes on {Weekdays.Single(d => d.Value == Weekday).Text}." : "No weekly message comes any more.");
        return Redirect("/account/weekly");
    }

    Task<WeeklyChoice?> FindAsync(CancellationToken cancellation) => db.Set<WeeklyChoice>().SingleOrDefaultAsync(c => c.UserId == session.User, cancellation);
}
