using Concordat.Act.Plans;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems.Moving;

/// <summary>Closes a problem, or takes it up again.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class MoveProblemModel(ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : ProblemPage(db, directory, session, clock)
{
    readonly ConcordatDb _db = db;

    [FromQuery] public ProblemEvent What { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => IsMove && await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!IsMove || !await FindAsync(cancellation)) return NotFound();
        if (!Allows(What)) return Page();
        if (What == ProblemEvent.Close && await _db.Set<Plan>().AnyAsync(p => p.ProblemId == Id && p.State != PlanState.Closed, cancellation))
        {
            ModelState.AddModelError("", "It has a plan that is not closed: close the plan first");
            return Page();
        }
        Problem.Move(ProblemStates.Table.Of(Problem.State, What).To!.Value);
        await _db.SaveChangesAsync(cancellation);
        TempData.Done($"{Problem.Title} is {Problem.State.Words()}.");
        return Redirect($"/act/problems/{Id}");
    }

    bool IsMove => ModelState.IsValid && What is ProblemEvent.Close or ProblemEvent.TakeUpAgain;
}
