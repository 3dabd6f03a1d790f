using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Microsoft.AspNetCore.Http;

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

    /// <summary>Squares of a grid that must hold the place; null means anywhere.</summary>
    public GridSquares? Squares { get; init; }

    /// <summary>Reads a filter from an address; what cannot be read is left out.</summary>
    public static IncidentFilter FromQuery(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            Themes = [.. query["theme"].OfType<string>().Where(t => ThemeList.Find(t) is not null).Distinct()],
            Sets = [.. query["set"].Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n is >= 1 and <= 12).Distinct()],
            From = Month.TryParse(query["from"], out var from) ? from : null,
            To = Month.TryParse(query["to"], out var to) ? to : null,
            AreaId = int.TryParse(query["area"], NumberStyles.None, CultureInfo.InvariantCulture, out var area) ? area : null,
            KnownTimesOnly = query["times"] == "true",
            Squares = GridSquares.TryParse(query["squares"], out var squares) ? squares : null,
        };
    }

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
            if (Squares is { } squares) parts.Add("squares=" + squares);
            return "/share/incidents" + (parts.Count > 0 ? "?" + string.Join('&', parts) : "");
        }
    }
}

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
