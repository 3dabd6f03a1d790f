using Concordat.Platform.Database;
using Concordat.Share.Workspaces.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems;

/// <summary>The open problems, for which a restricted workspace may be proposed.</summary>
internal sealed class AdoptedProblems(ConcordatDb db) : IAdoptedProblems
{
    public async Task<IReadOnlyList<AdoptedProblem>> OpenAsync(CancellationToken cancellation) =>
        await db.Set<Problem>().AsNoTracking().Where(p => p.State == ProblemState.Open).OrderBy(p => p.Number).Select(p => new AdoptedProblem(p.Id, p.Title)).ToListAsync(cancellation);
}
