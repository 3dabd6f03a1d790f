using System.Globalization;
using Concordat.Gate.Placing;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Share.Places;
using Concordat.Share.Places.Contracts;
using Npgsql;

namespace Concordat.Share.Returns.Placing;

/// <summary>Places the rows of a return that waited for a person's answer; where they are records already, under a new data version, so that older figures can be made again.</summary>
/// <remarks>The supplier's words stay as they are: only the point, its method, precision, score and name are written.</remarks>
public sealed class PlacedRows(Session session, AuditLog audit) : IPlaceAnswered
{
    /// <inheritdoc/>
    public async Task AnsweredAsync(NpgsqlConnection connection, Guid returnId, PlaceAnswer answer, CancellationToken cancellation)
    {
        var rows = await WaitingAsync(connection, returnId, answer, cancellation);
        if (rows.Length == 0) return;
        if (answer.Place.Easting is null)
        {
            await ReturnStore.LongScalarAsync(connection, "update share.return_row set place_method = $4, place_reason = $5 where partnership_id = $1 and return_id = $2 and row_number = any($3)",
                cancellation, session.Partnership, returnId, rows.Select(r => r.Row).ToArray(), PlaceFinder.CannotBePlaced, answer.Reason ?? "");
            return;
        }
        await PlaceAsync(connection, returnId, answer.Place, rows, cancellation);
        var state = (string?)await ReturnStore.LongScalarAsync(connection, """
            update share.return set placed = least(records, placed + $3), ready = ready + least($3, unlocated), unlocated = unlocated - least($3, unlocated)
            where partnership_id = $1 and id = $2 returning state
            """, cancellation, session.Partnership, returnId, rows.Length);
        var version = state == "accepted" ? await RaiseAsync(connection, returnId, [.. rows.Select(r => r.Row)], cancellation) : 0;
        await audit.RecordAsync(connection, AuditAction.Alter, "return", returnId.ToString(), new { placed = rows.Length, method = answer.Place.Method, data_version = version }, cancellation);
    }

    async Task<(int Row, int? Month)[]> WaitingAsync(NpgsqlConnection connection, Guid returnId, PlaceAnswer answer, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            select row_number, month, place_words from share.return_row
            where partnership_id = $1 and return_id = $2 and easting is null and place_words is not null and place_method <> 'cannot be placed' order by row_number
            """, session.Partnership, returnId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new Dictionary<string, bool>();
        var rows = new List<(int, int?)>();
        while (await reader.ReadAsync(cancellation) && !(answer.FirstRowOnly && rows.Count == 1))
        {
            var words = reader.GetString(2);
            if (!keys.TryGetValue(words, out var meant)) keys[words] = meant = PlaceQueue.KeyOf(words) == answer.WordsKey;
            if (meant) rows.Add((reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetInt32(1)));
        }
        return [.. rows];
    }

    async Task PlaceAsync(NpgsqlConnection connection, Guid returnId, PlaceFound place, (int Row, int? Month)[] rows, CancellationToken cancellation)
    {
        var placer = await AreaPlacer.LoadAsync(connection, session.Partnership, cancellation);
        string Areas(int? month) => month is { } m ? $"{{{string.Join(',', placer.AreasAt(new Month(m), place.Easting!.Value, place.Northing!.Value).Select(a => a.ToString(CultureInfo.InvariantCulture)))}}}" : "{}";
        await ReturnStore.LongScalarAsync(connection, """
            update share.return_row r set easting = $5, northing = $6, place_method = $7, place_precision = $8, place_score = $9, place_name = $10, area_ids = n.area_ids::integer[]
            from unnest($3::integer[], $4::text[]) as n(row_number, area_ids) where r.partnership_id = $1 and r.return_id = $2 and r.row_number = n.row_number
            """, cancellation, session.Partnership, returnId, Array.ConvertAll(rows, r => r.Row), Array.ConvertAll(rows, r => Areas(r.Month)),
            place.Easting!.Value, place.Northing!.Value, place.Method, place.PrecisionMetres ?? 0.0, (float)place.Score, place.Name ?? "");
    }

    async Task<int> RaiseAsync(NpgsqlConnection connection, Guid returnId, int[] rows, CancellationToken cancellation)
    {
        var version = (int)(await ReturnStore.LongScalarAsync(connection, "update partnership.partnership set data_version = data_version + 1 where id = $1 returning data_version", cancellation, session.Partnership))!;
        await ReturnStore.LongScalarAsync(connection, """
            with ended as (update share.record set version_to = $4 where partnership_id = $1 and return_id = $2 and row_number = any($3) and version_to is null returning *)
            insert into share.record (partnership_id, id, version_from, set_number, agency_id, return_id, row_number, period_first, month, reference, fields,
              easting, northing, place_method, place_precision, place_score, place_name, place_words, content)
            select e.partnership_id, e.id, $4, e.set_number, e.agency_id, e.return_id, e.row_number, e.period_first, e.month, e.reference, e.fields,
              r.easting, r.northing, r.place_method, r.place_precision, r.place_score, r.place_name, e.place_words, e.content
            from ended e join share.return_row r on r.partnership_id = e.partnership_id and r.return_id = e.return_id and r.row_number = e.row_number
            """, cancellation, session.Partnership, returnId, rows, version);
        await ReturnStore.LongScalarAsync(connection, """
            with ended as (update share.incident set version_to = $4 where partnership_id = $1 and return_id = $2 and row_number = any($3) and version_to is null returning *)
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key,
              month, occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, lsoa_code, area_ids, outcome, content)
            select e.partnership_id, e.id, $4, e.return_id, e.file_number, e.row_number, e.supplier, e.supplier_ref, e.set_number, e.theme_key,
              e.month, e.occurred_from, e.occurred_to, e.time_precision, r.easting, r.northing, r.place_method, r.place_name, e.lsoa_code, r.area_ids, e.outcome, e.content
            from ended e join share.return_row r on r.partnership_id = e.partnership_id and r.return_id = e.return_id and r.row_number = e.row_number
            """, cancellation, session.Partnership, returnId, rows, version);
        return version;
    }
}
