using Concordat.Documents.Maps;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Makes the figures of a tactical assessment. The same records and settings give the same figures, in whatever order the rows come.</summary>
public static class TacticalAssessor
{
    // Two years, and the month before them for the first range.
    const int MonthsInChart = 25;

    public static TacticalResult Assess(TacticalInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var counts = new MonthlyCounts(input.Incidents, input.Held, input.HeldByTheme) { Hidden = input.HiddenByTheme, FewestShown = input.FewestShown, Breaks = input.Breaks };
        var study = input.Study ?? new StudyCells(input.Area, input.Settings.CellMetres);
        var places = new Places(input.Incidents);
        var finder = new HotSpotFinder(input.Incidents, counts, study, places, input.Settings, input.FewestShown);
        var assessed = Assessed(input, counts);
        var themes = assessed.Select(p => Result(p, counts, finder, input.Month)).ToList();
        var keys = themes.Select(t => ThemeList.IndexOf(t.Key)).ToHashSet();
        return new()
        {
            AreaName = input.Area.Name,
            Month = input.Month,
            Records = input.Records,
            Themes = themes,
            OutsidePriorities = input.Priorities.Count == 0 ? [] : Others(counts, keys, input.Month),
            HasPriorities = input.Priorities.Count > 0,
            RepeatLocations = RepeatLocations.Find(input.Incidents, places, keys, input.Month, input.FewestShown),
            RecordedSquares = study.Runs(study.WithRecords(input.Incidents)),
            Method = new(input.Settings, new GridPoint(study.Grid.OriginX, study.Grid.OriginY), study.Count, study.Runs(study.IsStudy), input.Held.Months,
                Seed: 0, input.Version, ThemeList.Version, input.Files, input.DataAsAt),
        };
    }

    static IReadOnlyList<AssessedPriority> Assessed(TacticalInput input, MonthlyCounts counts) => input.Priorities.Count > 0
        ? [.. input.Priorities.DistinctBy(p => p.Theme.Key)]
        : [.. ThemeList.All.Where((_, i) => counts.Occurs(i)).Select(t => new AssessedPriority(t))];

    static ThemeResult Result(AssessedPriority priority, MonthlyCounts counts, HotSpotFinder finder, Month month)
    {
        var theme = ThemeList.IndexOf(priority.Theme.Key);
        return new(priority.Theme.Key, priority.Theme.Name, priority.Theme.Noun, priority.Title,
            counts.Series(theme, month, MonthsInChart),
            CountComparison.Of(counts, theme, month), CountComparison.Of(counts, theme, month.AddMonths(-1)),
            finder.Find(priority.Theme.Key, theme, month));
    }

    static IReadOnlyList<OtherTheme> Others(MonthlyCounts counts, HashSet<int> assessed, Month month) =>
        [.. ThemeList.All.Select((theme, i) => (theme, i))
            .Where(t => !assessed.Contains(t.i) && counts.Occurs(t.i))
            .Select(t => new OtherTheme(t.theme.Key, t.theme.Name, t.theme.Noun, CountComparison.Of(counts, t.i, month)))];
}
