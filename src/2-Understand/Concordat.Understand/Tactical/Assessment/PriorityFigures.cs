using Concordat.Partnership.Calendar;
using Concordat.Partnership.Priorities;
using Concordat.Partnership.Themes;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Tactical.Assessment;

/// <summary>The home page's table: the same rule and the same counts as the assessment.</summary>
internal sealed class PriorityFigures(ConcordatDb db, IncidentQuery incidents, SeriesBreaks breaks, TimeProvider clock) : IPriorityFigures
{
    public async Task<PriorityTable?> LatestAsync(CancellationToken cancellation)
    {
        var held = await incidents.HeldAsync(cancellation);
        if (held.All.Months is not [.., var latest]) return null;
        var priorities = await db.Set<Priority>().AsNoTracking().InForceOn(London.Today(clock)).ToListAsync(cancellation);
        var known = priorities.Where(p => ThemeList.Find(p.ThemeKey) is not null).ToList();
        var from = latest.AddMonths(-12);
        var counts = await incidents.ThemeCountsAsync(new() { Themes = [.. known.Select(p => p.ThemeKey).Distinct()], From = from, To = latest }, cancellation);
        var monthly = new MonthlyCounts(counts, new(held.All.Months.Where(m => m >= from && m <= latest).ToList()), ThemeList.All.ToDictionary(t => t.Key, t => held.Of(t.Key))) { Breaks = await breaks.ReadAsync(cancellation) };
        return new(latest, [.. known.Select(p => Figure(p, monthly, latest))]);
    }

    static PriorityFigure Figure(Priority priority, MonthlyCounts counts, Month latest)
    {
        var theme = ThemeList.IndexOf(priority.ThemeKey);
        var c = CountComparison.Of(counts, theme, latest);
        return new(priority.Name, $"/understand/explore?theme={priority.ThemeKey}", [.. Enumerable.Range(0, 12).Select(i => counts.Of(theme, latest.AddMonths(i - 11)))],
            c.Count, c.Expected is { } e ? $"{e.Low:N0} to {e.High:N0}" : null, c.Signal);
    }
}
