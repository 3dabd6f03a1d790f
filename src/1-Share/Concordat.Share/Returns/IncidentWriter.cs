using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Share.Places;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns;

/// <summary>Writes incidents by binary copy into a temporary table and one statement from there, for COPY cannot pass row-level security.</summary>
sealed class IncidentWriter(NpgsqlConnection connection, Guid partnershipId, Guid returnId, AreaPlacer placer, int firstVersion)
{
    bool _hasTable;

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
        if (changes.Count > 0)
        {
            await StageAsync(rows, changes, cancellation);
            if (changes.Any(c => c.Replaces))
                await RunAsync("""
                    update share.incident i set version_to = $2 from incoming n
                    where i.partnership_id = $1 and i.id = n.id and i.version_to is null and n.replaces
                    """, cancellation, partnershipId, Version);
            await RunAsync("""
                insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key,
                  month, time_precision, easting, northing, place_method, place_name, lsoa_code, area_ids, outcome, content)
                select $1, id, $2, $3, $4, row_number, supplier, supplier_ref, set_number, theme_key,
                  month, 'month', easting, northing, case when easting is null then 'none' else 'snapped point' end, place_name, lsoa_code, area_ids, outcome, content
                from incoming
                """, cancellation, partnershipId, Version, returnId, fileNumber);
        }
        if (withdrawn.Count > 0)
            await RunAsync("update share.incident set version_to = $2 where partnership_id = $1 and id = any($3) and version_to is null",
                cancellation, partnershipId, Version, withdrawn.ToArray());
    }

    async Task StageAsync(List<StreetRow> rows, List<IncidentChange> changes, CancellationToken cancellation)
    {
        await RunAsync(_hasTable ? "truncate incoming" : """
            create temporary table incoming (id uuid, replaces boolean, row_number integer, supplier text, supplier_ref text, set_number smallint, theme_key text,
              month integer, easting double precision, northing double precision, place_name text, lsoa_code text, area_ids integer[], outcome text, content uuid) on commit drop
            """, cancellation);
        _hasTable = true;
        await using var copy = await connection.BeginBinaryImportAsync("copy incoming from stdin (format binary)", cancellation);
        foreach (var change in changes)
        {
            var row = rows[change.Row];
            var theme = ThemeList.All[row.Theme].Key;
            copy.StartRow();
            copy.Write(change.Id, NpgsqlDbType.Uuid);
            copy.Write(change.Replaces, NpgsqlDbType.Boolean);
            copy.Write(row.Row, NpgsqlDbType.Integer);
            copy.Write(row.ReportedBy, NpgsqlDbType.Text);
            Text(copy, row.CrimeId);
            copy.Write((short)(theme == "anti-social-behaviour" ? 1 : 2), NpgsqlDbType.Smallint); // the police supply sets 1 (incidents) and 2 (offences)
            copy.Write(theme, NpgsqlDbType.Text);
            copy.Write(row.Month.Number, NpgsqlDbType.Integer);
            Number(copy, row.Easting);
            Number(copy, row.Northing);
            Text(copy, row.PlaceName);
            Text(copy, row.LsoaCode);
            copy.Write(placer.AreasAt(row.Month, row.Easting, row.Northing), NpgsqlDbType.Array | NpgsqlDbType.Integer);
            Text(copy, row.Outcome);
            copy.Write(Fingerprint.ToGuid(row.Content), NpgsqlDbType.Uuid);
        }
        await copy.CompleteAsync(cancellation);
    }

    static void Text(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null) copy.WriteNull();
        else copy.Write(text, NpgsqlDbType.Text);
    }

    static void Number(NpgsqlBinaryImporter copy, double number)
    {
        if (double.IsNaN(number)) copy.WriteNull();
        else copy.Write(number, NpgsqlDbType.Double);
    }

    async Task RunAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
