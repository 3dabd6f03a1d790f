using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Returns.Sending;

namespace Concordat.Share.Returns.Pool;

/// <summary>How many rows of a return came and what became of them: for its own body and the data manager alone.</summary>
sealed record PooledCounts(
    int Read, int SetAside, int Records, int Placed, int Inserted, int Updated, int Unchanged, int Withdrawn,
    IReadOnlyDictionary<string, long> Removed, IReadOnlyDictionary<string, long> Places, IReadOnlyDictionary<string, int> Faults, IReadOnlyDictionary<string, int> Answers);

/// <summary>A return that went into the pool, with what was done to it.</summary>
/// <param name="Columns">Heading of the file to the field that it became.</param>
/// <param name="Words">Field to the supplier's words with ours.</param>
/// <param name="KindsRemoved">Kinds of personal identifiers that were taken out.</param>
/// <param name="FaultCodes">Codes of the faults that were found.</param>
/// <param name="Counts">Null for those who may not see how many rows the body sent.</param>
sealed record PooledReturn(
    string Body, Guid Id, DateOnly? AcceptedOn, int? DataVersion, IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words,
    IReadOnlyList<string> KindsRemoved, IReadOnlyList<string> FaultCodes, PooledCounts? Counts);

/// <summary>What was changed on the way of one set and quarter, from all bodies.</summary>
public sealed class PoolReader(Connections connections, Session session, SentReturns returns)
{
    /// <summary>Columns that may leave in bulk: when and what, never a reference, a moment, a point or words.</summary>
    /// <param name="set">The set.</param>
    /// <param name="agreed">Fields that the agreements name; null for all.</param>
    internal static IReadOnlyList<string> ColumnsOf(SetDefinition set, AgreedFields? agreed)
    {
        SetField[] fields = [.. set.KeptFields.Where(f => agreed is null || agreed.Takes(f))];
        return
        [
            set.HasDate ? "month" : "quarter",
            .. fields.Where(f => f.Type is FieldType.Code or FieldType.Icd10 or FieldType.OutwardPostcode).Select(f => f.Key),
            .. set.Level == SetLevel.Count ? fields.Where(f => f.Type == FieldType.Count).Select(f => f.Key) : [],
            .. fields.Any(f => f.Type == FieldType.Age) ? new[] { "age_band" } : [],
        ];
    }

    /// <summary>The accepted returns of the quarter, from every body, with their reports.</summary>
    internal async Task<IReadOnlyList<PooledReturn>> ReturnsAsync(SetDefinition set, SetPeriod period, CancellationToken cancellation)
    {
        var pooled = new List<PooledReturn>();
        await using var connection = await connections.OpenAsync(cancellation);
        await using (var command = ReturnStore.Command(connection, """
            select g.name, r.id, (r.decided_at at time zone 'Europe/London')::date, r.data_version, r.rows_read, r.set_aside, r.records, r.placed, r.inserted, r.updated, r.unchanged, r.withdrawn, r.report::text, r.agency_id
            from share.return r join partnership.agency g on g.partnership_id = r.partnership_id and g.id = r.agency_id
            where r.partnership_id = $1 and r.set_number = $2 and r.period_first = $3 and r.kind = 'partner' and r.state = 'accepted' order by g.name, r.id
            """, session.Partnership, (short)set.Number!.Value, period.First.Number))
        await using (var r = await command.ExecuteReaderAsync(cancellation))
            while (await r.ReadAsync(cancellation))
            {
                var report = r.IsDBNull(12) ? null : r.GetString(12);
                var removed = Numbers(report, "removed");
                var counts = SentReturns.MaySeeCounts(r.GetGuid(13), session)
                    ? new PooledCounts(r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9), r.GetInt32(10), r.GetInt32(11), removed, Numbers(report, "places"),
                        new Dictionary<string, int>(), new Dictionary<string, int>()) : null;
                pooled.Add(new(r.GetString(0), r.GetGuid(1), r.IsDBNull(2) ? null : r.GetFieldValue<DateOnly>(2), r.IsDBNull(3) ? null : r.GetInt32(3), ReportJson.ReadFields(report),
                    ReportJson.Map(report)?.Codes ?? new Dictionary<string, IReadOnlyDictionary<string, string>>(), [.. removed.Keys.Order(StringComparer.Ordinal)], [], counts));
            }
        for (var i = 0; i < pooled.Count; i++)
        {
            var faults = (await returns.FaultCountsAsync(pooled[i].Id, cancellation)).GroupBy(f => f.Code).ToDictionary(g => g.Key, g => g.Sum(f => f.Count));
            pooled[i] = pooled[i] with
            {
                FaultCodes = [.. faults.Keys.Order(StringComparer.Ordinal)],
                Counts = pooled[i].Counts is { } counts
                    ? counts with { Faults = faults, Answers = (await returns.AnswersAsync(pooled[i].Id, cancellation)).Where(a => a.Key.Length > 0).ToDictionary(a => a.Key, a => a.Value) } : null,
            };
        }
        return pooled;
    }

    static Dictionary<string, long> Numbers(string? report, string name) => ReportJson.Numbers(report, name).ToDictionary(n => n.Key, n => n.Count);
}
