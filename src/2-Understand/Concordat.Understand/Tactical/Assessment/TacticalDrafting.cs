using Concordat.Partnership.Calendar;
using Concordat.Partnership.Priorities;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>Makes the figures of a month from the partnership's records and keeps them as a run and a first draft.</summary>
internal sealed class TacticalDrafting(ConcordatDb db, Session session, TimeProvider clock, IncidentQuery incidents, RunGrounds grounds, StudyAreas areas, SeriesBreaks known)
{
    public const string Method = "tactical assessment";

    /// <summary>Months of records a run reads: five years and the month itself, for the season.</summary>
    const int MonthsRead = 61;

    /// <summary>The months that could be assessed, the latest first.</summary>
    public async Task<IReadOnlyList<Month>> MonthsAsync(CancellationToken cancellation) => [.. (await incidents.HeldAsync(cancellation)).All.Months.Reverse()];

    /// <summary>Starts the assessment of a month; or says, in words, why it cannot be.</summary>
    public async Task<(TacticalAssessment? Assessment, string? Refusal)> StartAsync(Month month, CancellationToken cancellation)
    {
        var versions = await db.Set<TacticalAssessment>().AsNoTracking().Where(a => a.Month == month.Number).Select(a => a.Status).ToListAsync(cancellation);
        if (versions.Select(s => AssessmentLife.Refusal(s, AssessmentEvent.Supersede)).OfType<string>().FirstOrDefault() is { } inWork) return (null, inWork);
        var (run, refusal) = await MakeAsync(month, cancellation);
        if (run is null) return (null, refusal);
        var now = clock.GetUtcNow().UtcDateTime;
        var assessment = new TacticalAssessment(session.Partnership, Guid.CreateVersion7(), month.Number, versions.Count + 1, run.Id, session.User, session.DisplayName, now);
        // The next month's paper is due about a month on; the writer may set another day.
        assessment.Review(London.Today(clock).AddMonths(1));
        db.Add(assessment);
        List<AssessmentFinding> findings = [.. FindingWriter.Write(TacticalRunResult.Of(run).Result).Select((d, i) => AssessmentFinding.From(d, assessment.Id, i + 1, session, now))];
        db.AddRange(findings);
        db.Add(TacticalDraft.Of(assessment.Id, 1, findings, session, now));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody else started it at the same moment.
            db.ChangeTracker.Clear();
            return (null, AssessmentLife.Refusal(AssessmentStatus.Draft, AssessmentEvent.Supersede));
        }
        return (assessment, null);
    }

    /// <summary>Makes a run again from the records as they stood and all that it was made with, and keeps whether every figure is the same; it is added to the context and not saved yet.</summary>
    /// <remarks>A run of a time before its boundary and threshold were kept takes today's.</remarks>
    public async Task<(PatternRun? Run, string? Refusal)> RepeatAsync(PatternRun run, CancellationToken cancellation)
    {
        var parameters = RunJson.Read<TacticalParameters>(run.Parameters);
        if (parameters.Ground is null) parameters = parameters with { Ground = await grounds.NowAsync(cancellation), Controlled = Controlled(await incidents.HeldAsync(cancellation)) };
        var (again, refusal) = await RunAsync(parameters, run.DataVersion, run, cancellation);
        again?.Agree(Agree(run, again));
        return (again, refusal);
    }

    /// <summary>Whether two runs have the same figures: counts, signals, hot spots and repeat locations, to the last digit that files give, and the method. Which version of the program made them does not count.</summary>
    public static bool Agree(PatternRun one, PatternRun other) => Bytes(one).AsSpan().SequenceEqual(Bytes(other));

    static byte[] Bytes(PatternRun run)
    {
        var result = TacticalRunResult.Of(run).Result;
        return TacticalJson.Write(result with { Method = result.Method with { Version = "" } });
    }

    async Task<(PatternRun? Run, string? Refusal)> MakeAsync(Month month, CancellationToken cancellation)
    {
        var (held, ground) = (await incidents.HeldAsync(cancellation), await grounds.NowAsync(cancellation));
        if (!held.All.Holds(month)) return (null, $"No records are held for {month.LongName}. A missing month is not a month with nothing in it");
        if (ground.Boundary is null) return (null, "The partnership’s boundary is not held yet. Add it under Share, Places");
        var parameters = new TacticalParameters(month, await PrioritiesAsync(cancellation), held.All.Months, ThemeList.All.ToDictionary(t => t.Key, t => held.Of(t.Key).Months), new HotSpotSettings(), ground, Controlled(held), await known.ReadAsync(cancellation));
        return await RunAsync(parameters, await incidents.DataVersionAsync(cancellation), null, cancellation);
    }

    async Task<(PatternRun? Run, string? Refusal)> RunAsync(TacticalParameters parameters, int version, PatternRun? repeats, CancellationToken cancellation)
    {
        var ground = parameters.Ground!;
        if (ground.Boundary is not { } boundary || await areas.OfBoundaryAsync(boundary, cancellation) is not { } area) return (null, "The boundary that the figures were made with is no longer held");
        var filter = new IncidentFilter { From = parameters.Month.AddMonths(1 - MonthsRead), To = parameters.Month, Then = repeats is null ? null : ground.Then };
        var columns = await incidents.ColumnsAsync(filter, version, cancellation);
        var result = TacticalAssessor.Assess(Input(parameters, area, columns, columns.HoldsControlled ? ground.FewestShown : 0));
        var run = new PatternRun(session.Partnership, Guid.CreateVersion7(), Method, RunJson.Write(parameters), result.Method.Seed, version, AreaRecords.SoftwareVersion,
            RunJson.Write(new TacticalRunResult(result, area.BaseMap)), session.User, clock.GetUtcNow().UtcDateTime)
        { RepeatsRunId = repeats?.Id };
        db.Add(run);
        return (run, null);
    }

    static IReadOnlyList<string> Controlled(SetsHeld held) => [.. ThemeList.All.Select(t => t.Key).Where(held.IsControlled)];

    static TacticalInput Input(TacticalParameters parameters, ReadyArea area, IncidentColumns columns, int fewestShown)
    {
        var records = AreaRecords.Of(columns, area, parameters.HeldByTheme, fewestShown, parameters.Controlled!.Contains);
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

    async Task<IReadOnlyList<PriorityAssessed>> PrioritiesAsync(CancellationToken cancellation) =>
        await db.Set<Priority>().AsNoTracking().InForceOn(London.Today(clock)).Select(p => new PriorityAssessed(p.ThemeKey, p.Name)).ToListAsync(cancellation);
}

/// <summary>All that a tactical run needs beside the records, kept so that it can be made again.</summary>
/// <param name="Month">The month assessed.</param>
/// <param name="Priorities">The priorities in force, in their order.</param>
/// <param name="Held">Months held.</param>
/// <param name="HeldByTheme">Months in which each theme can be counted.</param>
/// <param name="Settings">Settings of the hot spots.</param>
/// <param name="Ground">Boundary, threshold and cut; null for runs of a time before they were kept.</param>
/// <param name="Controlled">Themes with records of controlled sets; null with the ground.</param>
/// <param name="Breaks">Where records begin to be counted in another way; null for runs of a time before it was kept.</param>
internal sealed record TacticalParameters(
    Month Month, IReadOnlyList<PriorityAssessed> Priorities, IReadOnlyList<Month> Held, IReadOnlyDictionary<string, IReadOnlyList<Month>> HeldByTheme, HotSpotSettings Settings,
    RunGround? Ground = null, IReadOnlyList<string>? Controlled = null, IReadOnlyList<SeriesBreak>? Breaks = null);

/// <summary>A priority in force when the run was made.</summary>
internal sealed record PriorityAssessed(string ThemeKey, string Name);
