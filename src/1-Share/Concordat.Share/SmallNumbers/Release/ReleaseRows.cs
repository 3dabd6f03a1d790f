using System.Text.Json;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns;
using Concordat.Share.SmallNumbers.Contracts;

namespace Concordat.Share.SmallNumbers.Release;

/// <summary>Reads the current records of a set as the rows of a release; row-level security leaves out what the person's agency may not read.</summary>
internal sealed class ReleaseRows(Connections connections, Session session)
{
    /// <summary>Rows of the quarters from the first to the last, both included, with the chosen columns in their order.</summary>
    public async Task<ReleaseTable> ReadAsync(SetDefinition set, SetPeriod from, SetPeriod to, IReadOnlyList<string> columns, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select id, period_first, month, fields::text, easting, northing from share.record
            where partnership_id = $1 and set_number = $2 and version_to is null and period_first between $3 and $4 order by id
            """, session.Partnership, (short)set.Number!.Value, from.First.Number, to.First.Number);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (rows, ids) = (new List<IReadOnlyList<string>>(), new List<Guid>());
        while (await reader.ReadAsync(cancellation))
        {
            var record = new ReleaseRecord(reader.GetGuid(0), new Month(reader.GetInt32(1)), reader.IsDBNull(2) ? null : new Month(reader.GetInt32(2)), Fields(reader.GetString(3)),
                reader.IsDBNull(4) ? null : reader.GetDouble(4), reader.IsDBNull(5) ? null : reader.GetDouble(5));
            rows.Add([.. columns.Select(c => ReleaseColumns.Cell(set, c, record))]);
            ids.Add(record.Id);
        }
        return new(columns, rows, ids);
    }

    static Dictionary<string, string> Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.ValueKind == JsonValueKind.Null ? "" : p.Value.GetRawText(), StringComparer.Ordinal);
    }
}
