using System.Text.Json;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns.Sending;

namespace Concordat.Share.Returns.Pool;

/// <summary>A return that went into the pool, with what was done to it.</summary>
sealed record PooledReturn(
    string Body, Guid Id, string State, DateOnly? AcceptedOn, int? DataVersion, int Read, int SetAside, int Records, int Placed, int Unlocated, int Inserted, int Updated, int Unchanged, int Withdrawn,
    IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, long> Removed, IReadOnlyDictionary<string, long> Places, IReadOnlyDictionary<string, int> Faults,
    IReadOnlyDictionary<string, int> Answers, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words);

/// <summary>The records of one set and quarter from all bodies, as cleansed, and what was changed on the way.</summary>
public sealed class PoolReader(Connections connections, Session session, SentReturns returns)
{
    internal const string Body = "body", Month = "month", Easting = "easting", Northing = "northing", Method = "place_method", Precision = "place_precision_metres", PlaceWords = "place_as_written", PlaceName = "place_name";

    internal static IReadOnlyList<string> ColumnsOf(SetDefinition set) =>
        [Body, Month, .. OwnFields(set).Select(f => f.Key), .. set.Place == PlaceKept.Point ? new[] { Easting, Northing, Method, Precision, PlaceWords, PlaceName } : []];

    // Where a set has points, the point stands for what was written of the place.
    static IEnumerable<SetField> OwnFields(SetDefinition set) => set.KeptFields.Where(f => set.Place != PlaceKept.Point || !f.IsPlace);

    /// <summary>Records that may be counted: those of a theme in groups as large as the threshold, the others by body and set. Row-level security lets through only sets that an agreement in force covers.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<string>>> RecordsAsync(SetDefinition set, SetPeriod period, CancellationToken cancellation)
    {
        string[] keys = [.. OwnFields(set).Select(f => f.Key)];
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            with held as (
              select r.*, g.name as body, exists (select from share.incident i where i.partnership_id = r.partnership_id and i.id = r.id and i.version_to is null and not i.is_open) as counted,
                exists (select from share.shown_incident i where i.partnership_id = r.partnership_id and i.id = r.id and i.version_to is null) as shown,
                count(*) over (partition by r.agency_id) as of_body
              from share.record r join partnership.agency g on g.partnership_id = r.partnership_id and g.id = r.agency_id
              where r.partnership_id = $1 and r.set_number = $2 and r.period_first = $3 and r.version_to is null)
            select body, month, fields::text, easting, northing, place_method, place_precision, place_words, place_name
            from held where case when counted then shown else of_body >= share.small_number_threshold() end
            order by body, row_number, id
            """, session.Partnership, (short)set.Number!.Value, period.First.Number);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<IReadOnlyList<string>>();
        while (await reader.ReadAsync(cancellation))
        {
            var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(2))!;
            List<string> cells = [reader.GetString(0), reader.IsDBNull(1) ? "" : new Partnership.Calendar.Month(reader.GetInt32(1)).ToString(), .. keys.Select(k => fields.GetValueOrDefault(k) ?? "")];
            if (set.Place == PlaceKept.Point)
                cells.AddRange([Number(3), Number(4), reader.GetString(5), Number(6), reader.IsDBNull(7) ? "" : reader.GetString(7), reader.IsDBNull(8) ? "" : reader.GetString(8)]);
            rows.Add(cells);
        }
        return rows;

        string Number(int column) => reader.IsDBNull(column) ? "" : reader.GetDouble(column).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>How many records are held, those that may not be counted among them.</summary>
    internal async Task<int> HeldAsync(SetDefinition set, SetPeriod period, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        return (int)(await ReturnStore.ScalarAsync(connection, "select count(*)::int from share.record where partnership_id = $1 and set_number = $2 and period_first = $3 and version_to is null",
            cancellation, session.Partnership, (short)set.Number!.Value, period.First.Number))!;
    }

    /// <summary>The accepted returns of the quarter, from every body, with their reports.</summary>
    internal async Task<IReadOnlyList<PooledReturn>> ReturnsAsync(SetDefinition set, SetPeriod period, CancellationToken cancellation)
    {
        var pooled = new List<PooledReturn>();
        await using var connection = await connections.OpenAsync(cancellation);
        await using (var command = ReturnStore.Command(connection, """
            select g.name, r.id, r.state, (r.decided_at at time zone 'Europe/London')::date, r.data_version, r.rows_read, r.set_aside, r.records, r.placed, r.unlocated, r.inserted, r.updated, r.unchanged, r.withdrawn, r.report::text
            from share.return r join partnership.agency g on g.partnership_id = r.partnership_id and g.id = r.agency_id
            where r.partnership_id = $1 and r.set_number = $2 and r.period_first = $3 and r.kind = 'partner' and r.state = 'accepted' order by g.name, r.id
            """, session.Partnership, (short)set.Number!.Value, period.First.Number))
        await using (var r = await command.ExecuteReaderAsync(cancellation))
            while (await r.ReadAsync(cancellation))
            {
                var report = r.IsDBNull(14) ? null : r.GetString(14);
                pooled.Add(new(r.GetString(0), r.GetGuid(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetFieldValue<DateOnly>(3), r.IsDBNull(4) ? null : r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7),
                    r.GetInt32(8), r.GetInt32(9), r.GetInt32(10), r.GetInt32(11), r.GetInt32(12), r.GetInt32(13), ReportJson.ReadFields(report), Numbers(report, "removed"), Numbers(report, "places"),
                    new Dictionary<string, int>(), new Dictionary<string, int>(), ReportJson.Map(report)?.Codes ?? new Dictionary<string, IReadOnlyDictionary<string, string>>()));
            }
        for (var i = 0; i < pooled.Count; i++)
        {
            var faults = await returns.FaultCountsAsync(pooled[i].Id, cancellation);
            pooled[i] = pooled[i] with
            {
                Faults = faults.GroupBy(f => f.Code).ToDictionary(g => g.Key, g => g.Sum(f => f.Count)),
                Answers = (await returns.AnswersAsync(pooled[i].Id, cancellation)).Where(a => a.Key.Length > 0).ToDictionary(a => a.Key, a => a.Value),
            };
        }
        return pooled;
    }

    static Dictionary<string, long> Numbers(string? report, string name) => ReportJson.Numbers(report, name).ToDictionary(n => n.Key, n => n.Count);
}
