using Concordat.Decide.Matters;
using Concordat.Decide.Meetings;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Decide.Tasking;
using Concordat.Partnership.Members;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Groups;

/// <summary>What one group did in a quarter of a year, from its own records.</summary>
/// <param name="Id">The group; null for the Joint Action Group where it is not set up.</param>
/// <param name="Overdue">The day by which it should have met; null when it is not overdue.</param>
/// <param name="Attendance">Share of its bodies that were here, 0 to 1; null when it did not meet.</param>
internal sealed record GroupLine(Guid? Id, string Name, string Kind, int Meetings, DateOnly? Last, DateOnly? Next, DateOnly? Overdue, int Adopted, int NotAdopted, int Deferred, int Actions, double? Attendance);

/// <summary>A priority with the one person who answers for it.</summary>
/// <param name="Adopted">Items adopted for it in the quarter.</param>
internal sealed record PriorityLine(Priority Priority, string? Owner, string? ActionGroup, int Adopted);

/// <summary>The whole partnership as the executive reads it.</summary>
/// <param name="Open">Actions of all groups that are not done.</param>
/// <param name="Late">Those of them past their day.</param>
internal sealed record Overview(DateOnly From, DateOnly To, IReadOnlyList<GroupLine> Groups, IReadOnlyList<PriorityLine> Priorities, IReadOnlyList<Matter> Waiting, int Open, int Late, People People);

/// <summary>Makes the executive's overview of what groups have recorded: nobody fills in a second return for it.</summary>
internal sealed class GroupOverview(ConcordatDb db, GroupRecords groups, MemberDirectory directory, IActionProgress? progress = null)
{
    static readonly string[] WaitingStates = ["submitted", "raised", "sent", "accepted"];

    /// <summary>A meeting of the quarter.</summary>
    sealed record Held(Guid Id, Guid? GroupId);

    /// <summary>What was decided on an item of the quarter.</summary>
    sealed record Decided(Guid MeetingId, Decision? Decision, string? PriorityName);

    /// <summary>Everything the lines are made of, each read once for all groups.</summary>
    sealed record Readings(
        IReadOnlyList<Held> Held, IReadOnlyDictionary<Guid, MeetingDays> Days, IReadOnlyList<Decided> Items, ILookup<Guid, Guid> Here, IReadOnlyDictionary<Guid, int> Actions, ILookup<Guid, GroupSeat> Seats, People People);

    /// <param name="today">The last day of the quarter that is shown.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<Overview> ReadAsync(DateOnly today, CancellationToken cancellation)
    {
        var from = today.AddMonths(-3).AddDays(1);
        var all = await groups.ListAsync(cancellation);
        var read = await ReadAsync(from, today, cancellation);
        var priorities = await db.Set<Priority>().AsNoTracking().InForceOn(today).ToListAsync(cancellation);
        var standing = progress is null ? [] : await progress.ReportAsync(today, cancellation);
        return new(from, today, Lines(all, await groups.KindsAsync(cancellation), read, today),
            [.. priorities.Select(p => new PriorityLine(p, p.OwnerId is null ? null : read.People.NameAndAgencyOf(p.OwnerId), all.FirstOrDefault(g => g.PriorityId == p.Id)?.Name, read.Items.Count(i => i.PriorityName == p.Name && i.Decision == Decision.Adopt)))],
            await db.Set<Matter>().AsNoTracking().Where(m => WaitingStates.Contains(m.State)).OrderBy(m => m.RaisedAt).Take(50).ToListAsync(cancellation),
            standing.Count(a => a.State is not ("done" or "cannot be done")), standing.Count(a => a.IsOverdue), read.People);
    }

    async Task<Readings> ReadAsync(DateOnly from, DateOnly today, CancellationToken cancellation)
    {
        var held = await db.Set<Meeting>().AsNoTracking().Where(m => m.State == MeetingState.Closed && m.HeldOn >= from && m.HeldOn <= today).Select(m => new Held(m.Id, m.GroupId)).ToListAsync(cancellation);
        var ids = held.Select(m => m.Id).ToList();
        var here = await db.Set<Attendance>().AsNoTracking().Where(a => ids.Contains(a.MeetingId) && (a.Presence == Presence.Here || a.Presence == Presence.Deputy)).Select(a => new { a.MeetingId, a.AgencyId }).Distinct().ToListAsync(cancellation);
        return new(held, await groups.DaysAsync(cancellation),
            await db.Set<AgendaItem>().AsNoTracking().Where(i => ids.Contains(i.MeetingId)).Select(i => new Decided(i.MeetingId, i.Decision, i.PriorityName)).ToListAsync(cancellation),
            here.ToLookup(h => h.MeetingId, h => h.AgencyId),
            await db.Set<TaskingAction>().AsNoTracking().Where(a => ids.Contains(a.MeetingId)).GroupBy(a => a.MeetingId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation),
            (await db.Set<GroupSeat>().AsNoTracking().Where(s => s.FromOn <= today && (s.ToOn == null || s.ToOn >= today)).ToListAsync(cancellation)).ToLookup(s => s.GroupId),
            await directory.ReadAsync(cancellation));
    }

    // The Joint Action Group meets without being set up, too: then it has a line of its own.
    static List<GroupLine> Lines(IReadOnlyList<MeetingGroup> all, IReadOnlyList<GroupKind> kinds, Readings read, DateOnly today)
    {
        var byKey = kinds.ToDictionary(k => k.Key);
        var lines = all.Where(g => g.EndedOn is null).OrderBy(g => byKey[g.KindKey].Position)
            .Select(g => Line(g.Id, g.Name, byKey[g.KindKey].Name, g.Cycle, g.BegunOn, read, today)).ToList();
        var joint = byKey[GroupKind.JointActionGroup];
        if (!read.Days.ContainsKey(Guid.Empty) || (all.Any(g => g.KindKey == joint.Key) && read.Held.All(h => h.GroupId is not null))) return lines;
        var place = all.Count(g => g.EndedOn is null && byKey[g.KindKey].Position < joint.Position);
        lines.Insert(place, Line(null, Meeting.JointActionGroup, $"{joint.Name}, not set up", joint.UsualCycle, null, read, today));
        return lines;
    }

    static GroupLine Line(Guid? group, string name, string kind, string cycle, DateOnly? begun, Readings read, DateOnly today)
    {
        var days = read.Days.GetValueOrDefault(group ?? Guid.Empty) ?? MeetingDays.None;
        var own = read.Held.Where(m => m.GroupId == group).Select(m => m.Id).ToHashSet();
        var decided = read.Items.Where(i => own.Contains(i.MeetingId)).ToLookup(i => i.Decision);
        var by = (days.Last ?? begun) is { } since ? MeetingGroup.NextBy(cycle, since) : null;
        return new(group, name, kind, own.Count, days.Last, days.Next, by < today ? by : null,
            decided[Decision.Adopt].Count(), decided[Decision.DoNotAdopt].Count(), decided[Decision.Defer].Count(), own.Sum(m => read.Actions.GetValueOrDefault(m)), AttendanceOf(group, own, read, today));
    }

    // A group without seats calls everybody, and so is asked for every body.
    static double? AttendanceOf(Guid? group, HashSet<Guid> meetings, Readings read, DateOnly today)
    {
        var seats = group is { } id ? read.Seats[id].ToList() : [];
        var bodies = seats.Count > 0 ? seats.Where(s => s.Part is GroupSeat.Chair or GroupSeat.Member).Select(s => s.AgencyId).ToHashSet()
            : read.People.AgenciesOn(today).Select(a => a.Id).ToHashSet();
        return meetings.Count == 0 || bodies.Count == 0 ? null : (double)meetings.Sum(m => read.Here[m].Count(bodies.Contains)) / (meetings.Count * bodies.Count);
    }
}
