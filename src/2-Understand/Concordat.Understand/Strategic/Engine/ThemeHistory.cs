using Concordat.Partnership.Calendar;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>A theme's months with their holes, and the breaks that part them into pieces counted alike.</summary>
internal sealed class ThemeHistory
{
    /// <summary>Fewest months in a row without a record, beside a year with many, that show a category beginning or ending.</summary>
    public const int FewestSilent = 6;
    // A month's mean under which silence may be chance.
    const double FewestMean = 5;

    ThemeHistory(IReadOnlyList<MonthCount> months, IReadOnlyList<SeriesBreak> breaks) => (Months, Breaks) = (months, breaks);

    public IReadOnlyList<MonthCount> Months { get; }
    public IReadOnlyList<SeriesBreak> Breaks { get; }

    public static ThemeHistory Of(string key, IReadOnlyList<MonthCount> months, IReadOnlyList<SeriesBreak> given)
    {
        var breaks = given.Where(b => (b.Theme is null || b.Theme == key) && months.Count > 0 && b.Month > months[0].Month && b.Month <= months[^1].Month).ToList();
        var known = months.Where(m => m.Count is not null).ToList();
        var begins = Begins(known);
        if (begins is { } first) breaks.Add(new(first, key, "The category begins; earlier months hold none of it, so it was not counted under this name", IsInferred: true));
        known.Reverse();
        var ends = Begins(known);
        if (ends is { } last) breaks.Add(new(last.AddMonths(1), key, "The category ends; later months hold none of it, so it is not counted under this name", IsInferred: true));
        return new(
            [.. months.Select(m => m.Month < begins || m.Month > ends ? m with { Count = null } : m)],
            [.. breaks.OrderBy(b => b.Month)]);
    }

    /// <summary>All themes together: their breaks part the total only where they are for every theme.</summary>
    public static ThemeHistory OfTotal(IReadOnlyList<MonthCount> months, IReadOnlyList<SeriesBreak> given) =>
        new(months, [.. given.Where(b => b.Theme is null && months.Count > 0 && b.Month > months[0].Month && b.Month <= months[^1].Month).OrderBy(b => b.Month)]);

    /// <summary>The months counted alike up to the last: since the last break, without unknown months at either end.</summary>
    public IReadOnlyList<MonthCount> Piece()
    {
        var from = Breaks.Count > 0 ? Breaks.Max(b => b.Month) : Months.Count > 0 ? Months[0].Month : default;
        var piece = Months.Where(m => m.Month >= from).SkipWhile(m => m.Count is null).ToList();
        while (piece.Count > 0 && piece[^1].Count is null) piece.RemoveAt(piece.Count - 1);
        return piece;
    }

    public int? At(Month month) => Months.Count > 0 && month.Number - Months[0].Month.Number is var i && i >= 0 && i < Months.Count ? Months[i].Count : null;

    static Month? Begins(List<MonthCount> known)
    {
        var silent = known.TakeWhile(m => m.Count == 0).Count();
        if (silent < FewestSilent || silent == known.Count) return null;
        var after = known.Skip(silent).Take(12).ToList();
        return after.Count >= FewestSilent && after.Average(m => m.Count!.Value) >= FewestMean ? known[silent].Month : null;
    }
}
