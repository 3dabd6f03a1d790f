using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Interventions;

/// <summary>Which actions a list shows.</summary>
/// <param name="Show">open, overdue, done, "cannot be done" or all.</param>
/// <param name="Agency">Only this agency's; null for all in sight.</param>
/// <param name="Kind">Only this kind; null for all.</param>
internal sealed record ActionFilter(string Show, Guid? Agency, string? Kind)
{
    public static IReadOnlyList<string> Shows { get; } = ["open", "overdue", "done", "cannot be done", "all"];
    public static IReadOnlyList<string> Kinds { get; } = ["enforcement", "prevention", "diversion", "intelligence", "reassurance"];
}

/// <summary>Reads actions in the order that matters to the reader: their own first, then by the day they are due.</summary>
internal sealed class ActionList(ConcordatDb db, Session session)
{
    /// <summary>True for those who see every agency's actions in their list.</summary>
    public bool SeesAllAgencies => session.MayRun() || session.Has(Role.Executive) || session.Has(Role.InformationGovernance);

    public IQueryable<Intervention> Query(ActionFilter filter, DateOnly today)
    {
        var all = db.Set<Intervention>().AsNoTracking();
        var (user, agency) = (session.UserId, session.AgencyId);
        if (!SeesAllAgencies) all = all.Where(i => i.PersonId == user || i.AgencyId == agency);
        if (filter.Agency is { } wanted) all = all.Where(i => i.AgencyId == wanted);
        if (filter.Kind is { Length: > 0 } kind) all = all.Where(i => i.Kind == kind);
        all = filter.Show switch
        {
            "open" => all.Where(i => i.State == InterventionState.ToDo || i.State == InterventionState.UnderWay),
            "overdue" => all.Where(i => (i.State == InterventionState.ToDo || i.State == InterventionState.UnderWay) && i.DueOn < today),
            "done" => all.Where(i => i.State == InterventionState.Done),
            "cannot be done" => all.Where(i => i.State == InterventionState.CannotBeDone),
            _ => all,
        };
        return all.OrderBy(i => i.PersonId != user).ThenBy(i => i.AgencyId != agency).ThenBy(i => i.DueOn).ThenBy(i => i.Id);
    }
}
