using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.Calendar;

/// <summary>A person's own addresses: made, shown once, revoked.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class CalendarPageModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    public IReadOnlyList<CalendarKey> Keys { get; private set; } = [];

    /// <summary>The address just made; null otherwise.</summary>
    public string? NewAddress { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancellation)
    {
        var secret = CalendarKey.NewSecret();
        db.Add(new CalendarKey(session.Partnership, Guid.CreateVersion7(), session.User, CalendarKey.HashOf(secret), clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        NewAddress = $"{Request.Scheme}://{Request.Host}/calendar/{secret}.ics";
        await ReadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid key, CancellationToken cancellation)
    {
        if (await db.Set<CalendarKey>().SingleOrDefaultAsync(k => k.Id == key, cancellation) is not { } found) return NotFound();
        found.Revoke(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The address no longer gives anything.");
        return Redirect("/decide/calendar");
    }

    async Task ReadAsync(CancellationToken cancellation) => Keys = await db.Set<CalendarKey>().AsNoTracking().OrderByDescending(k => k.MadeAt).ToListAsync(cancellation);
}
