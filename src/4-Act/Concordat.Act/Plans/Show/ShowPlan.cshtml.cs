using Concordat.Act.Interventions;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans.Show;

/// <summary>A plan in full: outcomes, strands, who does what, costs, options, and what became of it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ShowPlanModel(PlanReader reader, ConcordatDb db, Session session, TimeProvider clock) : PlanPage(reader, session, clock)
{
    readonly Session _session = session;

    public PlanGrid Grid { get; private set; } = null!;

    /// <summary>Actions a meeting agreed for the problem that are not in the plan.</summary>
    public IReadOnlyList<Intervention> Agreed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Grid = PlanGrid.Of(Record);
        var inPlan = Record.Lines.Select(l => l.Id).ToList();
        Agreed = await db.Set<Intervention>().AsNoTracking().Where(i => i.ProblemId == Plan.ProblemId && i.PlanId == null && !inPlan.Contains(i.Id)).OrderBy(i => i.DueOn).ToListAsync(cancellation);
        return Page();
    }

    /// <summary>What the reader may do next, besides changing and reviewing.</summary>
    public IReadOnlyList<PlanEvent> Next => !MayPlan ? [] : Plan.State switch
    {
        PlanState.Draft => [PlanEvent.PutForward],
        PlanState.PutForward => _session.MayCommission(Plan, Record.Problem) ? [PlanEvent.Commission, PlanEvent.TakeBack] : [PlanEvent.TakeBack],
        PlanState.Running => [PlanEvent.ChangeLevel, PlanEvent.Close],
        _ => [PlanEvent.TakeUpAgain],
    };

    public IReadOnlyList<(string Strand, string? Words, string? WhyNot)> Strands =>
        [("victim", Plan.Victim, Plan.VictimWhyNot), ("offender", Plan.Offender, Plan.OffenderWhyNot), ("location", Plan.Location, Plan.LocationWhyNot)];

    /// <summary>Quick wins apart from the longer work.</summary>
    public string Mix => Record.Live.Count == 0 ? "No interventions yet." :
        $"{Count("short")} short-term (quick wins), {Count("medium")} medium-term, {Count("long")} long-term. Kinds: {string.Join(", ", Record.Kinds)}.";

    public string OutcomeOf(PlanLine line) => Record.Outcomes.First(o => o.Id == line.OutcomeId).What;

    int Count(string term) => Record.Live.Count(l => l.Term == term);
}
