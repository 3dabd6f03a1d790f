using Concordat.CrimePatterns.Time;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Scan.Engine;

/// <summary>A theme's months to the month looked at, oldest first; null counts are missing at source or hidden, never 0.</summary>
/// <param name="Theme">The theme.</param>
/// <param name="Months">One for each calendar month, none left out.</param>
internal sealed record ThemeSeries(Theme Theme, IReadOnlyList<MonthCount> Months)
{
    /// <summary>Where the theme begins to be counted in another way; nothing is compared across the last of them.</summary>
    public IReadOnlyList<SeriesBreak> Breaks { get; init; } = [];

    SeriesBreak? Last => Breaks.Between(Months[0].Month, Months[^1].Month);

    /// <summary>The counts since the last break; NaN where missing.</summary>
    public double[] Counts => [.. Months.Where(m => Last is not { } b || m.Month >= b.Month).Select(m => m.Count ?? double.NaN)];

    /// <summary>What a hit says of months that were left out; empty where none was.</summary>
    public IEnumerable<string> Left => Last is { } b ? [$"Months before {b.Month.LongName} are left out: {b.Reason()}."] : [];
}

/// <summary>The rules that look at one series of months at a time.</summary>
internal static class SeriesRules
{
    const int FewestYears = 2, MostYears = 5, MonthsOfLevel = 12, MonthsWatched = 6, RecentChange = 18;
    const double Slack = 0.5, FewestMean = 3;

    /// <summary>The theme's month against what its earlier years lead to expect; null when no hit.</summary>
    /// <param name="series">At least two years and two months; else nothing is tested.</param>
    /// <param name="rule">Its threshold is the one-sided chance of a hit where nothing changed.</param>
    /// <param name="wasTested">Whether there was enough to test.</param>
    public static FoundHit? Exceedance(ThemeSeries series, RuleInForce rule, out bool wasTested)
    {
        var counts = series.Counts;
        var years = Math.Min(MostYears, (counts.Length - 3) / 12);
        wasTested = years >= FewestYears && !double.IsNaN(counts[^1]);
        if (!wasTested) return null;
        var settings = new FarringtonSettings
        {
            Years = years,
            WeeksOfYear = 12,
            HalfWindow = 1,
            Periods = 6,
            RecentWeeksLeftOut = 1,
            Alpha = rule.Threshold,
            FewestRecentEvents = 5,
            RecentWeeks = 1,
            Threshold = FarringtonThreshold.NegativeBinomial,
        };
        FarringtonWeek month;
        try { month = Farrington.Monitor(counts, counts.Length - 1, counts.Length - 1, settings, threads: 1)[0]; }
        catch (ArgumentException) { wasTested = false; return null; }
        wasTested = double.IsFinite(month.Upper);
        if (!wasTested || !month.Alarm) return null;
        var (at, noun) = (series.Months[^1].Month, series.Theme.Noun);
        return new(rule.Rule, rule.Version, $"{rule.Rule}|{series.Theme.Key}", at, series.Theme.Key, null, month.Observed, month.Expected, month.Upper,
            $"{series.Theme.Name} above what is expected", $"{Words.Number((int)month.Observed)} {noun} in {at.LongName} are more than earlier years lead us to expect: about {month.Expected:0}, and no more than {Math.Floor(month.Upper):0} where nothing had changed.",
            [$"Rests on {Words.Small(years)} earlier years.", $"Dispersion {month.Dispersion:0.0}: how much more the months vary than chance alone makes them.", .. series.Left],
            new IncidentFilter { Themes = [series.Theme.Key], From = at, To = at }.Query);
    }

    /// <summary>Whether the cumulative sum of the theme's last months passes the threshold in this month for the first time.</summary>
    public static FoundHit? Drift(ThemeSeries series, RuleInForce rule, out bool wasTested)
    {
        var counts = series.Counts;
        wasTested = counts.Length >= MonthsOfLevel + MonthsWatched && !double.IsNaN(counts[^1]);
        if (!wasTested) return null;
        var level = counts[^(MonthsOfLevel + MonthsWatched)..^MonthsWatched].Where(c => !double.IsNaN(c)).ToList();
        var mean = level.Count > 0 ? level.Average() : 0;
        wasTested = level.Count >= 9 && mean >= FewestMean;
        if (!wasTested) return null;
        // Months vary more than chance makes them; without that the sum would cry wolf at every season.
        var dispersion = Math.Max(1, level.Sum(c => (c - mean) * (c - mean)) / (level.Count - 1) / mean);
        var watched = counts[^MonthsWatched..].Select(c => c / dispersion).ToArray();
        var chart = ControlCharts.PoissonCusum(watched, mean / dispersion, Slack, rule.Threshold, CountTransform.Rossi);
        if (!chart.Alarms[^1] || chart.Alarms[^2]) return null;
        var (at, since) = (series.Months[^1].Month, series.Months[^MonthsWatched].Month);
        var recent = counts[^MonthsWatched..].Where(c => !double.IsNaN(c)).Average();
        return new(rule.Rule, rule.Version, $"{rule.Rule}|{series.Theme.Key}", at, series.Theme.Key, null, chart.Sums[^1], null, rule.Threshold,
            $"{series.Theme.Name} drifting upward", $"{Words.Capital(series.Theme.Noun)} have crept up: {recent:0.0} a month since {since.LongName}, against {mean:0.0} in the year before.",
            [$"Cumulative sum {chart.Sums[^1]:0.0}; a hit at {rule.Threshold:0.##}.", .. series.Left], new IncidentFilter { Themes = [series.Theme.Key], From = since, To = at }.Query);
    }

    /// <summary>Lasting changes of level of the last eighteen months, dated.</summary>
    public static IReadOnlyList<FoundHit> Level(ThemeSeries series, RuleInForce rule, out bool wasTested)
    {
        var trend = TrendReport.Of(ThemeHistory.Of(series.Theme.Key, series.Months, series.Breaks));
        wasTested = trend.Reason is null;
        if (!wasTested) return [];
        var last = series.Months[^1].Month;
        return [.. trend.Changes.Where(c => c.First > last.AddMonths(-RecentChange) && Math.Abs(c.After - c.Before) >= rule.Threshold * Math.Max(c.Before, 1)).Select(c => Changed(series.Theme, c, last, rule))];
    }

    static FoundHit Changed(Theme theme, LevelChange change, Month last, RuleInForce rule)
    {
        var way = change.After > change.Before ? "rose" : "fell";
        var dated = change is { Earliest: { } from, Latest: { } to } ? $"The change is dated {from.LongName} to {to.LongName} (95%)." : "The date has no interval: the levels are too close or too short.";
        return new(rule.Rule, rule.Version, $"{rule.Rule}|{theme.Key}", change.First, theme.Key, null, change.After, change.Before, null,
            $"{theme.Name}: the level {way} in {change.First.LongName}", $"The level of {theme.Noun} {way} from {change.Before:0.0} to {change.After:0.0} a month in {change.First.LongName}, season taken out ({change.Percent:+0;−0}%).",
            [dated, "A change of level says when, never why: how things are recorded may have changed too."], new IncidentFilter { Themes = [theme.Key], From = change.First, To = last }.Query);
    }

    /// <summary>How many false hits a cumulative sum gives in a month of no change, for so many series.</summary>
    /// <remarks>Siegmund's approximation of the mean run length, one-sided: ((e^d − 1 − d) / (2 k²)) with d = 2 k (h + 1.166).
    /// Source: Siegmund (1985), Sequential Analysis.</remarks>
    public static double FalseDrifts(int series, double threshold)
    {
        var d = 2 * Slack * (threshold + 1.166);
        return series / ((Math.Exp(d) - 1 - d) / (2 * Slack * Slack));
    }
}
