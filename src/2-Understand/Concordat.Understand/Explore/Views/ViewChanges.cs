using Concordat.Partnership.Calendar;
using Concordat.Understand.Explore.Kept;

namespace Concordat.Understand.Explore.Views;

/// <summary>A month of a view as it was seen and as it is.</summary>
/// <param name="Month">The month.</param>
/// <param name="Then">As seen; null where missing, hidden, or not among the months of the view then.</param>
/// <param name="Now">As it is; null likewise.</param>
/// <param name="Kind">What happened to it.</param>
internal sealed record MonthChange(Month Month, int? Then, int? Now, MonthChangeKind Kind);

/// <summary>What happened to a month of a view.</summary>
internal enum MonthChangeKind { Same, Changed, Came, Went }

/// <summary>What changed of a view since its owner last looked.</summary>
/// <param name="Months">Every month of either, in order.</param>
/// <param name="NewSpots">Hot spots by name that were not there.</param>
/// <param name="GoneSpots">Hot spots by name that are there no more.</param>
internal sealed record ViewChanges(KeptFigures Then, KeptFigures Now, IReadOnlyList<MonthChange> Months, IReadOnlyList<string> NewSpots, IReadOnlyList<string> GoneSpots)
{
    public static ViewChanges Of(KeptFigures then, KeptFigures now)
    {
        // Seen with a lower threshold, some of its figures may not be shown any more.
        if (then.FewestShown > 0 && now.FewestShown > then.FewestShown) then = then.WithoutBelow(now.FewestShown);
        var (before, after) = (then.Months.ToDictionary(m => m.Month, m => m.Count), now.Months.ToDictionary(m => m.Month, m => m.Count));
        var (were, are) = (then.HotSpots.Select(h => h.Name).ToList(), now.HotSpots.Select(h => h.Name).ToList());
        return new(then, now, [.. before.Keys.Union(after.Keys).Order().Select(m => Change(m, before, after))], [.. are.Except(were)], [.. were.Except(are)]);
    }

    static MonthChange Change(Month month, Dictionary<Month, int?> before, Dictionary<Month, int?> after)
    {
        var (was, isNow) = (before.TryGetValue(month, out var then), after.TryGetValue(month, out var now));
        return new(month, then, now, !was ? MonthChangeKind.Came : !isNow ? MonthChangeKind.Went : then == now ? MonthChangeKind.Same : MonthChangeKind.Changed);
    }

    public bool Any => Months.Any(m => m.Kind != MonthChangeKind.Same) || NewSpots.Count > 0 || GoneSpots.Count > 0 || Then.FewestShown != Now.FewestShown;

    /// <summary>Everything that changed, in sentences.</summary>
    public IReadOnlyList<string> Sentences()
    {
        if (!Any) return ["Nothing changed: every month and every hot spot is as it was."];
        List<string> told = [];
        void Tell(MonthChangeKind kind, Func<string, bool, string> words)
        {
            var of = Months.Where(m => m.Kind == kind).Select(m => m.Month.LongName).ToList();
            if (of.Count > 0) told.Add(words(of.Count <= 4 ? Tactical.Engine.Words.List(of) : $"{of.Count} months from {of[0]} to {of[^1]}", of.Count == 1));
        }
        Tell(MonthChangeKind.Came, (months, one) => $"{months} {(one ? "has" : "have")} come in.");
        Tell(MonthChangeKind.Went, (months, one) => $"{months} {(one ? "lies" : "lie")} outside the view now.");
        Tell(MonthChangeKind.Changed, (months, _) => $"Records of {months} have been added, taken out or changed since.");
        if (NewSpots.Count > 0) told.Add($"New hot spots: {Tactical.Engine.Words.List(NewSpots)}.");
        if (GoneSpots.Count > 0) told.Add($"No hot spot any more: {Tactical.Engine.Words.List(GoneSpots)}.");
        if (Then.FewestShown != Now.FewestShown) told.Add($"The smallest figure shown was {Then.FewestShown} and is {Now.FewestShown}, so figures may be hidden or shown that were not.");
        return told;
    }
}
