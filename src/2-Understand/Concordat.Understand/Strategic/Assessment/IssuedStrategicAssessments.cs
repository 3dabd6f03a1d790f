using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Contracts;
using Concordat.Understand.Strategic.Engine;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

internal sealed class IssuedStrategicAssessments(ConcordatDb db) : IIssuedStrategicAssessments
{
    public async Task<IReadOnlyList<IssuedStrategicAssessment>> ListAsync(CancellationToken cancellation) =>
        [.. (await Issued().OrderByDescending(a => a.Year).ThenByDescending(a => a.Number).ToListAsync(cancellation)).Select(Of)];

    public async Task<IssuedStrategicAssessment?> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<StrategicAssessment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && (a.Status == StrategicStatus.Issued || a.Status == StrategicStatus.Superseded), cancellation) is { } found ? Of(found) : null;

    // A control strategy begins from the partnership's own document, merged with the police's or not.
    IQueryable<StrategicAssessment> Issued() => db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.Status == StrategicStatus.Issued && a.Document == StrategicAssessment.Partnerships);

    static IssuedStrategicAssessment Of(StrategicAssessment assessment)
    {
        var result = RunJson.Read<FrozenStrategic>(assessment.Frozen!).Result;
        return new(assessment.Id, assessment.Title, DateOnly.FromDateTime(London.FromUtc(assessment.IssuedAt!.Value)), assessment.Url,
            [.. result.Issues.Select(i => new RankedRecommendation(i.Theme, i.Name, i.Rank, i.IsRecommended, Sentence(i, result), $"{assessment.Url}/ranking#issue-{i.Theme}"))]);
    }

    static string Sentence(RankedIssue issue, StrategicResult result) => string.Create(CultureInfo.GetCultureInfo("en-GB"),
        $"{(issue.IsRecommended ? "Recommended" : "Not recommended")}: rank {issue.Rank} of {result.Issues.Count} issues. Keeps its rank under {100 * issue.KeepShare:0}% of the weights drawn and is among the first {result.TopN} under {100 * issue.TopShare:0}%. Confidence {issue.Reliability.ToString().ToLowerInvariant()}.");
}
