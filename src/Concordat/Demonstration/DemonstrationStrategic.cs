using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Demonstration;

/// <summary>Riverbourne's strategic assessments: the one issued in December 2025, and this year's as a draft for the reader to go on with.</summary>
internal sealed class DemonstrationStrategic(IServiceProvider services, DemonstrationClock clock)
{
    const string Analyst = "imara.fenwright", Manager = "oke.tarrant", Chair = "nell.ashgrove";
    const int Residents = 118_000;

    public async Task PlayAsync(CancellationToken cancellation)
    {
        // The last thing that is written tells that all of it is there.
        if (await As(Analyst, s => s.Db.Set<StrategicAssessment>().AnyAsync(a => a.Year == 2026 && s.Db.Set<StrategicEntry>().Any(e => e.AssessmentId == a.Id && e.Register == RegisterList.LastYear), cancellation))) return;
        if (!await As(Analyst, s => s.Db.Set<StrategicAssessment>().AnyAsync(a => a.Year == 2025 && a.Status == StrategicStatus.Issued, cancellation))) await LastYearAsync(cancellation);
        await ThisYearAsync(cancellation);
    }

    async Task LastYearAsync(CancellationToken cancellation)
    {
        clock.SetTo(2025, 11, 17, 9);
        var id = await CommissionAsync(new(2025, new(2025, 10), 3, StrategicStructure.CrimeType, StrategicAssessment.Alone, "Riverbourne executive", default, new(2026, 11, 30), Residents), cancellation);
        await KeepAsync(Analyst, id, RegisterList.Plan, cancellation,
            [("what", "First draft"), ("kind", "draft"), ("first", "2025-11-24"), ("due", ""), ("done", "2025-11-24"), ("why", "")],
            [("what", "Steering group reads it"), ("kind", "meeting"), ("first", "2025-12-01"), ("due", "2025-12-04"), ("done", "2025-12-04"), ("why", "Two bodies could not come on the first day")]);
        await KeepAsync(Analyst, id, RegisterList.LastYear, cancellation,
            [("item", "Light the Quayside car parks"), ("outcome", "part"), ("reason", "Two of five were lit; the others wait for the owner.")], [("item", "Taxi marshals at weekends"), ("outcome", "done"), ("reason", "")],
            [("item", "A youth club at the Old Market"), ("outcome", "not done"), ("reason", "No building was found.")]);
        await KeepAsync(Analyst, id, RegisterList.Consultation, cancellation,
            [("kind", RegisterList.PublicMeeting), ("method", "Public meeting"), ("who", "Residents of Quayside and Old Market, 46 came"), ("on", "2025-11-20"), ("said", "Dark car parks and noise at closing time worry them most."), ("done", "Both stand among the recommended priorities.")]);
        await KeepAsync(Analyst, id, RegisterList.Validations, cancellation,
            [("theme", ""), ("who", "Lecturer in statistics at the college"), ("on", "2025-11-26"), ("verdict", "holds with care"), ("words", "Two years of records are few; read the ranges, not the middle.")]);
        await KeepAsync(Analyst, id, RegisterList.Gaps, cancellation,
            [("strength", "Officers of four bodies meet each month."), ("weakness", "The council's hours of noise complaints come late."), ("gap", "Nobody counts who comes to the car parks."),
                ("action", "Count visitors on four evenings."), ("owner", "Community safety manager"), ("by", "2026-06-30")]);
        await CausesAsync(id, cancellation);
        clock.SetTo(2025, 12, 5, 10);
        await StepAsync(Analyst, id, StrategicStatus.Draft, (desk, a) => desk.ChangeAsync(a, x =>
        {
            x.ExplainLength("The executive asked for causes and for each body’s part beside every kind of crime.");
            return null;
        }, cancellation), cancellation);
        await StepAsync(Analyst, id, StrategicStatus.Draft, (desk, a) => desk.SendAsync(a, Read(a), cancellation), cancellation);
        clock.SetTo(2025, 12, 9, 11);
        await StepAsync(Chair, id, StrategicStatus.Review, (desk, a) => desk.ApproveAsync(a, Read(a), cancellation), cancellation);
        clock.SetTo(2025, 12, 10, 9);
        await StepAsync(Manager, id, StrategicStatus.Approved, (desk, a) => desk.IssueAsync(a, Read(a), cancellation), cancellation);
    }

    async Task ThisYearAsync(CancellationToken cancellation)
    {
        clock.SetTo(2026, 11, 9, 9);
        var id = await CommissionAsync(new(2026, new(2026, 10), 3, StrategicStructure.Priorities, StrategicAssessment.Alone, "Riverbourne executive", default, new(2027, 11, 30), Residents), cancellation);
        await KeepAsync(Analyst, id, RegisterList.Plan, cancellation,
            [("what", "First draft"), ("kind", "draft"), ("first", "2026-11-13"), ("due", "2026-11-18"), ("done", "2026-11-18"), ("why", "The council's return for October came late")],
            [("what", "Public meeting"), ("kind", "consultation"), ("first", "2026-12-03"), ("due", ""), ("done", ""), ("why", "")],
            [("what", "Steering group reads the first draft"), ("kind", "meeting"), ("first", "2026-12-08"), ("due", ""), ("done", ""), ("why", "")]);
        await KeepAsync(Analyst, id, RegisterList.References, cancellation,
            [("label", "Residents' survey 2026"), ("work", "Riverbourne Council (2026). Residents' survey, 1,240 answers."), ("seen", "2026-11-10")]);
        await KeepAsync(Analyst, id, RegisterList.Survey, cancellation,
            [("theme", "vehicle-crime"), ("name", "Residents' survey: vehicle broken into, per 1,000 households"), ("before-period", "2025"), ("before", "62"), ("before-low", "55"), ("before-high", "69"),
                ("now-period", "2026"), ("now", "51"), ("now-low", "45"), ("now-high", "57"), ("source", "Residents' survey 2026")]);
        await KeepAsync(Analyst, id, RegisterList.Gaps, cancellation,
            [("strength", "Police, council and fire records are joined each quarter."), ("weakness", "Nobody sees what hospitals see by hour."), ("gap", "Assaults that are never reported to the police."),
                ("action", "Ask the hospital for counts by hour and street, without names."), ("owner", "Community safety manager"), ("by", "2027-03-31")]);
        await KeepAsync(Analyst, id, RegisterList.LastYear, cancellation, [("item", "Light the other three Quayside car parks"), ("outcome", "part"), ("reason", "One more was lit in June.")]);
    }

    Task<Guid> CommissionAsync(Commission commission, CancellationToken cancellation) => As(Analyst, async s =>
    {
        var owner = await s.Db.Set<Member>().SingleAsync(m => m.DisplayName == "Oke Tarrant", cancellation);
        var desk = s.Get<StrategicDesk>();
        var begun = await s.Db.Set<StrategicAssessment>().SingleOrDefaultAsync(a => a.Year == commission.Year, cancellation);
        var (assessment, refusal) = begun is null ? await desk.CommissionAsync(commission with { OwnerId = owner.UserId }, [], isQueued: false, cancellation) : (begun, null);
        if (assessment is null) throw new InvalidOperationException(refusal);
        if (assessment.Status > StrategicStatus.Draft) return assessment.Id;
        return await desk.MakeFiguresAsync(assessment.Id, (_, _) => Task.CompletedTask, cancellation) is { } why ? throw new InvalidOperationException(why) : assessment.Id;
    });

    Task<bool> KeepAsync(string who, Guid id, string register, CancellationToken cancellation, params (string Key, string Value)[][] lines) => As(who, async s =>
    {
        if (await s.Db.Set<StrategicEntry>().AnyAsync(e => e.AssessmentId == id && e.Register == register, cancellation)) return false;
        for (var i = 0; i < lines.Length; i++) s.Db.Add(s.Get<StrategicDesk>().NewEntry(id, register, i + 1, Line.From(lines[i])));
        await s.Db.SaveChangesAsync(cancellation);
        return true;
    });

    async Task CausesAsync(Guid id, CancellationToken cancellation)
    {
        var issues = await As(Analyst, async s =>
        {
            var assessment = await s.Db.Set<StrategicAssessment>().SingleAsync(a => a.Id == id, cancellation);
            return (await s.Get<StrategicPapers>().ContentAsync(assessment, cancellation)).Result.Issues.Select(i => i.Theme).ToList();
        });
        await KeepAsync(Analyst, id, RegisterList.Causes, cancellation, [.. issues.Select(theme => new[]
        {
            ("theme", theme), ("cause", "A few places and hours without light or anybody about."), ("evidence", "Half of the year's records lie in few of the squares; officers say the same."),
            ("alternatives", "A change in recording: the police changed nothing in the year. More reports: the survey shows none."), ("confidence", "medium"),
        })]);
    }

    Task<bool> StepAsync(string who, Guid id, StrategicStatus from, Func<StrategicDesk, StrategicAssessment, Task<string?>> step, CancellationToken cancellation) => As(who, async s =>
    {
        var assessment = await s.Db.Set<StrategicAssessment>().SingleAsync(a => a.Id == id, cancellation);
        if (assessment.Status > from) return false;
        return await step(s.Get<StrategicDesk>(), assessment) is { } refusal ? throw new InvalidOperationException($"The strategic assessment cannot go on: {refusal}") : true;
    });

    PaperRead Read(StrategicAssessment assessment) => new(assessment.Version, clock.GetUtcNow().UtcDateTime);

    Task<T> As<T>(string who, Func<DemonstrationMonth.Scope, Task<T>> act) => DemonstrationMonth.AsAsync(services, who, act);
}
