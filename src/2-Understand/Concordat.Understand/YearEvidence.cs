using Concordat.Partnership.Calendar;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Database;
using Concordat.Understand.Strategic.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand;

/// <summary>What Understand's records show of the year: strategic assessments that were issued, and those that followed one.</summary>
internal sealed class YearEvidence(ConcordatDb db) : ICycleEvidence
{
    const int Assessment = 5, NextAssessment = 15;

    public async Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var issued = await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.IssuedAt != null && a.Document == StrategicAssessment.Partnerships && a.Status != StrategicStatus.Withdrawn)
            .OrderBy(a => a.IssuedAt).Select(a => new { a.Id, a.Year, a.Number, a.IssuedAt }).ToListAsync(cancellation);
        return [.. issued.SelectMany((a, i) => Steps(i).Select(step => new StepEvidence(step, DateOnly.FromDateTime(London.FromUtc(a.IssuedAt!.Value)), $"Strategic assessment {a.Year}, number {a.Number}, issued", $"/understand/strategic/{a.Id}")))];
    }

    static int[] Steps(int place) => place == 0 ? [Assessment] : [Assessment, NextAssessment];
}
