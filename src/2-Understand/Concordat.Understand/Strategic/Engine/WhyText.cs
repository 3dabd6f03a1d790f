using Concordat.Documents.Model;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>What the records themselves say about why a theme changed: how suddenly, how widely, and what else changed with it. Never more than that.</summary>
internal static class WhyText
{
    // Level changes this near in time are taken as one moment.
    const int SameMoment = 2;

    public static string Sentence(ThemeReport theme, StrategicResult result)
    {
        if (theme.Trend.Changes is [.., var change])
        {
            var others = Together(theme, change, result);
            var when = change.First.LongName;
            if (theme.Key == result.Total.Key)
                return others.Count > 1
                    ? $"The level changed at once in {when}, in {Words.Small(others.Count)} themes together: that fits a cause that touched the whole area."
                    : $"The level changed at once in {when}; no theme but {(others.Count == 1 ? "one" : "none")} shows the same, so the cause is not seen from the records.";
            return others.Count > 0
                ? $"The level changed at once in {when}, as it did for {Words.List([.. others.Select(o => o.Name.ToLowerInvariant())])}: that fits a cause they share more than one of its own."
                : $"The level changed at once in {when}, and no other theme's did: that fits a cause of its own, on the ground or in recording.";
        }
        if (theme.Year.Signal is Signal.NotEnoughData) return $"Nothing can be said about why: {theme.Year.Reason ?? "there are too few records"}.";
        if (theme.Trend.IsGradual) return "The change is steady rather than sudden, which fits a slow cause, or a slow change in what is reported and recorded.";
        return theme.Year.Signal is Signal.None
            ? "Nothing here calls for an explanation: the year is like the year before."
            : "The year differs from the year before, but no single month is found in which the level changed.";
    }

    public static IReadOnlyList<string> Facts(ThemeReport theme, StrategicResult result) => [.. All(theme, result)];

    static IEnumerable<string> All(ThemeReport theme, StrategicResult result)
    {
        if (theme.Trend.Changes is [.., var change])
            foreach (var known in KnownEvents.Near(change.Earliest ?? change.First, change.Latest ?? change.First))
                yield return $"At that time: {known}. That they fall together does not prove a cause.";
        if (Places(theme) is { } places) yield return places;
        if (theme.Year.Signal is Signal.Rise or Signal.Fall || theme.Trend.Changes.Count > 0)
        {
            yield return "Not excluded: a change in what people report, in how it is recorded, or in how points are placed.";
            yield return "Confidence: low until partners have tested it against what they know. No other evidence has been looked at.";
        }
    }

    static string? Places(ThemeReport theme)
    {
        if (theme.Year is not { Signal: Signal.Rise or Signal.Fall, Now: { } now, Before: { } before } || theme.Spots.Count == 0 || theme.Spots.Any(s => s.Now is null || s.Before is null)) return null;
        var inside = theme.Spots.Sum(s => s.Now!.Value - s.Before!.Value);
        var share = (double)inside / (now - before);
        var word = theme.Year.Signal is Signal.Rise ? "rise" : "fall";
        return share >= 0.5 ? $"{Words.Percent(100 * Math.Min(1, share))} of the {word} lies in the places that stand out: look for the cause there first."
            : share <= 0 ? $"None of the {word} lies in the places that stand out: it is spread over the rest of the area."
            : $"{Words.Percent(100 * share)} of the {word} lies in the places that stand out; the rest is spread over the area.";
    }

    static List<ThemeReport> Together(ThemeReport theme, LevelChange change, StrategicResult result) =>
        [.. result.Themes.Where(t => t.Key != theme.Key && t.Trend.Changes.Any(c =>
            Math.Abs(c.First.Number - change.First.Number) <= SameMoment && Math.Sign(c.After - c.Before) == Math.Sign(change.After - change.Before)))];
}
