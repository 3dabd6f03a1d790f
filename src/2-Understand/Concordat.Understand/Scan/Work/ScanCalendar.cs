using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Scan.Work;

/// <summary>A quarter and the joint scan over all sets that belongs to it.</summary>
/// <param name="Last">Its last month.</param>
/// <param name="Scan">The joint scan; null while there is none.</param>
/// <param name="OnDemand">The first scan over all sets to the same month that somebody asked for; null where nobody did.</param>
/// <param name="HasRecords">Whether records of its last month are held.</param>
/// <param name="IsMissed">It has no joint scan, by itself or on demand, another whole quarter has passed since its end, and it came after the first joint scan, where there is one.</param>
internal sealed record QuarterScan(Month Last, ScanRun? Scan, ScanRun? OnDemand, bool HasRecords, bool IsMissed)
{
    /// <summary>"July to September 2026".</summary>
    public string Name => $"{Last.AddMonths(-2).Name} to {Last.LongName}";
}

/// <summary>Which months and quarters are scanned, due, or missed.</summary>
internal sealed class ScanCalendar(ConcordatDb db, IncidentQuery incidents, TimeProvider clock)
{
    const int QuartersShown = 8;

    /// <summary>What is to be scanned now: the latest month held, and the latest quarter that has ended and is held.</summary>
    public async Task<IReadOnlyList<(ScanKind Kind, Month Month)>> DueAsync(CancellationToken cancellation)
    {
        var held = (await incidents.HeldAsync(cancellation)).All;
        if (held.Months is not [.., var latest]) return [];
        var made = await db.Set<ScanRun>().AsNoTracking().Where(s => s.Kind != ScanKind.Asked).Select(s => new { s.Kind, s.Month }).ToListAsync(cancellation);
        var due = new List<(ScanKind, Month)>();
        if (made.All(s => s.Kind != ScanKind.Month || s.Month < latest.Number)) due.Add((ScanKind.Month, latest));
        var quarter = held.Months.Where(m => IsQuarterEnd(m) && m < Month.Of(London.Today(clock))).Select(m => (Month?)m).LastOrDefault();
        if (quarter is { } q && made.All(s => s.Kind != ScanKind.Quarter || s.Month < q.Number)) due.Add((ScanKind.Quarter, q));
        return due;
    }

    /// <summary>The last quarters that have ended, the latest first, from the first with records.</summary>
    public async Task<IReadOnlyList<QuarterScan>> QuartersAsync(CancellationToken cancellation)
    {
        var held = (await incidents.HeldAsync(cancellation)).All;
        if (held.Months is not [var first, ..]) return [];
        var joint = await db.Set<ScanRun>().AsNoTracking().Where(s => s.Kind != ScanKind.Month).OrderBy(s => s.MadeAt).ToListAsync(cancellation);
        var scans = joint.Where(s => s.Kind == ScanKind.Quarter).ToList();
        var thisMonth = Month.Of(London.Today(clock));
        var last = Enumerable.Range(1, 3).Select(n => thisMonth.AddMonths(-n)).First(IsQuarterEnd);
        var begun = scans.Count > 0 ? scans.Min(s => s.Month) : 0;
        return [.. Enumerable.Range(0, QuartersShown).Select(n => last.AddMonths(-3 * n)).Where(m => m >= first).Select(m =>
        {
            var scan = scans.SingleOrDefault(s => s.Month == m.Number);
            var asked = joint.FirstOrDefault(s => s.Kind == ScanKind.Asked && s.Month == m.Number);
            return new QuarterScan(m, scan, asked, held.Holds(m), scan is null && asked is null && m.Number > begun && thisMonth.Number - m.Number > 3);
        })];
    }

    static bool IsQuarterEnd(Month month) => month.MonthOfYear % 3 == 0;
}
