using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Search;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>Finds findings by their words: of issued assessments for everybody, of drafts for those who may read them; what was superseded or withdrawn is not found.</summary>
internal sealed class FindingSearch(ConcordatDb db, Session session) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string words, int most, CancellationToken cancellation)
    {
        var pattern = SearchPattern.Of(words);
        var mayReadDrafts = session.MayReadDrafts();
        var found = await (
            from finding in db.Set<AssessmentFinding>().AsNoTracking()
            join assessment in db.Set<TacticalAssessment>() on finding.AssessmentId equals assessment.Id
            where finding.RemovedAt == null && assessment.ClosedAt == null && (mayReadDrafts || assessment.Status == AssessmentStatus.Issued)
                && (EF.Functions.ILike(finding.Sentence, pattern) || EF.Functions.ILike(finding.Title, pattern))
            orderby assessment.Month descending, finding.Position
            select new { finding.Title, finding.Sentence, assessment.Month, assessment.Id }).Take(most).ToListAsync(cancellation);
        return [.. found.Select(f => new SearchHit($"Finding, {new Month(f.Month).LongName}", f.Title, f.Sentence, $"/understand/tactical/{f.Id}"))];
    }
}
