using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Strategy;

/// <summary>What the pages of one version share: the version itself, and who may do what with it.</summary>
internal abstract class StrategyPage(StrategyRecords records, StrategyDesk desk, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public StrategyRecord Record { get; private set; } = null!;
    public ControlStrategy Strategy => Record.Strategy;
    public DateOnly Today => London.Today(clock);
    public bool MayPrepare => desk.MayPrepare;
    public bool MayDecide => desk.MayDecide;
    protected StrategyDesk Desk => desk;
    protected Session Session => session;

    /// <summary>Reads the version, and what the page shows of it; false where there is none.</summary>
    protected virtual async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await records.FindAsync(Id, cancellation) is not { } record) return false;
        Record = record;
        return true;
    }

    /// <summary>Goes on when there is no refusal; else shows it beside the version as it is saved, with what was typed.</summary>
    protected async Task<IActionResult> AnswerAsync(Task<string?> act, string done, string address)
    {
        if (await act is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return await FindAsync(HttpContext.RequestAborted) ? Page() : NotFound();
        }
        TempData.Done(done);
        return Redirect(address);
    }
}
