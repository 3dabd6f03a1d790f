using Concordat.Act.Plans;
using Concordat.Act.Problems;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act;

/// <summary>What Act's records show of the year: plans that were commissioned from their options, and plans whose results were looked at.</summary>
internal sealed class YearEvidence(ConcordatDb db) : ICycleEvidence
{
    const int OptionsChosen = 11, Evaluated = 13;
    const int Most = 20;

    public async Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var plans = await (from plan in db.Set<Plan>().AsNoTracking()
                           join problem in db.Set<Problem>() on plan.ProblemId equals problem.Id
                           where plan.BeganOn != null && plan.BeganOn <= today
                           orderby plan.BeganOn descending
                           select new { plan.Id, plan.BeganOn, problem.Title }).Take(Most).ToListAsync(cancellation);
        var closed = await (from plan in db.Set<Plan>().AsNoTracking()
                            join problem in db.Set<Problem>() on plan.ProblemId equals problem.Id
                            where plan.ClosedOn != null && plan.ClosedOn <= today
                            orderby plan.ClosedOn descending
                            select new { plan.Id, plan.ClosedOn, plan.Verdict, problem.Title }).Take(Most).ToListAsync(cancellation);
        var reviewed = await (from review in db.Set<PlanReview>().AsNoTracking()
                              join plan in db.Set<Plan>() on review.PlanId equals plan.Id
                              join problem in db.Set<Problem>() on plan.ProblemId equals problem.Id
                              where review.HeldOn <= today
                              orderby review.HeldOn descending
                              select new { review.PlanId, review.HeldOn, problem.Title }).Take(Most).ToListAsync(cancellation);
        return
        [
            .. plans.Select(p => new StepEvidence(OptionsChosen, p.BeganOn!.Value, $"Plan for {p.Title} commissioned", $"/act/plans/{p.Id}")),
            .. closed.Select(p => new StepEvidence(Evaluated, p.ClosedOn!.Value, $"Plan for {p.Title} closed: {p.Verdict}", $"/act/plans/{p.Id}")),
            .. reviewed.Select(r => new StepEvidence(Evaluated, r.HeldOn, $"Plan for {r.Title} reviewed", $"/act/plans/{r.PlanId}")),
        ];
    }
}
