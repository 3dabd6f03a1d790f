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

    public async Task<TargetShare> ShareAsync(CancellationToken cancellation)
    {
        var lines = await (from l in db.Set<PlanLine>().AsNoTracking()
                           join p in db.Set<Plan>() on l.PlanId equals p.Id
                           where l.EndedOn == null && p.State != PlanState.Closed
                           select new { HasTarget = l.Target != null, HasReview = p.ReviewOn != null }).ToListAsync(cancellation);
        return new(lines.Count(l => l.HasTarget && l.HasReview), lines.Count);
    }
}
