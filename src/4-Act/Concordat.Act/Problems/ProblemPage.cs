using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Concordat.Act.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems;

/// <summary>What the pages share that do something with one problem.</summary>
internal abstract class ProblemPage(ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public Problem Problem { get; private set; } = null!;
    public People People { get; private set; } = new([], []);
    public DateOnly Today => London.Today(clock);
    public IReadOnlyList<Choice> Members => [.. People.On(Today).Select(m => new Choice(m.UserId.ToString(), People.NameAndAgencyOf(m.UserId)))];

    /// <summary>False when there is none in reach, or the reader neither owns it nor runs the meetings.</summary>
    protected async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await db.Set<Problem>().SingleOrDefaultAsync(p => p.Id == Id, cancellation) is not { } found || !session.MayPlan(found)) return false;
        Problem = found;
        People = await directory.ReadAsync(cancellation);
        return true;
    }

    /// <summary>Adds the refusal of an event in the problem's state to the page; true when the event may go on.</summary>
    protected bool Allows(ProblemEvent happened)
    {
        var move = ProblemStates.Table.Of(Problem.State, happened);
        if (move.To is null) ModelState.AddModelError("", move.Sentence);
        return move.To is not null;
    }
}
