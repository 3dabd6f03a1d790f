using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Share.Places;
using Npgsql;

namespace Concordat.Share.Returns;

/// <summary>Writes incidents in blocks, a column an array and one statement a block: COPY cannot pass row-level security, and a staging table writes all twice.</summary>
sealed class IncidentWriter(NpgsqlConnection connection, Guid partnershipId, Guid returnId, AreaPlacer placer, int firstVersion)
{
    const int BlockRows = 10_000;

    const string Sql = """
        insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key,
          month, occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, lsoa_code, area_ids, outcome, content, is_open)
        select $1, n.id, $2, $3, $4, n.row_number, n.supplier, n.supplier_ref, n.set_number, n.theme_key,
          n.month, TIME, n.easting, n.northing, case when n.easting is null then 'none' else 'snapped point' end, n.place_name, n.lsoa_code, n.area_ids::integer[], n.outcome, n.content, true
        from unnest($5::uuid[], $6::integer[], $7::text[], $8::text[], $9::smallint[], $10::text[], $11::integer[], $12::float8[], $13::float8[],
            $14::text[], $15::text[], $16::text[], $17::text[], $18::uuid[])
          as n(id, row_number, supplier, supplier_ref, set_number, theme_key, month, easting, northing, place_name, lsoa_code, area_ids, outcome, content) EARLIER
        """;

    static readonly string InsertNew = With("null::timestamptz, null::timestamptz, 'month'", "");

    // The published files know the month alone: an hour that a supplier gave before is kept.
    static readonly string InsertOverEarlier = With(
        "o.occurred_from, o.occurred_to, coalesce(o.time_precision, 'month')",
        "left join share.incident o on o.partnership_id = $1 and o.id = n.id and o.version_to = $2 and o.month = n.month");

    static string With(string time, string earlier) =>
        Sql.Replace("TIME", time, StringComparison.Ordinal).Replace("EARLIER", earlier, StringComparison.Ordinal);

    readonly Dictionary<int[], string> _areaTexts = new(ReferenceEqualityComparer.Instance);

    /// <summary>The data version of the rows written last.</summary>
    public int Version { get; private set; } = firstVersion;

    /// <param name="rows">Rows kept of one file.</param>
    /// <param name="changes">Which of them join, and as what.</param>
    /// <param name="withdrawn">Incidents that end.</param>
    /// <param name="fileNumber">Number of the file in its return.</param>
    /// <param name="overwrites">True where an earlier file of the same return wrote the same month: its rows then end in a version of their own.</param>
    public async Task WriteAsync(List<StreetRow> rows, List<IncidentChange> changes, List<Guid> withdrawn, int fileNumber, bool overwrites, CancellationToken cancellation)
    {
        if (overwrites && (changes.Count > 0 || withdrawn.Count > 0)) Version++;
        Guid[] ended = [.. changes.Where(c => c.Replaces).Select(c => c.Id), .. withdrawn];
        if (ended.Length > 0)
            await ReturnStore.LongScalarAsync(connection, "update share.incident set version_to = $2 where partnership_id = $1 and id = any($3) and version_to is null",
                cancellation, partnershipId, Version, ended);
        foreach (var block in changes.Chunk(BlockRows)) await InsertAsync(rows, block, fileNumber, cancellation);
    }

    async Task InsertAsync(List<StreetRow> rows, IncidentChange[] block, int fileNumber, CancellationToken cancellation)
    {
        var themes = Column(row => ThemeList.All[row.Theme].Key);
        await using var command = new NpgsqlCommand(block.Any(c => c.Replaces) ? InsertOverEarlier : InsertNew, connection) { CommandTimeout = 600 };
        foreach (var value in new object[]
        {
            partnershipId, Version, returnId, fileNumber,
            Array.ConvertAll(block, c => c.Id),
            Column(row => row.Row),
            Column(row => row.ReportedBy),
            Column(row => row.CrimeId),
            Array.ConvertAll(themes, theme => (short)(theme == "anti-social-behaviour" ? 1 : 2)), // the police supply sets 1 (incidents) and 2 (offences)
            themes,
            Column(row => row.Month.Number),
            Column(row => Number(row.Easting)),
            Column(row => Number(row.Northing)),
            Column(row => row.PlaceName),
            Column(row => row.LsoaCode),
            Column(row => Areas(placer.AreasAt(row.Month, row.Easting, row.Northing))),
            Column(row => row.Outcome),
            Column(row => Fingerprint.ToGuid(row.Content)),
        })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);

        T[] Column<T>(Func<StreetRow, T> of) => Array.ConvertAll(block, change => of(rows[change.Row]));
    }

    static double? Number(double number) => double.IsNaN(number) ? null : number;

    // The placer gives the same array for the same place, so each is written out once.
    string Areas(int[] areas)
    {
        if (areas.Length == 0) return "{}";
        if (!_areaTexts.TryGetValue(areas, out var text)) _areaTexts[areas] = text = $"{{{string.Join(',', areas)}}}";
        return text;
    }
}
