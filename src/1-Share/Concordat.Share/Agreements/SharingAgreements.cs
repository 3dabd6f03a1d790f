using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Agreements.Contracts;
using NpgsqlTypes;

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

    public async Task<AgreedFields?> FieldsAsync(SetDefinition set, Guid? agencyId, DateOnly on, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        await using var connection = await connections.OpenAsync(cancellation);
        await using var command = AgreementReader.Command(connection, """
            with agreed as (
              select s.fields from share.agreement_set s
              join share.agreement_version v on v.partnership_id = s.partnership_id and v.agreement_id = s.agreement_id and v.number = s.version_number
              where s.partnership_id = $1 and s.set_number = $2 and s.from_on <= $3 and ($4 is null or (s.agency_id = $4 and (s.to_on is null or $3 <= s.to_on)))
                and case when $4 is null then share.state_allows_reading(share.version_state(v, $3)) else share.state_allows_sending(share.version_state(v, $3)) end
                and exists (select from share.agreement_signature g where g.partnership_id = s.partnership_id and g.agreement_id = s.agreement_id and g.version_number = s.version_number
                  and g.agency_id = s.agency_id and g.signed_on <= $3 and (g.withdrawn_on is null or g.withdrawn_on > $3)))
            select case when not exists (select from agreed where cardinality(fields) = 0) then (select array_agg(distinct f) from agreed cross join lateral unnest(fields) f) end
            """, session.Partnership, (short)(set.Number ?? 0), on);
        command.Parameters.Add(new() { Value = (object?)agencyId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return await command.ExecuteScalarAsync(cancellation) is string[] names ? AgreedFields.Of(set, names) : null;
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
