using Concordat.Act.Interventions;
using Concordat.Act.Plans;
using Concordat.Act.Problems;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Physical;

/// <summary>The intervention that a physical change belongs to.</summary>
/// <param name="What">What is done.</param>
/// <param name="For">The problem, or the item it was agreed under.</param>
/// <param name="Url">Its page: the action's, or of a draft the plan's.</param>
/// <param name="MayChange">Whether the acting person writes the change down (act.may_change_physical).</param>
internal sealed record ChangeHome(Guid Id, string What, string For, string Url, bool MayChange);

/// <summary>A photograph without its bytes.</summary>
internal sealed record PhotoLine(Guid Id, string Side, string Alt, DateOnly TakenOn, int Width, int Height)
{
    const int ShownWidth = 280;

    public string Url => $"/act/physical/photos/{Id}";

    /// <summary>Width and height on a page, in dots: never larger than the picture is.</summary>
    public (int Width, int Height) Small => Width <= ShownWidth ? (Width, Height) : (ShownWidth, Math.Max(1, Height * ShownWidth / Width));
}

/// <summary>Reads physical changes for their pages.</summary>
internal sealed class PhysicalDesk(ConcordatDb db, Session session)
{
    /// <summary>The intervention of an id, at work or planned; null for none in reach.</summary>
    public async Task<ChangeHome?> HomeAsync(Guid id, CancellationToken cancellation)
    {
        var line = await (from l in db.Set<PlanLine>().AsNoTracking()
                          join p in db.Set<Plan>() on l.PlanId equals p.Id
                          join problem in db.Set<Problem>() on p.ProblemId equals problem.Id
                          where l.Id == id
                          select new { l.What, l.PlanId, Problem = problem }).SingleOrDefaultAsync(cancellation);
        if (await db.Set<Intervention>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation) is { } action)
            return new(id, action.What, action.ItemTitle, $"/act/actions/{id}", session.MayReportOn(action));
        return line is null ? null : new(id, line.What, line.Problem.Title, $"/act/plans/{line.PlanId}", session.MayPlan(line.Problem));
    }

    public Task<PhysicalChange?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<PhysicalChange>().SingleOrDefaultAsync(c => c.InterventionId == id, cancellation);

    public Task<List<PhotoLine>> PhotosAsync(Guid id, CancellationToken cancellation) => db.Set<ChangePhoto>().AsNoTracking().Where(p => p.InterventionId == id)
        .OrderBy(p => p.TakenOn).ThenBy(p => p.Id).Select(p => new PhotoLine(p.Id, p.Side, p.Alt, p.TakenOn, p.Width, p.Height)).ToListAsync(cancellation);
}
