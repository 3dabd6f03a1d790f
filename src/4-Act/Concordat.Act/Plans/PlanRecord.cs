using Concordat.Act.Interventions;
using Concordat.Act.Problems;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans;

/// <summary>A plan with all that belongs to it.</summary>
internal sealed record PlanRecord(
    Plan Plan, Problem Problem, IReadOnlyList<PlanOutcome> Outcomes, IReadOnlyList<PlanOption> Options, IReadOnlyList<PlanLine> Lines, IReadOnlyList<PlanPart> Parts,
    IReadOnlyList<PlanReview> Reviews, IReadOnlyList<PlanReviewLine> ReviewLines, IReadOnlyList<PlanLevel> Levels, IReadOnlyDictionary<Guid, Intervention> Actions, People People)
{
    public IReadOnlyList<PlanLine> Live => [.. Lines.Where(l => l.IsLive)];

    public bool UsesOutsideMoney => Parts.Any(p => p.Source == "outside money");

    public bool HasExit => Plan is { Funder: not null, MoneyEndsOn: not null, Continues: not null, CostAfterPence: not null };

    /// <summary>The kinds its interventions are of; one kind alone asks for a check.</summary>
    public IReadOnlyList<string> Kinds => [.. Live.Select(l => l.Kind).Distinct().Order(StringComparer.Ordinal)];

    public IEnumerable<PlanPart> PartsOf(Guid line) => Parts.Where(p => p.LineId == line).OrderByDescending(p => p.Leads);

    public (int Done, int All) Progress => (Live.Count(l => Actions.GetValueOrDefault(l.Id)?.State == InterventionState.Done), Live.Count);

    /// <summary>What still keeps the plan from being put forward, each with its code and remedy.</summary>
    public IReadOnlyList<(string Code, string Words)> Missing
    {
        get
        {
            var p = Plan;
            var all = new (bool IsMissing, string Code, string Words)[]
            {
                (p.Definition is null, "PV-01", "The problem is not defined: describe it"),
                (p.Area is null, "PV-02", "The area is not defined: name it"),
                (p.Resources is null, "PV-03", "The resources are not defined: say who and what is there for it"),
                (Outcomes.Count == 0, "PV-04", "No outcome is chosen: add at least one"),
                ((p.Victim is null) == (p.VictimWhyNot is null), "PV-05", "The victim strand must be filled, or said not to be relevant with the reason, and not both"),
                ((p.Offender is null) == (p.OffenderWhyNot is null), "PV-06", "The offender strand must be filled, or said not to be relevant with the reason, and not both"),
                ((p.Location is null) == (p.LocationWhyNot is null), "PV-07", "The location strand must be filled, or said not to be relevant with the reason, and not both"),
                (Live.Count == 0, "PV-08", "No intervention is planned: add at least one, for one of the outcomes"),
                (Options.Count < 2, "PV-09", "At least two options must be compared on effect, cost, risk and the role of other agencies"),
                (Options.Count(o => o.IsChosen) != 1, "PV-10", "Exactly one option must be marked as chosen"),
                (p.ReviewOn is null, "PV-11", "There is no review date: a plan cannot start without one"),
                (UsesOutsideMoney && !HasExit, "PV-12", "Outside money needs an exit strategy: who gives it, when it ends, who continues, and what that costs"),
            };
            return [.. all.Where(m => m.IsMissing).Select(m => (m.Code, m.Words))];
        }
    }
}

/// <summary>Reads plans whole.</summary>
internal sealed class PlanReader(ConcordatDb db, MemberDirectory directory)
{
    /// <summary>The plan; null when there is none in reach. Its own entity is tracked, the rest is too: pages change what they show.</summary>
    public async Task<PlanRecord?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Plan>().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } plan) return null;
        var problem = await db.Set<Problem>().SingleAsync(p => p.Id == plan.ProblemId, cancellation);
        var lines = await db.Set<PlanLine>().Where(l => l.PlanId == id).OrderBy(l => l.DueOn).ThenBy(l => l.Id).ToListAsync(cancellation);
        var reviews = await db.Set<PlanReview>().Where(r => r.PlanId == id).OrderByDescending(r => r.At).ToListAsync(cancellation);
        var reviewIds = reviews.Select(r => r.Id).ToList();
        var lineIds = lines.Select(l => l.Id).ToList();
        return new(plan, problem,
            await db.Set<PlanOutcome>().Where(o => o.PlanId == id).OrderBy(o => o.ByOn).ThenBy(o => o.Id).ToListAsync(cancellation),
            await db.Set<PlanOption>().Where(o => o.PlanId == id).OrderBy(o => o.Id).ToListAsync(cancellation), lines,
            await db.Set<PlanPart>().Where(p => p.PlanId == id).OrderBy(p => p.Id).ToListAsync(cancellation), reviews,
            await db.Set<PlanReviewLine>().Where(l => reviewIds.Contains(l.ReviewId)).ToListAsync(cancellation),
            await db.Set<PlanLevel>().Where(l => l.PlanId == id).OrderByDescending(l => l.At).ToListAsync(cancellation),
            await db.Set<Intervention>().Where(i => lineIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellation),
            await directory.ReadAsync(cancellation));
    }
}

/// <summary>Who plans. The database holds to the same rule (act.may_plan).</summary>
internal static class PlanRights
{
    public static bool MayPlan(this Session session, Problem problem) => session.MayRun() || problem.OwnerId == session.UserId;

    /// <summary>A chair or co-ordinator who neither wrote the plan nor answers for its problem.</summary>
    public static bool MayCommission(this Session session, Plan plan, Problem problem) =>
        session.MayRun() && plan.WrittenById != session.UserId && problem.OwnerId != session.UserId;
}
