using Concordat.Partnership.Calendar;
using Concordat.Partnership.Priorities;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>All that a strategic run needs beside the records, kept so that it can be made again.</summary>
/// <param name="Boundary">Layer of the area's outline; null for runs of a time before it was kept.</param>
/// <param name="FewestShown">Smallest figure shown of controlled sets when it was made; 0 where none of the records was of one.</param>
/// <param name="Controlled">Themes with records of controlled sets.</param>
/// <param name="Cut">Number of the cut of partners' records into parcels; null for runs of a time before it was kept.</param>
internal sealed record StrategicParameters(
    Month To, int Years, IReadOnlyList<string> Priorities, IReadOnlyList<Month> Held, IReadOnlyDictionary<string, IReadOnlyList<Month>> HeldByTheme, IReadOnlyList<SeriesBreak> Breaks,
    int? Residents, int Seed, HotSpotSettings Settings, Guid Boundary, int FewestShown, IReadOnlyList<string> Controlled, int? Cut = null);

/// <summary>What a strategic run keeps: its figures and the outline they are drawn on.</summary>
/// <param name="Sources">What the records are; null for runs of a time before it was kept.</param>
internal sealed record StrategicRunResult(StrategicResult Result, BaseMap BaseMap, RecordSources? Sources = null)
{
    public static StrategicRunResult Of(PatternRun run) => RunJson.Read<StrategicRunResult>(run.Result);
}

/// <summary>Makes the figures of years from the partnership's records and keeps them as a run; makes them again from the records as they stood.</summary>
internal sealed class StrategicRuns(
    ConcordatDb db, Session session, TimeProvider clock, IncidentQuery incidents, ISmallNumbers smallNumbers, StudyAreas areas, SeriesBreaks known, RecordSourceReader sources)
{
    public const string Method = "strategic assessment";

    /// <summary>The figures of an assessment from the records as they stand, added to the context and not saved yet; or why they cannot be made.</summary>
    public async Task<(PatternRun? Run, string? Refusal)> MakeAsync(StrategicAssessment assessment, IReadOnlyList<SeriesBreak> breaks, CancellationToken cancellation)
    {
        var held = await incidents.HeldAsync(cancellation);
        if (!held.All.Holds(assessment.To)) return (null, $"No records are held for {assessment.To.LongName}. A missing month is not a month with nothing in it. Commission an assessment that ends with a month that is held");
        if (await areas.BoundaryAsync(cancellation) is not { } boundary) return (null, "The partnership's boundary is not held yet. Add it under Share, Places");
        var changed = await known.KnownAsync(cancellation);
        var controlled = ThemeList.All.Select(t => t.Key).Where(held.IsControlled).ToList();
        var parameters = new StrategicParameters(assessment.To, assessment.Years, await PrioritiesAsync(cancellation), held.All.Months,
            ThemeList.All.ToDictionary(t => t.Key, t => held.Of(t.Key).Months), [.. breaks, .. changed.Where(c => breaks.All(b => b.Month != c.Month || (b.Theme is not null && b.Theme != c.Theme)))],
            assessment.Residents, 1, new HotSpotSettings(), boundary, controlled.Count > 0 ? await smallNumbers.ThresholdAsync(cancellation) : 0, controlled, await incidents.CutAsync(cancellation));
        return await RunAsync(parameters, await incidents.DataVersionAsync(cancellation), null, cancellation);
    }

    /// <summary>Makes a run again from the records as they stood and the settings it was made with, and keeps whether every figure is the same.</summary>
    public async Task<(PatternRun? Run, string? Refusal)> RepeatAsync(PatternRun run, CancellationToken cancellation)
    {
        var (again, refusal) = await RunAsync(RunJson.Read<StrategicParameters>(run.Parameters), run.DataVersion, run, cancellation);
        again?.Agree(Agree(run, again));
        return (again, refusal);
    }

    /// <summary>Whether two runs have the same figures, to the last digit that files give.</summary>
    public static bool Agree(PatternRun one, PatternRun other) => Bytes(one).AsSpan().SequenceEqual(Bytes(other));

    static byte[] Bytes(PatternRun run)
    {
        var result = StrategicRunResult.Of(run).Result;
        return StrategicJson.Write(result, StrategicFindingWriter.Write(result), StrategicStructure.CrimeType, 0);
    }

    async Task<(PatternRun? Run, string? Refusal)> RunAsync(StrategicParameters parameters, int version, PatternRun? repeats, CancellationToken cancellation)
    {
        if (await areas.OfBoundaryAsync(parameters.Boundary, cancellation) is not { } area) return (null, "The boundary that the figures were made with is no longer held");
        var then = repeats is not null && parameters.Cut is { } cut ? new CutThen(cut, parameters.FewestShown) : null;
        var from = parameters.To.AddMonths(1 - 12 * Math.Max(2, parameters.Years));
        var columns = await incidents.ColumnsAsync(new() { From = from, To = parameters.To, Then = then }, version, cancellation);
        var records = AreaRecords.Of(columns, area, parameters.HeldByTheme, parameters.FewestShown, parameters.Controlled.Contains);
        if (records.Inside.Count == 0) return (null, "No record lies inside the boundary in these years. Check the boundary under Share, Places, and the returns under Share, Returns");
        var result = StrategicAssessor.Assess(new()
        {
            Area = area.Study,
            Incidents = records.Inside,
            Held = new(parameters.Held),
            HeldByTheme = records.HeldByTheme,
            To = parameters.To,
            Years = parameters.Years,
            Priorities = [.. parameters.Priorities.Select(ThemeList.Find).OfType<Theme>()],
            Breaks = parameters.Breaks,
            Residents = parameters.Residents,
            Records = new(columns.Count, records.Inside.Count, columns.Easting.Count(double.IsNaN), 0, 0),
            Version = AreaRecords.SoftwareVersion,
            Supplier = "the partnership",
            Settings = parameters.Settings,
            FewestShown = parameters.FewestShown,
            Seed = parameters.Seed,
        });
        var run = new PatternRun(session.Partnership, Guid.CreateVersion7(), Method, RunJson.Write(parameters), parameters.Seed, version, AreaRecords.SoftwareVersion,
            RunJson.Write(new StrategicRunResult(result, area.BaseMap, await sources.ReadAsync(from, parameters.To, version, cancellation))), session.User, clock.GetUtcNow().UtcDateTime)
        { RepeatsRunId = repeats?.Id };
        db.Add(run);
        return (run, null);
    }

    async Task<IReadOnlyList<string>> PrioritiesAsync(CancellationToken cancellation) =>
        await db.Set<Priority>().AsNoTracking().InForceOn(London.Today(clock)).Select(p => p.ThemeKey).ToListAsync(cancellation);
}
