using System.Globalization;
using System.Security.Cryptography;
using Concordat.Gate.Checks;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Share.Places;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns.Sending;

/// <summary>Writes rows that passed the gate, and faults, as a draft: in blocks, a column an array, in the caller's transaction.</summary>
/// <remarks>COPY cannot pass row-level security, so blocks are inserted from arrays.</remarks>
sealed class DraftWriter(NpgsqlConnection connection, Guid partnershipId, Guid returnId, SetDefinition set, Guid agencyId, AreaPlacer placer) : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly SortedSet<int> _months = [];
    int _faults;

    public int Records { get; private set; }
    public int Placed { get; private set; }
    public IReadOnlyCollection<int> Months => _months;

    /// <summary>Rows of the file that were set aside.</summary>
    public HashSet<int> SetAside { get; } = [];

    /// <summary>Fingerprint of everything written so far, in order.</summary>
    public string ContentHash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public async Task RowsAsync(IReadOnlyList<KeptRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return;
        KeptRow[] block = [.. rows];
        var contents = Array.ConvertAll(block, RowContent.Fingerprint);
        foreach (var content in contents) _hash.AppendData(content.ToByteArray());
        Records += block.Length;
        Placed += block.Count(r => r.Place.Easting is not null);
        foreach (var row in block) if (row.Month is { } month) _months.Add(month.Number);
        var reference = set.Fields.FirstOrDefault(f => f.Type == FieldType.Reference)?.Key;
        await using var command = new NpgsqlCommand("""
            insert into share.return_row (partnership_id, return_id, row_number, record_id, set_number, agency_id, reference, fields, theme_key, month, occurred_from, occurred_to, time_precision,
              easting, northing, place_method, place_precision, place_score, place_name, place_words, area_ids, content)
            select $1, $2, n.row_number, n.record_id, $21, $22, n.reference, n.fields::jsonb, n.theme_key, n.month, n.occurred_from, n.occurred_to, n.time_precision,
              n.easting, n.northing, n.place_method, n.place_precision, n.place_score, n.place_name, n.place_words, n.area_ids::integer[], n.content
            from unnest($3::integer[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::integer[], $9::timestamptz[], $10::timestamptz[], $11::text[],
                $12::float8[], $13::float8[], $14::text[], $15::float8[], $16::real[], $17::text[], $18::text[], $19::text[], $20::uuid[])
              as n(row_number, record_id, reference, fields, theme_key, month, occurred_from, occurred_to, time_precision, easting, northing, place_method, place_precision,
                place_score, place_name, place_words, area_ids, content)
            """, connection) { CommandTimeout = 600 };
        foreach (var value in new object[]
        {
            partnershipId, returnId,
            Array.ConvertAll(block, r => r.Number),
            Array.ConvertAll(block, _ => Guid.CreateVersion7()),
            Array.ConvertAll(block, r => reference is null ? null : r.Values.GetValueOrDefault(reference)),
            Array.ConvertAll(block, RowContent.Json),
            Array.ConvertAll(block, r => r.ThemeKey),
            Array.ConvertAll(block, r => r.Month?.Number),
            Array.ConvertAll(block, r => Utc(r.FromUtc)),
            Array.ConvertAll(block, r => Utc(r.ToUtc)),
            Array.ConvertAll(block, r => r.Precision),
            Array.ConvertAll(block, r => r.Place.Easting),
            Array.ConvertAll(block, r => r.Place.Northing),
            Array.ConvertAll(block, r => r.Place.Method),
            Array.ConvertAll(block, r => r.Place.PrecisionMetres),
            Array.ConvertAll(block, r => (float)r.Place.Score),
            Array.ConvertAll(block, r => r.Place.Name),
            Array.ConvertAll(block, r => r.Words),
            Array.ConvertAll(block, Areas),
            contents, (short)set.Number!.Value, agencyId,
        })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task FaultsAsync(string file, IReadOnlyList<RowFault> faults, CancellationToken cancellation)
    {
        if (faults.Count == 0) return;
        RowFault[] block = [.. faults];
        foreach (var fault in block) if (fault.SetsAside) SetAside.Add(fault.Row);
        await using var command = new NpgsqlCommand("""
            insert into share.return_fault (partnership_id, return_id, number, file, row_number, column_name, code, what_we_read, remedy, sets_aside, message)
            select $1, $2, $3 + n.place::integer, $4, n.row_number, n.column_name, n.code, '', n.remedy, n.sets_aside, n.message
            from unnest($5::integer[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::text[]) with ordinality as n(row_number, column_name, code, remedy, sets_aside, message, place)
            """, connection) { CommandTimeout = 600 };
        foreach (var value in new object[]
        {
            partnershipId, returnId, _faults, file,
            Array.ConvertAll(block, f => f.Row), Array.ConvertAll(block, f => f.Column), Array.ConvertAll(block, f => f.Code),
            Array.ConvertAll(block, f => f.Remedy), Array.ConvertAll(block, f => f.SetsAside), Array.ConvertAll(block, f => f.Message),
        })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
        _faults += block.Length;
    }

    /// <summary>Keeps what stood in rows with faults, as far as it may be told.</summary>
    public async Task AsideAsync(IReadOnlyList<AsideRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return;
        AsideRow[] block = [.. rows];
        await using var command = new NpgsqlCommand("""
            insert into share.return_aside (partnership_id, return_id, row_number, set_number, agency_id, sets_aside, cells)
            select $1, $2, n.row_number, $3, $4, n.sets_aside, n.cells::jsonb
            from unnest($5::integer[], $6::boolean[], $7::text[]) as n(row_number, sets_aside, cells)
            """, connection) { CommandTimeout = 600 };
        foreach (var value in new object[]
        {
            partnershipId, returnId, (short)set.Number!.Value, agencyId,
            Array.ConvertAll(block, r => r.Number), Array.ConvertAll(block, r => r.IsSetAside), Array.ConvertAll(block, r => RowContent.Json(r.Values)),
        })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    string Areas(KeptRow row) =>
        row is { Month: { } month, Place: { Easting: { } easting, Northing: { } northing } }
            ? $"{{{string.Join(',', placer.AreasAt(month, easting, northing).Select(a => a.ToString(CultureInfo.InvariantCulture)))}}}" : "{}";

    static DateTime? Utc(DateTime? moment) => moment is { } m ? DateTime.SpecifyKind(m, DateTimeKind.Utc) : null;

    public void Dispose() => _hash.Dispose();
}
