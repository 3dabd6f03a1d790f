using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Microsoft.AspNetCore.Http;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Which incidents: the same filter for pages, analyses, exports and links back to the records.</summary>
/// <remarks>In an address: <c>theme</c> and <c>set</c> (repeated), <c>from</c> and <c>to</c> (2026-10), <c>area</c> (id), <c>times=true</c>, <c>box</c>
/// (west,south,east,north in metres on the grid), <c>place</c> (name), <c>return</c> (id), <c>version</c> (data version). What is left out does not narrow.</remarks>
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

    /// <summary>Squares of a grid that must hold the place; null means anywhere.</summary>
    public GridSquares? Squares { get; init; }

    /// <summary>Rectangle on the grid, metres; its west and south edges belong to it, east and north do not, as with cells. Null means anywhere.</summary>
    public (double West, double South, double East, double North)? Box { get; init; }

    /// <summary>Place name as supplied; null means any.</summary>
    public string? Place { get; init; }

    /// <summary>The return the present version of the incident came with; null means any.</summary>
    public Guid? ReturnId { get; init; }

    /// <summary>Data version the records are wanted as of; null means as they stand.</summary>
    public int? DataVersion { get; init; }

    /// <summary>How partners' records were cut, and the threshold, when a figure was first made; null for as they stand. No address carries it: it serves to make a figure again and compare it, never to show more than may be shown now.</summary>
    public CutThen? Then { get; init; }

    /// <summary>The address of the records page for this filter: any figure opens to its records.</summary>
    public string RecordsUrl => "/share/incidents" + Query;

    /// <summary>The filter as the end of an address, from the question mark on; empty when nothing narrows.</summary>
    public string Query
    {
        get
        {
            List<string> parts = [.. Themes.Select(t => $"theme={Uri.EscapeDataString(t)}"), .. Sets.Select(s => string.Create(CultureInfo.InvariantCulture, $"set={s}"))];
            if (From is { } from) parts.Add($"from={from}");
            if (To is { } to) parts.Add($"to={to}");
            if (AreaId is { } area) parts.Add(string.Create(CultureInfo.InvariantCulture, $"area={area}"));
            if (KnownTimesOnly) parts.Add("times=true");
            if (Box is var (west, south, east, north)) parts.Add(string.Create(CultureInfo.InvariantCulture, $"box={west},{south},{east},{north}"));
            if (Place is { } place) parts.Add($"place={Uri.EscapeDataString(place)}");
            if (ReturnId is { } id) parts.Add($"return={id}");
            if (DataVersion is { } version) parts.Add(string.Create(CultureInfo.InvariantCulture, $"version={version}"));
            if (Squares is { } squares) parts.Add("squares=" + squares);
            return parts.Count > 0 ? "?" + string.Join('&', parts) : "";
        }
    }

    /// <summary>Reads a filter from an address; what cannot be read is left out.</summary>
    public static IncidentFilter FromQuery(IQueryCollection query) => Read(query, out _);

    /// <summary>Reads a filter from an address.</summary>
    /// <param name="query">The address's query.</param>
    /// <param name="problems">What could not be read, in words; those parts do not narrow.</param>
    public static IncidentFilter Read(IQueryCollection query, out IReadOnlyList<string> problems)
    {
        var reader = new FilterReader(query);
        var filter = new IncidentFilter
        {
            Themes = reader.Themes(),
            Sets = reader.Sets(),
            From = reader.Month("from"),
            To = reader.Month("to"),
            AreaId = reader.Number("area"),
            KnownTimesOnly = query["times"] == "true",
            Squares = GridSquares.TryParse(query["squares"], out var squares) ? squares : null,
            Box = reader.Box(),
            Place = query["place"].ToString() is { Length: > 0 and <= 200 } place ? place : null,
            ReturnId = query["return"].ToString() is { Length: > 0 } text ? Guid.TryParse(text, out var id) ? id : Guid.Empty : null,
            DataVersion = reader.Number("version"),
        };
        problems = reader.Problems;
        return filter;
    }
}

/// <summary>How partners' records stood in the figures at some time.</summary>
/// <param name="Cut">Number of the cut into parcels, from 0.</param>
/// <param name="FewestShown">The smallest figure shown then, from 3.</param>
public sealed record CutThen(int Cut, int FewestShown);

/// <summary>Squares of a grid whose corners are at whole multiples of the side.</summary>
/// <param name="SideMetres">Side of a square, 1 to 100,000 m.</param>
/// <param name="Cells">Column and row of each: easting and northing of its south-west corner over the side.</param>
public sealed record GridSquares(int SideMetres, IReadOnlyList<(int Column, int Row)> Cells)
{
    const int MostCells = 2000;

    /// <summary>Reads "250:1762.1600-1763.1600"; nothing else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GridSquares? squares)
    {
        squares = null;
        if (text?.Split(':') is not [var side, var list] || !int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var metres) || metres is < 1 or > 100_000) return false;
        var cells = new List<(int, int)>();
        foreach (var cell in list.Split('-'))
        {
            if (cell.Split('.') is not [var column, var row] || cells.Count == MostCells
                || !int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var c) || !int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var r)) return false;
            cells.Add((c, r));
        }
        squares = new(metres, cells);
        return true;
    }

    /// <summary>As an address carries them: "250:1762.1600-1763.1600".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SideMetres}:{string.Join('-', Cells.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Column}.{c.Row}")))}");
}

/// <summary>Counts of the incidents of a filter.</summary>
/// <param name="AllMonths">Placed incidents of each month up to the filter's last that has any record, in order; earlier months than its first as well.</param>
/// <param name="Placed">Placed incidents of the filter.</param>
/// <param name="Unplaced">Incidents of the filter without a place: they cannot be given to an area and are in no count.</param>
/// <param name="WithTime">Incidents with a known time or span of at most a day.</param>
/// <param name="HoursByWeekday">Seven rows from Monday of 24 hours, British time; a span shares its count over its hours. Null where none has a time.</param>
public sealed record IncidentSummary(IReadOnlyList<(Month Month, int Count)> AllMonths, int Placed, int Unplaced, int WithTime, double[][]? HoursByWeekday);

/// <summary>Which months each data set was received for.</summary>
/// <param name="BySet">Months by number of the data set.</param>
public sealed record SetsHeld(IReadOnlyDictionary<int, MonthsHeld> BySet)
{
    /// <summary>The months in which a theme can be counted: those for which a set that supplies it was received.</summary>
    /// <param name="themeKey">Key of the theme.</param>
    public MonthsHeld Of(string themeKey) => Held(Suppliers(themeKey));

    /// <summary>The months in which several themes can be counted together: those in which every one of them can; where none is named, all months of any set.</summary>
    /// <param name="themeKeys">Keys of themes.</param>
    public MonthsHeld Of(IReadOnlyCollection<string> themeKeys)
    {
        ArgumentNullException.ThrowIfNull(themeKeys);
        return themeKeys.Count == 0 ? All : new([.. themeKeys.Select(t => Of(t).Months.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Order()]);
    }

    /// <summary>Numbers of the sets that partners sent: of these, figures below the threshold of small numbers are not shown, and 0 may be one of them.</summary>
    public IReadOnlySet<int> Controlled { get; init; } = new HashSet<int>();

    /// <summary>Whether some of a theme's records come from a controlled set.</summary>
    /// <param name="themeKey">Key of the theme.</param>
    public bool IsControlled(string themeKey) => Suppliers(themeKey).Any(Controlled.Contains);

    /// <summary>Whether some of the themes' records come from a controlled set; where none is named, whether any set is one.</summary>
    /// <param name="themeKeys">Keys of themes.</param>
    public bool IsControlled(IReadOnlyCollection<string> themeKeys)
    {
        ArgumentNullException.ThrowIfNull(themeKeys);
        return themeKeys.Count == 0 ? Controlled.Count > 0 : themeKeys.Any(IsControlled);
    }

    /// <summary>Whether a statutory set leads to records of a theme.</summary>
    /// <param name="set">1 to 12.</param>
    /// <param name="themeKey">Key of the theme.</param>
    public static bool Supplies(int set, string themeKey) => Suppliers(themeKey).Contains(set);

    /// <summary>All months of any set, in order.</summary>
    public MonthsHeld All => Held(BySet.Keys);

    MonthsHeld Held(IEnumerable<int> sets) =>
        new([.. sets.SelectMany(s => BySet.TryGetValue(s, out var held) ? held.Months : []).Distinct().Order()]);

    // The themes that the twelve sets' codes lead to (Concordat.Gate/Sets/Standard); recorded crime, set 2, is the rest.
    static int[] Suppliers(string themeKey) => themeKey switch
    {
        "anti-social-behaviour" => [1, 8],
        "deliberate-fires" or "other-fire-incidents" => [3],
        "malicious-false-alarms" => [4],
        "road-casualties" => [5],
        "school-exclusions" => [6],
        "hate-incidents" => [1, 7, 8],
        "transport-incidents" or "public-safety-and-welfare" => [1],
        "hospital-admissions" => [9],
        "domestic-abuse" => [10],
        "ambulance-calls" => [12],
        _ => [2],
    };
}

/// <summary>Placed records of a theme and month in one area.</summary>
/// <param name="AreaId">The area's number in the partnership's layers.</param>
/// <param name="Count">Theme, month and how many.</param>
public sealed record AreaThemeCount(int AreaId, ThemeMonthCount Count);

/// <summary>Records with a known time in one area and hour of the day.</summary>
/// <param name="AreaId">The area's number in the partnership's layers.</param>
/// <param name="Hour">0 to 23, British time.</param>
/// <param name="Records">How many; a part of one where a span is spread over its hours.</param>
public sealed record AreaHourCount(int AreaId, int Hour, double Records);

/// <summary>Placed crimes of one force and month with one outcome.</summary>
/// <param name="AreaId">The area's number in the partnership's layers; null for all of the filter.</param>
/// <param name="Supplier">The force that reported them.</param>
/// <param name="Month">Month of the crime.</param>
/// <param name="Outcome">As published; null where none was.</param>
/// <param name="Count">How many.</param>
public sealed record OutcomeCount(int? AreaId, string Supplier, Month Month, string? Outcome, int Count);

/// <summary>Placed incidents of a theme in a month.</summary>
public sealed record ThemeMonthCount(string Theme, Month Month, int Count);

/// <summary>A point at which records come back.</summary>
/// <param name="Easting">Whole metres (EPSG:27700).</param>
/// <param name="Northing">Whole metres (EPSG:27700).</param>
/// <param name="Count">Records of the filter.</param>
/// <param name="Months">Months with a record.</param>
/// <param name="CountInMonth">Records in the filter's last month.</param>
/// <param name="PlaceName">The commonest name in that month, as supplied; null where none has one.</param>
public sealed record RepeatPoint(double Easting, double Northing, int Count, int Months, int CountInMonth, string? PlaceName);
