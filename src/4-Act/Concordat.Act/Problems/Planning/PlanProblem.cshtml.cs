using System.ComponentModel.DataAnnotations;
using Concordat.Act.Plans;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems.Planning;

/// <summary>Begins the plan of a problem, or promises one by a day.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class PlanProblemModel(ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : ProblemPage(db, directory, session, clock)
{
    readonly ConcordatDb _db = db;
    readonly Session _session = session;
    readonly TimeProvider _clock = clock;

    [BindProperty, Display(Name = "There will be a plan by", Description = "For example, 15 1 2027")] public DateOnly? ByOn { get; set; }

    public IReadOnlyList<PlanPromise> Promises { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindWithPromisesAsync(cancellation)) return NotFound();
        return await OpenPlanAsync(cancellation) is { } open ? Redirect($"/act/plans/{open}") : Page();
    }

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellation)
    {
        if (!await FindWithPromisesAsync(cancellation)) return NotFound();
        ModelState.Clear();
        if (!Allows(ProblemEvent.Plan)) return Page();
        if (await OpenPlanAsync(cancellation) is { } open) return Redirect($"/act/plans/{open}");
        var plan = new Plan(_session.Partnership, Guid.CreateVersion7(), Id, _session.User, _clock.GetUtcNow().UtcDateTime);
        plan.Describe(new() { Definition = Problem.Sentence });
        _db.AddRange(plan, plan.ChangeLevel(PlanWords.Levels[0], Today, "Begun", _session.User, _clock.GetUtcNow().UtcDateTime));
        await _db.SaveChangesAsync(cancellation);
        return Redirect($"/act/plans/{plan.Id}");
    }

    public async Task<IActionResult> OnPostPromiseAsync(CancellationToken cancellation)
    {
        if (!await FindWithPromisesAsync(cancellation)) return NotFound();
        if (!Allows(ProblemEvent.Promise)) return Page();
        if (ByOn is null) { if (ModelState.IsValid) ModelState.AddModelError(nameof(ByOn), "Enter the day by which there will be a plan"); }
        else if (ByOn <= Today) ModelState.AddModelError(nameof(ByOn), "The day must be after today");
        if (!ModelState.IsValid) return Page();
        _db.Add(new PlanPromise(_session.Partnership, Guid.CreateVersion7(), Id, ByOn!.Value, _session.User, _clock.GetUtcNow().UtcDateTime));
        await _db.SaveChangesAsync(cancellation);
        TempData.Done($"A plan is promised by {ByOn.Value.Long()}.", "Promised");
        return Redirect($"/act/problems/{Id}");
    }

    async Task<bool> FindWithPromisesAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return false;
        Promises = await _db.Set<PlanPromise>().AsNoTracking().Where(p => p.ProblemId == Id).OrderByDescending(p => p.PromisedAt).ToListAsync(cancellation);
        return true;
    }

    Task<Guid?> OpenPlanAsync(CancellationToken cancellation) =>
        _db.Set<Plan>().Where(p => p.ProblemId == Id && p.State != PlanState.Closed).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellation);
}
