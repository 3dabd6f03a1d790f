using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;

namespace Concordat.Share.Returns.Sets;

/// <summary>Says where an agreement that a set passes under is late with its review: sending goes on until its grace runs out, and stops then.</summary>
public sealed class AgreementGrace(Connections connections, Session session, TimeProvider clock)
{
    /// <summary>Sentences of the agreements that cover the set for the body, or any body or set where none is named; empty where nothing is late.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(Guid? agency, int? set, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = ReturnStore.Command(connection, """
            select distinct '“' || a.title || '” ' || share.version_reason(v, $2) || '.'
            from share.agreement_version v join share.agreement a on a.partnership_id = v.partnership_id and a.id = v.agreement_id
            join share.agreement_set s on s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number
            where v.partnership_id = $1 and v.stage = 'for signature' and share.version_state(v, $2) in ('review overdue', 'review lapsed')
              and ($3 = '00000000-0000-0000-0000-000000000000' or s.agency_id = $3) and ($4 = 0 or s.set_number = $4) order by 1
            """, session.Partnership, London.Today(clock), agency ?? Guid.Empty, (short)(set ?? 0));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var late = new List<string>();
        while (await reader.ReadAsync(cancellation)) late.Add(reader.GetString(0));
        return late;
    }
}
