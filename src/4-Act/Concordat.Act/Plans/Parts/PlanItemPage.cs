using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Act.Plans.Parts;

/// <summary>What the pages share that add, change and take out one thing of a plan. The address ends in "new" or the thing's id.</summary>
internal abstract class PlanItemPage(PlanReader reader, Session session, TimeProvider clock) : PlanPage(reader, session, clock)
{
    [FromRoute] public string Item { get; set; } = "";

    public bool IsNew => Item == "new";

    /// <summary>The id in the address; empty for a new one or for what is no id.</summary>
    protected Guid ItemId => Guid.TryParse(Item, out var id) ? id : Guid.Empty;

    protected async Task<bool> FindPlanAsync(CancellationToken cancellation) => await FindAsync(cancellation) && MayPlan && (IsNew || ItemId != Guid.Empty);

    protected RedirectResult Saved(string message)
    {
        TempData.Done(message);
        return Redirect($"/act/plans/{Id}");
    }
}
