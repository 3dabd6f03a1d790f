using Concordat.Documents.Charts;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;

namespace Concordat.Understand.Explore;

/// <summary>Everything the Explore page shows for a filter: a few round trips to the database, whatever the filter, then arithmetic.</summary>
internal sealed record ExploreData
{
    public required IncidentFilter Filter { get; init; }

    /// <summary>The month looked at: the last of the filter that is held.</summary>
    public required Month Month { get; init; }

    /// <summary>Some of what is asked for comes from controlled sets, so that small figures are hidden; the threshold then, 0 otherwise.</summary>
    public required int FewestShown { get; init; }

    public required IncidentSummary Summary { get; init; }
    public required MonthsHeld Held { get; init; }

    /// <summary>The chosen themes as a noun: "burglaries", "records".</summary>
    public required string Noun { get; init; }

    public required CountComparison Comparison { get; init; }

    /// <summary>Months of the filter with one before them; null counts are missing at source.</summary>
    public required IReadOnlyList<MonthCount> Series { get; init; }

    /// <summary>What makes its months unlike each other, in sentences.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    /// <summary>Hot spots of the month; null when no boundary is held.</summary>
    public required ExploreMap? Map { get; init; }

    public ColumnChart Chart() => MonthChart.Of(Noun, Series, Comparison.Signal, CountSentence.Of(Noun, Comparison, Map?.HotSpots, Month));

    public HeatTable? Heat() => Summary.HoursByWeekday is not { } hours ? null : new()
    {
        Title = $"{Words.Capital(Noun)} by hour and weekday",
        Description = $"{Words.Capital(Noun)} with a known time, by hour of the day and day of the week.",
        RowName = "Day",
        RowLabels = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ColumnLabels = [.. Enumerable.Range(0, 24).Select(h => h.ToString("00", System.Globalization.CultureInfo.InvariantCulture))],
        Values = [.. hours.Select(day => (IReadOnlyList<double?>)[.. day.Select(v => FewestShown > 0 && v == 0 ? null : (double?)Math.Round(v))])],
        ClassFrom = Classes(hours),
    };

    // Four classes of equal width up to the largest; at least one apart.
    static double[] Classes(double[][] hours)
    {
        var step = Math.Max(1, hours.Max(day => day.Max()) / 4);
        return [1, 1 + step, 1 + 2 * step, 1 + 3 * step];
    }
}

/// <summary>Where the month's incidents stand out, and where they come back.</summary>
internal sealed record ExploreMap(string AreaName, HotSpotMap HotSpots, IReadOnlyList<RepeatLocation> Repeats, TacticalResult Drawn, BaseMap BaseMap);

/// <summary>Reads and works out <see cref="ExploreData"/>.</summary>
internal sealed class Explorer(IncidentQuery incidents, ExploreCriteria criteria, SeriesMarks marks, StudyAreas areas)
{
    /// <summary>Null when no records are held at all.</summary>
    /// <param name="asked">What to look at.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="then">What a kept view was made from, to make it again; null for now.</param>
    /// <param name="months">How many months to the last, where the filter names no first one; null for as many as the page shows.</param>
    public async Task<ExploreData?> LookAsync(IncidentFilter asked, CancellationToken cancellation, ViewThen? then = null, int? months = null) =>
        await criteria.ReadAsync(asked, cancellation, then, months) is { } found ? await LookAsync(found, cancellation) : null;

    /// <summary>The figures of a view whose criteria are known.</summary>
    public async Task<ExploreData> LookAsync(Criteria found, CancellationToken cancellation)
    {
        var (filter, held, fewestShown, noun, from, to) = (found.Filter, found.Held, found.FewestShown, found.Noun, found.From, found.To);
        var summary = await incidents.SummariseAsync(filter, cancellation);
        // A month that shows none of a controlled set may have a few: it is left open, not called empty.
        var received = held;
        if (found.IsControlled) held = new([.. held.Months.Intersect(summary.AllMonths.Where(m => m.Count > 0).Select(m => m.Month)).Order()]);
        var counts = new MonthlyCounts([.. summary.AllMonths.Select(m => new ThemeMonthCount(ThemeList.All[0].Key, m.Month, m.Count))], Span(held, to), AsOneTheme(held)) { FewestShown = fewestShown, Hidden = AsOneTheme(new([.. received.Months.Except(held.Months)])) };
        return new()
        {
            Filter = filter,
            Month = to,
            FewestShown = fewestShown,
            Summary = summary,
            Held = held,
            Noun = noun,
            Comparison = CountComparison.Of(counts, 0, to),
            Series = counts.Series(0, to, to.Number - from.Number + 2),
            Marks = await marks.OfAsync(found, cancellation),
            Map = await MapAsync(found, held, cancellation),
        };
    }

    async Task<ExploreMap?> MapAsync(Criteria found, MonthsHeld held, CancellationToken cancellation)
    {
        var (filter, month, noun, fewestShown) = (found.Filter, found.To, found.Noun, found.FewestShown);
        if (await AreaAsync(found, cancellation) is not { } area) return null;
        var back = month.AddMonths(1 - RepeatLocations.MonthsBack);
        var repeats = await incidents.RepeatPointsAsync(filter with { From = back, To = month }, RepeatLocations.FewestInMonth, RepeatLocations.FewestMonths, RepeatLocations.Most, cancellation);
        // The map rests on the month itself, and on the one before it that tells new from continuing.
        var before = held.Months.Where(m => m < month).Select(m => (Month?)m).LastOrDefault();
        var rows = await incidents.ColumnsAsync(filter with { From = before ?? month, To = month }, null, cancellation);
        var result = TacticalAssessor.Assess(new()
        {
            Area = area.Study,
            Study = area.Cells,
            // The themes chosen are looked at together, as if they were one.
            Incidents = rows.AsOneTheme(),
            Held = new([.. held.Months.Where(m => m >= (before ?? month) && m <= month)]),
            Month = month,
            Priorities = [new(new(ThemeList.All[0].Key, Words.Capital(noun), noun))],
            HeldByTheme = AsOneTheme(held),
            FewestShown = fewestShown,
            Records = new(rows.Count, rows.Count, 0, 0, 0),
            Version = AreaRecords.SoftwareVersion,
        });
        var places = new Places(rows);
        return new(area.Study.Name, result.Themes[0].Map, [.. repeats.Select(r => new RepeatLocation(places.NameAt(r.PlaceName, r.Easting, r.Northing), r.Easting, r.Northing, r.Count, r.Months, r.CountInMonth))], result, area.BaseMap);
    }

    async Task<ReadyArea?> AreaAsync(Criteria found, CancellationToken cancellation) => found.Ground switch
    {
        null => await areas.FindAsync(found.Filter.AreaId, cancellation),
        { Boundary: { } boundary } => await areas.OfBoundaryAsync(boundary, cancellation, found.Filter.AreaId),
        _ => null,
    };

    static Dictionary<string, MonthsHeld> AsOneTheme(MonthsHeld held) => new() { [ThemeList.All[0].Key] = held };

    static MonthsHeld Span(MonthsHeld held, Month to) => new([.. held.Months.Where(m => m <= to)]);
}
