using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Places;
using Concordat.Share.Returns.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns;

/// <summary>Writes a return of ready records: staged by binary copy, joined in one statement, audited last.</summary>
internal sealed class RecordLoader(Connections connections, Session session, AuditLog audit, TimeProvider clock) : IRecordLoader
{
    public async Task<Guid> LoadAsync(PartnerReturn wanted, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ScalarAsync(connection, """
            select id from share.return where partnership_id = $1 and agency_id = $2 and title = $3 and state = 'accepted'
            """, cancellation, session.Partnership, wanted.AgencyId, wanted.Title) is Guid known) return known;
        var placer = await AreaPlacer.LoadAsync(connection, session.Partnership, cancellation);
        var version = (int)(await ScalarAsync(connection, """
            update partnership.partnership set data_version = data_version + 1 where id = $1 returning data_version
            """, cancellation, session.Partnership))!;
        await AddReturnAsync(connection, id, wanted, version, cancellation);
        await StageAsync(connection, wanted, placer, cancellation);
        await ScalarAsync(connection, """
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key,
              month, occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, area_ids, content)
            select $1, id, $2, $3, file_number, row_number, $4, supplier_ref, $5, theme_key,
              month, occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, area_ids, id
            from incoming
            """, cancellation, session.Partnership, version, id, wanted.Supplier, wanted.SetNumber);
        await audit.RecordAsync(connection, AuditAction.Collect, "return", id.ToString(), new { rows = wanted.Records.Count, wanted.SetNumber }, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    // Reference, category, month, time and place: what every supplier of ready records could give.
    const int Asked = 5;

    static long Filled(PartnerRecord record) => 2 + (record.Reference is null ? 0 : 1) + (record.FromUtc is null ? 0 : 1) + (record.Easting is null ? 0 : 1);

    async Task AddReturnAsync(NpgsqlConnection connection, Guid id, PartnerReturn wanted, int version, CancellationToken cancellation)
    {
        var unlocated = wanted.Records.Count(r => r.Easting is null);
        await ScalarAsync(connection, """
            insert into share.return (partnership_id, id, kind, set_number, title, agency_id, state, sent_by, sent_by_name, rows_read, ready, unlocated,
              inserted, month_from, month_to, months, decided_by, decided_by_name, decided_at, data_version, sent_at, records, placed, values_filled, values_asked)
            values ($1, $2, 'partner', $3, $4, $5, 'accepted', $6, $7, $8, $9, $10, $8, $11, $12, $14, $6, $7, $15, $13, $15, $8, $9, $16, $17)
            """, cancellation, session.Partnership, id, wanted.SetNumber, wanted.Title, wanted.AgencyId, session.User, session.DisplayName,
            wanted.Records.Count, wanted.Records.Count - unlocated, unlocated, wanted.Months[0].Number, wanted.Months[^1].Number, version,
            wanted.Months.Select(m => m.Number).ToArray(), wanted.SentAtUtc ?? clock.GetUtcNow().UtcDateTime, wanted.Records.Sum(Filled), (long)wanted.Records.Count * Asked);
        for (var i = 0; i < wanted.Months.Count; i++)
            await ScalarAsync(connection, """
                insert into share.return_file (partnership_id, return_id, number, name, sha256, kind, force, month, rows_read)
                values ($1, $2, $3, $4, '', 'table', $5, $6, $7)
                """, cancellation, session.Partnership, id, 1001 + i, $"{wanted.Title}, {wanted.Months[i].ShortName}", wanted.Supplier, wanted.Months[i].Number,
                wanted.Records.Count(r => r.Month == wanted.Months[i]));
    }

    static async Task StageAsync(NpgsqlConnection connection, PartnerReturn wanted, AreaPlacer placer, CancellationToken cancellation)
    {
        await ScalarAsync(connection, """
            create temporary table incoming (id uuid, file_number integer, row_number integer, supplier_ref text, theme_key text, month integer, occurred_from timestamptz,
              occurred_to timestamptz, time_precision text, easting double precision, northing double precision, place_method text, place_name text,
              area_ids integer[]) on commit drop
            """, cancellation);
        var files = wanted.Months.Select((month, index) => (month, index)).ToDictionary(m => m.month, m => m.index + 1);
        await using var copy = await connection.BeginBinaryImportAsync("copy incoming from stdin (format binary)", cancellation);
        for (var i = 0; i < wanted.Records.Count; i++)
        {
            var record = wanted.Records[i];
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(files[record.Month], NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(i + 2, NpgsqlDbType.Integer, cancellation);
            await WriteAsync(copy, record.Reference, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(record.ThemeKey, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(record.Month.Number, NpgsqlDbType.Integer, cancellation);
            await WriteAsync(copy, record.FromUtc, NpgsqlDbType.TimestampTz, cancellation);
            await WriteAsync(copy, record.ToUtc, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(record.Precision, NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, record.Easting, NpgsqlDbType.Double, cancellation);
            await WriteAsync(copy, record.Northing, NpgsqlDbType.Double, cancellation);
            await copy.WriteAsync(record.PlaceMethod, NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, record.PlaceName, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(placer.AreasAt(record.Month, record.Easting ?? double.NaN, record.Northing ?? double.NaN),
                NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellation);
        }
        await copy.CompleteAsync(cancellation);
    }

    static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken cancellation) =>
        value is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(value, type, cancellation);

    static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancellation);
    }
}
