using Concordat.Documents.Model;
using Concordat.Partnership;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Look;
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
internal sealed class TacticalPapers(ConcordatDb db, Session session, KnownShares known, RecordSourceReader sources, PaperFiles papers, IEnumerable<IEarlierActions> earlierActions, IEnumerable<IMeetingOutcomes> outcomes)
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

    /// <summary>What meetings decided on it; empty for a paper that was not issued.</summary>
    public async Task<IReadOnlyList<MeetingDecisions>> OutcomesAsync(TacticalAssessment assessment, CancellationToken cancellation) =>
        assessment.MayBeReadByAll && outcomes.FirstOrDefault() is { } source ? await source.OnAsync(assessment.Id, cancellation) : [];

    /// <summary>The paper as it stands, with what meetings decided on it since.</summary>
    public async Task<Report> ReportAsync(TacticalAssessment assessment, CancellationToken cancellation) =>
        await ReportAsync(assessment, await ContentAsync(assessment, cancellation), cancellation);

    /// <summary>As above, of content that was read already.</summary>
    public async Task<Report> ReportAsync(TacticalAssessment assessment, FrozenPaper content, CancellationToken cancellation)
    {
        var partnership = await db.Set<CommunitySafetyPartnership>().AsNoTracking().SingleAsync(p => p.Id == session.Partnership, cancellation);
        return TacticalPaper.Compose(content.Result, content.Findings, content.BaseMap, new()
        {
            Partnership = partnership.Name,
            Marking = partnership.Marking,
            Status = StatusWords(assessment),
            Version = assessment.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            WrittenBy = assessment.AuthorName,
            ApprovedBy = assessment.ApprovedByName,
            Handling = new("For members of the partnership and their teams, for tasking.", "Ask the author before passing it on.", "No personal details are included."),
            Date = DateOnly.FromDateTime(assessment.IssuedAt ?? assessment.ApprovedAt ?? assessment.StartedAt),
            Earlier = content.Earlier,
            KnownShares = content.KnownShares,
            Outcomes = await OutcomesAsync(assessment, cancellation),
            Source = "The partnership’s records",
            Sources = content.Sources ?? RecordSources.PoliceUk,
        }) with
        { House = await papers.HouseAsync(cancellation) };
    }

    static string StatusWords(TacticalAssessment a) => a.Status switch
    {
        AssessmentStatus.Draft => "Draft",
        AssessmentStatus.Review => "Draft, under review",
        AssessmentStatus.Approved => $"Approved {Day(a.ApprovedAt)}",
        AssessmentStatus.Superseded => $"Approved {Day(a.ApprovedAt)}, issued {Day(a.IssuedAt)}, superseded {Day(a.ClosedAt)}: {a.ClosedReason}",
        AssessmentStatus.Withdrawn => $"Issued {Day(a.IssuedAt)}, withdrawn {Day(a.ClosedAt)}: {a.ClosedReason}",
        _ => $"Approved {Day(a.ApprovedAt)}, issued {Day(a.IssuedAt)}",
    };

    static string Day(DateTime? at) => at is { } utc ? DateOnly.FromDateTime(London.FromUtc(utc)).Long() : "";
}
