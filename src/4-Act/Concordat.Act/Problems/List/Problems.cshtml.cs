using Concordat.Act.Interventions;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems.List;

/// <summary>All problems, the latest first.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ProblemsModel(ConcordatDb db, MemberDirectory directory, TimeProvider clock) : PageModel
{
    public const int PageSize = 30;

    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Problem> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public People People { get; private set; } = new([], []);
    ILookup<Guid?, Intervention> _actions = Array.Empty<Intervention>().ToLookup(i => i.ProblemId);

    public (int Done, int All, int Overdue) ActionsOf(Problem problem)
    {
        var today = London.Today(clock);
        var actions = _actions[problem.Id].ToList();
        return (actions.Count(a => a.State == InterventionState.Done), actions.Count, actions.Count(a => a.IsOverdueOn(today)));
    }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        Total = await db.Set<Problem>().CountAsync(cancellation);
        Rows = await db.Set<Problem>().AsNoTracking().OrderByDescending(p => p.Number).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var shown = Rows.Select(p => (Guid?)p.Id).ToList();
        _actions = (await db.Set<Intervention>().AsNoTracking().Where(i => shown.Contains(i.ProblemId)).ToListAsync(cancellation)).ToLookup(i => i.ProblemId);
        People = await directory.ReadAsync(cancellation);
    }
}
