using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
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
        var issued = assessment.IssuedAt!.Value;
        return new(assessment.Id, assessment.AssessedMonth, $"Tactical assessment, {assessment.AssessedMonth.LongName}", DateOnly.FromDateTime(London.FromUtc(issued)),
            $"/understand/tactical/{assessment.Id}", [.. findings.Select(f => Item(f, result))]);
    }

    static ProposedItem Item(AssessmentFinding finding, TacticalResult result)
    {
        var evidence = RunJson.Read<FindingEvidence>(finding.Evidence);
        var theme = result.Themes.FirstOrDefault(t => t.Key == evidence.Theme);
        var spot = FindingRecords.HotSpot(evidence, result);
        // What was expected is known of a theme's month, not of one hot spot in it.
        var whole = spot is null ? theme?.Comparison : null;
        return new(finding.Id, finding.Title, finding.Sentence, theme?.Priority, evidence.Theme, evidence.Records, spot is null ? whole?.PreviousMonth : spot.CountBefore,
            whole?.Expected is { } range ? $"{range.Low} to {range.High}" : null, whole?.Signal ?? Signal.NotEnoughData,
            Squares(evidence, result), spot?.Name, FindingRecords.Url(evidence, result) ?? $"/understand/tactical/{finding.AssessmentId}");
    }

    static HotSpotSquares? Squares(FindingEvidence evidence, TacticalResult result) => FindingRecords.Squares(evidence, result) is { } squares
        ? new(0, 0, squares.SideMetres, [.. squares.Cells.Select(c => new GridSquare(c.Column, c.Row))])
        : null;
}
