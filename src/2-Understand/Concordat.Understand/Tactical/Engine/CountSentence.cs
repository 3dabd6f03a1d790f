using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Says whether a theme rose or fell, in one sentence that keeps chance and season apart.</summary>
internal static class CountSentence
{
    public static string Of(string noun, CountComparison comparison, HotSpotMap? map, Month month)
    {
        var previous = month.AddMonths(-1);
        return comparison switch
        {
            { Count: null, HiddenBelow: > 0 and var threshold } => $"There were fewer than {threshold} {noun} in {month.LongName}, or none: so small a figure is not shown.",
            { Count: null } => $"No figures for {noun} are held for {month.LongName}, so nothing can be said about the month.",
            { Count: var now, PreviousMonth: null, HiddenBelow: > 0 } =>
                $"{Counted(noun, now.Value, month)}. {previous.LongName} had too few to be shown, so we cannot tell whether that is a rise or a fall{Season(comparison, month, ", though it is")}.",
            { Count: var now, PreviousMonth: null } =>
                $"{Counted(noun, now.Value, month)}. {previous.LongName} is missing at source, so we cannot tell whether that is a rise or a fall{Season(comparison, month, ", though it is")}.",
            { Signal: Signal.NotEnoughData, Count: var now, PreviousMonth: var before } =>
                $"There were too few {noun} to tell a change: {Words.Small(now.Value)} in {month.Name}, {Words.Small(before.Value)} in {previous.Name}.",
            { Signal: Signal.None, Count: var now, PreviousMonth: var before } =>
                $"No change we can tell from chance in {noun}: {Words.Number(now.Value)} in {month.Name}, {Words.Number(before.Value)} in {previous.Name}{Season(comparison, month, ", but the count is")}.",
            { Signal: Signal.Rise } => Moved(noun, comparison, map, month, "rose", "above"),
            _ => Moved(noun, comparison, null, month, "fell", "below"),
        };
    }

    /// <summary>A few words for a table of all priorities.</summary>
    public static string InBrief(ThemeResult theme, Month month)
    {
        var c = theme.Comparison;
        var largest = theme.Map.HotSpots is [var first, ..] ? first : null;
        return c switch
        {
            { Count: null, HiddenBelow: > 0 } => "Too few to be shown.",
            { Count: null } => "No figures are held for the month.",
            { PreviousMonth: null, HiddenBelow: > 0 } => $"{month.AddMonths(-1).LongName} had too few to be shown.",
            { PreviousMonth: null } => $"{month.AddMonths(-1).LongName} is missing at source.",
            { Signal: Signal.NotEnoughData } => "Too few for a signal.",
            { Signal: Signal.Rise } when MostOfTheRise(c, theme.Map) is { } spot => $"Most of the rise is at {Words.Inside(spot.Name)}.",
            { Signal: Signal.Rise } when Usual(c) => $"Up on the month before, but usual for {Month(month)}.",
            { Signal: Signal.Fall } when Usual(c) => $"Down on the month before, but usual for {Month(month)}.",
            { Signal: Signal.Rise } => "A rise across the area, not in one place.",
            { Signal: Signal.Fall } => "Fewer than chance would explain.",
            _ when Outside(c) is { } side => $"No change on the month before, but {side} for {Month(month)}.",
            _ when largest is { IsNew: true } => $"No change overall; a new hot spot at {Words.Inside(largest.Name)}.",
            _ => "No change we can tell from chance.",
        };
    }

    /// <summary>The hot spot that holds at least half of the rise; null when none does.</summary>
    public static HotSpot? MostOfTheRise(CountComparison comparison, HotSpotMap map)
    {
        if (comparison.Count is not { } now || comparison.PreviousMonth is not { } before || now <= before) return null;
        return map.HotSpots
            .Where(h => h.CountBefore is { } earlier && 2 * (h.Count - earlier) >= now - before)
            .MaxBy(h => h.Count - h.CountBefore);
    }

    static string Moved(string noun, CountComparison c, HotSpotMap? map, Month month, string verb, string side)
    {
        var previous = month.AddMonths(-1);
        var place = map is not null && MostOfTheRise(c, map) is { } spot ? $"; most of the rise is at {Words.Inside(spot.Name)}" : "";
        var season = Usual(c) ? $". That is usual for {Month(month)}: {Words.Years(c.Seasonal!.KnownMonths)} lead us to expect {Words.Range(c.Seasonal)}" : "";
        return $"{Words.Capital(noun)} {verb} to {Words.Number(c.Count!.Value)} in {month.Name}, {side} the {Words.Range(c.Expected!)} "
            + $"we would expect after {Words.Number(c.PreviousMonth!.Value)} in {previous.Name} if nothing had changed{place}{season}.";
    }

    static string Counted(string noun, int count, Month month) => count == 0
        ? $"There were no {noun} in {month.LongName}"
        : $"There were {Words.Number(count)} {noun} in {month.LongName}";

    static string Season(CountComparison c, Month month, string lead) => Outside(c) is { } side
        ? $"{lead} {side} for {Month(month)}: {Words.Years(c.Seasonal!.KnownMonths)} lead us to expect {Words.Range(c.Seasonal)}"
        : "";

    static bool Usual(CountComparison c) => c is { Seasonal: { } seasonal, Count: { } count } && seasonal.Holds(count);

    static string? Outside(CountComparison c) => c is { Seasonal: { } seasonal, Count: { } count } && !seasonal.Holds(count)
        ? count > seasonal.High ? "high" : "low"
        : null;

    static string Month(Month month) => month.MonthOfYear is 4 or 8 or 10 ? $"an {month.Name}" : $"a {month.Name}";
}
