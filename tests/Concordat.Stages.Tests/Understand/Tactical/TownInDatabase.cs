using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;
using Concordat.Testing;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>Puts a small town's incidents into the Testshire partnership, as accepted returns leave them.</summary>
internal static class TownInDatabase
{
    public static async Task PutAsync(ConcordatServer server, SmallTown town, string month)
    {
        var input = town.Input(month);
        await using var connection = new NpgsqlConnection(server.OwnerConnectionString);
        await connection.OpenAsync();
        var returnId = Guid.CreateVersion7();
        await RunAsync(connection, """
            insert into share.return (partnership_id, id, kind, title, state, sent_by, sent_by_name, months, decided_at, data_version)
            values ($1, $2, 'police-uk', 'Police', 'accepted', $1, 'test', $3, now(), 1)
            """, server.Testshire, returnId, input.Held.Months.Select(m => m.Number).ToArray());
        await RunAsync(connection, "update partnership.partnership set data_version = 1 where id = $1", server.Testshire);
        await AreaAsync(connection, server.Testshire, town);
        var rows = input.Incidents;
        for (var i = 0; i < rows.Count; i++) await RowAsync(connection, server.Testshire, returnId, rows, i);
    }

    static async Task AreaAsync(NpgsqlConnection connection, Guid partnership, SmallTown town)
    {
        var layer = Guid.CreateVersion7();
        await RunAsync(connection, "insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, $2, 'boundary', 'Smalltown', 'invented', '2020-01-01')", partnership, layer);
        await RunAsync(connection, "insert into partnership.area (partnership_id, id, layer_id, code, name, shape) values ($1, 1, $2, 'S1', 'Smalltown', $3)", partnership, layer, town.Area.Shape.AsText());
    }

    static Task RowAsync(NpgsqlConnection connection, Guid partnership, Guid returnId, IncidentColumns rows, int i) => RunAsync(connection, """
        insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, time_precision,
          easting, northing, place_method, place_name, area_ids, content, is_open)
        values ($1, $2, 1, $3, 1, $4, 'Testshire Police', 2, $5, $6, 'month', $7, $8, 'snapped point', $9, '{1}', $2, true)
        """, partnership, Guid.CreateVersion7(), returnId, i + 1, Concordat.Partnership.Themes.ThemeList.All[rows.Theme[i]].Key, rows.Month[i],
        rows.Easting[i], rows.Northing[i], rows.Place[i] < 0 ? DBNull.Value : rows.Places[rows.Place[i]]);

    static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
