using System.Globalization;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Share.Incidents.Query;

/// <summary>A filter as the where clause of share.shown_incident: fixed fragments and parameters, so that the planner sees what is asked.</summary>
internal sealed class FilterSql
{
    public string Where { get; }
    public IReadOnlyList<object> Values { get; }

    /// <summary>What is read: the records as they are shown, or as they were shown when a figure was first made.</summary>
    public string Source { get; }

    /// <summary>The smallest figure shown of partners' records, as an expression.</summary>
    public string Threshold { get; }

    /// <summary>It asks by the place within an area: hours of partners' records are then not counted, for what they share in place they need not share in time.</summary>
    public bool NarrowsPlace { get; }

    public FilterSql(Guid partnership, IncidentFilter filter, int? atVersion = null)
    {
        var values = new List<object> { partnership };
        var parts = new List<string> { "partnership_id = $1" };
        string Next(object value)
        {
            values.Add(value);
            return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
        }
        if ((atVersion ?? filter.DataVersion) is { } version)
        {
            var v = Next(version);
            parts.Add($"version_from <= {v} and (version_to is null or version_to > {v})");
        }
        else parts.Add("version_to is null");
        if (filter.Then is { } then)
        {
            var cut = Next(then.Cut);
            parts.Add($"cut_from <= {cut} and cut_until > {cut}");
        }
        if (filter.From is { } from) parts.Add($"month >= {Next(from.Number)}");
        if (filter.To is { } to) parts.Add($"month <= {Next(to.Number)}");
        if (filter.Themes.Count > 0) parts.Add($"theme_key = any({Next(filter.Themes.ToArray())})");
        if (filter.Sets.Count > 0) parts.Add($"set_number = any({Next(filter.Sets.Select(s => (short)s).ToArray())})");
        if (filter.AreaId is { } area) parts.Add($"area_ids @> array[{Next(area)}]");
        if (filter.Squares is { } squares)
        {
            var side = Next((double)squares.SideMetres);
            parts.Add($"(floor(easting / {side})::int, floor(northing / {side})::int) in (select * from unnest({Next(squares.Cells.Select(c => c.Column).ToArray())}, {Next(squares.Cells.Select(c => c.Row).ToArray())}))");
        }
        if (filter.KnownTimesOnly) parts.Add("time_known");
        if (filter.Box is var (west, south, east, north))
            parts.Add($"easting >= {Next(west)} and northing >= {Next(south)} and easting < {Next(east)} and northing < {Next(north)}");
        if (filter.Place is { } place) parts.Add($"place_name = {Next(place)}");
        if (filter.ReturnId is { } id) parts.Add($"return_id = {Next(id)}");
        (Source, Threshold) = filter.Then is { FewestShown: var fewest } ? ("share.shown_incident_then", fewest.ToString(CultureInfo.InvariantCulture)) : ("share.shown_incident", "(select share.small_number_threshold())");
        (Where, Values, NarrowsPlace) = (string.Join(" and ", parts), values, filter.Squares is not null || filter.Box is not null || filter.Place is not null);
    }
}
