using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Share.Returns.Placing;
using Concordat.Share.Returns.Sending;
using Npgsql;

namespace Concordat.Share.Returns.Life;

/// <summary>Moves returns through their life: each move checked against the table, dated, attributed and audited in one transaction.</summary>
public sealed class ReturnMoves(Connections connections, Session session, AuditLog audit, JobQueue jobs, SentReturns returns, MemberDirectory directory, PlaceAsking places, TimeProvider clock)
{
    const int FewestWords = 3;

    /// <summary>True where the acting person may send for the body: its own people, or the data manager on its behalf.</summary>
    public bool MaySendFor(Guid agency) => session.Has(Role.Coordinator) || (session.Has(Role.Practitioner) && session.AgencyId == agency);

    /// <summary>Hands a draft over to the data manager.</summary>
    /// <param name="missing">Months without rows that are missing at source; the other silent months are true zeros.</param>
    /// <param name="isAnswered">True where the person has said of every silent month which it is.</param>
    /// <exception cref="LifeRefusedException">The rules refuse it.</exception>
    public async Task SubmitAsync(Guid id, IReadOnlyCollection<Month> missing, bool isAnswered, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var item = await LockAsync(connection, id, "submit", cancellation);
        if (!MaySendFor(item.AgencyId)) throw new LifeRefusedException("L-10");
        if (item.Kept == 0) throw new LifeRefusedException("L-14");
        if (!item.TakesGoodRows && item.SetAside > 0) throw new LifeRefusedException("L-13");
        var silent = item.Silent;
        if (silent.Count > 0 && !isAnswered) throw new LifeRefusedException("L-16");
        var state = item.SetAside + item.Warnings > 0 ? ReturnLife.Warned : ReturnLife.Submitted;
        int[] gone = [.. item.MissingMonths.Concat(silent.Where(missing.Contains)).Distinct().Order().Select(m => m.Number)];
        int[] held = item.AnswersTo is not null ? [.. item.Months.Select(m => m.Number)]
            : [.. Due.ReturnCalendar.Months(item.Period).Select(m => m.Number).Where(m => !gone.Contains(m))];
        await ReturnStore.ScalarAsync(connection, """
            update share.return set state = $3, submitted_by = $4, submitted_by_name = $5, submitted_at = $6, missing_months = $7, months = $8 where partnership_id = $1 and id = $2
            """, cancellation, session.Partnership, id, state, session.User, session.DisplayName, Now, gone, held);
        await places.AskAsync(connection, item, cancellation);
        await WriteAsync(connection, item, "submit", state, null, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Drops a draft and erases its rows.</summary>
    public async Task DiscardAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var item = await LockAsync(connection, id, "discard", cancellation);
        if (!MaySendFor(item.AgencyId)) throw new LifeRefusedException("L-10");
        await EraseAsync(connection, id, cancellation);
        await WriteAsync(connection, item, "discard", "discarded", null, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Sends a return back to its supplier with what has to be mended.</summary>
    public async Task ReturnAsync(Guid id, string? words, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var item = await LockAsync(connection, id, "return", cancellation);
        if (!session.Has(Role.Coordinator)) throw new LifeRefusedException("L-11");
        if (item.IsBeingAccepted) throw new LifeRefusedException("L-04");
        if ((words ?? "").Trim().Length < FewestWords) throw new LifeRefusedException("L-15");
        await ReturnStore.ScalarAsync(connection, "update share.return set state = 'returned' where partnership_id = $1 and id = $2", cancellation, session.Partnership, id);
        await places.CloseAsync(connection, id, "The return was sent back to its supplier", cancellation);
        await WriteAsync(connection, item, "return", ReturnLife.Returned, words!.Trim(), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Asks for the rows to join the records; the work itself is a job.</summary>
    public async Task AcceptAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var item = await LockAsync(connection, id, "accept", cancellation);
        await CheckDeciderAsync(item, cancellation);
        if (item.IsBeingAccepted) return;
        var job = await jobs.EnqueueAsync(connection, AcceptReturnJob.Name, new ReturnPayload(id), cancellation);
        await ReturnStore.ScalarAsync(connection, "update share.return set job_id = $3 where partnership_id = $1 and id = $2", cancellation, session.Partnership, id, job);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The data manager decides, and not on what they submitted themselves unless there is no other: the move then says so.</summary>
    /// <returns>Words for the move; null where there is nothing to name.</returns>
    internal async Task<string?> CheckDeciderAsync(SentReturn item, CancellationToken cancellation)
    {
        if (!session.Has(Role.Coordinator)) throw new LifeRefusedException("L-11");
        if (item.SubmittedById != session.UserId) return null;
        var people = await directory.ReadAsync(cancellation);
        if (people.On(London.Today(clock)).Any(m => m.UserId != session.UserId && m.Roles.Contains(Role.Coordinator))) throw new LifeRefusedException("L-12");
        return "Submitted and accepted by the same person: there is no other data manager.";
    }

    /// <summary>The return, locked, where the table allows the event.</summary>
    internal async Task<SentReturn> LockAsync(NpgsqlConnection connection, Guid id, string happened, CancellationToken cancellation)
    {
        await ReturnStore.LongScalarAsync(connection, "select 1 from share.return where partnership_id = $1 and id = $2 for update", cancellation, session.Partnership, id);
        var item = await returns.FindAsync(connection, id, cancellation) ?? throw new KeyNotFoundException();
        if (item.State == "discarded") throw new LifeRefusedException("L-01");
        if (ReturnLife.Of(item.State, happened).Refusal is { } refusal) throw new LifeRefusedException(refusal);
        return item;
    }

    internal async Task WriteAsync(NpgsqlConnection connection, SentReturn item, string happened, string to, string? words, CancellationToken cancellation)
    {
        await WriteAsync(connection, item.Id, happened, item.State, to, words, cancellation);
        await audit.RecordAsync(connection, AuditAction.Alter, "return", item.Id.ToString(), new { from = item.State, to, set = item.Set.Number, quarter = Due.Quarters.Key(item.Period) }, cancellation);
    }

    internal async Task WriteAsync(NpgsqlConnection connection, Guid id, string happened, string from, string to, string? words, CancellationToken cancellation)
    {
        await using var command = ReturnStore.Command(connection, """
            insert into share.return_move (partnership_id, return_id, number, event, from_state, to_state, at, user_id, user_name, agency_id, words)
            select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10 from share.return_move where partnership_id = $1 and return_id = $2
            """, session.Partnership, id, happened, from, to, Now, session.User, session.DisplayName, session.AgencyId!.Value);
        command.Parameters.Add(new() { Value = (object?)words ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal async Task EraseAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await ReturnStore.LongScalarAsync(connection, "delete from share.return_row where partnership_id = $1 and return_id = $2", cancellation, session.Partnership, id);
        await ReturnStore.LongScalarAsync(connection, "delete from share.return_aside where partnership_id = $1 and return_id = $2", cancellation, session.Partnership, id);
        await ReturnStore.LongScalarAsync(connection, "delete from share.fault_answer where partnership_id = $1 and (return_id = $2 or answered_in = $2)", cancellation, session.Partnership, id);
        await ReturnStore.LongScalarAsync(connection, "delete from share.return_fault where partnership_id = $1 and return_id = $2", cancellation, session.Partnership, id);
        await ReturnStore.ScalarAsync(connection, "update share.return set state = 'discarded' where partnership_id = $1 and id = $2", cancellation, session.Partnership, id);
    }

    DateTime Now => clock.GetUtcNow().UtcDateTime;
}
