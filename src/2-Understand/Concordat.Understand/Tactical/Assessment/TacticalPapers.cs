using Concordat.Documents.Model;
using Concordat.Partnership;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Paper;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>An assessment as a paper: from its frozen text once approved, from its findings until then.</summary>
internal sealed class TacticalPapers(ConcordatDb db, Session session, KnownShares known, RecordSourceReader sources, IEnumerable<IEarlierActions> earlierActions)
{
    /// <summary>What the paper would hold if it were approved now.</summary>
    public async Task<FrozenPaper> ContentAsync(TacticalAssessment assessment, CancellationToken cancellation)
    {
        if (assessment.Frozen is { } frozen) return RunJson.Read<FrozenPaper>(frozen);
        var run = await db.Set<PatternRun>().AsNoTracking().SingleAsync(r => r.Id == assessment.RunId, cancellation);
        var (result, baseMap) = TacticalRunResult.Of(run);
        var findings = await db.Set<AssessmentFinding>().AsNoTracking().Where(f => f.AssessmentId == assessment.Id && f.RemovedAt == null)
            .OrderBy(f => f.Position).ToListAsync(cancellation);
        return new(result, baseMap, [.. findings.Select(f => f.ToFinding())], await EarlierAsync(assessment, cancellation), await known.ReadAsync(cancellation),
            await sources.ReadAsync(result.Method.Held is [var first, ..] ? first : result.Month, result.Month, run.DataVersion, cancellation));
    }

    public async Task<EarlierDecisions?> EarlierAsync(TacticalAssessment assessment, CancellationToken cancellation) =>
        earlierActions.FirstOrDefault() is { } source ? await source.BeforeAsync(assessment.AssessedMonth, cancellation) : null;

    public async Task<Report> ReportAsync(TacticalAssessment assessment, CancellationToken cancellation)
    {
        var content = await ContentAsync(assessment, cancellation);
        var partnership = await db.Set<CommunitySafetyPartnership>().AsNoTracking().SingleAsync(p => p.Id == session.Partnership, cancellation);
        return TacticalPaper.Compose(content.Result, content.Findings, content.BaseMap, new()
        {
            Partnership = partnership.Name,
            Marking = partnership.Marking,
            Status = StatusWords(assessment),
            Version = assessment.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            WrittenBy = assessment.AuthorName,
            ApprovedBy = assessment.ApprovedByName,
            Handling = $"For members of the partnership and their teams, for tasking. Cite as “{partnership.Name}, tactical assessment, {assessment.AssessedMonth.LongName}, version {assessment.Number}”. Ask the author before passing it on. No personal details are included.",
            FootHandling = "For members. Ask before passing on.",
            Date = DateOnly.FromDateTime(assessment.IssuedAt ?? assessment.ApprovedAt ?? assessment.StartedAt),
            Earlier = content.Earlier,
            KnownShares = content.KnownShares,
            Source = "The partnership’s records",
            Sources = content.Sources ?? RecordSources.PoliceUk,
        });
    }

    static string StatusWords(TacticalAssessment a) => a.Status switch
    {
        AssessmentStatus.Draft => "Draft",
        AssessmentStatus.Review => "Draft, under review",
        AssessmentStatus.Approved => $"Approved {Day(a.ApprovedAt)}",
        _ => $"Approved {Day(a.ApprovedAt)}, issued {Day(a.IssuedAt)}",
    };

    static string Day(DateTime? at) => at?.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")) ?? "";
}
