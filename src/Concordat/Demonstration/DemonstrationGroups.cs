using Concordat.Decide.Groups;
using Concordat.Decide.Matters;
using Concordat.Decide.Tasking;
using Concordat.Partnership.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Riverbourne's groups with their seats, and what was passed on since the meeting of 8 October.</summary>
internal sealed class DemonstrationGroups(IServiceProvider services, DemonstrationClock clock)
{
    const string Manager = "oke.tarrant";
    static readonly DateOnly From = new(2026, 1, 5);

    static readonly (string Kind, string Name, string Cycle, int Quorum, string Terms, string Chair, string[] Bodies)[] Groups =
    [
        ("executive", "Riverbourne executive", "quarterly", 3, "Decides the control strategy, names who answers for each priority, and answers blockages. Reports to nobody but the bodies themselves.",
            "callum.thirlbeck", ["police", "fire", "health", "probation"]),
        (GroupKind.JointActionGroup, "Joint Action Group", "monthly", 6, "Decides on the tactical assessment item by item and gives out the work. It cannot change targets or strategy; everything else is its own choice.",
            "nell.ashgrove", ["police", "fire", "health", "probation", "schools", "housing", "youth-justice", "drug-alcohol", "business", "victims"]),
        (GroupKind.DivisionalTasking, "Quayside tasking meeting", "fortnightly", 2, "Decides on bids for officers and equipment within the division.", "ines.fallowmere", ["council"]),
        (GroupKind.Panel, "Young people's panel", "when needed", 2, "Takes referrals about young people who come to notice of more than one body, and says what came of them.", "kit.barrowclough", ["schools", "drug-alcohol"]),
    ];

    /// <summary>The groups; returns the Joint Action Group.</summary>
    public Task<MeetingGroup> SetUpAsync(CancellationToken cancellation) => As(Manager, async s =>
    {
        if (await s.Db.Set<MeetingGroup>().SingleOrDefaultAsync(g => g.KindKey == GroupKind.JointActionGroup, cancellation) is { } there) return there;
        clock.SetTo(2026, 1, 5, 10);
        var agencies = await s.Db.Set<Agency>().ToDictionaryAsync(a => a.Key, a => a.Id, cancellation);
        var users = await s.Db.Users.ToDictionaryAsync(u => u.Email!, u => u.Id, cancellation);
        foreach (var (kind, name, cycle, quorum, terms, chair, bodies) in Groups)
        {
            var group = new MeetingGroup(s.Session.Partnership, Guid.CreateVersion7(), kind, name, From);
            group.Say(cycle, quorum, terms, null);
            s.Db.Add(group);
            var home = DemonstrationPeople.People.Single(p => p.Email.StartsWith($"{chair}@", StringComparison.Ordinal)).AgencyKey;
            s.Db.Add(new GroupSeat(s.Session.Partnership, Guid.CreateVersion7(), group.Id, agencies[home], GroupSeat.Chair, users[$"{chair}@riverbourne.example"], From));
            if (kind == GroupKind.JointActionGroup) s.Db.Add(new GroupSeat(s.Session.Partnership, Guid.CreateVersion7(), group.Id, agencies["council"], GroupSeat.Member, null, From));
            foreach (var body in bodies) s.Db.Add(new GroupSeat(s.Session.Partnership, Guid.CreateVersion7(), group.Id, agencies[body], GroupSeat.Member, null, From));
        }
        await s.Db.SaveChangesAsync(cancellation);
        return await s.Db.Set<MeetingGroup>().SingleAsync(g => g.KindKey == GroupKind.JointActionGroup, cancellation);
    });

    /// <summary>A blockage that waits for the executive, and a bid that waits for the tasking meeting.</summary>
    public async Task PassOnAsync(CancellationToken cancellation)
    {
        if (await As(Manager, s => s.Db.Set<Matter>().AnyAsync(cancellation))) return;
        clock.SetTo(2026, 10, 19, 14);
        await As("dara.pellow", async s =>
        {
            var blockage = New(s, Matter.Blockage, "Lighting survey at Boat Steps", "Half of the lamps belong to the car park's operator, who does not answer. Without consent they cannot be tested.");
            blockage.ComesFrom(await s.Db.Set<TaskingAction>().Where(a => a.What == "Survey the lighting and mend what is out").Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellation), null);
            return await AddAsync(s, blockage, cancellation);
        });
        clock.SetTo(2026, 10, 20, 9);
        await As("joss.calderbeck", async s =>
        {
            var bid = New(s, Matter.Bid, "Plain-clothes patrols in the car parks", "Vehicles are entered between 18:00 and 22:00 from Thursday to Saturday.");
            bid.ComesFrom(null, await s.Db.Set<MeetingGroup>().Where(g => g.KindKey == GroupKind.DivisionalTasking).Select(g => (Guid?)g.Id).SingleAsync(cancellation));
            bid.AsksFor("Two officers in plain clothes, with the car park's cameras.", "Two officers for nine evenings", "Fewer vehicles entered in November than in October.", new(2026, 11, 5), new(2026, 11, 21));
            await AddAsync(s, bid, cancellation);
            return await s.Get<MatterDesk>().MoveAsync(bid, nameof(BidEvent.Submit), null, cancellation) is { } refusal ? throw new InvalidOperationException(refusal) : true;
        });
    }

    Matter New(DemonstrationMonth.Scope s, string kind, string title, string words) =>
        new(s.Session.Partnership, Guid.CreateVersion7(), kind, title, words, s.Session.User, s.Session.AgencyId ?? default, clock.GetUtcNow().UtcDateTime);

    static async Task<bool> AddAsync(DemonstrationMonth.Scope s, Matter matter, CancellationToken cancellation)
    {
        s.Db.Add(matter);
        await s.Db.SaveChangesAsync(cancellation);
        return true;
    }

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
