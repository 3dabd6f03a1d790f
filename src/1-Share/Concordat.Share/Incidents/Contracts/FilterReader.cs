using System.Globalization;
using Concordat.Partnership.Themes;
using Microsoft.AspNetCore.Http;
using CalendarMonth = Concordat.Partnership.Calendar.Month;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Reads the parts of a filter from an address and says in words what is wrong with them.</summary>
sealed class FilterReader(IQueryCollection query)
{
    readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyList<string> Themes()
    {
        var given = query["theme"].OfType<string>().Where(t => t.Length > 0).Distinct().ToArray();
        foreach (var theme in given.Where(t => ThemeList.Find(t) is null)) _problems.Add($"There is no theme \"{(theme.Length <= 40 ? theme : theme[..40])}\"");
        return [.. given.Where(t => ThemeList.Find(t) is not null)];
    }

    public IReadOnlyList<int> Sets()
    {
        var sets = new List<int>();
        foreach (var text in query["set"].OfType<string>().Where(t => t.Length > 0))
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var set) && set is >= 1 and <= 12) sets.Add(set);
            else _problems.Add("\"set\" must be the number of a data set, 1 to 12");
        return sets;
    }

    public CalendarMonth? Month(string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        if (CalendarMonth.TryParse(text, out var month)) return month;
        _problems.Add($"\"{name}\" must be a month such as 2026-10");
        return null;
    }

    public int? Number(string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        _problems.Add($"\"{name}\" must be a whole number");
        return null;
    }

    public (double West, double South, double East, double North)? Box()
    {
        var text = query["box"].ToString();
        if (text.Length == 0) return null;
        var edges = text.Split(',').Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        if (edges.Length == 4 && edges.All(double.IsFinite) && edges[0] < edges[2] && edges[1] < edges[3]) return (edges[0], edges[1], edges[2], edges[3]);
        _problems.Add("\"box\" must be four numbers in metres: west, south, east, north");
        return null;
    }
}
