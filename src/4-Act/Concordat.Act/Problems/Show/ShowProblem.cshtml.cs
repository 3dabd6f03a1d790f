using System.Globalization;
using Concordat.Act.Interventions;
using Concordat.Act.Plans;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Documents.Charts;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems.Show;

/// <summary>One problem: its owner, its counts before and since, its actions by kind, and how it came about.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ShowProblemModel(ConcordatDb db, MemberDirectory directory, ProblemCounts counts, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public Problem Problem { get; private set; } = null!;
    public IReadOnlyList<Intervention> Actions { get; private set; } = [];
    public IReadOnlyList<HandOver> Owners { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public BeforeAndSince? Split { get; private set; }
    public BeforeAfterChart? Chart { get; private set; }
    public SvgContent? Drawing { get; private set; }
    public DateOnly Today => London.Today(clock);
    public bool MayHandOver => session.MayRun();
    public ItemEvidence? Evidence => ItemEvidence.Read(Problem.Evidence);
    public DateOnly OwnerSince => Owners[0].FromOn;

    /// <summary>The bigger problem it was split from, and the parts it was split into.</summary>
    public Problem? Whole { get; private set; }
    public IReadOnlyList<Problem> Parts { get; private set; } = [];

    /// <summary>Its latest plan; null without one.</summary>
    public Plan? Plan { get; private set; }
    public PlanPromise? Promise { get; private set; }
    bool MayBegin => Problem.State == ProblemState.Open && session.MayPlan(Problem);
    public string? PlanUrl => Plan is { } plan && (plan.State != PlanState.Closed || !MayBegin) ? $"/act/plans/{plan.Id}" : MayBegin ? $"/act/problems/{Id}/plan" : null;
    public string PlanWords => Plan is { } plan && (plan.State != PlanState.Closed || !MayBegin) ? $"Open the plan ({plan.State.Words()})" : "Plan or promise one";

    /// <summary>What a reader should know of the plan beside the link to it; null for nothing.</summary>
    public string? PlanNote => (Plan, Promise) switch
    {
        ({ State: PlanState.Closed } closed, _) => $"Its last plan closed on {closed.ClosedOn!.Value.Long()}: {closed.Verdict}.",
        (null, { } promise) => promise.ByOn < Today ? $"A plan was promised by {promise.ByOn.Long()} and is overdue." : $"A plan is promised by {promise.ByOn.Long()}.",
        (null, null) when Problem.State == ProblemState.Open => "It has no plan, and none is promised yet.",
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await db.Set<Problem>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, cancellation) is not { } problem) return NotFound();
        Problem = problem;
        Actions = await db.Set<Intervention>().AsNoTracking().Where(i => i.ProblemId == Id).OrderBy(i => i.Kind).ThenBy(i => i.DueOn).ToListAsync(cancellation);
        Owners = await db.Set<HandOver>().AsNoTracking().Where(h => h.ProblemId == Id).OrderByDescending(h => h.RecordedAt).ToListAsync(cancellation);
        People = await directory.ReadAsync(cancellation);
        await ReadPlanAsync(cancellation);
        // The month under way is not over: its count would look like a fall.
        Split = await counts.ReadAsync(problem, Month.Of(Today).AddMonths(-1), cancellation);
        Draw();
        return Page();
    }

    async Task ReadPlanAsync(CancellationToken cancellation)
    {
        Whole = Problem.PartOfId is { } whole ? await db.Set<Problem>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == whole, cancellation) : null;
        Parts = await db.Set<Problem>().AsNoTracking().Where(p => p.PartOfId == Id).OrderBy(p => p.Number).ToListAsync(cancellation);
        Plan = await db.Set<Plan>().AsNoTracking().Where(p => p.ProblemId == Id).OrderBy(p => p.State == PlanState.Closed).ThenByDescending(p => p.BegunAt).FirstOrDefaultAsync(cancellation);
        Promise = await db.Set<PlanPromise>().AsNoTracking().Where(p => p.ProblemId == Id).OrderByDescending(p => p.PromisedAt).FirstOrDefaultAsync(cancellation);
    }

    void Draw()
    {
        if (Split is not { Since.Count: > 0, Before.Count: > 0 } split) return;
        Chart = new()
        {
            Title = $"{Problem.Title}, month by month",
            Description = split.InWords,
            SeriesName = "Records in the hot spot",
            Points = [.. split.Before.Concat(split.Since).Select(m => new ChartPoint(m.Month.ShortName[..3], m.InCells) { FullLabel = m.Month.LongName })],
            FirstAfter = split.Before.Count,
            MarkerLabel = $"Adopted, {Problem.AdoptedOn.Long()}",
        };
        Drawing = SvgContent.FromDrawing(ChartSvg.Draw(Chart));
    }

    public static string Figure(int? count) => count?.ToString("N0", British) ?? "–";

    public static string Figure(double rate) => rate.ToString("0.0", British);

    public static string Ratio(double ratio) => double.IsFinite(ratio) ? ratio.ToString("0.00", British) : "no limit";

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
