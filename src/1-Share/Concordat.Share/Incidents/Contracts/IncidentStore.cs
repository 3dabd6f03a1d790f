using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Incidents.Contracts;

/// <summary>One incident as people read it, with the way back to the row it came from.</summary>
/// <param name="Easting">Metres on the British National Grid; null without a place.</param>
/// <param name="PlaceMethod">How the place was found: "snapped point" means near the street, not at an address.</param>
/// <param name="File">Name of the supplier's file.</param>
/// <param name="Row">Row in it as a spreadsheet shows it.</param>
public sealed record IncidentRow(
    Guid Id, Month Month, string ThemeKey, string? PlaceName, double? Easting, double? Northing, string PlaceMethod,
    string Supplier, string? SupplierReference, string? Outcome, Guid ReturnId, string File, int Row, int VersionFrom);

/// <summary>Reads incidents, as columns for analysis or as rows for people, as they stand or as they stood at a data version.</summary>
public sealed class IncidentStore(Connections connections, Session session)
{
    const string Where = """
        i.partnership_id = $1 and (case when $2::int is null then i.version_to is null else i.version_from <= $2 and (i.version_to is null or i.version_to > $2) end)
        and ($3::text[] = '{}' or i.theme_key = any($3)) and ($4::int is null or i.month >= $4) and ($5::int is null or i.month <= $5)
        and ($6::int is null or $6 = any(i.area_ids)) and ($7::float8 is null or (i.easting >= $7 and i.northing >= $8 and i.easting < $9 and i.northing < $10))
        and ($11::text is null or i.place_name = $11) and ($12::uuid is null or i.return_id = $12)
        """;

    // The plan for records as they stand uses the partial index; with a case expression it could not.
    static string WhereOf(IncidentFilter filter) => Where.Replace(
        "(case when $2::int is null then i.version_to is null else i.version_from <= $2 and (i.version_to is null or i.version_to > $2) end)",
        filter.DataVersion is null ? "i.version_to is null and $2::int is null" : "i.version_from <= $2 and (i.version_to is null or i.version_to > $2)", StringComparison.Ordinal);

    /// <summary>The data version of the records as they stand; recorded with every analysis so that it can be made again.</summary>
    public async Task<int> DataVersionAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select data_version from partnership.partnership where id = $1", connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Months for which records were received, at a data version or as they stand. A month that is not held is missing, never zero.</summary>
    public async Task<MonthsHeld> MonthsHeldAsync(int? dataVersion, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            select distinct unnest(months) from share.return
            where partnership_id = $1 and state = 'accepted' and ($2::int is null or data_version <= $2) order by 1
            """, connection);
        command.Parameters.Add(new() { Value = session.Partnership });
        command.Parameters.Add(new() { Value = (object?)dataVersion ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        var months = new List<Month>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) months.Add(new Month(reader.GetInt32(0)));
        return new MonthsHeld(months);
    }

    /// <summary>The incidents meant, column by column, in order of month and id; those without a place have NaN.</summary>
    public async Task<IncidentColumns> ReadColumnsAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = Command(connection, $"""
            select i.id, i.theme_key, i.month, i.easting, i.northing, i.place_name, i.occurred_from, i.occurred_to
            from share.incident i where {WhereOf(filter)} order by i.month, i.id
            """, filter);
        var columns = new ColumnBuilder();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) columns.Add(reader);
        return columns.Finish();
    }

    /// <summary>One page of the incidents meant, the newest months first, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<IncidentRow> Rows, int Total)> ListAsync(IncidentFilter filter, int skip, int take, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var count = Command(connection, $"select count(*) from share.incident i where {WhereOf(filter)}", filter);
        var total = (int)(long)(await count.ExecuteScalarAsync(cancellation))!;
        await using var command = Command(connection, $"""
            with page as (select * from share.incident i where {WhereOf(filter)} order by i.month desc, i.id limit $13 offset $14)
            select i.id, i.month, i.theme_key, i.place_name, i.easting, i.northing, i.place_method, i.supplier, i.supplier_ref, i.outcome, i.return_id,
              coalesce(f.name, ''), i.row_number, i.version_from
            from page i left join share.return_file f on f.partnership_id = i.partnership_id and f.return_id = i.return_id and f.number = 1000 + i.file_number
            order by i.month desc, i.id
            """, filter);
        command.Parameters.Add(new() { Value = take });
        command.Parameters.Add(new() { Value = skip });
        var rows = new List<IncidentRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add(new(reader.GetGuid(0), new Month(reader.GetInt32(1)), reader.GetString(2), Text(reader, 3), Number(reader, 4), Number(reader, 5), reader.GetString(6),
                reader.GetString(7), Text(reader, 8), Text(reader, 9), reader.GetGuid(10), reader.GetString(11), reader.GetInt32(12), reader.GetInt32(13)));
        return (rows, total);
    }

    NpgsqlCommand Command(NpgsqlConnection connection, string sql, IncidentFilter filter)
    {
        var command = new NpgsqlCommand(sql, connection);
        void Add(object? value, NpgsqlDbType type) => command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        Add(session.Partnership, NpgsqlDbType.Uuid);
        Add(filter.DataVersion, NpgsqlDbType.Integer);
        Add(filter.Themes.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(filter.From?.Number, NpgsqlDbType.Integer);
        Add(filter.To?.Number, NpgsqlDbType.Integer);
        Add(filter.AreaId, NpgsqlDbType.Integer);
        Add(filter.Box?.West, NpgsqlDbType.Double);
        Add(filter.Box?.South, NpgsqlDbType.Double);
        Add(filter.Box?.East, NpgsqlDbType.Double);
        Add(filter.Box?.North, NpgsqlDbType.Double);
        Add(filter.Place, NpgsqlDbType.Text);
        Add(filter.ReturnId, NpgsqlDbType.Uuid);
        return command;
    }

    static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    static double? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    sealed class ColumnBuilder
    {
        readonly List<Guid> _ids = [];
        readonly List<byte> _themes = [];
        readonly List<int> _months = [], _places = [];
        readonly List<double> _eastings = [], _northings = [];
        readonly List<long> _from = [], _to = [];
        readonly Dictionary<string, int> _names = [];
        bool _hasTimes;

        public void Add(NpgsqlDataReader row)
        {
            _ids.Add(row.GetGuid(0));
            _themes.Add((byte)ThemeList.IndexOf(row.GetString(1)));
            _months.Add(row.GetInt32(2));
            _eastings.Add(row.IsDBNull(3) ? double.NaN : row.GetDouble(3));
            _northings.Add(row.IsDBNull(4) ? double.NaN : row.GetDouble(4));
            _places.Add(row.IsDBNull(5) ? -1 : Place(row.GetString(5)));
            _from.Add(Ticks(row, 6));
            _to.Add(Ticks(row, 7));
        }

        int Place(string name)
        {
            if (!_names.TryGetValue(name, out var place)) _names[name] = place = _names.Count;
            return place;
        }

        long Ticks(NpgsqlDataReader row, int column)
        {
            if (row.IsDBNull(column)) return 0;
            _hasTimes = true;
            return row.GetDateTime(column).Ticks;
        }

        public IncidentColumns Finish() => new()
        {
            Count = _ids.Count,
            Ids = [.. _ids],
            Theme = [.. _themes],
            Month = [.. _months],
            Easting = [.. _eastings],
            Northing = [.. _northings],
            Place = [.. _places],
            Places = [.. _names.Keys],
            OccurredFromUtcTicks = _hasTimes ? [.. _from] : [],
            OccurredToUtcTicks = _hasTimes ? [.. _to] : [],
        };
    }
}
