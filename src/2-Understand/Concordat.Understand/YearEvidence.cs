using System.Globalization;
using System.Text.Json;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Database;
using Concordat.Understand.Profiles;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand;

/// <summary>What Understand's records show of the year: strategic assessments that were issued and those that followed one, whom they consulted, and profiles.</summary>
internal sealed class YearEvidence(ConcordatDb db) : ICycleEvidence
{
    const int Consulted = 4, Assessment = 5, FurtherAnalysis = 10, NextAssessment = 15;
    const int Most = 20;

    public async Task<IReadOnlyList<StepEvidence>> OfAsync(DateOnly today, CancellationToken cancellation)
    {
        var issued = await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.IssuedAt != null && a.Document == StrategicAssessment.Partnerships && a.Status != StrategicStatus.Withdrawn)
            .OrderBy(a => a.IssuedAt).Select(a => new { a.Id, a.Year, a.Number, a.IssuedAt }).ToListAsync(cancellation);
        return [.. await ConsultedAsync([.. issued.Select(a => a.Id)], cancellation), .. await ProfilesAsync(cancellation), .. issued.SelectMany((a, i) => Steps(i).Select(step => new StepEvidence(step, DateOnly.FromDateTime(London.FromUtc(a.IssuedAt!.Value)), $"Strategic assessment {a.Year}, number {a.Number}, issued", $"/understand/strategic/{a.Id}")))];
    }

    // The register keeps the day of each consultation; one without a day that can be read shows nothing.
    async Task<IReadOnlyList<StepEvidence>> ConsultedAsync(List<Guid> issued, CancellationToken cancellation)
    {
        var lines = await db.Set<StrategicEntry>().AsNoTracking().Where(e => issued.Contains(e.AssessmentId) && e.Register == RegisterList.Consultation && e.RemovedAt == null).OrderByDescending(e => e.EditedAt).Take(Most)
            .Select(e => new { e.AssessmentId, e.Content }).ToListAsync(cancellation);
        return [.. lines.Select(l => (l.AssessmentId, Fields: JsonSerializer.Deserialize<Dictionary<string, string>>(l.Content)!))
            .Where(l => DateOnly.TryParseExact(l.Fields.GetValueOrDefault("on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .Select(l => new StepEvidence(Consulted, DateOnly.ParseExact(l.Fields["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture), $"Consultation by {l.Fields.GetValueOrDefault("method")}: {l.Fields.GetValueOrDefault("who")}", $"/understand/strategic/{l.AssessmentId}"))];
    }

    // Profiles of people are for their readers alone.
    async Task<IReadOnlyList<StepEvidence>> ProfilesAsync(CancellationToken cancellation)
    {
        var profiles = await db.Set<Profile>().AsNoTracking().Where(p => p.IssuedAt != null && p.State != "withdrawn" && p.Kind != "subject").OrderByDescending(p => p.IssuedAt).Take(Most).Select(p => new { p.Id, p.Number, p.Edition, p.IssuedAt }).ToListAsync(cancellation);
        return [.. profiles.Select(p => new StepEvidence(FurtherAnalysis, DateOnly.FromDateTime(London.FromUtc(p.IssuedAt!.Value)), $"Profile {p.Number}{(p.Edition == 1 ? "" : $", edition {p.Edition}")} issued", $"/understand/profiles/{p.Id}"))];
    }

    static int[] Steps(int place) => place == 0 ? [Assessment] : [Assessment, NextAssessment];
}
