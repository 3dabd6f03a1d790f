using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Writes the first draft of every finding from the figures. The analyst has the last word.</summary>
public static class FindingWriter
{
    const int MostHotSpotFindings = 5, MostProposed = 5;

    public static IReadOnlyList<TacticalFinding> Write(TacticalResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<TacticalFinding> findings = [.. WhatIsNew(result)];
        foreach (var theme in result.Themes)
        {
            findings.Add(Count(theme, result));
            findings.AddRange(HotSpots(theme, result));
        }
        if (RepeatFinding(result) is { } repeats) findings.Add(repeats);
        if (result.HasPriorities) findings.AddRange(Outside(result));
        return Propose(findings, result);
    }

    static TacticalFinding Count(ThemeResult theme, TacticalResult result) => new(
        theme.Key, $"{theme.Name} in {result.Month.Name}",
        CountSentence.Of(theme.Noun, theme.Comparison, theme.Map, result.Month),
        CountFacts.Of(theme.Comparison, result.Month),
        new(EvidenceKind.MonthChart, theme.Key, null, result.Month, theme.Comparison.Count, CountMethod(theme.Comparison)));

    static string CountMethod(CountComparison c) =>
        "Twice the difference of the square roots of the two months, a signal beyond 3"
        + (c.Seasonal is null ? "." : $". Season: {c.Seasonal.KnownMonths} months, quasi-Poisson with a yearly pattern, 95% range.");

    static IEnumerable<TacticalFinding> HotSpots(ThemeResult theme, TacticalResult result)
    {
        var (map, month) = (theme.Map, result.Month);
        if (theme.Comparison.Count is not { } count) yield break;
        if (!map.WasMapped)
        {
            yield return Mapped(theme, result, null, $"Hot spots of {theme.Name.ToLowerInvariant()}",
                $"A map of hot spots needs at least {result.Method.Settings.FewestForMap} records in the month; there were {Words.Small(count)} {theme.Noun}.", []);
            yield break;
        }
        if (map.HotSpots.Count == 0)
            yield return Mapped(theme, result, null, $"Hot spots of {theme.Name.ToLowerInvariant()}",
                $"No part of {result.AreaName} stands out for {theme.Noun} in {month.Name}.", []);
        foreach (var (spot, i) in map.HotSpots.Take(MostHotSpotFindings).Select((s, i) => (s, i)))
            yield return Mapped(theme, result, i, spot.Name, HotSpotSentence(theme, spot, count, month), HotSpotFacts(spot, result));
        if (map.HotSpots.Count > MostHotSpotFindings)
            yield return Mapped(theme, result, null, "Smaller hot spots",
                $"{Words.Capital(Words.Small(map.HotSpots.Count - MostHotSpotFindings))} smaller hot spots of {theme.Noun} stand on the map and in its table.", []);
    }

    static TacticalFinding Mapped(ThemeResult theme, TacticalResult result, int? index, string title, string sentence, IReadOnlyList<string> facts) => new(
        theme.Key, title, sentence, facts,
        new(EvidenceKind.HotSpotMap, theme.Key, index, result.Month, index is { } i ? theme.Map.HotSpots[i].Count : theme.Comparison.Count,
            $"Getis-Ord Gi*, squares of {result.Method.Settings.CellMetres:0} m, false discovery {result.Method.Settings.FalseDiscoveryRate * 100:0}%, version {result.Method.Version}. The same records give the same map."));

    static string HotSpotSentence(ThemeResult theme, HotSpot spot, int count, Month month)
    {
        var place = Words.Inside(spot.Name);
        var share = $"{Words.Number(spot.Count)} of the {Words.Number(count)} {theme.Noun} in {month.Name}";
        return spot.IsNew
            ? $"A new hot spot has formed around {place}: {share}."
            : $"{Words.Capital(place)} is still a hot spot: {share}{(spot.CountBefore is { } before ? $", {Words.Number(before)} in the month before" : "")}.";
    }

    static IReadOnlyList<string> HotSpotFacts(HotSpot spot, TacticalResult result) =>
    [
        string.Create(British, $"{(spot.IsNew ? "New this month" : "Continuing")}. {Squares(spot.Cells.Count)} of {result.Method.Settings.CellMetres:0} metres, strongest z {spot.StrongestZ:0.0}, q {(spot.LowestQ < 0.001 ? "below 0.001" : spot.LowestQ.ToString("0.000", British))}."),
        .. spot.CountBefore is { } before ? [$"The same squares had {Words.Number(before)} in the month before."] : Array.Empty<string>(),
    ];

    static string Squares(int count) => count == 1 ? "1 square" : $"{Words.Number(count)} squares";

    static IEnumerable<TacticalFinding> WhatIsNew(TacticalResult result)
    {
        var month = result.Month;
        TacticalFinding New(string title, string sentence) =>
            new(Sections.WhatIsNew, title, sentence, [], new(EvidenceKind.None, null, null, month, null, "From the findings of each priority."));
        var spots = result.HotSpotsByCount().Where(s => s.HotSpot.IsNew).ToList();
        if (spots.Count > 0)
            yield return New("New hot spots",
                $"{Words.Capital(Words.Small(spots.Count))} hot {(spots.Count == 1 ? "spot is" : "spots are")} new: "
                + Words.List([.. spots.Take(MostHotSpotFindings).Select(s => $"{Words.Inside(s.HotSpot.Name)} ({s.Theme.Name.ToLowerInvariant()}, {Words.Number(s.HotSpot.Count)})")])
                + (spots.Count > MostHotSpotFindings ? $"; the other {Words.Small(spots.Count - MostHotSpotFindings)} are under their priorities." : "."));
        foreach (var theme in result.Themes.Where(t => t.Comparison.Signal != t.Before.Signal))
            yield return New($"{theme.Name}: signal changed",
                $"{theme.Name}: {theme.Comparison.Signal.Word().ToLowerInvariant()} in {month.Name}, where {month.AddMonths(-1).Name} had {Had(theme.Before.Signal)}.");
        if (spots.Count == 0 && result.Themes.All(t => t.Comparison.Signal == t.Before.Signal))
            yield return New("Nothing new", $"Since {month.AddMonths(-1).Name} there is no new hot spot and no change of signal.");
    }

    static string Had(Signal signal) => signal switch
    {
        Signal.Rise => "a rise",
        Signal.Fall => "a fall",
        Signal.None => "no signal",
        _ => "not enough data",
    };

    static TacticalFinding? RepeatFinding(TacticalResult result)
    {
        if (result.RepeatLocations is not [var first, ..]) return null;
        var many = result.RepeatLocations.Count;
        var held = result.Method.Held.Count(m => m <= result.Month && m > result.Month.AddMonths(-RepeatLocations.MonthsBack));
        return new(Sections.Repeats, "Places where records come back",
            $"Records come back most at {Words.Inside(first.Name)}: {Words.Number(first.Count)} in the twelve months to {result.Month.LongName}, in {Words.Small(first.Months)} of the {Words.Small(held)} months held.",
            many == 1 ? [] : [$"{Words.Capital(Words.Small(many))} places stand in the table: each had at least {Words.Small(RepeatLocations.FewestInMonth)} records in {result.Month.Name} and records in at least {Words.Small(RepeatLocations.FewestMonths)} months."],
            new(EvidenceKind.RepeatLocations, null, null, result.Month, first.Count, "Same point as supplied. Suppliers move points to a nearby street, so a point is not one household."));
    }

    static IEnumerable<TacticalFinding> Outside(TacticalResult result)
    {
        TacticalFinding Other(OtherTheme? theme, string title, string sentence, IReadOnlyList<string> facts) =>
            new(Sections.Outside, title, sentence, facts, new(EvidenceKind.None, theme?.Key, null, result.Month, theme?.Comparison.Count, "Twice the difference of the square roots of the two months, a signal beyond 3."));
        var moved = result.OutsidePriorities.Where(t => t.Comparison.Signal is Signal.Rise or Signal.Fall).ToList();
        if (moved.Count == 0) yield return Other(null, "Outside the priorities", "Nothing outside the priorities rose or fell by more than chance would explain.", []);
        foreach (var theme in moved)
            yield return Other(theme, $"{theme.Name} in {result.Month.Name}", CountSentence.Of(theme.Noun, theme.Comparison, null, result.Month), CountFacts.Of(theme.Comparison, result.Month));
    }

    // New hot spots, and those of a theme that rose: what a tasking meeting can act on.
    static IReadOnlyList<TacticalFinding> Propose(List<TacticalFinding> findings, TacticalResult result)
    {
        var rising = result.Themes.Where(t => t.Comparison.Signal == Signal.Rise).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var proposed = findings
            .Where(f => f.Evidence is { HotSpot: not null, Theme: not null })
            .Select(f => (Finding: f, Spot: result.Themes.First(t => t.Key == f.Evidence.Theme).Map.HotSpots[f.Evidence.HotSpot!.Value]))
            .Where(f => f.Spot.IsNew || rising.Contains(f.Spot.Theme))
            .OrderByDescending(f => rising.Contains(f.Spot.Theme)).ThenByDescending(f => f.Spot.Count)
            .Take(MostProposed)
            .Select(f => f.Finding)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. findings.Select(f => proposed.Contains(f) ? f with { IsProposed = true } : f)];
    }

    static readonly System.Globalization.CultureInfo British = System.Globalization.CultureInfo.GetCultureInfo("en-GB");
}
