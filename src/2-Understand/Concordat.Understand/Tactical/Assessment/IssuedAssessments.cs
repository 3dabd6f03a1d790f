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

    public async Task<string?> ClosingAsync(Guid id, CancellationToken cancellation) =>
        (await db.Set<TacticalAssessment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation))?.Closing;

    public async Task<IReadOnlyList<BorderFinding>> AcrossBordersAsync(CancellationToken cancellation)
    {
        var found = await (
            from assessment in Issued()
            join finding in db.Set<AssessmentFinding>().AsNoTracking() on assessment.Id equals finding.AssessmentId
            where finding.BorderArea != null && finding.RemovedAt == null
            orderby assessment.Month descending, finding.Position
            select new { finding, assessment.Month }).ToListAsync(cancellation);
        return [.. found.Select(f => new BorderFinding(f.finding.Id, f.finding.Title, f.finding.BorderArea!, f.finding.BorderWords!, $"Tactical assessment, {new Month(f.Month).LongName}", TakenFindings.Url(f.finding)))];
    }

    IQueryable<TacticalAssessment> Issued() => db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.Status == AssessmentStatus.Issued);

    static IssuedAssessment Of(TacticalAssessment assessment, IEnumerable<AssessmentFinding> findings)
    {
        var result = RunJson.Read<FrozenPaper>(assessment.Frozen!).Result;
        var url = $"/understand/tactical/{assessment.Id}";
        return new(assessment.Id, assessment.AssessedMonth, $"Tactical assessment, {assessment.AssessedMonth.LongName}", DateOnly.FromDateTime(London.FromUtc(assessment.IssuedAt!.Value)), url,
            [.. findings.Select(f => Item(f, result, url))]);
    }

    static ProposedItem Item(AssessmentFinding finding, TacticalResult result, string url)
    {
        var evidence = RunJson.Read<FindingEvidence>(finding.Evidence);
        var theme = result.Themes.FirstOrDefault(t => t.Key == evidence.Theme);
        var spot = FindingRecords.HotSpot(evidence, result);
        var comparison = theme?.Comparison;
        return new(finding.Id, finding.Title, finding.Sentence, theme?.Priority, evidence.Theme, spot?.Count ?? evidence.Records,
            spot is null ? comparison?.PreviousMonth : spot.CountBefore,
            Expected(spot is null ? comparison?.Expected : spot.CountBefore is { } before && before + spot.Count >= CountComparison.FewestRecords ? CountRange.AfterNoChange(before) : null),
            Signal(spot, comparison), spot is null ? null : Squares(spot, result.Method), spot?.Name,
            $"{url}?section={Uri.EscapeDataString(finding.Section)}#finding-{finding.Id}");
    }

    // A hot spot is judged by its own squares, by the same rule as the whole area.
    static Signal Signal(HotSpot? spot, CountComparison? comparison)
    {
        if (spot is null) return comparison?.Signal ?? Documents.Model.Signal.NotEnoughData;
        if (spot.CountBefore is not { } before || before + spot.Count < CountComparison.FewestRecords) return Documents.Model.Signal.NotEnoughData;
        return CountComparison.SignalOf(before, spot.Count);
    }

    static string? Expected(CountRange? range) => range is null ? null : $"{range.Low:N0} to {range.High:N0}";

    static HotSpotSquares Squares(HotSpot spot, MethodFacts method) => new(
        method.GridOrigin.EastingMetres, method.GridOrigin.NorthingMetres, method.Settings.CellMetres, [.. spot.Cells.Select(c => new GridSquare(c.Column, c.Row))]);
}
