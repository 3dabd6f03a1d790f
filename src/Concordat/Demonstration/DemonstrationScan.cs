using Concordat.Partnership.Calendar;
using Concordat.Understand.Profiles;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Scan.Work;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>What Riverbourne's analyst had the scan look over: three quarters over all sets, and October; and the profile that came of one hit.</summary>
internal sealed class DemonstrationScan(IServiceProvider services, DemonstrationClock clock)
{
    const string Analyst = "imara.fenwright", Chair = "nell.ashgrove", Manager = "oke.tarrant";

    static readonly (string Part, string Words)[] Written =
    [
        ("context", "Three car parks by the river, open day and night, used by those who go out on Thursday to Saturday."),
        ("scanning", "The scan marked the place, and the tactical assessment of September proposed it."),
        ("analysis", "Most records fall on evenings with events. Two of the three have no attendant after six, and lighting was out on the lower deck in August. Not considered: who the offenders are, for nothing of them is held."),
    ];

    public async Task PlayAsync(CancellationToken cancellation)
    {
        if (await As(Analyst, s => s.Db.Set<ScanKeeper>().AnyAsync(cancellation))) return;
        // A start that broke half way goes on where it stopped: a scan that is there is not made again.
        foreach (var (kind, month, day) in new[] { (ScanKind.Quarter, new Month(2026, 3), new DateOnly(2026, 4, 20)), (ScanKind.Quarter, new Month(2026, 6), new DateOnly(2026, 7, 20)), (ScanKind.Quarter, new Month(2026, 9), new DateOnly(2026, 10, 19)), (ScanKind.Month, new Month(2026, 10), new DateOnly(2026, 11, 12)) })
        {
            clock.SetTo(day.Year, day.Month, day.Day, 10);
            var (scan, _) = await As(Analyst, s => s.Get<ScanDesk>().RunAsync(kind, month, cancellation));
            if (scan is not null && kind == ScanKind.Quarter && month.MonthOfYear != 9) await As(Analyst, s => DismissAsync(s, scan.Id, cancellation));
        }
        await As(Chair, s => CommissionAsync(s, cancellation));
        await As(Analyst, s => WriteAsync(s, cancellation));
        await As(Analyst, async s =>
        {
            s.Db.Add(new ScanKeeper(s.Session.Partnership, Guid.CreateVersion7(), s.Session.User, s.Session.DisplayName, Now));
            return await s.Db.SaveChangesAsync(cancellation);
        });
    }

    // What the earlier quarters told was dealt with in their time.
    async Task<int> DismissAsync(DemonstrationMonth.Scope s, Guid scan, CancellationToken cancellation)
    {
        foreach (var hit in await s.Db.Set<ScanHit>().Where(h => h.ScanId == scan && h.State == HitState.Open).ToListAsync(cancellation))
            hit.Decide(HitState.Dismissed, hit.Rule == ScanRules.RepeatPlace ? "Known, and in the plan of its problem already." : "Looked at with the neighbourhood team: nothing that calls for the group.", null, s.Session, Now);
        return await s.Db.SaveChangesAsync(cancellation);
    }

    async Task<int> CommissionAsync(DemonstrationMonth.Scope s, CancellationToken cancellation)
    {
        if (await s.Db.Set<Profile>().AnyAsync(cancellation)) return 0;
        if (await s.Db.Set<ScanHit>().Where(h => h.State == HitState.Open && h.Place != null && h.Place.Contains("Car Park")).OrderBy(h => h.Number).FirstOrDefaultAsync(cancellation) is not { } hit) return 0;
        var (author, approver) = (await IdAsync(s, Analyst, cancellation), await IdAsync(s, Manager, cancellation));
        var profile = new Profile(s.Session.Partnership, Guid.CreateVersion7(), 1, 1, "problem", "SARA", "Car parks by the river", "Why do records gather there, and what would stop them?", "OFFICIAL", "hit", hit.Sentence,
            s.Session.User, s.Session.DisplayName, Now, author, "Imara Fenwright", new(2027, 2, 26))
        { OriginUrl = $"/understand/scan/hits/{hit.Id}" };
        s.Db.Add(profile);
        foreach (var (user, why) in new[] { (author, "Writes it"), (approver, "Approves it"), (s.Session.User, "Commissioned it") }) s.Db.Add(s.Get<ProfileDesk>().Reader(profile.Id, user, why, Now));
        return await s.Db.SaveChangesAsync(cancellation);
    }

    async Task<int> WriteAsync(DemonstrationMonth.Scope s, CancellationToken cancellation)
    {
        if (await s.Db.Set<Profile>().FirstOrDefaultAsync(cancellation) is not { } profile || await s.Db.Set<ProfilePart>().AnyAsync(cancellation)) return 0;
        if (profile.State == "commissioned") profile.Move("drafting");
        await s.Db.SaveChangesAsync(cancellation);
        s.Db.AddRange(Written.Select(w => new ProfilePart(profile.PartnershipId, profile.Id, w.Part, w.Words, s.Session.User, s.Session.DisplayName, Now)));
        return await s.Db.SaveChangesAsync(cancellation);
    }

    static Task<Guid> IdAsync(DemonstrationMonth.Scope s, string who, CancellationToken cancellation) =>
        s.Db.Users.Where(u => u.Email == $"{who}@riverbourne.example").Select(u => u.Id).SingleAsync(cancellation);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
