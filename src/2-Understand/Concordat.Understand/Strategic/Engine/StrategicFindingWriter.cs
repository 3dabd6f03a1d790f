using System.Globalization;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Writes the first draft of every finding from the figures.</summary>
public static class StrategicFindingWriter
{
    public static IReadOnlyList<StrategicFinding> Write(StrategicResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var findings = new List<StrategicFinding>();
        findings.AddRange(Of(result.Total, null, ProblemSide.Whole, result));
        if (Repeats(result) is { } repeats) findings.Insert(1, repeats);
        foreach (var theme in result.Themes) findings.AddRange(Of(theme, theme.Key, Sides.Of(theme.Key), result));
        return findings;
    }

    static IEnumerable<StrategicFinding> Of(ThemeReport theme, string? key, ProblemSide side, StrategicResult result)
    {
        yield return new($"{theme.Key}-level", StrategicPart.Levels, key, side, result.Supplier, LevelSentence(theme, result), [.. LevelFacts(theme, result)], Exhibit.Trend);
        if (theme.Spots.Count > 0)
            yield return new($"{theme.Key}-places", StrategicPart.Levels, key, ProblemSide.Location, result.Supplier, SpotSentence(theme), [.. SpotFacts(theme)], Exhibit.Spots);
        yield return new($"{theme.Key}-change", StrategicPart.Change, key, side, result.Supplier, ChangeSentence(theme, result), [.. ChangeFacts(theme, result)], Exhibit.None);
        yield return new($"{theme.Key}-why", StrategicPart.Why, key, side, result.Supplier, WhyText.Sentence(theme, result), WhyText.Facts(theme, result), Exhibit.None);
    }

    static string LevelSentence(ThemeReport theme, StrategicResult result)
    {
        var year = theme.Year;
        if (year.Count is not { } count) return $"No figures for {theme.Noun} are held for the twelve months to {result.To.LongName}.";
        var held = year.Known == 12 ? $"in the twelve months to {result.To.LongName}" : $"in the {Words.Small(year.Known)} months known of the twelve to {result.To.LongName}";
        var share = theme.Key == result.Total.Key || result.Total.Year.Count is not > 0 ? "" : $", {Words.Percent(100.0 * count / result.Total.Year.Count.Value)} of all records";
        return $"There were {Words.Number(count)} {theme.Noun} {held}{share}.";
    }

    static IEnumerable<string> LevelFacts(ThemeReport theme, StrategicResult result)
    {
        if (theme.Year.Known is > 0 and < 12) yield return $"{Words.Capital(Words.Small(12 - theme.Year.Known))} of the twelve months {(theme.Year.Known == 11 ? "is" : "are")} missing at source or not counted under this theme; none of them is taken as zero.";
        if (theme.RatePerThousand is { } rate) yield return string.Create(British, $"That is {rate:0.0} for each thousand residents.");
        if (Season(theme) is { } season) yield return season;
        if (theme.Concentration is { } share) yield return string.Create(British, $"Half of the year's records lie in {100 * share:0.0}% of the area's squares.");
        if (theme.Outlook.Years is [var next, .., var last])
            yield return $"If nothing changes, the twelve months to {next.To.LongName} bring {Range(next.Low, next.High)}, and those to {last.To.LongName} {Range(last.Low, last.High)}."
                + (theme.Outlook.Caution is { } caution ? $" {caution}" : "");
        else yield return $"No projection is given: {theme.Outlook.Reason}.";
        yield return $"How much the figures can carry: {theme.Reliability.ToString().ToLowerInvariant()} ({theme.ReliabilityReason}).";
    }

    static string? Season(ThemeReport theme)
    {
        if (theme.Trend.SeasonByMonth.Count == 0) return $"Season and trend cannot be told apart: {theme.Trend.Reason}.";
        if (!theme.Trend.HasSeason) return "No season can be told from chance.";
        var season = theme.Trend.SeasonByMonth.ToList();
        var (high, low) = (season.IndexOf(season.Max()), season.IndexOf(season.Min()));
        return string.Create(British, $"The season is highest in {British.DateTimeFormat.GetMonthName(high + 1)} (about {Math.Abs(season[high]):N0} above the trend) and lowest in {British.DateTimeFormat.GetMonthName(low + 1)} (about {Math.Abs(season[low]):N0} below).");
    }

    static string SpotSentence(ThemeReport theme)
    {
        var first = theme.Spots[0];
        var emerging = theme.Spots.Where(s => s.Emerges).Select(s => Words.Inside(s.Name)).ToList();
        var text = $"{Words.Capital(Words.Small(theme.Spots.Count))} {(theme.Spots.Count == 1 ? "place stands" : "places stand")} out for {theme.Noun}, the busiest {(theme.Spots.Count == 1 ? "at" : "around")} {Words.Inside(first.Name)} with {Words.Number(first.Count)} in the year";
        return emerging.Count > 0 ? $"{text}; emerging or growing: {Words.List(emerging)}." : $"{text}.";
    }

    static IEnumerable<string> SpotFacts(ThemeReport theme)
    {
        yield return $"By records: {Words.List([.. theme.Spots.Select(s => $"{Words.Inside(s.Name)} ({Words.Number(s.Count)}; {char.ToLowerInvariant(s.HistoryWords[0])}{s.HistoryWords[1..]})")])}.";
        var lasting = theme.Spots.Count(s => s.Lasts);
        yield return lasting == 0 ? "None of them has lasted through the period." : $"{Words.Capital(Words.Small(lasting))} of them {(lasting == 1 ? "lasts or emerges" : "last or emerge")} over the quarters judged.";
        if (theme.Year.Count is > 0) yield return $"Together they hold {Words.Percent(100.0 * theme.Spots.Sum(s => s.Count) / theme.Year.Count.Value)} of the year's {theme.Noun}.";
    }

    static string ChangeSentence(ThemeReport theme, StrategicResult result)
    {
        var y = theme.Year;
        if (y.Now is not { } now || y.Before is not { } before) return $"The last year cannot be compared with the year before for {theme.Noun}: {y.Reason}.";
        var span = y.Pairs == 12 ? $"in the twelve months to {result.To.LongName}, {Words.Number(before)} in the twelve before" : $"in the {Words.Small(y.Pairs)} months that are known in both years, {Words.Number(before)} in the same months a year before";
        return y.Signal switch
        {
            Signal.NotEnoughData => $"There were too few {theme.Noun} to tell a change: {Words.Number(now)} {span}.",
            Signal.None => $"No change in {theme.Noun} that can be told from chance: {Words.Number(now)} {span}.",
            var s => $"{Words.Capital(theme.Noun)} {(s == Signal.Rise ? "rose" : "fell")} by {Words.Percent(y.ChangePercent ?? 0)}: {Words.Number(now)} {span}.",
        };
    }

    static IEnumerable<string> ChangeFacts(ThemeReport theme, StrategicResult result)
    {
        if (theme.Year is { ChangePercent: { } percent, Low: { } low, High: { } high })
            yield return string.Create(British, $"Change {Signed(percent)}%, 95% range {Signed(low)}% to {Signed(high)}%.");
        foreach (var change in theme.Trend.Changes) yield return Level(change);
        if (theme.Trend is { IsGradual: true, SlopePerYear: var slope })
            yield return string.Create(British, $"Over the period the level moved steadily, by about {Math.Abs(slope):N0} records a month {(slope < 0 ? "fewer" : "more")} each year.");
        else if (theme.Trend is { Changes.Count: 0, Reason: null })
            yield return "No month is found in which the level changed and stayed changed.";
        else if (theme.Trend.Reason is { } reason) yield return $"Changes of level are not looked for: {reason}.";
        if (theme.Signals.Count > 0) yield return $"Months of the last year outside what the years before lead one to expect: {Months(theme.Signals)}.";
        foreach (var b in theme.Breaks) yield return $"Break in the series, {b.Month.LongName}: {b.What}. Nothing is compared across it.";
    }

    internal static string Level(LevelChange change) => string.Create(British,
        $"The level changed in {change.First.LongName} ({Interval(change)}), from about {change.Before:N0} to about {change.After:N0} a month.");

    internal static string Interval(LevelChange change) => change is { Earliest: { } from, Latest: { } to }
        ? from == to ? "95% interval: that month alone" : $"95% interval {from.LongName} to {to.LongName}"
        : "no interval can be given";

    static string Months(IReadOnlyList<MonthSignal> signals) =>
        Words.List([.. signals.GroupBy(s => s.Signal).OrderBy(g => g.Key).Select(g => $"{(g.Key == Signal.Rise ? "above" : "below")} in {MonthSpans.InWords([.. g.Select(s => s.Month)], m => m.LongName)}")]);

    static StrategicFinding? Repeats(StrategicResult result) => result.RepeatPlaces is not [var first, ..] ? null
        : new("all-repeats", StrategicPart.Levels, null, ProblemSide.Location, result.Supplier,
            $"Records come back through the year at {(result.RepeatPlaces.Count == RepeatPlaceFinder.Most ? "many points; the ten with most are shown" : $"{Words.Small(result.RepeatPlaces.Count)} point{(result.RepeatPlaces.Count == 1 ? "" : "s")}")}, most at {Words.Inside(first.Name)} with {Words.Number(first.Count)}.",
            [$"Records in at least three quarters of the {Words.Small(first.MonthsHeld)} months held of the last year. A point is the supplier's: several addresses may stand at it."], Exhibit.Repeats);

    internal static string Range(int low, int high) => $"{Words.Number(low)} to {Words.Number(high)}";
    internal static string Signed(double value) => $"{(value < 0 ? "−" : "+")}{Math.Abs(value).ToString("0.0", British)}";
    internal static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
}
