using Concordat.Partnership.Duties;
using Concordat.Platform.Access;
using Concordat.Platform.Database;

namespace Concordat.Share.Returns.Faults;

/// <summary>Faults of one's own body's returns that nobody has answered: to mend, confirm or withdraw.</summary>
internal sealed class FaultDuties(Connections connections, Session session) : IDutySource
{
    public async Task<IReadOnlyList<Duty>> ForAsync(DateOnly today, CancellationToken cancellation)
    {
        if (!session.Has(Role.Practitioner) || session.AgencyId is not { } agency) return [];
        await using var connection = await connections.OpenAsync(cancellation);
        // A return that was sent back is a duty of its own; what a later one replaced needs no answer.
        await using var command = ReturnStore.Command(connection, """
            select r.id, r.title, count(distinct f.row_number)::int
            from share.return r join share.return_fault f on f.partnership_id = r.partnership_id and f.return_id = r.id
            left join share.fault_answer a on a.partnership_id = f.partnership_id and a.return_id = f.return_id and a.row_number = f.row_number and a.code = f.code
            where r.partnership_id = $1 and r.agency_id = $2 and r.state in ('submitted', 'validated with warnings', 'accepted') and r.sent_at > now() - interval '1 year' and a.code is null
            group by r.id, r.title, r.sent_at order by r.sent_at
            """, session.Partnership, agency);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var duties = new List<Duty>();
        while (await reader.ReadAsync(cancellation))
            duties.Add(new($"Answer the faults of “{reader.GetString(1)}”", $"{reader.GetInt32(2):N0} {(reader.GetInt32(2) == 1 ? "row waits" : "rows wait")}: mend, confirm or withdraw each.", $"/share/returns/received/{reader.GetGuid(0)}/faults"));
        return duties;
    }
}
