using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Npgsql;

namespace Concordat.Share.Incidents.Query;

/// <summary>One incident as people read it, with the way back to the row it came from.</summary>
/// <param name="Easting">Metres on the British National Grid; null without a place.</param>
/// <param name="PlaceMethod">How the place was found: "snapped point" means near the street, not at an address.</param>
/// <param name="File">Name of the supplier's file.</param>
/// <param name="Row">Row in it as a spreadsheet shows it.</param>
/// <param name="IsOpen">False for partners' records: place and time are then those that a parcel of them shares.</param>
/// <param name="SetNumber">Number of the set, 1 to 12.</param>
public sealed record IncidentRow(
    Guid Id, Month Month, string ThemeKey, string? PlaceName, double? Easting, double? Northing, string PlaceMethod,
    string Supplier, string? SupplierReference, string? Outcome, Guid ReturnId, string File, int Row, int VersionFrom, bool IsOpen, int SetNumber);

/// <summary>Reads incidents as rows for people, with their lineage.</summary>
public sealed class IncidentRows(Connections connections, Session session)
{
    /// <summary>One page of the incidents meant, the newest months first, and how many there are in all; of controlled sets only groups as large as the threshold.</summary>
    public async Task<(IReadOnlyList<IncidentRow> Rows, int Total)> ListAsync(IncidentFilter filter, int skip, int take, CancellationToken cancellation)
    {
        var sql = new FilterSql(session.Partnership, filter);
        await using var connection = await connections.OpenAsync(cancellation);
        var (total, controlledToo) = await CountAsync(connection, sql, cancellation);
        var where = controlledToo ? sql.Where : sql.Where + " and is_open";
        await using var command = Command(connection, $"""
            with page as (select * from share.shown_incident where {where} order by month desc, id limit {take} offset {skip})
            select i.id, i.month, i.theme_key, i.place_name, i.easting, i.northing, i.place_method, i.supplier, i.supplier_ref, i.outcome, i.return_id,
              coalesce(f.name, r.title), i.row_number, i.version_from, i.is_open, i.set_number
            from page i join share.return r on r.partnership_id = i.partnership_id and r.id = i.return_id
            left join share.return_file f on f.partnership_id = i.partnership_id and f.return_id = i.return_id and f.number = 1000 + i.file_number
            order by i.month desc, i.id
            """, sql);
        var rows = new List<IncidentRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add(new(reader.GetGuid(0), new Month(reader.GetInt32(1)), reader.GetString(2), Text(reader, 3), Number(reader, 4), Number(reader, 5), reader.GetString(6),
                reader.GetString(7), Text(reader, 8), Text(reader, 9), reader.GetGuid(10), reader.GetString(11), reader.GetInt32(12), reader.GetInt32(13), reader.GetBoolean(14), reader.GetInt16(15)));
        return (rows, total);
    }

    // Records of controlled sets are listed only where as many as the threshold match.
    static async Task<(int Total, bool ControlledToo)> CountAsync(NpgsqlConnection connection, FilterSql sql, CancellationToken cancellation)
    {
        await using var command = Command(connection, $"""
            select count(*) filter (where is_open)::int, count(*) filter (where not is_open)::int, share.small_number_threshold() from share.shown_incident where {sql.Where}
            """, sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (open, controlled) = (reader.GetInt32(0), reader.GetInt32(1));
        return controlled >= reader.GetInt32(2) ? (open + controlled, true) : (open, false);
    }

    static NpgsqlCommand Command(NpgsqlConnection connection, string text, FilterSql sql)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in sql.Values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    static double? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}
