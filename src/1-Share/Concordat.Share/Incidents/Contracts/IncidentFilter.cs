using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Which incidents are meant: the words of every address that opens a figure's records.</summary>
/// <remarks>In an address: <c>theme</c> (repeated), <c>from</c> and <c>to</c> (2026-10), <c>area</c> (id), <c>box</c> (west,south,east,north in metres
/// on the grid), <c>place</c> (name), <c>return</c> (id), <c>version</c> (data version). What is left out does not narrow.</remarks>
public sealed record IncidentFilter
{
    /// <summary>Keys of <see cref="ThemeList"/>; empty takes all.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>First month, included.</summary>
    public Month? From { get; init; }

    /// <summary>Last month, included.</summary>
    public Month? To { get; init; }

    /// <summary>Id of an area of the partnership's layers.</summary>
    public int? AreaId { get; init; }

    /// <summary>Rectangle on the grid, metres; its west and south edges belong to it, east and north do not, as with cells.</summary>
    public (double West, double South, double East, double North)? Box { get; init; }

    /// <summary>Place name as supplied.</summary>
    public string? Place { get; init; }

    public Guid? ReturnId { get; init; }

    /// <summary>Data version the records are wanted as of; null takes them as they stand.</summary>
    public int? DataVersion { get; init; }

    /// <summary>Reads a filter from an address; parts that cannot be read are left out and named in <paramref name="problems"/>.</summary>
    public static IncidentFilter Read(IQueryCollection query, out IReadOnlyList<string> problems)
    {
        var wrong = new List<string>();
        var themes = query["theme"].Where(t => !string.IsNullOrEmpty(t)).Select(t => t!).ToArray();
        foreach (var theme in themes.Where(t => ThemeList.Find(t) is null)) wrong.Add($"There is no theme \"{Short(theme)}\"");
        problems = wrong;
        return new()
        {
            Themes = [.. themes.Where(t => ThemeList.Find(t) is not null).Distinct()],
            From = ReadMonth(query["from"], "from", wrong),
            To = ReadMonth(query["to"], "to", wrong),
            AreaId = Number(query["area"], "area", wrong),
            DataVersion = Number(query["version"], "version", wrong),
            Box = ReadBox(query["box"], wrong),
            Place = query["place"].ToString() is { Length: > 0 and <= 200 } place ? place : null,
            ReturnId = query["return"].ToString() is { Length: > 0 } text ? Guid.TryParse(text, out var id) ? id : Guid.Empty : null,
        };
    }

    /// <summary>The same filter as the end of an address, from the question mark on; empty when nothing narrows.</summary>
    public string ToQuery()
    {
        var query = new QueryBuilder();
        foreach (var theme in Themes) query.Add("theme", theme);
        if (From is { } from) query.Add("from", from.ToString());
        if (To is { } to) query.Add("to", to.ToString());
        if (AreaId is { } area) query.Add("area", area.ToString(CultureInfo.InvariantCulture));
        if (Box is var (west, south, east, north)) query.Add("box", string.Create(CultureInfo.InvariantCulture, $"{west},{south},{east},{north}"));
        if (Place is not null) query.Add("place", Place);
        if (ReturnId is { } id) query.Add("return", id.ToString());
        if (DataVersion is { } version) query.Add("version", version.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }

    static Month? ReadMonth(string? text, string name, List<string> wrong)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (Month.TryParse(text, out var month)) return month;
        wrong.Add($"\"{name}\" must be a month such as 2026-10");
        return null;
    }

    static int? Number(string? text, string name, List<string> wrong)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        wrong.Add($"\"{name}\" must be a whole number");
        return null;
    }

    static (double, double, double, double)? ReadBox(string? text, List<string> wrong)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var parts = text.Split(',').Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : double.NaN).ToArray();
        if (parts.Length == 4 && parts[0] < parts[2] && parts[1] < parts[3]) return (parts[0], parts[1], parts[2], parts[3]);
        wrong.Add("\"box\" must be four numbers in metres: west, south, east, north");
        return null;
    }

    static string Short(string text) => text.Length <= 40 ? text : text[..40];
}
