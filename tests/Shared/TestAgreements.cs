namespace Concordat.Testing;

/// <summary>A sharing agreement for tests that need partners' records and do not care how it came about.</summary>
internal static class TestAgreements
{
    /// <summary>An agreement in force since 2020 on all twelve sets, in which every body of the partnership supplies every one and has signed.</summary>
    /// <returns>The agreement's id.</returns>
    public static async Task<Guid> SignAgreementAsync(this ConcordatServer server, Guid? partnership = null) =>
        (Guid)(await server.OwnerScalarAsync("""
            with a as (
              insert into share.agreement (partnership_id, id, title, template_number, begun_by, begun_at)
              values ($1, gen_random_uuid(), 'Agreement of all on everything', 1, $1, '2020-01-01Z') returning id),
            v as (
              insert into share.agreement_version (partnership_id, agreement_id, number, stage, starts_on, review_on, purposes, written_by, written_by_name, written_at,
                approved_by, approved_by_name, approved_at, complete_on)
              select $1, id, 1, 'for signature', '2020-01-01', '2100-01-01', array(select key from share.purpose), $1, 'A writer', '2020-01-01Z', id, 'An approver', '2020-01-01Z', '2020-01-01' from a),
            s as (
              insert into share.agreement_set (partnership_id, agreement_id, version_number, set_number, agency_id, from_on, regime, fields)
              select $1, a.id, 1, n, g.id, '2020-01-01', 'general', '{}' from a, generate_series(1, 12) n, partnership.agency g where g.partnership_id = $1),
            p as (
              insert into share.agreement_party (partnership_id, agreement_id, version_number, agency_id)
              select $1, a.id, 1, g.id from a, partnership.agency g where g.partnership_id = $1)
            select id from a
            """, partnership ?? server.Testshire) is Guid id ? await SignAsync(server, partnership ?? server.Testshire, id) : null)!;

    // A statement of its own, because the guard on signatures reads the version.
    static async Task<object?> SignAsync(ConcordatServer server, Guid partnership, Guid agreement) => await server.OwnerScalarAsync("""
        insert into share.agreement_signature (partnership_id, id, agreement_id, version_number, agency_id, standing, signed_on, signed_at, signed_by, signed_by_name, job_title)
        select g.partnership_id, gen_random_uuid(), $2, 1, g.id, g.standing, '2020-01-01', '2020-01-01Z',
          (select user_id from partnership.member m where m.partnership_id = $1 limit 1), 'A signatory', 'Signatory'
        from partnership.agency g where g.partnership_id = $1 returning agreement_id
        """, partnership, agreement);
}
