using Concordat.Act.Plans;
using Concordat.Act.Problems;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act;

/// <summary>What Act's records show of the year: plans that were commissioned from their options.</summary>
internal sealed class YearEvidence(ConcordatDb db) : ICycleEvidence
{
    const int OptionsChosen = 11;
    const int Most = 20;

    public async Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var plans = await (from plan in db.Set<Plan>().AsNoTracking()
                           join problem in db.Set<Problem>() on plan.ProblemId equals problem.Id
                           where plan.BeganOn != null && plan.BeganOn <= today
                           orderby plan.BeganOn descending
                           select new { plan.Id, plan.BeganOn, problem.Title }).Take(Most).ToListAsync(cancellation);
        return [.. plans.Select(p => new StepEvidence(OptionsChosen, p.BeganOn!.Value, $"Plan for {p.Title} commissioned", $"/act/plans/{p.Id}"))];
    }
}
