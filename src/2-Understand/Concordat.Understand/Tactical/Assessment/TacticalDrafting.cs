using Concordat.Partnership.Calendar;
using Concordat.Partnership.Priorities;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>Makes the figures of a month from the partnership's records and keeps them as a run and a first draft.</summary>
internal sealed class TacticalDrafting(ConcordatDb db, Session session, TimeProvider clock, IncidentQuery incidents, ISmallNumbers smallNumbers, StudyAreas areas, SeriesBreaks known)
{
    public const string Method = "tactical assessment";

    /// <summary>Months of records a run reads: five years and the month itself, for the season.</summary>
    const int MonthsRead = 61;

    /// <summary>The months that could be assessed, the latest first.</summary>
    public async Task<IReadOnlyList<Month>> MonthsAsync(CancellationToken cancellation) => [.. (await incidents.HeldAsync(cancellation)).All.Months.Reverse()];

    /// <summary>Starts the assessment of a month; or says, in words, why it cannot be.</summary>
    public async Task<(TacticalAssessment? Assessment, string? Refusal)> StartAsync(Month month, CancellationToken cancellation)
    {
        if (await db.Set<TacticalAssessment>().AnyAsync(a => a.Month == month.Number && a.Status != AssessmentStatus.Issued, cancellation))
            return (null, $"The assessment of {month.LongName} is already being written. Open it from the list");
        var (run, refusal) = await RunAsync(month, null, null, cancellation);
        if (run is null) return (null, refusal);
        var earlier = await db.Set<TacticalAssessment>().CountAsync(a => a.Month == month.Number, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var assessment = new TacticalAssessment(session.Partnership, Guid.CreateVersion7(), month.Number, earlier + 1, run.Id, session.User, session.DisplayName, now);
        db.Add(assessment);
        await db.SaveChangesAsync(cancellation);
        var drafts = FindingWriter.Write(TacticalRunResult.Of(run).Result);
        db.AddRange(drafts.Select((d, i) => AssessmentFinding.From(d, assessment.Id, i + 1, session, now)));
        await db.SaveChangesAsync(cancellation);
        return (assessment, null);
    }

    /// <summary>Makes a run again from the records as they stood; the two can then be compared.</summary>
    public async Task<(PatternRun? Run, string? Refusal)> RepeatAsync(PatternRun run, CancellationToken cancellation) =>
        await RunAsync(RunJson.Read<TacticalParameters>(run.Parameters).Month, run, run.DataVersion, cancellation);

    async Task<(PatternRun? Run, string? Refusal)> RunAsync(Month month, PatternRun? repeats, int? atVersion, CancellationToken cancellation)
    {
        var held = await incidents.HeldAsync(cancellation);
        if (!held.All.Holds(month)) return (null, $"No records are held for {month.LongName}. A missing month is not a month with nothing in it");
        if (await areas.FindAsync(null, cancellation) is not { } area) return (null, "The partnership's boundary is not held yet. Add it under Share, Places");
        var parameters = repeats is null
            ? new TacticalParameters(month, await PrioritiesAsync(cancellation), held.All.Months, ThemeList.All.ToDictionary(t => t.Key, t => held.Of(t.Key).Months), new HotSpotSettings(), await known.ReadAsync(cancellation))
            : RunJson.Read<TacticalParameters>(repeats.Parameters);
        var version = atVersion ?? await incidents.DataVersionAsync(cancellation);
        var columns = await incidents.ColumnsAsync(new() { From = month.AddMonths(1 - MonthsRead), To = month }, version, cancellation);
        var result = TacticalAssessor.Assess(Input(parameters, area, columns, columns.HoldsControlled ? await smallNumbers.ThresholdAsync(cancellation) : 0, held.IsControlled));
        var run = new PatternRun(session.Partnership, Guid.CreateVersion7(), Method, RunJson.Write(parameters), result.Method.Seed, version, AreaRecords.SoftwareVersion,
            RunJson.Write(new TacticalRunResult(result, area.BaseMap)), session.User, clock.GetUtcNow().UtcDateTime)
        { RepeatsRunId = repeats?.Id };
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        return (run, null);
    }

    static TacticalInput Input(TacticalParameters parameters, ReadyArea area, IncidentColumns columns, int fewestShown, Func<string, bool> isControlled)
    {
        var records = AreaRecords.Of(columns, area, parameters.HeldByTheme, fewestShown, isControlled);
        return new()
        {
            Area = area.Study,
            Incidents = records.Inside,
            Held = new(parameters.Held),
            HeldByTheme = records.HeldByTheme,
            HiddenByTheme = records.HiddenByTheme,
            FewestShown = fewestShown,
            Month = parameters.Month,
            Priorities = [.. parameters.Priorities.Where(p => ThemeList.Find(p.ThemeKey) is not null).Select(p => new AssessedPriority(ThemeList.Find(p.ThemeKey)!, p.Name))],
            Records = new(columns.Count, records.Inside.Count, columns.Easting.Count(double.IsNaN), 0, 0),
            Version = AreaRecords.SoftwareVersion,
            Settings = parameters.Settings,
            Breaks = parameters.Breaks ?? [],
        };
    }

    async Task<IReadOnlyList<PriorityAssessed>> PrioritiesAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return await db.Set<Priority>().AsNoTracking().Where(p => p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo >= today))
            .OrderBy(p => p.Rank).Select(p => new PriorityAssessed(p.ThemeKey, p.Name)).ToListAsync(cancellation);
    }
}

/// <summary>All that a tactical run needs beside the records, kept so that it can be made again.</summary>
/// <param name="Breaks">Where records begin to be counted in another way; null for runs of a time before it was kept.</param>
internal sealed record TacticalParameters(
    Month Month, IReadOnlyList<PriorityAssessed> Priorities, IReadOnlyList<Month> Held, IReadOnlyDictionary<string, IReadOnlyList<Month>> HeldByTheme, HotSpotSettings Settings,
    IReadOnlyList<SeriesBreak>? Breaks = null);

/// <summary>A priority in force when the run was made.</summary>
internal sealed record PriorityAssessed(string ThemeKey, string Name);
