using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Database;
using Concordat.Understand.Strategic.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore;

/// <summary>What makes months of a view unlike each other: a category that was split or is counted in another way, and a boundary that changed.</summary>
/// <remarks>A break holds from its month on. It is told, never corrected for: no figure is altered.</remarks>
internal sealed class SeriesMarks(ConcordatDb db, SeriesBreaks known)
{
    /// <summary>Sentences, the earliest mark first; empty where nothing changed within the months looked at.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Criteria found, CancellationToken cancellation) =>
        [.. (await BreaksAsync(found, cancellation)).Concat(await BoundariesAsync(found, cancellation)).OrderBy(m => m.On).Select(m => m.Words).Distinct()];

    async Task<IEnumerable<(DateOnly On, string Words)>> BreaksAsync(Criteria found, CancellationToken cancellation)
    {
        // A break in the first month parts nothing that is shown.
        return (await known.CountingAsync(cancellation)).Where(b => b.Month > found.From && b.Month <= found.To && (b.Theme is null || found.Filter.Themes.Count == 0 || found.Filter.Themes.Contains(b.Theme)))
            .Select(b => (b.Month.FirstDay, $"From {b.Month.LongName} on {(b.Theme is { } t ? ThemeList.Find(t)!.Noun : "records")} are counted in another way: {b.What.TrimEnd('.')}. Do not compare months before it with months since."));
    }

    async Task<IEnumerable<(DateOnly On, string Words)>> BoundariesAsync(Criteria found, CancellationToken cancellation)
    {
        var layers = await db.Set<AreaLayer>().AsNoTracking().Where(l => l.Kind == "boundary" || l.Kind == "ward").ToListAsync(cancellation);
        return layers.Where(l => l.ValidFrom > found.From.FirstDay && l.ValidFrom <= found.To.LastDay && layers.Any(o => o.Kind == l.Kind && o.ValidFrom < l.ValidFrom))
            .Select(l => (l.ValidFrom, $"On {l.ValidFrom.Long()} the {(l.Kind == "boundary" ? "boundary" : "wards")} changed to “{l.Name}”. Maps and hot spots show every month by the ones in force today; a ward of the old layer and one of the same name in the new need not hold the same ground."));
    }
}
