using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings.LastTime;

/// <summary>The standing item: what became of the actions, and whose turn it is to say why not.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class LastTimeModel(ConcordatDb db, MeetingRecords records, Session session, TimeProvider clock) : MeetingPage(records, session)
{
    /// <summary>The meeting before this one; null for the first.</summary>
    public Meeting? Earlier { get; private set; }

    /// <summary>What became of one owner's actions.</summary>
    /// <param name="Open">Not yet due, and neither done nor given up.</param>
    internal sealed record OwnerCount(string Who, int Done, int Overdue, int Open, int GivenUp);

    /// <summary>Whom the meeting calls to account, those with most overdue first.</summary>
    public IReadOnlyList<OwnerCount> ByOwner =>
    [
        .. Record.LastTime.GroupBy(a => $"{a.Person}, {a.Agency}")
            .Select(g => new OwnerCount(g.Key, g.Count(a => a.IsDone), g.Count(a => a.IsOverdue), g.Count(a => !a.IsOverdue && (a.State is "to do" or "under way")), g.Count(a => a.State == "cannot be done")))
            .OrderByDescending(o => o.Overdue).ThenBy(o => o.Who, StringComparer.CurrentCulture),
    ];

    public AgendaItem Standing => Record.Items.Single(i => i.IsStanding);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        await FindEarlierAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindToRunAsync(cancellation)) return NotFound();
        await FindEarlierAsync(cancellation);
        if (!Allows(MeetingEvent.Decide)) return Page();
        if (Standing.Decision is null)
        {
            Standing.Note(Session.User, clock.GetUtcNow().UtcDateTime);
            if (await db.TrySaveAsync(cancellation) == SaveOutcome.Closed)
            {
                db.Forget();
                await FindAsync(cancellation);
                if (!Allows(MeetingEvent.Decide)) return Page();
            }
            // Else somebody took it at the same moment, which is as good.
        }
        return Redirect(Record.Url);
    }

    async Task FindEarlierAsync(CancellationToken cancellation) =>
        Earlier = await db.Set<Meeting>().AsNoTracking().Where(m => m.GroupName == Record.Meeting.GroupName && m.State == MeetingState.Closed && m.HeldOn < Record.Meeting.HeldOn)
            .OrderByDescending(m => m.HeldOn).FirstOrDefaultAsync(cancellation);
}
