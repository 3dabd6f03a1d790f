using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Decide.Meetings.Pack;

/// <summary>The pack of a meeting: published to all at once, and who has opened it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class PackPageModel(ConcordatDb db, MeetingRecords records, Session session, TimeProvider clock) : MeetingPage(records, session)
{
    public MeetingPack? Latest { get; private set; }
    public IReadOnlySet<Guid> Opened { get; private set; } = new HashSet<Guid>();
    public IReadOnlyList<Member> Audience => Record.Called;
    public IReadOnlyList<Member> NotOpened => [.. Audience.Where(m => !Opened.Contains(m.UserId))];

    public string WhenAndWhere => string.Join(", ", new[] { Record.Meeting.HeldOn.Long(), Record.Meeting.StartsAt?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), Record.Meeting.Place }.Where(p => p is { Length: > 0 }));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        await ReadAsync(cancellation);
        if (Latest is not null && await OpenAsync(cancellation)) await ReadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindToRunAsync(cancellation)) return NotFound();
        await ReadAsync(cancellation);
        if (!Allows(MeetingEvent.ChangeAgenda)) return Page();
        if (!Record.Items.Any(i => i.IsStanding)) return Refuse();
        db.Add(new MeetingPack(Session.Partnership, Id, (Latest?.Number ?? 0) + 1, clock.GetUtcNow().UtcDateTime, Session.User, MeetingPack.Freeze(Record.Items)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "agenda_without_standing_item" })
        {
            return Refuse();
        }
        TempData.Done("Everybody who is called can open it now.", "Pack published");
        return Redirect($"{Record.Url}/pack");
    }

    PageResult Refuse()
    {
        ModelState.AddModelError("", "The agenda must start with data, changes and resulting actions. Put that item first before you publish it");
        return Page();
    }

    async Task ReadAsync(CancellationToken cancellation)
    {
        Latest = await db.Set<MeetingPack>().AsNoTracking().Where(p => p.MeetingId == Id).OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancellation);
        if (Latest is { Number: var number })
            Opened = (await db.Set<PackOpening>().Where(o => o.MeetingId == Id && o.Number == number).Select(o => o.UserId).ToListAsync(cancellation)).Where(u => Audience.Any(m => m.UserId == u)).ToHashSet();
    }

    // The first time a member opens it is kept; reloading adds nothing.
    async Task<bool> OpenAsync(CancellationToken cancellation)
    {
        if (await db.Set<PackOpening>().AnyAsync(o => o.MeetingId == Id && o.Number == Latest!.Number && o.UserId == Session.User, cancellation)) return false;
        db.Add(new PackOpening(Session.Partnership, Id, Latest!.Number, Session.User, Session.AgencyId ?? default, clock.GetUtcNow().UtcDateTime));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }
}
