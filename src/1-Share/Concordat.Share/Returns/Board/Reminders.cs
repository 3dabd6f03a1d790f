using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Share.Returns.Due;

namespace Concordat.Share.Returns.Board;

/// <summary>Keeps that a body was reminded, when, by whom and of what; its people see it among their duties.</summary>
public sealed class Reminders(Connections connections, Session session, AuditLog audit, MemberDirectory directory, TimeProvider clock)
{
    /// <returns>How many people of the body will see it.</returns>
    public async Task<int> SendAsync(Chase chase, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await connections.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReturnStore.ScalarAsync(connection, """
            insert into share.reminder (partnership_id, id, agency_id, set_number, period_first, words, sent_at, sent_by, sent_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, cancellation, session.Partnership, id, chase.Row.AgencyId, (short)chase.Row.Set.Number!.Value, chase.Cell.Period.First.Number, chase.Words,
            clock.GetUtcNow().UtcDateTime, session.User, session.DisplayName);
        await audit.RecordAsync(connection, AuditAction.Alter, "reminder", id.ToString(),
            new { agency = chase.Row.AgencyId, set = chase.Row.Set.Number, quarter = Quarters.Key(chase.Cell.Period) }, cancellation);
        await transaction.CommitAsync(cancellation);
        var people = await directory.ReadAsync(cancellation);
        return people.On(London.Today(clock)).Count(m => m.AgencyId == chase.Row.AgencyId && m.Roles.Contains(Role.Practitioner));
    }
}
