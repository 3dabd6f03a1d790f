using Concordat.Decide.Meetings;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Members;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Groups;

/// <summary>A group with its seats, and who belongs to it on a day.</summary>
internal sealed record GroupRecord(MeetingGroup Group, GroupKind Kind, IReadOnlyList<GroupSeat> Seats, People People)
{
    public string Url => UrlOf(Group.Id);

    public static string UrlOf(Guid group) => $"/decide/groups/{group}";

    public IReadOnlyList<GroupSeat> SeatsOn(DateOnly day) => [.. Seats.Where(s => s.IsOn(day))];

    /// <summary>Bodies with a seat on a day, by name; deputies and secretaries bring no body of their own.</summary>
    public IReadOnlyList<Agency> AgenciesOn(DateOnly day) =>
        [.. SeatsOn(day).Where(s => s.Part is GroupSeat.Chair or GroupSeat.Member).Select(s => s.AgencyId).Distinct().Select(id => People.Agency(id)).OfType<Agency>().OrderBy(a => a.Name, StringComparer.CurrentCulture)];

    /// <summary>Members who are called on a day: those who hold a seat, and of a seat without a name everybody of its body.</summary>
    public IReadOnlyList<Member> CalledOn(DateOnly day)
    {
        var seats = SeatsOn(day);
        return [.. People.On(day).Where(m => seats.Any(s => s.UserId == m.UserId || (s.UserId is null && s.AgencyId == m.AgencyId)))];
    }
}

/// <summary>Reads groups for their pages.</summary>
internal sealed class GroupRecords(ConcordatDb db, MemberDirectory directory)
{
    public async Task<GroupRecord?> FindAsync(Guid? id, CancellationToken cancellation)
    {
        if (id is null || await db.Set<MeetingGroup>().SingleOrDefaultAsync(g => g.Id == id, cancellation) is not { } group) return null;
        return new(group, await db.Set<GroupKind>().AsNoTracking().SingleAsync(k => k.Key == group.KindKey, cancellation),
            await db.Set<GroupSeat>().Where(s => s.GroupId == id).OrderBy(s => s.FromOn).ThenBy(s => s.Id).ToListAsync(cancellation), await directory.ReadAsync(cancellation));
    }

    public async Task<IReadOnlyList<MeetingGroup>> ListAsync(CancellationToken cancellation) =>
        await db.Set<MeetingGroup>().AsNoTracking().OrderBy(g => g.Name).ToListAsync(cancellation);

    public async Task<IReadOnlyList<GroupKind>> KindsAsync(CancellationToken cancellation) =>
        await db.Set<GroupKind>().AsNoTracking().OrderBy(k => k.Position).ToListAsync(cancellation);

    /// <summary>When each group met last and meets next; those that never met are not in it. The empty identity stands for meetings without a group.</summary>
    public async Task<IReadOnlyDictionary<Guid, MeetingDays>> DaysAsync(CancellationToken cancellation)
    {
        var days = await db.Set<Meeting>().AsNoTracking().GroupBy(m => m.GroupId).Select(g => new
        {
            g.Key,
            Last = g.Max(m => m.State == MeetingState.Closed ? (DateOnly?)m.HeldOn : null),
            Next = g.Min(m => m.State != MeetingState.Closed ? (DateOnly?)m.HeldOn : null),
        }).ToListAsync(cancellation);
        return days.ToDictionary(d => d.Key ?? Guid.Empty, d => new MeetingDays(d.Last, d.Next));
    }

    /// <summary>The latest closed meetings of a group with each body's attendance, the latest first.</summary>
    public async Task<IReadOnlyList<PastAttendance>> PastAsync(Guid group, int most, CancellationToken cancellation)
    {
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.GroupId == group && m.State == MeetingState.Closed).OrderByDescending(m => m.HeldOn).Take(most).ToListAsync(cancellation);
        var ids = meetings.Select(m => m.Id).ToList();
        var attendance = await db.Set<Attendance>().AsNoTracking().Where(a => ids.Contains(a.MeetingId)).ToListAsync(cancellation);
        return [.. meetings.Select(m => new PastAttendance(m.Id, m.HeldOn, attendance.Where(a => a.MeetingId == m.Id && a.IsHere).Select(a => a.AgencyId).ToHashSet()))];
    }
}

/// <summary>The day a group met last, and the day it meets next; null for neither.</summary>
internal sealed record MeetingDays(DateOnly? Last, DateOnly? Next)
{
    public static MeetingDays None { get; } = new(null, null);
}

/// <summary>A meeting that was held, and the bodies somebody spoke for.</summary>
internal sealed record PastAttendance(Guid Meeting, DateOnly HeldOn, IReadOnlySet<Guid> Here);
