using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Act.Problems;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Components;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans.List;

/// <summary>All plans, the problems that still lack one, and the share of interventions that have target, timescale and review.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class PlansModel(ConcordatDb db, MemberDirectory directory, PlanFigures figures, Session session, AuditLog audit, TimeProvider clock) : PageModel
{
    public const int PageSize = 30;

    [BindProperty(SupportsGet = true), Display(Name = "State")] public string? State { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "Result", Description = "Plans that failed are kept to learn from.")] public string? Verdict { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(Plan Plan, Problem Problem)> Rows { get; private set; } = [];
    public IReadOnlyList<UnplannedProblem> Unplanned { get; private set; } = [];

    /// <summary>What the reader's own agency does in the interventions of running plans, with the agency that leads each.</summary>
    public IReadOnlyList<OwnPart> OwnParts { get; private set; } = [];
    public TargetShare Share { get; private set; } = new(0, 0);
    public int Total { get; private set; }
    public int Running { get; private set; }
    public int ReviewOverdue { get; private set; }
    public People People { get; private set; } = new([], []);
    public DateOnly Today => London.Today(clock);
    public int Chosen => (string.IsNullOrEmpty(State) ? 0 : 1) + (string.IsNullOrEmpty(Verdict) ? 0 : 1);
    public IReadOnlyList<Choice> States { get; } = Enum.GetValues<PlanState>().Select(s => s.Words()).Choices();
    public IReadOnlyList<Choice> Verdicts { get; } = PlanWords.Verdicts.Choices();
    public string CsvUrl => $"/act/plans?handler=csv&State={Uri.EscapeDataString(State ?? "")}&Verdict={Uri.EscapeDataString(Verdict ?? "")}";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        var today = Today;
        People = await directory.ReadAsync(cancellation);
        Running = await db.Set<Plan>().CountAsync(p => p.State == PlanState.Running, cancellation);
        ReviewOverdue = await db.Set<Plan>().CountAsync(p => p.State == PlanState.Running && p.ReviewOn < today, cancellation);
        Unplanned = await figures.UnplannedAsync(cancellation);
        OwnParts = await figures.PartsOfAsync(session.AgencyId, cancellation);
        Share = await figures.ShareAsync(cancellation);
        Total = await Filtered().CountAsync(cancellation);
        Rows = await ReadAsync(Filtered().Skip((PageNumber - 1) * PageSize).Take(PageSize), cancellation);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        People = await directory.ReadAsync(cancellation);
        var rows = await ReadAsync(Filtered(), cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "plans", session.Partnership.ToString(), new { format = "csv", rows = rows.Count }, cancellation);
        var file = CsvTableWriter.ToBytes([new("Problem"), new("Owner"), new("Agency"), new("State"), new("Level"), new("Began", ColumnKind.Date), new("Review", ColumnKind.Date), new("Result")],
            rows.Select(r => (IReadOnlyList<Cell>)[r.Problem.Title, People.NameOf(r.Problem.OwnerId), People.ShortNameOf(People.Member(r.Problem.OwnerId)?.AgencyId), r.Plan.State.Words(), r.Plan.Level,
                Cell.Of(r.Plan.BeganOn), Cell.Of(r.Plan.ReviewOn), r.Plan.Verdict]));
        return File(file, "text/csv", string.Create(CultureInfo.InvariantCulture, $"plans-{Today:yyyy-MM-dd}.csv"));
    }

    public WorkState LookOf(Plan plan) => plan switch
    {
        _ when plan.IsReviewOverdueOn(Today) => WorkState.Overdue,
        { State: PlanState.Running } => WorkState.InProgress,
        { State: PlanState.Closed } => WorkState.Done,
        _ => WorkState.Expected,
    };

    public string WordsOf(Plan plan) => plan switch
    {
        _ when plan.IsReviewOverdueOn(Today) => "Review overdue",
        { State: PlanState.Closed, Verdict: { } verdict } => verdict.Capital(),
        _ => plan.State.Words().Capital(),
    };

    IQueryable<Plan> Filtered()
    {
        var all = db.Set<Plan>().AsNoTracking();
        if (Enum.GetValues<PlanState>().Where(s => s.Words() == State).Select(s => (PlanState?)s).FirstOrDefault() is { } state) all = all.Where(p => p.State == state);
        if (!string.IsNullOrEmpty(Verdict)) all = all.Where(p => p.Verdict == Verdict);
        return all.OrderByDescending(p => p.BegunAt).ThenBy(p => p.Id);
    }

    async Task<List<(Plan Plan, Problem Problem)>> ReadAsync(IQueryable<Plan> query, CancellationToken cancellation)
    {
        var plans = await query.ToListAsync(cancellation);
        var ids = plans.Select(p => p.ProblemId).ToList();
        var problems = await db.Set<Problem>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        return [.. plans.Select(p => (p, problems[p.ProblemId]))];
    }
}
