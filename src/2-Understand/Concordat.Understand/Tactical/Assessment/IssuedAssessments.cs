using Concordat.Platform.Database;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

internal sealed class IssuedAssessments(ConcordatDb db) : IIssuedAssessments
{
    public async Task<IReadOnlyList<IssuedAssessment>> ListAsync(CancellationToken cancellation)
    {
        var issued = await Issued().OrderByDescending(a => a.Month).ThenByDescending(a => a.Number).ToListAsync(cancellation);
        var ids = issued.Select(a => a.Id).ToList();
        var findings = await db.Set<AssessmentFinding>().AsNoTracking().Where(f => ids.Contains(f.AssessmentId) && f.IsProposed && f.RemovedAt == null)
            .OrderBy(f => f.Position).ToListAsync(cancellation);
        return [.. issued.Select(a => Of(a, findings.Where(f => f.AssessmentId == a.Id)))];
    }

    public async Task<IssuedAssessment?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await Issued().SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { } assessment) return null;
        var findings = await db.Set<AssessmentFinding>().AsNoTracking().Where(f => f.AssessmentId == id && f.IsProposed && f.RemovedAt == null)
            .OrderBy(f => f.Position).ToListAsync(cancellation);
        return Of(assessment, findings);
    }

    IQueryable<TacticalAssessment> Issued() => db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.Status == AssessmentStatus.Issued);

    static IssuedAssessment Of(TacticalAssessment assessment, IEnumerable<AssessmentFinding> findings)
    {
        var result = RunJson.Read<FrozenPaper>(assessment.Frozen!).Result;
        return new(assessment.Id, assessment.AssessedMonth, assessment.Number, assessment.IssuedAt!.Value, [.. findings.Select(f => Item(f, result))],
            $"/understand/tactical/{assessment.Id}");
    }

    static ProposedItem Item(AssessmentFinding finding, TacticalResult result)
    {
        var evidence = RunJson.Read<FindingEvidence>(finding.Evidence);
        var theme = result.Themes.FirstOrDefault(t => t.Key == evidence.Theme);
        var expected = evidence.HotSpot is null ? theme?.Comparison.Expected : null;
        return new(finding.Id, finding.Title, finding.Sentence, evidence.Theme, theme?.Priority, evidence.Records, expected?.Low, expected?.High,
            FindingRecords.Squares(evidence, result), FindingRecords.Url(evidence, result));
    }
}
