using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Returns.Board;
using Concordat.Share.Returns.Due;
using Concordat.Share.Returns.Life;
using Npgsql;
using NpgsqlTypes;

namespace Concordat.Share.Returns.Sets;

/// <summary>A declaration that a body does not hold a set.</summary>
/// <param name="From">First quarter that it holds for.</param>
/// <param name="To">Last quarter; null while it stands.</param>
/// <param name="SignedBy">Who answers for it: name and post.</param>
/// <param name="WithdrawnAt">When it was withdrawn as a mistake; it then never counted.</param>
public sealed record NotHeldDeclaration(
    Guid Id, SetPeriod From, SetPeriod? To, string Reason, string SignedBy, string? DeclaredBy, DateTime DeclaredAt, string? EndedBy, DateTime? EndedAt, DateTime? WithdrawnAt)
{
    public bool Covers(SetPeriod period) => WithdrawnAt is null && From.FirstDay <= period.FirstDay && (To is null || To.Value.FirstDay >= period.FirstDay);
}

/// <summary>Declares that a body does not hold a set, and ends such declarations: the duty bites only on what is held (Crime and Disorder Act 1998, section 17A).</summary>
public sealed class NotHeldDesk(Connections connections, Session session, AuditLog audit, BoardReader reader, ReturnMoves moves, MemberDirectory directory, TimeProvider clock)
{
    const int LongestReason = 500;

    /// <summary>Declarations of a body and set, the newest first; withdrawn ones among them.</summary>
    public async Task<IReadOnlyList<NotHeldDeclaration>> ListAsync(Guid agency, int set, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select id, from_period, to_period, reason, signed_by_name, declared_by_name, declared_at, ended_by_name, ended_at, withdrawn_at
            from share.not_held where partnership_id = $1 and agency_id = $2 and set_number = $3 order by declared_at desc, id desc
            """, session.Partnership, agency, (short)set);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<NotHeldDeclaration>();
        while (await reader.ReadAsync(cancellation))
            found.Add(new(reader.GetGuid(0), Period(reader.GetInt32(1)), reader.IsDBNull(2) ? null : Period(reader.GetInt32(2)), reader.GetString(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetDateTime(6), reader.IsDBNull(7) ? null : reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetDateTime(8),
                reader.IsDBNull(9) ? null : reader.GetDateTime(9)));
        return found;
    }

    /// <summary>Members of the body, one of whom answers for a declaration.</summary>
    public async Task<IReadOnlyList<Member>> SignatoriesAsync(Guid agency, CancellationToken cancellation) =>
        [.. (await directory.ReadAsync(cancellation)).On(London.Today(clock)).Where(m => m.AgencyId == agency)];

    /// <summary>Declares one quarter, or from a quarter on.</summary>
    /// <param name="to">The last quarter; null where it stands until it is ended.</param>
    /// <param name="signatory">A member of the body.</param>
    /// <returns>Field at fault and why, by the names of the form; null where it is declared.</returns>
    public async Task<(string Field, string Words)?> DeclareAsync(Guid agency, int set, SetPeriod from, SetPeriod? to, string? reason, Guid? signatory, CancellationToken cancellation)
    {
        if (!moves.MaySendFor(agency)) return ("", ReturnLife.Refusals["L-10"] + ".");
        var board = await reader.ReadAsync(cancellation);
        if (board.Find(agency, set) is not { } row) return ("", "This body does not supply this set. What each body supplies stands in the sharing agreements.");
        if (to is { } last && last.FirstDay < from.FirstDay) return ("Until", "The last quarter must not be before the first");
        if (row.In(from) is null) return ("From", "This body does not supply the set in that quarter");
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > LongestReason) return ("Reason", $"Enter why the set is not held, in {LongestReason} characters or fewer");
        if ((await SignatoriesAsync(agency, cancellation)).FirstOrDefault(m => m.UserId == signatory) is not { } signed) return ("Signatory", "Select who answers for it");
        bool Reaches(SetPeriod period) => period.FirstDay >= from.FirstDay && (to is null || period.FirstDay <= to.Value.FirstDay);
        if (row.Cells.FirstOrDefault(c => Reaches(c.Period) && (c.IsIn || c.Open is "draft" or "submitted" or "validated with warnings")) is { } sent)
            return ("From", $"{ReturnLife.Refusals["L-09"]}: {sent.Period.Name} (L-09)");
        var declared = await ListAsync(agency, set, cancellation);
        if (declared.FirstOrDefault(d => d.WithdrawnAt is null && (to is null || d.From.FirstDay <= to.Value.FirstDay) && (d.To is null || d.To.Value.FirstDay >= from.FirstDay)) is { } known)
            return ("From", $"It is declared already from {known.From.Name}{(known.To is { } end ? $" to {end.Name}" : " on")}");
        await WriteAsync(agency, set, from, to, reason.Trim(), signed, cancellation);
        return null;
    }

    /// <summary>Gives a standing declaration its last quarter. From the next quarter on the set is waited for again.</summary>
    /// <returns>Why it cannot be; null where it is done.</returns>
    public Task<string?> EndAsync(Guid agency, int set, Guid id, SetPeriod last, CancellationToken cancellation) => ChangeAsync(agency, set, id, d =>
        d.WithdrawnAt is not null ? "This declaration was withdrawn" : last.FirstDay < d.From.FirstDay ? "The last quarter must not be before the first"
        : d.To is { } to && to.FirstDay <= last.FirstDay ? "It ends by then already" : null,
        "update share.not_held set to_period = $3, ended_by = $4, ended_by_name = $5, ended_at = $6 where partnership_id = $1 and id = $2", [last.First.Number, session.User, session.DisplayName, Now],
        new { last = Quarters.Key(last) }, cancellation);

    /// <summary>Withdraws a declaration that was a mistake: its quarters are owed as if it had never been.</summary>
    public Task<string?> WithdrawAsync(Guid agency, int set, Guid id, CancellationToken cancellation) => ChangeAsync(agency, set, id,
        d => d.WithdrawnAt is not null ? ReturnLife.Refusals["L-08"] : null,
        "update share.not_held set withdrawn_by = $3, withdrawn_at = $4 where partnership_id = $1 and id = $2", [session.User, Now], new { withdrawn = true }, cancellation);

    async Task<string?> ChangeAsync(Guid agency, int set, Guid id, Func<NotHeldDeclaration, string?> refuse, string sql, object[] values, object detail, CancellationToken cancellation)
    {
        if (!moves.MaySendFor(agency)) return ReturnLife.Refusals["L-10"];
        if ((await ListAsync(agency, set, cancellation)).FirstOrDefault(d => d.Id == id) is not { } declared) return ReturnLife.Refusals["L-08"];
        if (refuse(declared) is { } refusal) return refusal;
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.ScalarAsync(connection, sql, cancellation, [session.Partnership, id, .. values]);
        await audit.RecordAsync(connection, AuditAction.Alter, "not held", id.ToString(), detail, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    async Task WriteAsync(Guid agency, int set, SetPeriod from, SetPeriod? to, string reason, Member signed, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var command = ReturnStore.Command(connection, """
            insert into share.not_held (partnership_id, id, agency_id, set_number, from_period, reason, signed_by, signed_by_name, declared_by, declared_by_name, declared_at, to_period)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, session.Partnership, id, agency, (short)set, from.First.Number, reason, signed.UserId, $"{signed.DisplayName}, {signed.JobTitle}", session.User, session.DisplayName, Now))
        {
            command.Parameters.Add(new() { Value = (object?)to?.First.Number ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await audit.RecordAsync(connection, AuditAction.Alter, "not held", id.ToString(), new { set, from = Quarters.Key(from), to = to is { } last ? Quarters.Key(last) : null, signed = signed.UserId }, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    static SetPeriod Period(int first) => SetPeriod.Of(new Month(first));

    DateTime Now => clock.GetUtcNow().UtcDateTime;
}
