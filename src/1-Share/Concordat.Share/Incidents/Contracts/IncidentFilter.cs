using System.Globalization;
using Concordat.Partnership.Calendar;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Which incidents: the same filter for pages, analyses, exports and links back to the records.</summary>
public sealed record IncidentFilter
{
    /// <summary>Keys of themes; empty means all.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>First month; null means from the first held.</summary>
    public Month? From { get; init; }

    /// <summary>Last month; null means to the last held.</summary>
    public Month? To { get; init; }

    /// <summary>An area of the partnership's layers that must hold the place; null means any, placed or not.</summary>
    public int? AreaId { get; init; }

    /// <summary>Only incidents whose time is known to within six hours.</summary>
    public bool KnownTimesOnly { get; init; }

    /// <summary>Numbers of the data sets (1 to 12); empty means all.</summary>
    public IReadOnlyList<int> Sets { get; init; } = [];

    /// <summary>The address of the records page for this filter: any figure opens to its records.</summary>
    public string RecordsUrl
    {
        get
        {
            List<string> parts = [.. Themes.Select(t => $"theme={Uri.EscapeDataString(t)}"), .. Sets.Select(s => string.Create(CultureInfo.InvariantCulture, $"set={s}"))];
            if (From is { } from) parts.Add($"from={from}");
            if (To is { } to) parts.Add($"to={to}");
            if (AreaId is { } area) parts.Add(string.Create(CultureInfo.InvariantCulture, $"area={area}"));
            if (KnownTimesOnly) parts.Add("times=true");
            return "/share/incidents" + (parts.Count > 0 ? "?" + string.Join('&', parts) : "");
        }
    }
}

/// <summary>Counts of the incidents of a filter.</summary>
/// <param name="Months">Incidents of each month that has any, in order.</param>
/// <param name="Placed">Incidents with a place.</param>
/// <param name="WithTime">Incidents with a known time or span of at most a day.</param>
/// <param name="HoursByWeekday">Seven rows from Monday of 24 hours, British time; a span shares its count over its hours. Null where none has a time.</param>
public sealed record IncidentSummary(IReadOnlyList<(Month Month, int Count)> Months, int Placed, int WithTime, double[][]? HoursByWeekday)
{
    /// <summary>All incidents of the filter.</summary>
    public int Total => Months.Sum(m => m.Count);
}

/// <summary>Which months each data set was received for.</summary>
/// <param name="BySet">Months by number of the data set.</param>
public sealed record SetsHeld(IReadOnlyDictionary<int, MonthsHeld> BySet)
{
    /// <summary>The months in which a theme can be counted: those of the set that supplies it.</summary>
    /// <param name="themeKey">Key of the theme.</param>
    public MonthsHeld Of(string themeKey) => BySet.GetValueOrDefault(MainSet(themeKey), new([]));

    /// <summary>All months of any set, in order.</summary>
    public MonthsHeld All => new([.. BySet.Values.SelectMany(h => h.Months).Distinct().Order()]);

    // Police incidents carry anti-social behaviour, the fire service deliberate fires, recorded crime the rest.
    static int MainSet(string themeKey) => themeKey switch
    {
        "anti-social-behaviour" => 1,
        "deliberate-fires" => 3,
        _ => 2,
    };
}
