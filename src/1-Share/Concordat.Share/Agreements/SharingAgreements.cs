using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements.Contracts;

namespace Concordat.Share.Agreements;

/// <summary>Answers from the functions that row-level security and the guard on returns use too, so that page and database never differ.</summary>
internal sealed class SharingAgreements(Connections connections, Session session) : ISharingAgreements
{
    public async Task<string?> RefusalToSendAsync(Guid agencyId, int setNumber, DateOnly on, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = AgreementReader.Command(connection, "select share.refusal_to_send($1, $2, $3)", agencyId, setNumber, on);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    public async Task<IReadOnlyList<int>> ReadableSetsAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = AgreementReader.Command(connection, "select share.readable_sets()");
        return [.. ((short[])(await command.ExecuteScalarAsync(cancellation))!).Select(n => (int)n).Order()];
    }

    public async Task<IReadOnlyList<Supplier>> SuppliersAsync(CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAsync(cancellation);
        // What a version said ends with the day on which a later one replaced it.
        await using var command = AgreementReader.Command(connection, """
            select s.agency_id, g.name, s.set_number::int, min(greatest(s.from_on, v.starts_on)),
              nullif(max(coalesce(least(s.to_on, v.ends_on, a.ended_on - 1,
                (select min(n.complete_on) - 1 from share.agreement_version n where n.partnership_id = v.partnership_id and n.agreement_id = v.agreement_id and n.number > v.number)),
                'infinity'::date)), 'infinity')
            from share.agreement_set s
            join share.agreement_version v on v.partnership_id = s.partnership_id and v.agreement_id = s.agreement_id and v.number = s.version_number and v.complete_on is not null
            join share.agreement a on a.partnership_id = v.partnership_id and a.id = v.agreement_id
            join partnership.agency g on g.partnership_id = s.partnership_id and g.id = s.agency_id
            where s.partnership_id = $1 group by 1, 2, 3 order by 3, 2
            """, session.Partnership);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var suppliers = new List<Supplier>();
        while (await reader.ReadAsync(cancellation))
            suppliers.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2), reader.GetFieldValue<DateOnly>(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4)));
        return suppliers;
    }
}
