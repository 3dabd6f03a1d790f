using Concordat.Partnership.Calendar;
using Concordat.Platform.Database;
using Concordat.Share.Places.Contracts;
using Concordat.Share.Recording.Contracts;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>The dated markers of the whole partnership: where records begin to be counted in another way, whoever looks at them.</summary>
/// <remarks>They come from the registers of breaks of the assessments in work and in force, from the counting rules, and from the boundary. A day within a month parts the series at that month.</remarks>
internal sealed class SeriesBreaks(ConcordatDb db, IBoundaryChanges boundaries, ICountingChanges counting)
{
    /// <summary>All of them, the earliest first.</summary>
    public async Task<IReadOnlyList<SeriesBreak>> ReadAsync(CancellationToken cancellation) => InOrder([.. await CountingAsync(cancellation), .. await BoundaryAsync(cancellation)]);

    /// <summary>Those that nobody has to write down: the counting rules that changed, and the boundary.</summary>
    public async Task<IReadOnlyList<SeriesBreak>> KnownAsync(CancellationToken cancellation) => InOrder([.. await RulesAsync(cancellation), .. await BoundaryAsync(cancellation)]);

    /// <summary>Those of counting: what people wrote down and the counting rules, without the boundary.</summary>
    public async Task<IReadOnlyList<SeriesBreak>> CountingAsync(CancellationToken cancellation) => InOrder([.. await WrittenAsync(cancellation), .. await RulesAsync(cancellation)]);

    async Task<IReadOnlyList<SeriesBreak>> WrittenAsync(CancellationToken cancellation)
    {
        var lines = await db.Set<StrategicEntry>().AsNoTracking().Where(e => e.Register == RegisterList.Breaks && e.RemovedAt == null
            && db.Set<StrategicAssessment>().Any(a => a.Id == e.AssessmentId && a.Status != StrategicStatus.Withdrawn && a.Status != StrategicStatus.Superseded)).Select(e => e.Content).ToListAsync(cancellation);
        return StrategicDesk.BreaksOf(lines.Select(Line.Of));
    }

    async Task<IEnumerable<SeriesBreak>> RulesAsync(CancellationToken cancellation) => (await counting.ListAsync(cancellation))
        .SelectMany(c => c.Themes.Count == 0 ? [new SeriesBreak(Month.Of(c.On), null, c.Words)] : c.Themes.Select(t => new SeriesBreak(Month.Of(c.On), t, c.Words)));

    async Task<IEnumerable<SeriesBreak>> BoundaryAsync(CancellationToken cancellation) => (await boundaries.ListAsync(cancellation))
        .Where(c => c.Kind == "boundary").Select(c => new SeriesBreak(Month.Of(c.On), null, $"The boundary changed from {c.Before} to {c.After}"));

    // What was carried over from one assessment to the next is told once.
    static IReadOnlyList<SeriesBreak> InOrder(IEnumerable<SeriesBreak> breaks) => [.. breaks.Distinct().OrderBy(b => b.Month).ThenBy(b => b.Theme, StringComparer.Ordinal)];
}

/// <summary>Which breaks part which series.</summary>
internal static class Parting
{
    /// <summary>Those that part the sum of some themes, as breaks of the sum itself; where no theme is named, only those of every theme.</summary>
    public static IReadOnlyList<SeriesBreak> Of(this IEnumerable<SeriesBreak> breaks, IReadOnlyCollection<string> themes) =>
        [.. breaks.Where(b => b.Theme is null || themes.Contains(b.Theme)).Select(b => b with { Theme = null })];

    /// <summary>The last that lies after one month and not after another; null for none.</summary>
    public static SeriesBreak? Between(this IEnumerable<SeriesBreak> breaks, Month after, Month upTo) => breaks.Where(b => b.Month > after && b.Month <= upTo).MaxBy(b => b.Month);

    /// <summary>Why nothing is compared across it.</summary>
    public static string Reason(this SeriesBreak b) => $"from {b.Month.LongName} on they are counted in another way ({char.ToLowerInvariant(b.What[0])}{b.What[1..].TrimEnd('.')})";
}
