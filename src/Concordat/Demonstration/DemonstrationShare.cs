using System.Globalization;
using System.Text;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Review.Assurance.Rights;
using Concordat.Share.Advice;
using Concordat.Share.ContextSets;
using Concordat.Share.Guidance;
using Concordat.Share.Obstacles;
using Concordat.Share.PartnerRegisters;
using Concordat.Share.Sources;
using Concordat.Share.Sources.Contracts;
using Concordat.Share.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Plays what stands beside the exchange: context, sources, an obstacle, a register that was asked, a workspace, advice, and one person's request about their own data. Everybody in it is invented.</summary>
internal sealed class DemonstrationShare(IServiceProvider services, DemonstrationClock clock)
{
    const string Analyst = "imara.fenwright", Manager = "oke.tarrant", Governance = "edda.marrick", Chair = "nell.ashgrove", Practitioner = "joss.calderbeck", Housing = "hester.wynd";

    public async Task PlayAsync(CancellationToken cancellation)
    {
        // Recorded last, so that a play that was broken off goes on at the next start.
        if (await As(Governance, async s => { s.Session.ActFor(RightsDesk.Purpose); return await s.Db.Set<RightsRequest>().AnyAsync(cancellation); })) return;
        clock.SetTo(2026, 10, 13, 10);
        await LoadContextAsync(cancellation);
        await EnterSourcesAsync(cancellation);
        await RaiseObstacleAsync(cancellation);
        await AdviseAsync(cancellation);
        await LookUpAsync(cancellation);
        await ProposeWorkspaceAsync(cancellation);
        clock.SetTo(2026, 10, 19, 11);
        await As(Governance, s => s.Get<RightsDesk>().RecordAsync(RightsRequest.Access, new(2026, 10, 16), new DateOnly(2026, 10, 19), new("Tamsin Holloway", null, null, "3 Tanner's Row", null, null), cancellation));
        clock.SetTo(2026, 10, 1, 9);
    }

    Task<bool> LoadContextAsync(CancellationToken cancellation) => As(Analyst, async s =>
    {
        if ((await s.Get<ContextStore>().LoadsAsync(cancellation)).Count > 0) return false;
        var wards = await s.Db.Set<Area>().AsNoTracking().Where(a => a.Code != "" && s.Db.Set<AreaLayer>().Any(l => l.Id == a.LayerId && (l.Kind == "ward" || l.Kind == "boundary"))).OrderBy(a => a.Id).ToListAsync(cancellation);
        var people = wards.Skip(1).Select((w, i) => (w.Code, w.Name, Count: 6_400 + 431 * (i * 7 % 13))).ToList();
        var table = new StringBuilder("area code,area,date,population\r\n");
        foreach (var (code, name, count) in people.Prepend((wards[0].Code, wards[0].Name, people.Sum(p => p.Count)))) table.Append(CultureInfo.InvariantCulture, $"{code},\"{name}\",2025-06-30,{count}\r\n");
        await LoadAsync(s, "demography", "Mid-year population", table.ToString(), cancellation);
        var score = new StringBuilder("area code,area,date,deprivation score\r\n");
        foreach (var (code, name, count) in people) score.Append(CultureInfo.InvariantCulture, $"{code},\"{name}\",2025,{10 + count % 37}.{count % 10}\r\n");
        await LoadAsync(s, "deprivation", "Index of deprivation", score.ToString(), cancellation);
        return true;
    });

    static async Task LoadAsync(DemonstrationMonth.Scope s, string kind, string name, string table, CancellationToken cancellation)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(table));
        var (id, rows) = await s.Get<ContextLoader>().LoadAsync(kind, name, "Invented for the demonstration", "None needed: invented", null, file, $"{kind}.csv", cancellation);
        if (id is null) throw new InvalidOperationException($"{name} could not be loaded: {(rows.Faults is [var first, ..] ? first.Message : null)}");
    }

    async Task EnterSourcesAsync(CancellationToken cancellation)
    {
        (string Key, string Owner, string? Adds)[] sources =
        [
            (SourceKeys.PoliceUk, Analyst, null), (SourceKeys.Set(8), Practitioner, "Nuisance that residents tell the council and not the police, with the hour and the place."),
            (SourceKeys.Set(9), Analyst, "Violence that is treated and never reported."), (SourceKeys.Context("demography", "Mid-year population"), Analyst, "Residents of each ward, so that wards of unlike size can be compared."),
        ];
        foreach (var (key, owner, adds) in sources)
        {
            var id = await As(owner, s => Task.FromResult(s.Session.User));
            var source = await As(Manager, async s =>
            {
                var desk = s.Get<SourceDesk>();
                if (await s.Db.Set<Source>().SingleOrDefaultAsync(x => x.Key == key, cancellation) is { } entered) return entered.Id;
                var made = new Source(s.Session.Partnership, Guid.CreateVersion7(), key, (await desk.KnownAsync(cancellation)).First(k => k.Key == key).Name, id, s.Session.User, desk.Now);
                s.Db.Add(made);
                await s.Db.SaveChangesAsync(cancellation);
                return made.Id;
            });
            if (adds is not null)
                await As(owner, async s =>
                {
                    var own = (await s.Get<SourceDesk>().FindAsync(source, cancellation))!;
                    own.Say(adds, new(2026, 10, 13));
                    return await s.Db.SaveChangesAsync(cancellation);
                });
        }
    }

    Task<bool> RaiseObstacleAsync(CancellationToken cancellation) => As(Manager, async s =>
    {
        if (await s.Db.Set<Obstacle>().AnyAsync(cancellation)) return false;
        var bodies = (await s.Get<ObstacleDesk>().PeopleAsync(cancellation)).Agencies.ToDictionary(a => a.Key, a => a.Id);
        var open = await s.Get<ObstacleDesk>().RaiseAsync("incompatible systems", "The ambulance service's new system cannot export the hour of a call. The supplier has been asked for it.", s.Session.User, new("", bodies["health"], 12, null, null, ""), cancellation);
        var closed = await s.Get<ObstacleDesk>().RaiseAsync("protocol not understood", "A landlord thought that tenancy dates could not be shared at all.", s.Session.User, new("", bodies["housing"], null, null, null, ""), cancellation);
        closed.Close("Went through the agreement together; the lead's answer stands under Advice.", s.Session.User, new(2026, 10, 14));
        await s.Db.SaveChangesAsync(cancellation);
        return open.Number > 0;
    });

    async Task AdviseAsync(CancellationToken cancellation)
    {
        var lead = await As(Governance, async s =>
        {
            var shelf = s.Get<GuidanceShelf>();
            if ((await shelf.FindAsync((string?)null, cancellation)).Count > 0) return s.Session.User;
            var code = new GuidanceNote(s.Session.Partnership, Guid.CreateVersion7());
            code.Write("Data sharing code of practice", "Information Commissioner's Office", null, "A statutory code under section 121 of the Data Protection Act 2018: how organisations share personal data fairly and lawfully, and what to ask and write down before they do.", 12, s.Session.User, new(2026, 9, 1));
            var safeguarding = new GuidanceNote(s.Session.Partnership, Guid.CreateVersion7());
            safeguarding.Write("Information sharing: advice for safeguarding practitioners", "Department for Education", null, "Data protection law does not prevent the sharing of information to keep children safe. Share what is necessary and proportionate, and record why.", 6, s.Session.User, new(2026, 1, 15));
            s.Db.AddRange(code, safeguarding);
            await s.Db.SaveChangesAsync(cancellation);
            return s.Session.User;
        });
        var question = await As(Housing, async s =>
        {
            if (await s.Db.Set<AdviceQuestion>().FirstOrDefaultAsync(cancellation) is { } asked) return asked.Id;
            var made = new AdviceQuestion(s.Session.Partnership, Guid.CreateVersion7(), 1, "May we tell the fire service when a tenancy began?", "They fit alarms and ask who moved in lately. We would give the month and the block, no names.", lead, s.Session.User, s.Get<AdviceDesk>().Now);
            s.Db.Add(made);
            await s.Db.SaveChangesAsync(cancellation);
            return made.Id;
        });
        await As(Governance, async s =>
        {
            if (await s.Db.Set<AdvicePost>().AnyAsync(cancellation)) return 0;
            s.Db.Add(new AdvicePost(s.Session.Partnership, Guid.CreateVersion7(), question, "Yes. Month and block name nobody, and prevention is a purpose of the agreement. Where a block has fewer than five homes, give the street.", s.Session.User, s.Get<AdviceDesk>().Now, isPosition: true));
            return await s.Db.SaveChangesAsync(cancellation);
        });
    }

    async Task LookUpAsync(CancellationToken cancellation)
    {
        var register = await As(Housing, async s =>
        {
            var desk = s.Get<RegisterDesk>();
            if ((await desk.RegistersAsync(cancellation)).FirstOrDefault() is { } opened) return opened.Id;
            var made = await desk.OpenAsync("Homes with a repeat visit this year", RegisterWords.Address, cancellation);
            await desk.ListAsync(made, [.. Enumerable.Range(1, 40).Select(n => RegisterWords.OfAddress($"{n * 3} Tanner's Row", "RV1 2AB")!)], cancellation);
            return made.Id;
        });
        await As(Practitioner, async s =>
        {
            var desk = s.Get<RegisterDesk>();
            if (await s.Db.Set<LookUp>().AnyAsync(cancellation) || (await desk.PurposesAsync(cancellation)) is not [var purpose, ..]) return false;
            var found = (await desk.FindAsync(register, cancellation))!;
            await desk.AskAsync(found, RegisterWords.OfAddress("3 Tanner's Row", "RV1 2AB")!, purpose, "A crew is to visit on Monday and should know whether it is the first time", cancellation);
            await desk.AskAsync(found, RegisterWords.OfAddress("4 Tanner's Row", "RV1 2AB")!, purpose, "The same round, the house beside it", cancellation);
            return true;
        });
    }

    async Task ProposeWorkspaceAsync(CancellationToken cancellation)
    {
        var id = await As(Practitioner, async s =>
        {
            var desk = s.Get<WorkspaceDesk>();
            if (await desk.AllAsync(cancellation) is [var there, ..]) return there.Id;
            if ((await desk.AdoptedAsync(cancellation)).FirstOrDefault(a => a.Value.StartsWith("priority:", StringComparison.Ordinal)) is not { } adopted) return Guid.Empty;
            var made = new Workspace(s.Session.Partnership, Guid.CreateVersion7(), "Repeat offending in the car parks", Guid.Parse(adopted.Value.Split(':')[1]), null,
                "The same vehicles and the same few people come up again; counts alone cannot say which visits belong together.", "gdpr-6-1-e", "schedule1-10", "DPIA 2026/11, council's register",
                London.Today(TimeProvider.System).AddDays(120), s.Session.User, desk.Now);
            s.Db.Add(made);
            s.Db.Add(new WorkspaceMember(made.PartnershipId, Guid.CreateVersion7(), made.Id, s.Session.User, "Proposed it", s.Session.User, desk.Now));
            await s.Db.SaveChangesAsync(cancellation);
            return made.Id;
        });
        if (id == Guid.Empty) return;
        await As(Chair, async s =>
        {
            var workspace = (await s.Get<WorkspaceDesk>().FindAsync(id, cancellation))!;
            if (workspace.DecidedOn is null) workspace.Allow(s.Session.User, new(2026, 10, 14));
            return await s.Db.SaveChangesAsync(cancellation);
        });
        await As(Practitioner, async s =>
        {
            if (await s.Db.Set<WorkspaceItem>().AnyAsync(cancellation)) return false;
            await s.Get<WorkspaceDesk>().AddAsync(new(s.Session.Partnership, Guid.CreateVersion7(), id, WorkspaceItem.Figures, "Vehicle crime by month and place", null, null, "/understand/explore?theme=vehicle-crime", s.Session.User, s.Get<WorkspaceDesk>().Now), cancellation);
            return true;
        });
    }

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
