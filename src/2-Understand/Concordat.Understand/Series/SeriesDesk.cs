using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Tactical.Engine;
using Microsoft.EntityFrameworkCore;
using CalendarMonth = Concordat.Partnership.Calendar.Month;

namespace Concordat.Understand.Series;

/// <summary>Proposes series from the partnership's records and keeps who put which record in or took it out.</summary>
internal sealed class SeriesDesk(ConcordatDb db, Session session, TimeProvider clock, IncidentQuery incidents, ISmallNumbers smallNumbers)
{
    DateTime Now => clock.GetUtcNow().UtcDateTime;

    public bool MayWrite => session.Has(Role.Analyst);

    /// <summary>Looks for series and keeps what was not proposed before; returns how many, and how many groups were too large.</summary>
    public async Task<(int Proposed, int TooLarge)> ProposeAsync(Theme theme, CalendarMonth from, CalendarMonth to, SeriesRule rule, CancellationToken cancellation)
    {
        var (found, tooLarge) = SeriesFinder.Find(await RecordsAsync(theme.Key, from, to, cancellation), rule, await smallNumbers.ThresholdAsync(cancellation));
        var before = (await (from change in db.Set<SeriesChange>().AsNoTracking()
                             join series in db.Set<CrimeSeries>() on change.SeriesId equals series.Id
                             where series.ThemeKey == theme.Key
                             select new { change.SeriesId, change.IncidentId }).ToListAsync(cancellation)).GroupBy(c => c.SeriesId).Select(g => g.Select(c => c.IncidentId).ToHashSet()).ToList();
        // What somebody has a series of already, or dismissed, is not asked about again unless most of it is new.
        var fresh = found.Where(g => before.TrueForAll(b => 2 * g.Count(r => b.Contains(r.Id)) < g.Count)).ToList();
        var version = await incidents.DataVersionAsync(cancellation);
        var number = await db.Set<CrimeSeries>().MaxAsync(s => (int?)s.Number, cancellation) ?? 0;
        foreach (var group in fresh)
        {
            var series = new CrimeSeries(session.Partnership, Guid.CreateVersion7(), ++number, theme.Key, Title(theme, group), rule.Words, version, session.User, session.DisplayName, Now);
            db.Add(series);
            db.AddRange(group.Select((r, i) => new SeriesChange(session.Partnership, series.Id, i + 1, r.Id, SeriesChange.Added, "Proposed by place and time", session.User, session.DisplayName, Now)));
        }
        await db.SaveChangesAsync(cancellation);
        return (fresh.Count, tooLarge);
    }

    static string Title(Theme theme, IReadOnlyList<SeriesRecord> group)
    {
        var place = group.Select(r => PlaceName.Tidy(r.Place ?? "")).OfType<string>().GroupBy(p => p, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        var (first, last) = (new CalendarMonth(group.Min(r => r.Month)), new CalendarMonth(group.Max(r => r.Month)));
        return $"{theme.Name}, {(place is null ? "" : $"{place}, ")}{(first == last ? first.LongName : $"{first.LongName} to {last.LongName}")}";
    }

    /// <summary>All that was said of a series's records, in order.</summary>
    public Task<List<SeriesChange>> ChangesAsync(Guid series, CancellationToken cancellation) =>
        db.Set<SeriesChange>().AsNoTracking().Where(c => c.SeriesId == series).OrderBy(c => c.Number).ToListAsync(cancellation);

    /// <summary>Which records are in a series, by what was last said of each.</summary>
    public static IReadOnlyList<Guid> Members(IEnumerable<SeriesChange> changes) =>
        [.. changes.GroupBy(c => c.IncidentId).Where(g => g.Last().What == SeriesChange.Added).Select(g => g.Key)];

    /// <summary>The records of a series as they stand; null where those of controlled sets are too few to be shown.</summary>
    public async Task<IReadOnlyList<SeriesRecord>?> RecordsAsync(IReadOnlyList<Guid> members, CancellationToken cancellation)
    {
        var records = await QueryAsync($"""
            select i.id as "Id", i.month as "Month", i.occurred_from as "From", i.occurred_to as "To", i.easting as "Easting", i.northing as "Northing", i.place_name as "Place", i.is_open as "IsOpen"
            from share.shown_incident i where i.partnership_id = {session.Partnership} and i.version_to is null and i.id = any ({members.ToArray()}) and i.easting is not null
            order by i.month, i.occurred_from, i.id
            """, cancellation);
        return records.Count(r => !r.IsOpen) is var controlled && controlled > 0 && controlled < await smallNumbers.ThresholdAsync(cancellation) ? null : records;
    }

    /// <summary>Open records of the theme near a series in place and time that are not in it, the nearest first.</summary>
    public async Task<IReadOnlyList<SeriesRecord>> NearAsync(CrimeSeries series, IReadOnlyList<SeriesRecord> members, CancellationToken cancellation)
    {
        const int Most = 20;
        const double Reach = 500;
        if (members.Count == 0) return [];
        var inside = members.Select(m => m.Id).ToHashSet();
        var (west, east, south, north) = (members.Min(m => m.Easting) - Reach, members.Max(m => m.Easting) + Reach, members.Min(m => m.Northing) - Reach, members.Max(m => m.Northing) + Reach);
        var around = await QueryAsync($"""
            select i.id as "Id", i.month as "Month", i.occurred_from as "From", i.occurred_to as "To", i.easting as "Easting", i.northing as "Northing", i.place_name as "Place", i.is_open as "IsOpen"
            from share.shown_incident i where i.partnership_id = {session.Partnership} and i.version_to is null and i.theme_key = {series.ThemeKey} and i.is_open and not i.is_middle
              and i.month between {members.Min(m => m.Month) - 1} and {members.Max(m => m.Month) + 1} and i.easting between {west} and {east} and i.northing between {south} and {north}
            """, cancellation);
        double Distance(SeriesRecord r) => Math.Sqrt(members.Min(m => (m.Easting - r.Easting) * (m.Easting - r.Easting) + (m.Northing - r.Northing) * (m.Northing - r.Northing)));
        return [.. around.Where(r => !inside.Contains(r.Id)).Select(r => (r, Distance(r))).Where(p => p.Item2 < Reach).OrderBy(p => p.Item2).ThenBy(p => p.r.Id).Take(Most).Select(p => p.r)];
    }

    /// <summary>Puts a record in or takes it out; not saved yet.</summary>
    public async Task ChangeAsync(CrimeSeries series, Guid incident, string what, string reason, CancellationToken cancellation)
    {
        var number = await db.Set<SeriesChange>().Where(c => c.SeriesId == series.Id).MaxAsync(c => (int?)c.Number, cancellation) ?? 0;
        db.Add(new SeriesChange(session.Partnership, series.Id, number + 1, incident, what, reason, session.User, session.DisplayName, Now));
    }

    public void Confirm(CrimeSeries series, string method) => series.Confirm(method, session, Now);

    public void Dismiss(CrimeSeries series, string reason) => series.Dismiss(reason, session, Now);

    Task<List<SeriesRecord>> RecordsAsync(string theme, CalendarMonth from, CalendarMonth to, CancellationToken cancellation) => QueryAsync($"""
        select i.id as "Id", i.month as "Month", i.occurred_from as "From", i.occurred_to as "To", i.easting as "Easting", i.northing as "Northing", i.place_name as "Place", i.is_open as "IsOpen"
        from share.shown_incident i where i.partnership_id = {session.Partnership} and i.version_to is null and i.theme_key = {theme} and i.month between {from.Number} and {to.Number}
          and i.easting is not null and not i.is_middle order by i.id
        """, cancellation);

    Task<List<SeriesRecord>> QueryAsync(FormattableString sql, CancellationToken cancellation) => db.Database.SqlQuery<SeriesRecord>(sql).ToListAsync(cancellation);
}
