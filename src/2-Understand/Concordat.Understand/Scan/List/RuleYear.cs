using Concordat.Platform.Database;
using Concordat.Understand.Runs;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Scan.Work;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.List;

/// <summary>What a rule came to over a year: its false alarms as people judged them, beside those its own arithmetic leads to expect.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Scans">Scans in which it ran.</param>
/// <param name="Told">Hits it told.</param>
/// <param name="TakenUp">Those taken up.</param>
/// <param name="Dismissed">Those dismissed.</param>
/// <param name="ExpectedFalse">Hits it would give in the months of those scans where nothing had changed, a month that was scanned again counted once; null where the rule does not say.</param>
internal sealed record RuleYear(RuleMethod Rule, int Scans, int Told, int TakenUp, int Dismissed, double? ExpectedFalse)
{
    /// <summary>Dismissed of all decided, 0 to 1; null while none is decided.</summary>
    public double? FalseShare => TakenUp + Dismissed > 0 ? (double)Dismissed / (TakenUp + Dismissed) : null;

    public static async Task<IReadOnlyList<RuleYear>> ReadAsync(ConcordatDb db, DateTime since, CancellationToken cancellation)
    {
        var scans = await db.Set<ScanRun>().AsNoTracking().Where(s => s.MadeAt >= since).Select(s => new { s.Month, s.Outcomes }).ToListAsync(cancellation);
        if (scans.Count == 0) return [];
        var outcomes = scans.SelectMany(s => RunJson.Read<List<RuleOutcome>>(s.Outcomes).Select(o => (s.Month, Outcome: o))).Where(o => o.Outcome.NotRun is null).ToLookup(o => o.Outcome.Rule);
        var counts = await db.Set<ScanHit>().AsNoTracking().Where(h => db.Set<ScanRun>().Any(s => s.Id == h.ScanId && s.MadeAt >= since))
            .GroupBy(h => new { h.Rule, h.State }).Select(g => new { g.Key.Rule, g.Key.State, Count = g.Count() }).ToListAsync(cancellation);
        int Of(string rule, HitState? state) => counts.Where(c => c.Rule == rule && (state is null || c.State == state)).Sum(c => c.Count);
        return [.. ScanRules.All.Select(r => new RuleYear(r, outcomes[r.Key].Count(), Of(r.Key, null), Of(r.Key, HitState.TakenUp), Of(r.Key, HitState.Dismissed),
            Expected(outcomes[r.Key])))];
    }

    // The same month gives the same false hits however often it is looked over; told, they are told once.
    static double? Expected(IEnumerable<(int Month, RuleOutcome Outcome)> outcomes)
    {
        var known = outcomes.Where(o => o.Outcome.ExpectedFalse is not null).GroupBy(o => o.Month).Select(m => m.Max(o => o.Outcome.ExpectedFalse!.Value)).ToList();
        return known.Count > 0 ? known.Sum() : null;
    }
}
