using Concordat.Decide.Meetings.Minutes;
using Concordat.Decide.Meetings.Pack;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Meetings;

/// <summary>What a member was sent and has not opened: packs of meetings to come, and minutes.</summary>
internal sealed class ReadingDuties(ConcordatDb db, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.Roles.All(r => r == Role.Administrator)) return [];
        var (user, agency) = (session.User, session.AgencyId);
        var packs = await db.Set<Meeting>().AsNoTracking()
            .Where(m => m.State != MeetingState.Closed && db.Set<MeetingPack>().Any(p => p.MeetingId == m.Id)
                // A group with seats calls those who sit in it.
                && (m.GroupId == null || !db.Set<Groups.GroupSeat>().Any(s => s.GroupId == m.GroupId)
                    || db.Set<Groups.GroupSeat>().Any(s => s.GroupId == m.GroupId && (s.UserId == user || (s.UserId == null && s.AgencyId == agency)) && s.FromOn <= m.HeldOn && (s.ToOn == null || s.ToOn >= m.HeldOn)))
                && !db.Set<PackOpening>().Any(o => o.MeetingId == m.Id && o.UserId == user && o.Number == db.Set<MeetingPack>().Where(p => p.MeetingId == m.Id).Max(p => p.Number)))
            .OrderBy(m => m.HeldOn).ToListAsync(cancellation);
        var minutes = await db.Set<Meeting>().AsNoTracking().Where(m => db.Set<MinutesCopy>().Any(c => c.MeetingId == m.Id && c.UserId == user && c.OpenedAt == null)).OrderBy(m => m.HeldOn).ToListAsync(cancellation);
        return
        [
            .. packs.Select(m => new Duty($"Read the pack of the {m.GroupName} of {m.HeldOn.Long()}", "It was published to everybody who is called.", $"{MeetingRecord.UrlOf(m.Id)}/pack", m.HeldOn)),
            .. minutes.Select(m => new Duty($"Read the minutes of the {m.GroupName} of {m.HeldOn.Long()}", "They are approved and circulated.", $"{MeetingRecord.UrlOf(m.Id)}/minutes")),
        ];
    }
}
