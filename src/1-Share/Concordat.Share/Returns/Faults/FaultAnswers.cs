using Concordat.Platform.Access;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns.Faults;

/// <summary>Keeps what a supplier says to the faults of a return. The database lets its own body answer, or the data manager for it.</summary>
static class FaultAnswers
{
    /// <summary>Writes answers for every fault of the rows; a row or code that the return does not have is passed over.</summary>
    /// <param name="returnId">The return with the faults.</param>
    /// <param name="answeredIn">The return that brings the mended rows; null where none does.</param>
    /// <returns>Faults answered.</returns>
    public static async Task<int> WriteAsync(
        NpgsqlConnection connection, Session session, Guid returnId, Guid? answeredIn, IReadOnlyList<RowAnswer> answers, TimeProvider clock, CancellationToken cancellation)
    {
        if (answers.Count == 0) return 0;
        RowAnswer[] once = [.. answers.DistinctBy(a => a.Row)];
        await using (var command = ReturnStore.Command(connection, """
            insert into share.fault_answer (partnership_id, return_id, row_number, code, answer, at, user_id, user_name, answered_in)
            select distinct on (f.row_number, f.code) $1, $2, f.row_number, f.code, n.answer, $3, $4, $5, $8
            from unnest($6::integer[], $7::text[]) as n(row_number, answer)
            join share.return_fault f on f.partnership_id = $1 and f.return_id = $2 and f.row_number = n.row_number
            on conflict (partnership_id, return_id, row_number, code) do update
              set answer = excluded.answer, at = excluded.at, user_id = excluded.user_id, user_name = excluded.user_name, answered_in = excluded.answered_in
            """, session.Partnership, returnId, clock.GetUtcNow().UtcDateTime, session.User, session.DisplayName, Array.ConvertAll(once, a => a.Row), Array.ConvertAll(once, a => a.Answer)))
        {
            command.Parameters.Add(new() { Value = (object?)answeredIn ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await ForgetAsync(connection, session.Partnership, returnId, [.. once.Where(a => a.Answer != MendFile.Answers[0]).Select(a => a.Row)], cancellation);
        return once.Length;
    }

    // What is confirmed or withdrawn is not mended any more: what stood in it is not needed.
    static async Task ForgetAsync(NpgsqlConnection connection, Guid partnership, Guid returnId, int[] rows, CancellationToken cancellation)
    {
        if (rows.Length > 0)
            await ReturnStore.ScalarAsync(connection, "delete from share.return_aside where partnership_id = $1 and return_id = $2 and row_number = any($3)", cancellation, partnership, returnId, rows);
    }
}
