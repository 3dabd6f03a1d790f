using System.Data;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Query;
using Npgsql;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>Reads incidents for analysis: counts in one round trip, or columns in memory. Never a query for each row.</summary>
public sealed class IncidentQuery(Connections connections, Session session)
{
    /// <summary>Counts by month and by hour and weekday, in one round trip.</summary>
    /// <param name="filter">Which incidents.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IncidentSummary> SummariseAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        // Earlier months only for their counts: the season needs years, the rest only what was asked for.
        var (months, asked) = (new FilterSql(session.Partnership, filter with { From = null }), new FilterSql(session.Partnership, filter));
        await using var connection = await connections.OpenAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(MonthStatement(months), months));
        batch.BatchCommands.Add(Command(HourStatement(asked), asked));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var all = await MonthsAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var (hours, withTime) = await HoursAsync(reader, cancellation);
        var shown = all.Where(m => filter.From is not { } from || m.Month >= from).ToList();
        return new([.. all.Select(m => (m.Month, m.Placed))], shown.Sum(m => m.Placed), shown.Sum(m => m.Unplaced), withTime, hours);
    }

    internal static string MonthStatement(FilterSql sql) =>
        $"select month, {Shown("easting is not null", sql.Threshold)}, {Shown("easting is null", sql.Threshold)} from {sql.Source} where {sql.Where} group by month order by month";

    /// <summary>A count of the rows for which a condition holds: open records, and controlled ones where there are as many as the threshold.</summary>
    static string Shown(string condition, string threshold) =>
        $"share.shown(count(*) filter (where is_open and {condition}), count(*) filter (where not is_open and {condition}), {threshold})";

    internal static string HourStatement(FilterSql sql) =>
        HourStatement("day", at => $"extract(isodow from {at} at time zone 'Europe/London')::int", "shown_day", "", $"{sql.Source} where {sql.Where}", ofControlled: !sql.NarrowsPlace);

    static string AreaHourStatement(FilterSql sql) => HourStatement("area", _ => "area", "area", "area, ", string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{sql.Source} cross join lateral (select distinct x.area from unnest(area_ids) x (area) where x.area = any(${sql.Values.Count + 1})) a where {sql.Where}"), ofControlled: true);

    // A moment has one hour; a span of up to a day shares its count over the hours it touches. Partners' records are counted at the hour that a parcel of them shares.
    // By a key of the moment or of the row ("carried" brings it through); the rows end in a condition.
    static string HourStatement(string key, Func<string, string> keyAt, string keyOfControlled, string carried, string rows, bool ofControlled)
    {
        const string Timed = "is_open and time_precision in ('hour', 'minute', 'interval')";
        return $"""
            select {key}, hour, sum(weight) from (
              select {keyAt("occurred_from")} as {key}, extract(hour from occurred_from at time zone 'Europe/London')::int as hour, count(*)::float8 as weight
              from {rows} and {Timed} and date_trunc('hour', occurred_to) = date_trunc('hour', occurred_from) group by 1, 2
              union all
              select {keyAt("h")}, extract(hour from h at time zone 'Europe/London')::int, sum(1.0::float8 / n)
              from (select {carried}occurred_from, occurred_to, ceil(extract(epoch from occurred_to - date_trunc('hour', occurred_from)) / 3600)::int as n
                    from {rows} and {Timed} and date_trunc('hour', occurred_to) > date_trunc('hour', occurred_from) and occurred_to - occurred_from <= interval '24 hours') s,
                generate_series(date_trunc('hour', occurred_from), date_trunc('hour', occurred_from) + (n - 1) * interval '1 hour', interval '1 hour') h
              group by 1, 2{(ofControlled ? $"""

              union all
              select {keyOfControlled}, shown_hour, count(*) from {rows} and not is_open and shown_hour is not null group by 1, 2
              """ : "")}) parts
            group by {key}, hour
            """;
    }

    /// <summary>Placed incidents of each theme and month of a filter; a theme and month without any is not listed.</summary>
    public async Task<IReadOnlyList<ThemeMonthCount>> ThemeCountsAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var sql = new FilterSql(session.Partnership, filter);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"select theme_key, month, {Shown("easting is not null", sql.Threshold)} from {sql.Source} where {sql.Where} group by theme_key, month", connection);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new List<ThemeMonthCount>();
        while (await reader.ReadAsync(cancellation)) counts.Add(new(reader.GetString(0), new(reader.GetInt32(1)), reader.GetInt32(2)));
        return counts;
    }

    /// <summary>As <see cref="ThemeCountsAsync"/>, of each of several areas, in one round trip.</summary>
    /// <param name="filter">Which incidents; its own area narrows as well.</param>
    /// <param name="areas">Numbers of the areas.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<AreaThemeCount>> AreaThemeCountsAsync(IncidentFilter filter, IReadOnlyCollection<int> areas, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(areas);
        var sql = new FilterSql(session.Partnership, filter);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            select a.area, theme_key, month, {Shown("easting is not null", sql.Threshold)}
            from {sql.Source} cross join lateral (select distinct x.area from unnest(area_ids) x (area) where x.area = any(${sql.Values.Count + 1})) a
            where {sql.Where} group by a.area, theme_key, month
            """), connection);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new() { Value = areas.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new List<AreaThemeCount>();
        while (await reader.ReadAsync(cancellation)) counts.Add(new(reader.GetInt32(0), new(reader.GetString(1), new(reader.GetInt32(2)), reader.GetInt32(3))));
        return counts;
    }

    /// <summary>Records with a known time by area and hour of the day, British time, in one round trip; a span of up to a day shares its count over the hours it touches.</summary>
    /// <param name="filter">Which incidents. It must not ask by a place within an area: hours of partners' records are shown by area alone.</param>
    /// <param name="areas">Numbers of the areas.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ArgumentException">The filter asks by squares, a box or a place.</exception>
    public async Task<IReadOnlyList<AreaHourCount>> AreaHoursAsync(IncidentFilter filter, IReadOnlyCollection<int> areas, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(areas);
        var sql = new FilterSql(session.Partnership, filter);
        if (sql.NarrowsPlace) throw new ArgumentException("Hours are counted by area alone.", nameof(filter));
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(AreaHourStatement(sql), connection);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new() { Value = areas.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new List<AreaHourCount>();
        while (await reader.ReadAsync(cancellation)) counts.Add(new(reader.GetInt32(0), reader.GetInt32(1), reader.GetDouble(2)));
        return counts;
    }

    /// <summary>Placed crimes of open records by area, force, month and published outcome; anti-social behaviour, which has no outcome, is left out.</summary>
    /// <remarks>Of controlled records no outcome is given: only what their parcels share.</remarks>
    /// <param name="filter">Which incidents; its own area narrows as well.</param>
    /// <param name="areas">Numbers of the areas that are told apart, besides all together.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<OutcomeCount>> OutcomesAsync(IncidentFilter filter, IReadOnlyCollection<int> areas, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(areas);
        var sql = new FilterSql(session.Partnership, filter);
        var where = $"{sql.Where} and is_open and easting is not null and theme_key <> 'anti-social-behaviour'";
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            select null::int, supplier, month, outcome, count(*)::int from {sql.Source} where {where} group by supplier, month, outcome
            union all
            select a.area, supplier, month, outcome, count(*)::int
            from {sql.Source} cross join lateral (select distinct x.area from unnest(area_ids) x (area) where x.area = any(${sql.Values.Count + 1})) a
            where {where} group by a.area, supplier, month, outcome
            """), connection);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new() { Value = areas.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new List<OutcomeCount>();
        while (await reader.ReadAsync(cancellation))
            counts.Add(new(reader.IsDBNull(0) ? null : reader.GetInt32(0), reader.GetString(1), new(reader.GetInt32(2)), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt32(4)));
        return counts;
    }

    /// <summary>The months of open records that are held, in order.</summary>
    public async Task<MonthsHeld> OpenMonthsAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select distinct unnest(months) from share.return where partnership_id = $1 and kind = 'police-uk' and state = 'accepted' order by 1", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var months = new List<Month>();
        while (await reader.ReadAsync(cancellation)) months.Add(new(reader.GetInt32(0)));
        return new(months);
    }

    /// <summary>The incidents in memory, column by column, in a fixed order.</summary>
    /// <param name="filter">Which incidents.</param>
    /// <param name="atVersion">As the records stood at this data version; null for now.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IncidentColumns> ColumnsAsync(IncidentFilter filter, int? atVersion, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var sql = new FilterSql(session.Partnership, filter, atVersion);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            $"select theme_key, month, easting, northing, place_name, occurred_from, occurred_to, is_open, is_middle from {sql.Source} where {sql.Where}", connection);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        var columns = new ColumnBuilder();
        while (await reader.ReadAsync(cancellation)) columns.Add(reader);
        return columns.Build();
    }

    /// <summary>The points with most records of a filter that come back: with records in its last month and in other months.</summary>
    /// <param name="filter">Which incidents; its last month must be given.</param>
    /// <param name="fewestInMonth">Fewest records in the last month.</param>
    /// <param name="fewestMonths">Fewest months with a record.</param>
    /// <param name="most">Most points returned.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<RepeatPoint>> RepeatPointsAsync(IncidentFilter filter, int fewestInMonth, int fewestMonths, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var sql = new FilterSql(session.Partnership, filter);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(RepeatStatement(sql), connection);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        foreach (var value in new[] { filter.To!.Value.Number, fewestInMonth, fewestMonths, most }) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var points = new List<RepeatPoint>();
        while (await reader.ReadAsync(cancellation))
            points.Add(new(reader.GetDouble(0), reader.GetDouble(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        return points;
    }

    // Whole metres, as the assessment counts them; the commonest name of each of the few that are left.
    internal static string RepeatStatement(FilterSql sql) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
        with by_month as materialized (
          select round(easting) as e, round(northing) as n, month, count(*) as records, bool_and(is_open) as open from {sql.Source} where {sql.Where} and easting is not null and not is_middle group by 1, 2, 3),
        top as (
          select e, n, sum(records)::int as records, count(*)::int as months, sum(records) filter (where month = ${sql.Values.Count + 1})::int as now
          from by_month group by e, n having sum(records) filter (where month = ${sql.Values.Count + 1}) >= ${sql.Values.Count + 2} and count(*) >= ${sql.Values.Count + 3}
            and (bool_and(open) or sum(records) >= {sql.Threshold})
          order by 3 desc, 4 desc, e, n limit ${sql.Values.Count + 4})
        select top.*, (select mode() within group (order by place_name) from {sql.Source}
                       where {sql.Where} and month = ${sql.Values.Count + 1} and round(easting) = top.e and round(northing) = top.n)
        from top order by records desc, months desc, e, n
        """);

    /// <summary>Which months each data set holds, from the returns that were accepted.</summary>
    public Task<SetsHeld> HeldAsync(CancellationToken cancellation) => HeldAsync(null, cancellation);

    /// <summary>Which months each data set held at a data version: from the returns accepted by then, those that a later return had not yet taken the place of.</summary>
    /// <param name="atVersion">The data version; null for now.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<SetsHeld> HeldAsync(int? atVersion, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select set_number, month, bool_or(controlled) from (
              select s.set_number, unnest(r.months) as month, false as controlled from share.return r cross join (values (1), (2)) s (set_number)
              where r.partnership_id = $1 and r.kind = 'police-uk' and ($2::int is null and r.state = 'accepted' or r.data_version <= $2)
              union all
              select r.set_number, unnest(r.months), true from share.return r
              where r.partnership_id = $1 and r.kind = 'partner' and ($2::int is null and r.state = 'accepted' or r.data_version <= $2 and not exists (
                select from share.return later where later.partnership_id = r.partnership_id and later.kind = 'partner' and later.agency_id = r.agency_id and later.set_number = r.set_number
                  and later.period_first = r.period_first and later.answers_to is null and later.data_version > r.data_version and later.data_version <= $2))) held
            group by set_number, month order by set_number, month
            """, connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = (object?)atVersion ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var held = new Dictionary<int, List<Month>>();
        var controlled = new HashSet<int>();
        while (await reader.ReadAsync(cancellation))
        {
            var set = reader.GetInt32(0);
            if (!held.TryGetValue(set, out var months)) held[set] = months = [];
            months.Add(new(reader.GetInt32(1)));
            if (reader.GetBoolean(2)) controlled.Add(set);
        }
        return new(held.ToDictionary(h => h.Key, h => new MonthsHeld(h.Value))) { Controlled = controlled };
    }

    /// <summary>The partnership's data version now: figures name it, so that they can be made again.</summary>
    public async Task<int> DataVersionAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select data_version from partnership.partnership where id = $1", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        return await command.ExecuteScalarAsync(cancellation) is int version ? version : 0;
    }

    /// <summary>Number of the cut of partners' records into parcels that stands now, from 0: with it a figure can be made again after they were cut anew.</summary>
    public async Task<int> CutAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select number from share.cut where partnership_id = $1", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        return await command.ExecuteScalarAsync(cancellation) is int number ? number : 0;
    }

    static NpgsqlBatchCommand Command(string text, FilterSql sql)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    static async Task<List<(Month Month, int Placed, int Unplaced)>> MonthsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var months = new List<(Month, int, int)>();
        while (await reader.ReadAsync(cancellation)) months.Add((new(reader.GetInt32(0)), reader.GetInt32(1), reader.GetInt32(2)));
        return months;
    }

    static async Task<(double[][]? Hours, int WithTime)> HoursAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var (hours, total) = (new double[7][], 0.0);
        for (var day = 0; day < 7; day++) hours[day] = new double[24];
        while (await reader.ReadAsync(cancellation))
        {
            hours[reader.GetInt32(0) - 1][reader.GetInt32(1)] += reader.GetDouble(2);
            total += reader.GetDouble(2);
        }
        return total > 0 ? (hours, (int)Math.Round(total)) : (null, 0);
    }

    sealed class ColumnBuilder
    {
        readonly List<byte> _theme = [];
        readonly List<int> _month = [], _place = [];
        readonly List<double> _easting = [], _northing = [];
        readonly List<long> _from = [], _to = [];
        readonly Dictionary<string, int> _places = [];
        readonly List<bool> _middle = [];
        bool _controlled;

        public void Add(NpgsqlDataReader row)
        {
            _theme.Add((byte)ThemeList.IndexOf(row.GetString(0)));
            _month.Add(row.GetInt32(1));
            _easting.Add(row.IsDBNull(2) ? double.NaN : row.GetDouble(2));
            _northing.Add(row.IsDBNull(3) ? double.NaN : row.GetDouble(3));
            _place.Add(row.IsDBNull(4) ? -1 : Place(row.GetString(4)));
            _from.Add(row.IsDBNull(5) ? 0 : row.GetDateTime(5).Ticks);
            _to.Add(row.IsDBNull(6) ? 0 : row.GetDateTime(6).Ticks);
            _controlled |= !row.GetBoolean(7);
            _middle.Add(row.GetBoolean(8));
        }

        int Place(string name)
        {
            if (!_places.TryGetValue(name, out var place)) _places[name] = place = _places.Count;
            return place;
        }

        public IncidentColumns Build() => new()
        {
            Count = _theme.Count,
            Theme = [.. _theme],
            Month = [.. _month],
            Easting = [.. _easting],
            Northing = [.. _northing],
            Place = [.. _place],
            Places = [.. _places.Keys],
            OccurredFromUtcTicks = [.. _from],
            OccurredToUtcTicks = [.. _to],
            HoldsControlled = _controlled,
            IsMiddle = _controlled ? [.. _middle] : [],
        };
    }
}
