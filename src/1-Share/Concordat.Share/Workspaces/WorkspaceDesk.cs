using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Concordat.Share.Workspaces.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Workspaces;

/// <summary>Proposes, allows, fills and ends restricted workspaces. Who sees what is in one, the database decides.</summary>
internal sealed class WorkspaceDesk(ConcordatDb db, AuditLog audit, MemberDirectory directory, IEnumerable<IAdoptedProblems> problems, Session session, TimeProvider clock)
{
    /// <summary>Days that a workspace may last at most from the day it is allowed.</summary>
    public const int MostDays = 366;

    public ConcordatDb Db => db;
    public Session Session => session;
    public DateOnly Today => London.Today(clock);
    public DateTime Now => clock.GetUtcNow().UtcDateTime;
    public bool MayPropose => DisclosureDesk.Workers.Any(session.Has);
    public bool MayAllow => session.Has(Role.Chair) || session.Has(Role.InformationGovernance);

    public Task<People> PeopleAsync(CancellationToken cancellation) => directory.ReadAsync(cancellation);

    /// <summary>All workspaces, those that go on first. What was in workspaces whose decision has ended is destroyed before.</summary>
    public async Task<IReadOnlyList<Workspace>> AllAsync(CancellationToken cancellation)
    {
        await ClearAsync(cancellation);
        return await db.Set<Workspace>().AsNoTracking().OrderBy(w => w.EndedOn != null).ThenByDescending(w => w.ProposedAt).ToListAsync(cancellation);
    }

    public async Task<Workspace?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await ClearAsync(cancellation);
        return await db.Set<Workspace>().SingleOrDefaultAsync(w => w.Id == id, cancellation);
    }

    /// <summary>Whether the acting person may open it: on its list, decided, not ended, and what it serves still adopted.</summary>
    public async Task<bool> MayOpenAsync(Guid id, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<bool>($"select share.may_open_workspace({id}) as \"Value\"").ToListAsync(cancellation))[0];

    /// <summary>What is adopted today: priorities in force and open problems, by a value that says which.</summary>
    public async Task<IReadOnlyList<Choice>> AdoptedAsync(CancellationToken cancellation)
    {
        var adopted = (await db.Set<Priority>().AsNoTracking().InForceOn(Today).ToListAsync(cancellation))
            .Select(p => new Choice($"priority:{p.Id}", $"Priority: {p.Name}")).ToList();
        foreach (var source in problems) adopted.AddRange((await source.OpenAsync(cancellation)).Select(p => new Choice($"problem:{p.Id}", $"Problem: {p.Title}")));
        return adopted;
    }

    /// <summary>Leaves the mark of an opening before anything is shown.</summary>
    public Task OpenedAsync(Workspace workspace, string reason, CancellationToken cancellation) =>
        audit.RecordAsync(AuditAction.Read, "workspace", workspace.Id.ToString(), new { reason, channel = "page" }, cancellation);

    /// <summary>Adds an item and, where it is personal, says in the same save that kinds of data were brought together.</summary>
    public async Task AddAsync(WorkspaceItem item, CancellationToken cancellation)
    {
        db.Add(item);
        if (item.Kind == WorkspaceItem.Personal) db.Add(audit.Entry(AuditAction.Combine, "workspace", item.WorkspaceId.ToString(), new { disclosure = item.DisclosureId }));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Destroys what was in workspaces whose decision has ended, with an entry for each. <see cref="WorkspaceClock"/> does so without a visit; nobody shall see them in between.</summary>
    public Task ClearAsync(CancellationToken cancellation) => db.Database.ExecuteSqlAsync($"select share.clear_ended_workspaces()", cancellation);
}
