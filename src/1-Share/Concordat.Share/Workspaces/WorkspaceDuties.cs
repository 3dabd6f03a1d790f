using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Workspaces;

/// <summary>Proposals that wait for the chair or information governance; one's own waits for somebody else.</summary>
internal sealed class WorkspaceDuties(ConcordatDb db, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (session.UserId is not { } me || !(session.Has(Role.Chair) || session.Has(Role.InformationGovernance))) return [];
        var waiting = await db.Set<Workspace>().AsNoTracking().Where(w => w.DecidedOn == null && w.EndedOn == null && w.ProposedById != me).OrderBy(w => w.ProposedAt).ToListAsync(cancellation);
        return [.. waiting.Select(w => new Duty($"Decide on the workspace “{w.Title}”", "Somebody proposes to bring personal data together. You may allow it, or end the proposal.", $"/share/workspaces/{w.Id}"))];
    }
}
