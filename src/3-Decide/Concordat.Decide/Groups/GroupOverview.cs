using Concordat.Decide.Matters;
using Concordat.Decide.Meetings;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Partnership.Members;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Groups;

/// <summary>What one group did in a quarter of a year, from its own records.</summary>
/// <param name="Overdue">The day by which it should have met; null when it is not overdue.</param>
/// <param name="Attendance">Share of its bodies that were here, 0 to 1; null when it did not meet.</param>
internal sealed record GroupLine(MeetingGroup Group, string Kind, int Meetings, DateOnly? Last, DateOnly? Next, DateOnly? Overdue, int Adopted, int NotAdopted, int Deferred, int Actions, double? Attendance);

/// <summary>A priority with the one person who answers for it.</summary>
internal sealed record PriorityLine(Priority Priority, string? Owner, string? ActionGroup, int Problems);

/// <summary>The whole partnership as the executive reads it.</summary>
/// <param name="Open">Actions of all groups that are not done.</param>
/// <param name="Late">Those of them past their day.</param>
internal sealed record Overview(DateOnly From, DateOnly To, IReadOnlyList<GroupLine> Groups, IReadOnlyList<PriorityLine> Priorities, IReadOnlyList<Matter> Waiting, int Open, int Late);

/// <summary>Makes the executive's overview of what groups have recorded: nobody fills in a second return for it.</summary>
internal sealed class GroupOverview(ConcordatDb db, GroupRecords groups, MemberDirectory directory, IActionProgress? progress = null)
{
    static readonly string[] WaitingStates = ["submitted", "raised", "sent", "accepted"];

    /// <param name="today">The last day of the quarter that is shown.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<Overview> ReadAsync(DateOnly today, CancellationToken cancellation)
    {
        var from = today.AddMonths(-3).AddDays(1);
        var people = await directory.ReadAsync(cancellation);
        var kinds = (await groups.KindsAsync(cancellation)).ToDictionary(k => k.Key);
        var all = await groups.ListAsync(cancellation);
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.GroupId != null).ToListAsync(cancellation);
        var recent = meetings.Where(m => m.State == MeetingState.Closed && m.HeldOn >= from && m.HeldOn <= today).ToList();
        var ids = recent.Select(m => m.Id).ToList();
        var items = await db.Set<AgendaItem>().AsNoTracking().Where(i => ids.Contains(i.MeetingId)).Select(i => new { i.MeetingId, i.Decision, i.PriorityName }).ToListAsync(cancellation);
        var actions = await db.Set<Tasking.TaskingAction>().AsNoTracking().Where(a => ids.Contains(a.MeetingId)).Select(a => a.MeetingId).ToListAsync(cancellation);
        var lines = new List<GroupLine>();
        foreach (var group in all.Where(g => g.EndedOn is null).OrderBy(g => kinds[g.KindKey].Position))
        {
            var own = recent.Where(m => m.GroupId == group.Id).Select(m => m.Id).ToHashSet();
            var decided = items.Where(i => own.Contains(i.MeetingId)).ToList();
            var last = meetings.Where(m => m.GroupId == group.Id && m.State == MeetingState.Closed).Select(m => (DateOnly?)m.HeldOn).Max();
            var by = group.NextBy(last ?? group.BegunOn);
            lines.Add(new(group, kinds[group.KindKey].Name, own.Count, last, meetings.Where(m => m.GroupId == group.Id && m.State != MeetingState.Closed).Select(m => (DateOnly?)m.HeldOn).Min(), by < today ? by : null,
                decided.Count(i => i.Decision == Decision.Adopt), decided.Count(i => i.Decision == Decision.DoNotAdopt), decided.Count(i => i.Decision == Decision.Defer), actions.Count(own.Contains), await AttendanceAsync(group, own, today, cancellation)));
        }
        var priorities = await db.Set<Priority>().AsNoTracking().Where(p => p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo >= today)).OrderBy(p => p.Rank).ToListAsync(cancellation);
        var standing = progress is null ? [] : await progress.ReportAsync(today, cancellation);
        return new(from, today, lines,
            [.. priorities.Select(p => new PriorityLine(p, p.OwnerId is null ? null : people.NameAndAgencyOf(p.OwnerId), all.FirstOrDefault(g => g.PriorityId == p.Id)?.Name, items.Count(i => i.PriorityName == p.Name && i.Decision == Decision.Adopt)))],
            await db.Set<Matter>().AsNoTracking().Where(m => WaitingStates.Contains(m.State)).OrderBy(m => m.RaisedAt).Take(50).ToListAsync(cancellation),
            standing.Count(a => a.State is not ("done" or "cannot be done")), standing.Count(a => a.IsOverdue));
    }

    async Task<double?> AttendanceAsync(MeetingGroup group, HashSet<Guid> meetings, DateOnly today, CancellationToken cancellation)
    {
        if (meetings.Count == 0 || await groups.FindAsync(group.Id, cancellation) is not { } record) return null;
        var bodies = record.AgenciesOn(today);
        var past = (await groups.PastAsync(group.Id, 60, cancellation)).Where(p => meetings.Contains(p.Meeting)).ToList();
        return bodies.Count == 0 ? null : (double)past.Sum(p => bodies.Count(b => p.Here.Contains(b.Id))) / (past.Count * bodies.Count);
    }
}
