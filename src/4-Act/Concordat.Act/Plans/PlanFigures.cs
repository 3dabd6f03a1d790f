using System.Globalization;
using Concordat.Act.Problems;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans;

/// <summary>An open problem without a plan that is being written, waits or runs.</summary>
/// <param name="Promise">The day by which one was last promised; null without a promise.</param>
internal sealed record UnplannedProblem(Problem Problem, DateOnly? Promise);

/// <summary>How many of the interventions of plans that are not closed have a target, a timescale and a review.</summary>
/// <param name="Whole">Those that have all three.</param>
/// <param name="All">All of them.</param>
internal sealed record TargetShare(int Whole, int All)
{
    /// <summary>"83%"; "–" where there is none.</summary>
    public string Shown => All == 0 ? "–" : ((double)Whole / All).ToString("0%", CultureInfo.InvariantCulture);

    public string Of => All == 0 ? "no interventions yet" : $"{Whole} of {All}";
}

/// <summary>What one agency does in an intervention of a running plan.</summary>
/// <param name="LeadId">The agency that leads; null where none is named.</param>
internal sealed record OwnPart(Guid PlanId, string Problem, string Intervention, string What, bool Leads, Guid? LeadId, DateOnly DueOn, int PlannedHours, int ActualHours);

/// <summary>Figures over all plans.</summary>
internal sealed class PlanFigures(ConcordatDb db)
{
    public async Task<IReadOnlyList<UnplannedProblem>> UnplannedAsync(CancellationToken cancellation)
    {
        var problems = await db.Set<Problem>().AsNoTracking().Where(p => p.State == ProblemState.Open && !db.Set<Plan>().Any(q => q.ProblemId == p.Id))
            .OrderBy(p => p.AdoptedOn).ThenBy(p => p.Number).ToListAsync(cancellation);
        var ids = problems.Select(p => p.Id).ToList();
        var promises = await db.Set<PlanPromise>().AsNoTracking().Where(p => ids.Contains(p.ProblemId)).ToListAsync(cancellation);
        return [.. problems.Select(p => new UnplannedProblem(p, promises.Where(q => q.ProblemId == p.Id).OrderByDescending(q => q.PromisedAt).FirstOrDefault()?.ByOn))];
    }

    /// <summary>The parts of one agency in interventions of running plans, by the day they are due.</summary>
    public async Task<IReadOnlyList<OwnPart>> PartsOfAsync(Guid? agency, CancellationToken cancellation) => await (
        from part in db.Set<PlanPart>().AsNoTracking()
        join line in db.Set<PlanLine>() on part.LineId equals line.Id
        join plan in db.Set<Plan>() on part.PlanId equals plan.Id
        join problem in db.Set<Problem>() on plan.ProblemId equals problem.Id
        where part.AgencyId == agency && plan.State == PlanState.Running && line.EndedOn == null
        orderby line.DueOn, line.Id
        select new OwnPart(plan.Id, problem.Title, line.What, part.What, part.Leads, db.Set<PlanPart>().Where(p => p.LineId == line.Id && p.Leads).Select(p => (Guid?)p.AgencyId).FirstOrDefault(), line.DueOn, part.PlannedHours, part.ActualHours))
        .ToListAsync(cancellation);

    public async Task<TargetShare> ShareAsync(CancellationToken cancellation)
    {
        var lines = await (from l in db.Set<PlanLine>().AsNoTracking()
                           join p in db.Set<Plan>() on l.PlanId equals p.Id
                           where l.EndedOn == null && p.State != PlanState.Closed
                           select new { HasTarget = l.Target != null, HasReview = p.ReviewOn != null }).ToListAsync(cancellation);
        return new(lines.Count(l => l.HasTarget && l.HasReview), lines.Count);
    }
}
