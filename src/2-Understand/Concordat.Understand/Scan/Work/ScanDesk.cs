using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Runs;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.Work;

/// <summary>Makes scans and keeps what they found.</summary>
internal sealed class ScanDesk(ConcordatDb db, Session session, TimeProvider clock, IncidentQuery incidents, ScanReader reader, SeriesBreaks known)
{
    /// <summary>For how many months after a hit the same thing at the same place is not told again; by rule, 0 where each month is told.</summary>
    static readonly Dictionary<string, int> Quiet = new() { [ScanRules.RepeatPlace] = 12, [ScanRules.Level] = 12, [ScanRules.Drift] = 3, [ScanRules.NearRepeat] = 2, [ScanRules.HotSpot] = 2, [ScanRules.Emerging] = 6, [ScanRules.Together] = 3 };

    /// <summary>The rules in force on a day: of each the last version whose day has come.</summary>
    public async Task<IReadOnlyList<RuleInForce>> RulesAsync(DateOnly day, CancellationToken cancellation)
    {
        var set = await db.Set<ScanRuleVersion>().AsNoTracking().Where(r => r.FromOn <= day).ToListAsync(cancellation);
        return [.. ScanRules.All.Select(r => set.Where(v => v.Rule == r.Key).MaxBy(v => v.Version) is { } v ? new RuleInForce(r.Key, v.Version, v.Threshold) : new RuleInForce(r.Key, 1, r.Threshold))];
    }

    /// <summary>Makes a scan and keeps it with its new hits, in one transaction; or says, in words, why it cannot be made.</summary>
    /// <remarks>A month or quarter that is scanned already is not scanned again: the earlier scan is returned.</remarks>
    public async Task<(ScanRun? Scan, string? Refusal)> RunAsync(ScanKind kind, Month month, CancellationToken cancellation)
    {
        if (kind != ScanKind.Asked && await db.Set<ScanRun>().AsNoTracking().SingleOrDefaultAsync(s => s.Kind == kind && s.Month == month.Number, cancellation) is { } earlier) return (earlier, null);
        if (!(await incidents.HeldAsync(cancellation)).All.Holds(month)) return (null, $"No records are held for {month.LongName}. Accept the month’s returns first");
        var (rules, version) = (await RulesAsync(London.Today(clock), cancellation), await incidents.DataVersionAsync(cancellation));
        var (isJoint, breaks) = (kind != ScanKind.Month, await known.ReadAsync(cancellation));
        var inputs = await reader.InputsAsync(cancellation);
        var result = Scanner.Run(await reader.ReadAsync(inputs, isAgain: false, month, version, isJoint, rules.Single(r => r.Rule == ScanRules.HotSpot).Threshold, breaks, cancellation), rules, isJoint);
        var fresh = await FreshAsync(result.Hits, cancellation);
        var scan = new ScanRun(session.Partnership, Guid.CreateVersion7(), kind, month.Number, version, AreaRecords.SoftwareVersion, RunJson.Write(rules),
            RunJson.Write(result.Outcomes.Select(o => o with { Told = fresh.Count(h => h.Rule == o.Rule) })), session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime)
        { Inputs = RunJson.Write(inputs), Breaks = RunJson.Write(breaks) };
        db.Add(scan);
        var number = await db.Set<ScanHit>().MaxAsync(h => (int?)h.Number, cancellation) ?? 0;
        db.AddRange(fresh.Select(h => Kept(h, scan.Id, ++number)));
        await db.SaveChangesAsync(cancellation);
        return (scan, null);
    }

    /// <summary>Looks again at the records as they stood, with the rules, boundary, wards, threshold and cut of then; the outcomes can then be compared.</summary>
    /// <remarks>A scan of a time before these were kept takes today's. Outcomes count hits, never records, so they tell nothing that a higher threshold hides since.</remarks>
    public async Task<IReadOnlyList<RuleOutcome>> AgainAsync(ScanRun scan, CancellationToken cancellation)
    {
        var rules = RunJson.Read<List<RuleInForce>>(scan.Rules);
        var isJoint = scan.Kind != ScanKind.Month;
        var inputs = scan.Inputs is { } kept ? RunJson.Read<ScanInputs>(kept) : await reader.InputsAsync(cancellation);
        var data = await reader.ReadAsync(inputs, isAgain: true, scan.LastMonth, scan.DataVersion, isJoint, rules.Single(r => r.Rule == ScanRules.HotSpot).Threshold, RunJson.Read<List<SeriesBreak>>(scan.Breaks), cancellation);
        return Scanner.Run(data, rules, isJoint).Outcomes;
    }

    // What was told lately of the same thing is not told again, whatever was decided on it.
    async Task<IReadOnlyList<FoundHit>> FreshAsync(IReadOnlyList<FoundHit> found, CancellationToken cancellation)
    {
        var patterns = found.Select(h => h.Pattern).Distinct().ToList();
        var told = (await db.Set<ScanHit>().AsNoTracking().Where(h => patterns.Contains(h.Pattern)).Select(h => new { h.Pattern, h.Month }).ToListAsync(cancellation)).ToLookup(h => h.Pattern, h => h.Month);
        return [.. found.Where(h => !told[h.Pattern].Any(m => Math.Abs(m - h.Month.Number) <= Quiet.GetValueOrDefault(h.Rule))).DistinctBy(h => (h.Pattern, h.Month))];
    }

    ScanHit Kept(FoundHit h, Guid scan, int number) =>
        new(session.Partnership, Guid.CreateVersion7(), number, scan, h.Rule, h.Version, h.Pattern, h.Month.Number, h.Title, h.Sentence, [.. h.Facts])
        {
            ThemeKey = h.ThemeKey,
            Place = h.Place,
            Observed = h.Observed,
            Expected = h.Expected,
            Bound = h.Bound,
            RecordsQuery = h.RecordsQuery,
        };
}
