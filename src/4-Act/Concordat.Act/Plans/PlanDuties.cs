using Concordat.Act.Interventions;
using Concordat.Act.Problems;
using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans;

/// <summary>What owners of problems and those who run the meetings have to do about plans: write, commission, review.</summary>
internal sealed class PlanDuties(ConcordatDb db, PlanFigures figures, Session session) : IDutySource
{
    const int ReviewNoticeDays = 14;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        var duties = (await figures.UnplannedAsync(cancellation)).Where(u => u.Problem.OwnerId == session.UserId)
            .Select(u => new Duty($"Plan for {u.Problem.Title}", u.Promise is null ? "You answer for this problem. Begin its plan, or promise one." : "You promised a plan by this day.", $"/act/problems/{u.Problem.Id}/plan", u.Promise)).ToList();
        var soon = today.AddDays(ReviewNoticeDays);
        var plans = await (from p in db.Set<Plan>().AsNoTracking()
                           join q in db.Set<Problem>() on p.ProblemId equals q.Id
                           where p.State == PlanState.PutForward || (p.State == PlanState.Running && p.ReviewOn <= soon && q.OwnerId == session.UserId)
                           select new { Plan = p, Problem = q }).ToListAsync(cancellation);
        duties.AddRange(plans.Where(p => p.Plan.State == PlanState.Running).Select(p => new Duty($"Review the plan for {p.Problem.Title}", "Keep, alter or remove each intervention, with the reason.", $"/act/plans/{p.Plan.Id}/review", p.Plan.ReviewOn)));
        duties.AddRange(plans.Where(p => p.Plan.State == PlanState.PutForward && session.MayCommission(p.Plan, p.Problem)).Select(p => new Duty($"Decide on the plan for {p.Problem.Title}", "It is put forward and waits to be commissioned.", $"/act/plans/{p.Plan.Id}")));
        return duties;
    }
}
