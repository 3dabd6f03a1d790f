using Concordat.Act.Interventions;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Act.Plans;

/// <summary>What the pages of one plan share. A plan that is not there and one out of reach answer alike.</summary>
internal abstract class PlanPage(PlanReader reader, Session session, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public PlanRecord Record { get; private set; } = null!;
    public Plan Plan => Record.Plan;
    public DateOnly Today => London.Today(clock);
    public bool MayPlan => session.MayPlan(Record.Problem);

    public IReadOnlyList<Choice> Members => [.. Record.People.On(Today).Select(m => new Choice(m.UserId.ToString(), Record.People.NameAndAgencyOf(m.UserId)))];
    public IReadOnlyList<Choice> Agencies => [.. Record.People.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];
    public IReadOnlyList<Choice> Kinds { get; } = ActionFilter.Kinds.Choices();

    protected async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await reader.FindAsync(Id, cancellation) is not { } record) return false;
        Record = record;
        return true;
    }

    /// <summary>Adds the refusal of an event in the plan's state to the page; true when the event may go on.</summary>
    protected bool Allows(PlanEvent happened)
    {
        var move = PlanStates.Table.Of(Plan.State, happened);
        if (move.To is null) ModelState.AddModelError("", move.Sentence);
        return move.To is not null;
    }
}
