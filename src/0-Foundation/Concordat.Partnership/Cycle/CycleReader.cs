using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Components;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Cycle;

/// <summary>One step as it stands on a day: when it is due, what shows that it was done.</summary>
/// <param name="Number">1 to 17.</param>
/// <param name="Evidence">What shows it, the latest first, of earlier years too.</param>
/// <param name="DoneOn">Day it was done in the present round; null until then.</param>
public sealed record StepStanding(int Number, string Name, Stage Stage, DateOnly? DueOn, IReadOnlyList<StepEvidence> Evidence, DateOnly? DoneOn, YearStepState State)
{
    /// <summary>The page of the step.</summary>
    public string Url => $"/cycle/{Number}";
}

/// <summary>Reads where the partnership stands in its year: from the days it set, from the records of the stages, and from what was written by hand.</summary>
public sealed class CycleReader(ConcordatDb db, IEnumerable<ICycleEvidence> sources)
{
    /// <summary>Evidence older than this before the due day belongs to the year before.</summary>
    const int RoundDays = 183;
    const int Year = 365;
    IReadOnlyList<StepStanding>? _read;

    /// <summary>All seventeen steps in their order; empty where no step has a day and nothing shows any. Read once a request, however many parts of a page ask.</summary>
    public async Task<IReadOnlyList<StepStanding>> ReadAsync(DateOnly today, CancellationToken cancellation) => _read ??= await ReadNowAsync(today, cancellation);

    async Task<IReadOnlyList<StepStanding>> ReadNowAsync(DateOnly today, CancellationToken cancellation)
    {
        var stored = await db.Set<CycleStep>().AsNoTracking().ToDictionaryAsync(s => s.Number, cancellation);
        var shown = new List<StepEvidence>(Of(await db.Set<PlanVersion>().AsNoTracking().OrderBy(v => v.Number).ToListAsync(cancellation)));
        shown.AddRange((await db.Set<CycleEvidence>().AsNoTracking().ToListAsync(cancellation)).Select(e => new StepEvidence(e.Number, e.HappenedOn, e.Words, e.Url)));
        foreach (var source in sources) shown.AddRange(await source.OfAsync(today, cancellation));
        if (stored.Count == 0 && shown.Count == 0) return [];
        var byStep = shown.ToLookup(e => e.Step);
        var steps = CycleStepNames.All.Select(s => Standing(s, stored.GetValueOrDefault(s.Number), byStep[s.Number], today)).ToList();
        var now = steps.FindIndex(s => s.DoneOn is null);
        if (now >= 0 && steps[now].State == YearStepState.Ahead) steps[now] = steps[now] with { State = YearStepState.Now };
        return steps;
    }

    static StepStanding Standing((int Number, string Name, Stage Stage) step, CycleStep? stored, IEnumerable<StepEvidence> shown, DateOnly today)
    {
        var evidence = shown.Where(e => e.On <= today).OrderByDescending(e => e.On).ToList();
        if (stored is { DoneOn: { } marked }) evidence.Add(new(step.Number, marked, "Marked as done", stored.EvidenceUrl));
        var from = stored?.DueOn is { } due ? due.AddDays(-RoundDays) : today.AddDays(-Year);
        var done = stored?.DoneOn ?? evidence.Find(e => e.On >= from)?.On;
        var state = done is not null ? YearStepState.Done : stored?.DueOn < today ? YearStepState.Overdue : YearStepState.Ahead;
        return new(step.Number, step.Name, step.Stage, stored?.DueOn, evidence, done, state);
    }

    // The plan's own versions show four of the steps.
    static IEnumerable<StepEvidence> Of(IReadOnlyList<PlanVersion> versions) => versions.SelectMany(v =>
    {
        var isRefresh = v.IsRefreshAmong(versions);
        var (agreed, published) = isRefresh ? (16, 17) : (7, 8);
        var shown = new List<StepEvidence> { new(agreed, v.AgreedOn, !isRefresh ? "Three-year plan agreed" : $"Version {v.Number} of the plan agreed", "/cycle/plan") };
        if (v.SummaryPublishedOn is { } on) shown.Add(new(published, on, "Public summary", v.SummaryUrl));
        return shown;
    });
}
