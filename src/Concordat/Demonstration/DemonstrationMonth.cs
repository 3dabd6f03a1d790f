using Concordat.Act.Interventions;
using Concordat.Decide.Groups;
using Concordat.Decide.Meetings;
using Concordat.Decide.Tasking;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Cycle;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.SignIn;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Plays what Riverbourne's partnership did with September: the assessment, the meeting of 8 October, and how its actions went since.</summary>
/// <remarks>Through the stages' own services and rules, each step as the person who would take it. October is left for the reader to do.</remarks>
internal sealed class DemonstrationMonth(IServiceProvider services, DemonstrationClock clock)
{
    const string Analyst = "imara.fenwright", Manager = "oke.tarrant", Chair = "nell.ashgrove";
    static readonly Month September = new(2026, 9);
    static readonly DateOnly MeetingDay = new(2026, 10, 8);
    static readonly DateOnly NextMeeting = new(2026, 11, 26);

    /// <summary>What was agreed on the first two items: words, kind, who, due, and whether it was done since.</summary>
    static readonly (int Item, string What, ActionKind Kind, string Who, DateOnly Due, DateOnly? Done)[] Agreed =
    [
        (1, "Evening patrols, Thursday to Saturday, 18:00 to 22:00", ActionKind.Enforcement, "Ines Fallowmere", new(2026, 10, 23), new(2026, 10, 22)),
        (1, "Survey the lighting and mend what is out", ActionKind.Prevention, "Dara Pellow", new(2026, 11, 13), null),
        (1, "Notices on pay machines and lamp posts", ActionKind.Reassurance, "Ruth Sandiway", new(2026, 10, 16), new(2026, 10, 15)),
        (1, "Ask the young people's workers what they hear", ActionKind.Intelligence, "Kit Barrowclough", new(2026, 12, 4), null),
        (2, "Taxi marshals on Friday and Saturday nights", ActionKind.Prevention, "Mina Averdale", new(2026, 11, 6), null),
        (2, "Visit the late bars together and agree closing times", ActionKind.Enforcement, "Tam Orrinshaw", new(2026, 10, 30), new(2026, 10, 29)),
    ];

    public async Task PlayAsync(CancellationToken cancellation)
    {
        if (await AsAsync(Analyst, s => s.Db.Set<CycleStep>().AnyAsync(cancellation))) return;
        var groups = new DemonstrationGroups(services, clock);
        var group = await groups.SetUpAsync(cancellation);
        await new DemonstrationStrategy(services, clock).PlayAsync(cancellation);
        var assessment = await IssueAsync(cancellation);
        var meeting = await PlanAsync(group, assessment, cancellation);
        await DecideAsync(meeting, cancellation);
        await ReportAsync(cancellation);
        await groups.PassOnAsync(cancellation);
        await new DemonstrationStrategic(services, clock).PlayAsync(cancellation);
        await new DemonstrationCounty(services, clock).PlayAsync(cancellation);
        // Last, so that a play that was broken off goes on at the next start.
        await SetYearAsync(cancellation);
    }

    async Task<Guid> IssueAsync(CancellationToken cancellation)
    {
        var id = await AsAsync(Analyst, async s =>
        {
            if (await s.Db.Set<TacticalAssessment>().SingleOrDefaultAsync(a => a.Month == September.Number, cancellation) is { } begun) return begun.Id;
            clock.SetTo(2026, 10, 5, 9);
            var (assessment, refusal) = await s.Get<TacticalDrafting>().StartAsync(September, cancellation);
            return assessment?.Id ?? throw new InvalidOperationException(refusal);
        });
        await MoveAsync(Analyst, id, AssessmentStatus.Draft, async (s, a) =>
        {
            clock.SetTo(2026, 10, 5, 15);
            await ProposeAsync(s, id, cancellation);
            return a.SendForReview(s.Session, Now);
        }, cancellation);
        await MoveAsync(Chair, id, AssessmentStatus.Review, async (s, a) =>
        {
            clock.SetTo(2026, 10, 6, 10);
            var writers = (await s.Db.Set<AssessmentFinding>().Where(f => f.AssessmentId == id).Select(f => f.Writers).ToListAsync(cancellation)).SelectMany(w => w).ToHashSet();
            return a.Approve(s.Session, writers, RunJson.Write(await s.Get<TacticalPapers>().ContentAsync(a, cancellation)), Now);
        }, cancellation);
        await MoveAsync(Manager, id, AssessmentStatus.Approved, (s, a) =>
        {
            clock.SetTo(2026, 10, 6, 14);
            return Task.FromResult(a.Issue(s.Session, Now));
        }, cancellation);
        return id;
    }

    /// <summary>The analyst puts forward the strongest place of each priority that has one, three at the most.</summary>
    async Task ProposeAsync(Scope s, Guid assessment, CancellationToken cancellation)
    {
        var findings = await s.Db.Set<AssessmentFinding>().Where(f => f.AssessmentId == assessment).OrderBy(f => f.Position).ToListAsync(cancellation);
        var chosen = findings.Where(f => RunJson.Read<FindingEvidence>(f.Evidence).HotSpot is not null).GroupBy(f => f.Section).Select(g => g.First()).Take(3).ToHashSet();
        foreach (var finding in findings.Where(f => f.IsProposed != chosen.Contains(f))) finding.Propose(chosen.Contains(finding), s.Session, Now);
    }

    Task<bool> MoveAsync(
        string who, Guid id, AssessmentStatus from, Func<Scope, TacticalAssessment, Task<string?>> move, CancellationToken cancellation) =>
        AsAsync(who, async s =>
        {
            var assessment = await s.Db.Set<TacticalAssessment>().SingleAsync(a => a.Id == id, cancellation);
            if (assessment.Status != from) return false;
            if (await move(s, assessment) is { } refusal) throw new InvalidOperationException($"The assessment of September cannot move on: {refusal}.");
            await s.Db.SaveChangesAsync(cancellation);
            return true;
        });

    Task<Guid> PlanAsync(MeetingGroup group, Guid assessment, CancellationToken cancellation) => AsAsync(Chair, async s =>
    {
        if (await s.Db.Set<Meeting>().SingleOrDefaultAsync(m => m.HeldOn == MeetingDay, cancellation) is { } planned) return planned.Id;
        clock.SetTo(2026, 10, 7, 9);
        var paper = await s.Get<IIssuedAssessments>().FindAsync(assessment, cancellation);
        var (meeting, refusal) = await s.Get<MeetingPlanner>().PlanAsync(new(group, MeetingDay, s.Session.User, new(10, 0), "Town Hall, committee room"), paper, cancellation);
        return meeting?.Id ?? throw new InvalidOperationException(refusal);
    });

    Task<bool> DecideAsync(Guid id, CancellationToken cancellation) => AsAsync(Chair, async s =>
    {
        var meeting = await s.Db.Set<Meeting>().SingleAsync(m => m.Id == id, cancellation);
        if (meeting.State == MeetingState.Closed) return false;
        clock.SetTo(2026, 10, 8, 9);
        await using var transaction = await s.Db.Database.BeginTransactionAsync(cancellation);
        if (meeting.State == MeetingState.Planned) meeting.Open(Now);
        await s.Db.SaveChangesAsync(cancellation);
        var members = await s.Db.Set<Member>().OrderBy(m => m.DisplayName).ToListAsync(cancellation);
        TakeAttendance(s, id, members);
        await DecideItemsAsync(s, id, members, cancellation);
        await s.Db.SaveChangesAsync(cancellation);
        clock.SetTo(2026, 10, 8, 11);
        var record = await s.Get<MeetingRecords>().FindAsync(id, cancellation);
        if (await s.Get<MeetingCloser>().CloseAsync(record!, cancellation) is { } refusal) throw new InvalidOperationException(refusal);
        await transaction.CommitAsync(cancellation);
        return true;
    });

    static void TakeAttendance(Scope s, Guid meeting, List<Member> members)
    {
        string[] apologies = ["Sunniva Garth", "Leopold Starkey"];
        foreach (var member in members.Where(m => m.Roles.Contains(Role.Practitioner) || m.Roles.Contains(Role.Analyst) || m.Roles.Contains(Role.Chair)))
            s.Db.Add(new Attendance(s.Session.Partnership, meeting, member.UserId, member.AgencyId, apologies.Contains(member.DisplayName) ? Presence.Apologies : Presence.Here));
    }

    async Task DecideItemsAsync(Scope s, Guid meeting, List<Member> members, CancellationToken cancellation)
    {
        string[] owners = ["Joss Calderbeck", "Mina Averdale"];
        var items = await s.Db.Set<AgendaItem>().Where(i => i.MeetingId == meeting).OrderBy(i => i.Position).ToListAsync(cancellation);
        foreach (var item in items)
        {
            if (item.IsStanding) item.Note(s.Session.User, Now);
            else if (item.Position <= owners.Length) item.Adopt(members.Single(m => m.DisplayName == owners[item.Position - 1]).UserId, item.Position == 1 ? "silver" : "bronze", null, s.Session.User, Now);
            else item.Defer(NextMeeting, "The owner was not here to answer for it.", s.Session.User, Now);
        }
        foreach (var (position, what, kind, who, due, _) in Agreed)
        {
            if (items.Find(i => i.Position == position) is not { } item) continue;
            var person = members.Single(m => m.DisplayName == who);
            var action = new TaskingAction(s.Session.Partnership, Guid.CreateVersion7(), meeting, item.Id, MeetingDay);
            if (action.Agree(what, kind, person.AgencyId, person.UserId, person.AgencyId, due) is { } refusal) throw new InvalidOperationException($"{what}: {refusal}.");
            s.Db.Add(action);
        }
    }

    async Task ReportAsync(CancellationToken cancellation)
    {
        foreach (var (_, what, _, who, _, done) in Agreed.Where(a => a.Done is not null))
            await AsAsync(who.ToLowerInvariant().Replace(' ', '.'), async s =>
            {
                if (await s.Db.Set<Intervention>().SingleOrDefaultAsync(i => i.What == what, cancellation) is not { IsOpen: true } intervention) return false;
                clock.SetTo(done!.Value.Year, done.Value.Month, done.Value.Day, 16);
                if (intervention.Report(InterventionState.Done, null, done, done.Value) is { } refusal) throw new InvalidOperationException(refusal.Message);
                s.Db.Add(new Progress(s.Session.Partnership, Guid.CreateVersion7(), intervention.Id, InterventionState.Done, "Finished as agreed.", Now, s.Session.User));
                await s.Db.SaveChangesAsync(cancellation);
                return true;
            });
    }

    /// <summary>The year so far: the first nine of the seventeen steps are done, further analysis is under way.</summary>
    Task<bool> SetYearAsync(CancellationToken cancellation) => AsAsync(Manager, async s =>
    {
        clock.SetTo(2026, 10, 9, 9);
        (int Year, int Month, int Day)[] days =
        [
            (2026, 1, 12), (2026, 1, 30), (2026, 2, 6), (2026, 2, 27), (2026, 3, 13), (2026, 4, 3), (2026, 4, 24), (2026, 5, 15), (2026, 6, 12),
            (2026, 11, 30), (2026, 12, 11), (2027, 1, 15), (2027, 1, 29), (2027, 2, 12), (2027, 2, 26), (2027, 3, 19), (2027, 4, 9),
        ];
        for (var i = 0; i < days.Length; i++)
        {
            var day = new DateOnly(days[i].Year, days[i].Month, days[i].Day);
            s.Db.Add(new CycleStep(s.Session.Partnership, i + 1, day, i < 9 ? day : null, evidenceUrl: null));
        }
        await s.Db.SaveChangesAsync(cancellation);
        return true;
    });

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Does one step in the name and the rights of one of the invented people.</summary>
    Task<T> AsAsync<T>(string who, Func<Scope, Task<T>> act) => AsAsync(services, who, act);

    internal static async Task<T> AsAsync<T>(IServiceProvider services, string who, Func<Scope, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConcordatUser>>();
        var user = await users.FindByEmailAsync($"{who}@riverbourne.example") ?? throw new InvalidOperationException($"{who} has no account.");
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.ActAsUser(user.Id);
        var membership = await scope.ServiceProvider.GetRequiredService<IMembershipSource>().FindAsync(user.Id, CancellationToken.None);
        session.ActAs(membership!, "play the demonstration");
        return await act(new(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ConcordatDb>(), session));
    }

    internal sealed record Scope(IServiceProvider Services, ConcordatDb Db, Session Session)
    {
        public T Get<T>() where T : notnull => Services.GetRequiredService<T>();
    }
}
