using Concordat.Act.Interventions;
using Concordat.Act.Physical;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems;

/// <summary>Finds problems, actions and sites of physical changes by their words.</summary>
internal sealed class ProblemSearch(ConcordatDb db) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string words, int most, CancellationToken cancellation)
    {
        var pattern = SearchPattern.Of(words);
        var problems = await db.Set<Problem>().AsNoTracking().Where(p => EF.Functions.ILike(p.Title, pattern) || EF.Functions.ILike(p.Sentence, pattern))
            .OrderByDescending(p => p.AdoptedOn).Take(most).ToListAsync(cancellation);
        var actions = await db.Set<Intervention>().AsNoTracking().Where(i => EF.Functions.ILike(i.What, pattern))
            .OrderByDescending(i => i.DueOn).Take(most).ToListAsync(cancellation);
        var changes = await db.Set<PhysicalChange>().AsNoTracking().Where(c => EF.Functions.ILike(c.Site, pattern)).OrderByDescending(c => c.ChangedAt).Take(most).ToListAsync(cancellation);
        return
        [
            .. problems.Select(p => new SearchHit("Problem", p.Title, p.Sentence, $"/act/problems/{p.Id}")),
            .. actions.Select(i => new SearchHit("Action", i.What, i.ItemTitle, $"/act/actions/{i.Id}")),
            .. changes.Select(c => new SearchHit("Physical change", c.Site, "Designing out crime", $"/act/physical/{c.InterventionId}")),
        ];
    }
}
