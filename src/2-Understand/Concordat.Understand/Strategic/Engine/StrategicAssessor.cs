using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Makes the figures of a strategic assessment. The same records and settings give the same figures, in whatever order the rows come.</summary>
public static class StrategicAssessor
{
    /// <summary>Key of all themes together.</summary>
    public const string TotalKey = "all";

    public static StrategicResult Assess(StrategicInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var counts = new MonthlyCounts(input.Incidents, input.Held, input.HeldByTheme);
        var from = First(input);
        var study = new StudyCells(input.Area, input.Settings.CellMetres);
        var places = new Places(input.Incidents);
        var finder = new LastingSpotFinder(input.Incidents, study, places, input.Settings, input.FewestShown, input.Held, from, input.To);
        var length = input.To.Number - from.Number + 1;
        var occurring = ThemeList.All.Where((_, i) => counts.Series(i, input.To, length).Any(m => m.Count > 0)).ToList();
        var themes = occurring.AsParallel().AsOrdered().Select(t => Theme(t, counts.Series(ThemeList.IndexOf(t.Key), input.To, length), finder, input)).ToList();
        var total = Total(occurring, counts, length, input);
        return new()
        {
            AreaName = input.Area.Name,
            From = from,
            To = input.To,
            Records = input.Records,
            Total = total,
            Themes = themes,
            RepeatPlaces = RepeatPlaceFinder.Find(input.Incidents, places, input.Held, input.To, input.FewestShown),
            Issues = Ranking.Of(themes, total, input.Matrix, input.Seed),
            TopN = Ranking.TopN(themes.Count(t => t.Year.Count > 0)),
            Plan = input.Plan,
            Priorities = [.. input.Priorities.Select(p => p.Key).Distinct()],
            Breaks = [.. input.Breaks.Concat(themes.SelectMany(t => t.Breaks.Where(b => b.IsInferred))).OrderBy(b => b.Month).ThenBy(b => b.Theme, StringComparer.Ordinal)],
            Residents = input.Residents,
            Supplier = input.Supplier,
            Matrix = input.Matrix,
            RecordedSquares = study.Runs(study.WithRecords(input.Incidents)),
            Method = new(input.Settings, new GridPoint(study.Grid.OriginX, study.Grid.OriginY), study.Count, [.. input.Held.Months.Where(m => m >= from && m <= input.To)],
                finder.Quarters, input.Seed, Ranking.Draws, input.Version, ThemeList.Version, input.Files),
        };
    }

    /// <summary>The same figures ranked by another matrix: nothing is counted again.</summary>
    public static StrategicResult Ranked(StrategicResult result, RiskMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(matrix);
        return result with { Matrix = matrix, Issues = Ranking.Of(result.Themes, result.Total, matrix, result.Method.Seed) };
    }

    // Never before the first month held, and never less than the two years that are compared.
    static Month First(StrategicInput input)
    {
        var wanted = input.To.AddMonths(1 - 12 * Math.Max(2, input.Years));
        var held = input.Held.Months.Where(m => m <= input.To).Append(input.To).Min();
        return held > wanted ? held : wanted;
    }

    static ThemeReport Theme(Theme theme, IReadOnlyList<MonthCount> series, LastingSpotFinder finder, StrategicInput input)
    {
        var history = ThemeHistory.Of(theme.Key, series, input.Breaks);
        var year = YearComparison.Of(history, input.To);
        var (spots, concentration) = finder.Find(theme, history, year.Now is not null);
        return Report(theme.Key, theme.Name, theme.Noun, history, year, spots, concentration, input);
    }

    static ThemeReport Total(IReadOnlyList<Theme> themes, MonthlyCounts counts, int length, StrategicInput input)
    {
        var all = themes.Select(t => counts.Series(ThemeList.IndexOf(t.Key), input.To, length)).ToList();
        var series = Enumerable.Range(0, length).Select(i =>
        {
            var month = input.To.AddMonths(i + 1 - length);
            var known = all.Select(s => s.FirstOrDefault(m => m.Month == month)?.Count).OfType<int>().ToList();
            return new MonthCount(month, input.Held.Holds(month) ? known.Sum() : null);
        }).ToList();
        var history = ThemeHistory.OfTotal(series, input.Breaks);
        return Report(TotalKey, "All records", "records of all themes", history, YearComparison.Of(history, input.To), [], null, input);
    }

    static ThemeReport Report(string key, string name, string noun, ThemeHistory history, YearComparison year, IReadOnlyList<LastingSpot> spots, double? concentration, StrategicInput input)
    {
        var trend = TrendReport.Of(history);
        var (reliability, reason) = Judge(history, year, trend);
        return new(key, name, noun, history.Months, year, trend, Outlook.Of(history, trend, input.To), Outlook.Signals(history, input.To), spots,
            input.Residents is { } residents && year is { Count: { } count, Known: 12 } ? 1000.0 * count / residents : null,
            reliability, reason, concentration, history.Breaks);
    }

    static (Reliability, string) Judge(ThemeHistory history, YearComparison year, TrendReport trend)
    {
        var known = history.Piece().Count(m => m.Count is not null);
        if (year.Signal is Signal.NotEnoughData) return (Reliability.Low, year.Reason ?? "too few records");
        if (year.Count < 100) return (Reliability.Low, "fewer than 100 records in the year");
        if (known < TrendReport.FewestMonths) return (Reliability.Low, $"{known} months counted alike");
        if (history.Breaks.Count > 0) return (Reliability.Medium, "the series has a break");
        if (known < 35) return (Reliability.Medium, $"{known} months counted alike, fewer than three years");
        if (history.Months.Any(m => m.Count is null)) return (Reliability.Medium, "months are missing");
        return trend.Changes.Count > 0 ? (Reliability.Medium, "the level changed within the period") : (Reliability.High, "three years and more, counted alike");
    }
}
