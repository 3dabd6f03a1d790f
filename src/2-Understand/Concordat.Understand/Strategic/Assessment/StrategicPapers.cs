using System.Globalization;
using Concordat.Documents.Model;
using Concordat.Partnership;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Look;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Paper;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>An assessment as a paper: from its frozen text once approved, from its blocks and registers until then.</summary>
internal sealed class StrategicPapers(ConcordatDb db, Session session, SharedBlocks shared, PaperFiles papers)
{
    /// <summary>What the paper would hold if it were approved now.</summary>
    /// <exception cref="InvalidOperationException">The figures are not made yet.</exception>
    public async Task<FrozenStrategic> ContentAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        if (assessment.Frozen is { } frozen) return RunJson.Read<FrozenStrategic>(frozen);
        var run = await db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == assessment.RunId, cancellation)
            ?? throw new InvalidOperationException("The figures of this assessment are not made yet.");
        var (result, baseMap, sources) = StrategicRunResult.Of(run);
        var blocks = await db.Set<StrategicBlock>().AsNoTracking().Where(b => b.AssessmentId == assessment.Id && b.RemovedAt == null).OrderBy(b => b.Position).ThenBy(b => b.Id).ToListAsync(cancellation);
        var lines = (await db.Set<StrategicEntry>().AsNoTracking().Where(e => e.AssessmentId == assessment.Id && e.RemovedAt == null).OrderBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(cancellation))
            .GroupBy(e => e.Register).ToDictionary(g => g.Key, g => (IReadOnlyList<IReadOnlyDictionary<string, string>>)[.. g.Select(e => Line.Of(e.Content).Values)]);
        var elsewhere = await shared.ElsewhereAsync(assessment.Id, cancellation);
        var content = new FrozenStrategic(result, baseMap, [.. blocks.Select(b => With(b.ToFinding(), b.SharedVersion, elsewhere[b.Id]))], lines, null, assessment.StructureKind, assessment.LengthReason, sources);
        content = content with { Result = Ranked(assessment, content) };
        return content with { MethodChanges = await ChangesAsync(assessment, content.Result, cancellation) };
    }

    // A reader of one document knows which words stand in another too, and whether they are the same there.
    static StrategicFinding With(StrategicFinding finding, int? version, IEnumerable<Elsewhere> elsewhere) => elsewhere.ToList() is not { Count: > 0 } others ? finding
        : finding with { Facts = [.. finding.Facts, .. others.Select(o => $"These words stand in the {o.Document.Title.ToLowerInvariant()} too, version {version}{(o.Version == version ? "" : $"; there still in version {o.Version}")}.")] };

    // The ranking and last year's plan follow what people keep; the counted figures are the run's.
    static StrategicResult Ranked(StrategicAssessment assessment, FrozenStrategic content)
    {
        var judged = content.Of(RegisterList.Scores).Where(l => l.Number("score") is not null)
            .Select(l => new JudgedScore(l["theme"], l["criterion"], (int)l.Number("score")!.Value, l["scorer"], l["confidence"], l["why"])).ToList();
        var matrix = RunJson.Read<RiskMatrix>(assessment.Matrix) with { Judged = judged };
        return StrategicAssessor.Ranked(content.Result, matrix) with { Plan = [.. content.Of(RegisterList.LastYear).Select(l => new PlanItem(l["item"], OutcomeOf(l["outcome"]), l["reason"]))] };
    }

    static PlanOutcome OutcomeOf(string words) => words switch { "done" => PlanOutcome.Done, "part" => PlanOutcome.Part, _ => PlanOutcome.NotDone };

    async Task<IReadOnlyList<string>?> ChangesAsync(StrategicAssessment assessment, StrategicResult now, CancellationToken cancellation)
    {
        return await LastIssuedAsync(assessment, cancellation) is { } before ? MethodChanges.Between(before.Result, now) : null;
    }

    /// <summary>The paper that was issued last before this one; null for none.</summary>
    public async Task<FrozenStrategic?> LastIssuedAsync(StrategicAssessment assessment, CancellationToken cancellation) => await db.Set<StrategicAssessment>().AsNoTracking()
        .Where(a => a.Id != assessment.Id && a.Document == assessment.Document && a.ToMonth < assessment.ToMonth && (a.Status == StrategicStatus.Issued || a.Status == StrategicStatus.Superseded))
        .OrderByDescending(a => a.ToMonth).ThenByDescending(a => a.Number).Select(a => a.Frozen).FirstOrDefaultAsync(cancellation) is { } text ? RunJson.Read<FrozenStrategic>(text) : null;

    /// <summary>About how many pages the paper has.</summary>
    public async Task<int> PagesAsync(StrategicAssessment assessment, FrozenStrategic content, CancellationToken cancellation) =>
        StrategicPaper.Length(await ReportAsync(assessment, content, cancellation)).Pages;

    /// <summary>What others changed in an assessment after somebody opened it, a few words each; null for nothing at all. The reader's own words count as read.</summary>
    public async Task<IReadOnlyList<string>?> ChangesSinceAsync(StrategicAssessment assessment, PaperRead? read, CancellationToken cancellation)
    {
        if (read is not { } seen) return [];
        var blocks = await db.Set<StrategicBlock>().AsNoTracking().Where(b => b.AssessmentId == assessment.Id && b.EditedAt >= seen.At && b.EditedById != session.User).OrderBy(b => b.Position).ToListAsync(cancellation);
        var lines = await db.Set<StrategicEntry>().AsNoTracking().Where(e => e.AssessmentId == assessment.Id && e.EditedAt >= seen.At && e.EditedById != session.User && e.Register != RegisterList.Plan)
            .Select(e => e.Register).Distinct().ToListAsync(cancellation);
        var isMadeAgain = await db.Set<PatternRun>().AnyAsync(r => r.Id == assessment.RunId && r.MadeAt >= seen.At, cancellation);
        List<string> changed =
        [
            .. isMadeAgain ? ["the figures were made again"] : Array.Empty<string>(),
            .. blocks.Select(b => $"{StrategicGaps.Name(b.ToFinding())}{(b.RemovedAt is null ? "" : " (removed)")}, by {b.EditedByName}"),
            .. RegisterList.All.Where(r => lines.Contains(r.Key)).Select(r => $"the register {r.Name}"),
        ];
        if (assessment.SentAt >= seen.At) changed.Add("it was sent for review again");
        return changed.Count > 0 ? changed : assessment.Version == seen.Version ? null : [];
    }

    public async Task<Report> ReportAsync(StrategicAssessment assessment, FrozenStrategic content, CancellationToken cancellation)
    {
        var partnership = await db.Set<CommunitySafetyPartnership>().AsNoTracking().SingleAsync(p => p.Id == session.Partnership, cancellation);
        var version = assessment.Number.ToString(CultureInfo.InvariantCulture);
        return StrategicPaper.Compose(content.Result, content.Findings, content.BaseMap, new()
        {
            Partnership = partnership.Name,
            Marking = partnership.Marking,
            Structure = content.Structure,
            Status = StatusWords(assessment),
            Version = version,
            WrittenBy = assessment.AuthorName,
            ApprovedBy = assessment.ApprovedByName,
            PreparedFor = assessment.Standing == StrategicAssessment.WithThePolice ? $"{assessment.SteeringGroup}, together with the police’s own assessment" : assessment.SteeringGroup,
            Handling = new("For members of the partnership and their teams, for planning.", "Ask the author before passing it on.", "No personal details are included."),
            Date = DateOnly.FromDateTime(London.FromUtc(assessment.IssuedAt ?? assessment.ApprovedAt ?? assessment.StartedAt)),
            Source = "The partnership’s records",
            Sources = content.Sources ?? RecordSources.PoliceUk,
            Written = WrittenSections.Of(content),
        }) with
        { House = await papers.HouseAsync(cancellation) };
    }

    static string StatusWords(StrategicAssessment a) => a.Status switch
    {
        StrategicStatus.Commissioned or StrategicStatus.Draft => "Draft",
        StrategicStatus.Review => "Draft, under review",
        StrategicStatus.Approved => $"Approved {Day(a.ApprovedAt)}",
        StrategicStatus.Superseded => $"Approved {Day(a.ApprovedAt)}, issued {Day(a.IssuedAt)}, superseded {Day(a.ClosedAt)}",
        StrategicStatus.Withdrawn => $"Issued {Day(a.IssuedAt)}, withdrawn {Day(a.ClosedAt)}: {a.ClosedReason}",
        _ => $"Approved {Day(a.ApprovedAt)}, issued {Day(a.IssuedAt)}",
    };

    static string Day(DateTime? at) => at is { } utc ? DateOnly.FromDateTime(London.FromUtc(utc)).Long() : "";
}
