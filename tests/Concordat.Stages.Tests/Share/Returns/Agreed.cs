using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>A sharing agreement in force between the bodies of Testshire, so that their sets may be sent and read.</summary>
static class Agreed
{
    public static readonly DateOnly From = new(2025, 1, 1);

    /// <summary>Written as the owner: how agreements come about is tested where they are made.</summary>
    public static async Task SetAsync(ConcordatServer server)
    {
        const string agreement = "019a0000-0000-7000-8000-000000000001";
        await server.OwnerScalarAsync($"""
            set session_replication_role = replica;
            insert into share.agreement (partnership_id, id, title, template_number, begun_by, begun_at)
            select '{server.Testshire}', '{agreement}', 'Testshire sharing', coalesce((select min(number) from share.agreement_template), 1), '{Guid.NewGuid()}', now();
            insert into share.agreement_version (partnership_id, agreement_id, number, stage, starts_on, review_on, purposes, written_by, written_by_name, written_at, approved_by, approved_by_name, approved_at, complete_on)
            select '{server.Testshire}', '{agreement}', 1, 'for signature', '2025-01-01', current_date + 300, array['assessment', 'problem-solving', 'evaluation'], '{Guid.NewGuid()}', 'A', now(), '{Guid.NewGuid()}', 'B', now(), '2025-01-01';
            insert into share.agreement_party (partnership_id, agreement_id, version_number, agency_id)
            select '{server.Testshire}', '{agreement}', 1, id from partnership.agency where partnership_id = '{server.Testshire}';
            insert into share.agreement_set (partnership_id, agreement_id, version_number, set_number, agency_id, from_on, regime, fields)
            select '{server.Testshire}', '{agreement}', 1, s.number, a.id, '2025-01-01', 'general', array['category', 'date', 'time', 'location']
            from (values (1, 'police'), (2, 'police'), (3, 'fire'), (4, 'fire'), (5, 'council'), (6, 'council'), (7, 'council'), (8, 'council')) s (number, body)
            join partnership.agency a on a.partnership_id = '{server.Testshire}' and a.key = s.body;
            insert into share.agreement_signature (partnership_id, id, agreement_id, version_number, agency_id, standing, signed_on, signed_at, signed_by, signed_by_name, job_title)
            select '{server.Testshire}', gen_random_uuid(), '{agreement}', 1, id, standing, '2025-01-01', now(), '{Guid.NewGuid()}', 'Signer', 'Chief' from partnership.agency where partnership_id = '{server.Testshire}';
            set session_replication_role = default;
            """);
    }
}
