using Concordat.Gate.Checks;
using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;

namespace Concordat.Share.Returns.Quality;

/// <summary>A fault that a supplier sends again and again.</summary>
/// <param name="Column">Column of its file; null where it is the whole row.</param>
/// <param name="Quarters">Quarters of those looked at in which it stood.</param>
/// <param name="Rows">Rows with it in those quarters.</param>
/// <param name="Read">Rows read of the set in those quarters.</param>
/// <param name="Answered">Rows answered by the supplier.</param>
/// <param name="Last">The latest quarter in which it stood.</param>
public sealed record RecurringFault(int Set, string Code, string? Column, int Quarters, int Rows, long Read, int Answered, SetPeriod Last)
{
    public string Title => FaultCode.Find(Code)?.Title ?? Code;
    public string? Remedy => FaultCode.Find(Code)?.Remedy;

    /// <summary>Rows with it in a thousand rows read, to one decimal.</summary>
    public double? Per1000 => Board.ReturnBoard.Per1000(Rows, Read);
}

/// <summary>What a supplier gets wrong over time, ranked: first what comes back in most quarters, then what touches most rows.</summary>
/// <remarks>Returns that were dropped count for nothing, nor do returns that only send mended rows again.</remarks>
public sealed class SupplierQuality(Connections connections, Session session)
{
    const int Most = 100;

    /// <param name="agency">The supplier.</param>
    /// <param name="from">First quarter looked at.</param>
    public async Task<IReadOnlyList<RecurringFault>> RecurringAsync(Guid agency, SetPeriod from, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            with sent as (
              select id, set_number, period_first, rows_read from share.return
              where partnership_id = $1 and agency_id = $2 and kind = 'partner' and state <> 'discarded' and period_first >= $3 and answers_to is null),
            read as (select set_number, sum(rows_read)::bigint as rows from sent group by 1)
            select s.set_number::int, f.code, f.column_name, count(distinct s.period_first)::int, count(*)::int, min(r.rows), count(a.answer)::int, max(s.period_first)
            from sent s join read r on r.set_number = s.set_number
              join share.return_fault f on f.partnership_id = $1 and f.return_id = s.id
              left join share.fault_answer a on a.partnership_id = $1 and a.return_id = f.return_id and a.row_number = f.row_number and a.code = f.code
            group by 1, 2, 3 order by 4 desc, 5 desc, 1, 2, 3 limit $4
            """, session.Partnership, agency, from.First.Number, Most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var faults = new List<RecurringFault>();
        while (await reader.ReadAsync(cancellation))
            faults.Add(new(reader.GetInt32(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt64(5), reader.GetInt32(6),
                SetPeriod.Of(new Month(reader.GetInt32(7)))));
        return faults;
    }
}
