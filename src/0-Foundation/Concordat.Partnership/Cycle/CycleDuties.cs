using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Components;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Cycle;

/// <summary>Steps of the year that are overdue, and the plan's refresh and summary, for those who run the partnership's business.</summary>
internal sealed class CycleDuties(CycleReader reader, ConcordatDb db, Session session) : IDutySource
{
    const int NoticeDays = 28;

    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Coordinator)) return [];
        var duties = (await reader.ReadAsync(today, cancellation)).Where(s => s.State == YearStepState.Overdue)
            .Select(s => new Duty($"Step {s.Number} of the year: {s.Name}", "Nothing shows that it was done. Do it, or record what shows it.", s.Url, s.DueOn)).ToList();
        var versions = await db.Set<PlanVersion>().AsNoTracking().OrderBy(v => v.Number).ToListAsync(cancellation);
        duties.AddRange(versions.Where(v => v.SummaryPublishedOn is null)
            .Select(v => new Duty($"Publish the summary of version {v.Number} of the plan", "Residents read what was agreed, and the progress since last time.", "/cycle/plan", v.SummaryDueOn)));
        if (versions is [.., var last] && last.RefreshDueOn <= today.AddDays(NoticeDays))
            duties.Add(new("Refresh the partnership’s plan", "A year has passed since it was last agreed.", "/cycle/plan", last.RefreshDueOn));
        return duties;
    }
}
