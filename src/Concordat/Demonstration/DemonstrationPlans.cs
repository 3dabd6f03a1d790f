using Concordat.Act.Interventions;
using Concordat.Act.Menu;
using Concordat.Act.Plans;
using Concordat.Act.Plans.Parts;
using Concordat.Act.Problems;
using Concordat.Act.Subjects;
using Concordat.Partnership.Agencies;
using Concordat.Partnership.Members;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Plays what followed the meeting of October: the menu, a plan that runs, a plan promised, and one invented person's record.</summary>
internal sealed class DemonstrationPlans(IServiceProvider services, DemonstrationClock clock)
{
    const string Manager = "oke.tarrant", Chair = "nell.ashgrove", Nominator = "kit.barrowclough";

    public async Task PlayAsync(CancellationToken cancellation)
    {
        if (await As(Manager, s => s.Db.Set<MenuEntry>().AnyAsync(cancellation))) return;
        var problems = await As(Manager, s => s.Db.Set<Problem>().AsNoTracking().OrderBy(p => p.Number).ToListAsync(cancellation));
        var emails = await As(Manager, s => s.Db.Users.ToDictionaryAsync(u => u.Id, u => u.Email!.Split('@')[0], cancellation));
        if (problems.Count > 0)
        {
            var plan = await WriteAsync(problems[0], emails[problems[0].OwnerId], cancellation);
            await CommissionAsync(plan, cancellation);
        }
        if (problems.Count > 1) await PromiseAsync(problems[1], emails[problems[1].OwnerId], cancellation);
        await NominateAsync(cancellation);
        // Last, so that a play that was broken off is seen to be so.
        await FillMenuAsync(cancellation);
    }

    Task<bool> FillMenuAsync(CancellationToken cancellation) => As(Manager, async s =>
    {
        foreach (var (title, kind, agencies, evidence, risk) in GeneralEntries.All)
            s.Db.Add(new MenuEntry(s.Session.Partnership, Guid.CreateVersion7()) { Title = title, Kind = kind, Agencies = agencies, Evidence = evidence, Risk = risk });
        await s.Db.SaveChangesAsync(cancellation);
        return true;
    });

    Task<Guid> WriteAsync(Problem problem, string owner, CancellationToken cancellation) => As(owner, async s =>
    {
        if (await s.Db.Set<Plan>().SingleOrDefaultAsync(p => p.ProblemId == problem.Id, cancellation) is { } begun) return begun.Id;
        clock.SetTo(2026, 10, 12, 10);
        var plan = new Plan(s.Session.Partnership, Guid.CreateVersion7(), problem.Id, s.Session.User, Now);
        plan.Describe(new()
        {
            Definition = "Thefts from cars parked in the evening. Bags and tools are taken through broken windows, mostly from Thursday to Saturday.",
            Area = "The car parks of the hot spot and the steps that lead to them",
            Resources = "Parking wardens, the neighbourhood team, the lighting crew, and what the business partnership lends",
            Cause = "Dark corners, nobody about after the shops close, and things left in sight",
            Victim = "Drivers who leave things in sight, and staff who park late",
            OffenderWhyNot = "Nobody is known yet; what is heard goes to the police, not into the plan",
            Location = "Lamps out, planting that hides the steps, and a ticket machine far from the cars",
            ReviewOn = new(2027, 6, 8),
        });
        s.Db.AddRange(plan, plan.ChangeLevel("bronze", new(2026, 10, 12), "Begun", s.Session.User, Now));
        var outcome = new PlanOutcome(s.Session.Partnership, Guid.CreateVersion7(), plan.Id)
        { What = "Fewer thefts from cars in the car parks", Measure = "Recorded thefts a month", Baseline = "Above what is expected", Target = "At most 8 a month", ByOn = new(2027, 6, 8) };
        s.Db.AddRange(outcome,
            new PlanOption(s.Session.Partnership, Guid.CreateVersion7(), plan.Id) { Title = "Lights, patrols and notices together", Effect = "Fewer thefts, and drivers who feel safer", Cost = "Lamps from capital, the rest in officers' time", Risk = "Wears off when patrols end", Others = "The police patrol, the council mends and tells, business lends a van", IsChosen = true },
            new PlanOption(s.Session.Partnership, Guid.CreateVersion7(), plan.Id) { Title = "Cameras on all levels", Effect = "Modest by itself", Cost = "High to put in and to watch", Risk = "Privacy; nobody to watch them at night", Others = "The police ask for pictures" });
        await s.Db.SaveChangesAsync(cancellation);
        await AddLinesAsync(s, plan, outcome, cancellation);
        plan.PutForward();
        await s.Db.SaveChangesAsync(cancellation);
        return plan.Id;
    });

    static async Task AddLinesAsync(DemonstrationMonth.Scope s, Plan plan, PlanOutcome outcome, CancellationToken cancellation)
    {
        var agencies = await s.Db.Set<Agency>().ToDictionaryAsync(a => a.Key, a => a.Id, cancellation);
        var agreed = await s.Db.Set<Intervention>().AsNoTracking().Where(i => i.ProblemId == plan.ProblemId).OrderBy(i => i.DueOn).ToListAsync(cancellation);
        foreach (var action in agreed)
        {
            var line = new PlanLine(s.Session.Partnership, action.Id, plan.Id, action.AgreedOn)
            {
                OutcomeId = outcome.Id,
                Strand = action.Kind is "reassurance" ? "victim" : "location",
                What = action.What,
                Kind = action.Kind,
                Term = action.DueOn < new DateOnly(2026, 11, 1) ? "short" : "medium",
                Target = action.Kind == "intelligence" ? null : "Done as agreed, and checked on the spot",
                AgencyId = action.AgencyId,
                PersonId = action.PersonId,
                DueOn = action.DueOn,
            };
            var lead = LineForm.Lead(line);
            (lead.PlannedHours, lead.PlannedPence) = (24, action.Kind == "prevention" ? 985_000 : 0);
            s.Db.AddRange(line, lead);
            if (action.Kind == "prevention" && agencies.TryGetValue("business", out var helper))
                s.Db.Add(new PlanPart(s.Session.Partnership, Guid.CreateVersion7(), plan.Id, line.Id) { AgencyId = helper, What = "Lends a van and tells car park operators", Source = "in kind", PlannedHours = 6, Assets = "A van for two evenings" });
        }
        await s.Db.SaveChangesAsync(cancellation);
    }

    Task<bool> CommissionAsync(Guid id, CancellationToken cancellation) => As(Chair, async s =>
    {
        var plan = await s.Db.Set<Plan>().SingleAsync(p => p.Id == id, cancellation);
        if (plan.State != PlanState.PutForward) return false;
        clock.SetTo(2026, 10, 14, 10);
        plan.Commission(s.Session.User, new(2026, 10, 14));
        await s.Db.SaveChangesAsync(cancellation);
        return true;
    });

    Task<bool> PromiseAsync(Problem problem, string owner, CancellationToken cancellation) => As(owner, async s =>
    {
        if (await s.Db.Set<PlanPromise>().AnyAsync(p => p.ProblemId == problem.Id, cancellation)) return false;
        clock.SetTo(2026, 10, 14, 11);
        s.Db.Add(new PlanPromise(s.Session.Partnership, Guid.CreateVersion7(), problem.Id, new(2026, 12, 11), s.Session.User, Now));
        await s.Db.SaveChangesAsync(cancellation);
        return true;
    });

    /// <summary>A record to try the need-to-know list with: Kit nominated, Nell decides, nobody else can tell that it is there.</summary>
    async Task<bool> NominateAsync(CancellationToken cancellation)
    {
        var decider = await As(Chair, s => Task.FromResult(s.Session.User));
        return await As(Nominator, async s =>
        {
            if (await s.Db.Set<Subject>().AnyAsync(cancellation)) return false;
            var subject = new Subject(s.Session.Partnership, Guid.CreateVersion7(), await s.Get<SubjectDesk>().NextNumberAsync("subject", cancellation), Subject.Potential, "nominated", s.Session.User, new(2026, 10, 14))
            {
                Name = "Fen Invented",
                PersonKey = Subject.KeyOf("Fen Invented", null),
                AgeGroup = "young person",
                Factors = ["aggression", "truancy"],
                Source = "Prevention team",
                Evidence = "Invented: case 4 of the prevention team",
                Substantiated = true,
                Evidenced = true,
                DeciderId = decider,
            };
            s.Db.AddRange(subject, new SubjectReader(s.Session.Partnership, Guid.CreateVersion7(), subject.Id, s.Session.User, "Nominated the person", s.Session.User, Now),
                new SubjectReader(s.Session.Partnership, Guid.CreateVersion7(), subject.Id, decider, "Decides on the nomination", s.Session.User, Now));
            await s.Db.SaveChangesAsync(cancellation);
            return true;
        });
    }

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
