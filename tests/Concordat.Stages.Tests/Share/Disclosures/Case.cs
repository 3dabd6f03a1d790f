using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Concordat.Platform.Access;
using Concordat.Share.Disclosures;

namespace Concordat.Stages.Tests.Share.Disclosures;

/// <summary>A request that the fire service's practitioner makes of the council's (practitioner2), brought to a state through the pages.</summary>
internal sealed partial class Case(ConcordatServer server, Visitor asker, Visitor decider, Guid id)
{
    static readonly ConcurrentDictionary<(Uri, string), Task<Visitor>> Seats = new();

    public const string Decider = "practitioner2@testshire.example", Subject = "Quillon Featherstone";
    public static readonly Guid Agreement = new("11111111-1111-7111-8111-111111111111");
    public const string Purpose = "Work on a named case";

    public Guid Id => id;
    public Visitor Asker => asker;
    public Visitor Holder => decider;
    public string Url => $"/share/disclosures/{id}";

    public Task<object?> StateAsync() => server.OwnerScalarAsync("select state from share.disclosure where id = $1", id);

    /// <summary>Puts an agreement in force on which disclosures may rest.</summary>
    public static async Task AgreeAsync(ConcordatServer server)
    {
        if ((long)(await server.OwnerScalarAsync("select count(*) from share.agreement where id = $1", Agreement))! > 0) return;
        var (writer, approver) = (await MemberAsync(server, "Cora Coordinator"), await MemberAsync(server, "Chas Chair"));
        await server.OwnerScalarAsync("""
            insert into share.agreement (partnership_id, id, title, template_number, begun_by, begun_at) values ($1, $2, 'Fire safety agreement', 1, $3, now())
            """, server.Testshire, Agreement, writer);
        await server.OwnerScalarAsync("""
            insert into share.agreement_version (partnership_id, agreement_id, number, stage, starts_on, review_on, purposes, written_by, written_by_name, written_at, approved_by, approved_by_name, approved_at)
            values ($1, $2, 1, 'for signature', '2020-01-01', '2099-01-01', array['case-work'], $3, 'Cora', now(), $4, 'Chas', now())
            """, server.Testshire, Agreement, writer, approver);
        await server.OwnerScalarAsync("""
            insert into share.agreement_signature (partnership_id, id, agreement_id, version_number, agency_id, standing, signed_on, signed_at, signed_by, signed_by_name, job_title)
            select $1, gen_random_uuid(), $2, 1, id, standing, '2020-01-02', now(), $3, 'A signatory', 'Chief' from partnership.agency where partnership_id = $1
            """, server.Testshire, Agreement, approver);
    }

    /// <summary>Ends the agreement, or takes that back.</summary>
    public static Task EndAsync(ConcordatServer server, bool isOver) => server.OwnerScalarAsync(
        $"update share.agreement set ended_on = {(isOver ? "'2020-06-01', ended_reason = 'Over'" : "null, ended_reason = null")} where id = $1", Agreement);

    public static async Task<Case> DraftAsync(ConcordatServer server)
    {
        await AgreeAsync(server);
        var asker = await SeatAsync(server, Role.Practitioner);
        var started = await asker.PostAsync("/share/disclosures/new");
        var id = Guid.Parse(Identifier().Match(started.Location!.OriginalString).Value);
        return new(server, asker, await SeatAsync(server, Decider), id);
    }

    /// <summary>One sign-in for each person on a server: the limit on sign-ins holds in tests too.</summary>
    public static Task<Visitor> SeatAsync(ConcordatServer server, string who) => Seats.GetOrAdd((server.Address, who), _ => server.SignedInAsync(who));

    public static async Task<Case> InAsync(ConcordatServer server, DisclosureState state)
    {
        var made = await DraftAsync(server);
        if (state == DisclosureState.Draft) return made;
        if (state == DisclosureState.Withdrawn) await made.WithdrawAsync();
        else
        {
            await made.AskAsync();
            if (state == DisclosureState.Refused) await made.RefuseAsync();
            else if (state != DisclosureState.Asked) await made.ApproveAsync();
            if (state == DisclosureState.Released) await made.ReleaseAsync();
            if (state == DisclosureState.Expired) await made.ExpireAsync();
        }
        Assert.Equal(state.Words(), await made.StateAsync());
        return made;
    }

    public async Task<(string Name, string Value)[]> RequestFieldsAsync() =>
    [
        ("Decider", $"{await MemberAsync("Pip Practitioner")}"), ("Recipient", $"{await MemberAsync("Pat Practitioner")}"), ("SubjectKind", "person"), ("Name", Subject),
        ("BornOn", "27 3 1984"), ("Address", "14 Millrace Lane"), ("SubjectReference", "HA-77123"), ("Items", "Tenancy start, and who else lives there"),
        ("Purpose", $"{Agreement}|{Purpose}"), ("Necessity", "Two fires were set at the door in a week"), ("Regime", "general"), ("Test", "safety"),
        ("Consent", "not sought"), ("ConsentReason", "Asking could warn whoever sets the fires"),
    ];

    public static (string Name, string Value)[] ApproveFields =>
    [
        ("Decision", "approve"), ("Proportionality", "Two facts, one recipient, a life at risk"), ("Accuracy", "From the tenancy file, checked today"),
        ("LawfulBasis", "gdpr-6-1-d"), ("Condition", "none-needed"), ("ExpiresOn", TimeProvider.System.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    public static readonly (string Name, string Value)[] RefuseFields =
        [("Decision", "refuse"), ("RefusalCode", "R-NECESSITY"), ("DecisionReason", "The alarm can be fitted without it")];

    public async Task<Answer> ChangeAsync() => await asker.PostAsync($"{Url}/request", await RequestFieldsAsync());

    public async Task<Answer> AskAsync() => await asker.PostAsync($"{Url}/request?handler=ask", await RequestFieldsAsync());

    public Task<Answer> ApproveAsync() => decider.PostAsync($"{Url}/decide", ApproveFields);

    public Task<Answer> RefuseAsync() => decider.PostAsync($"{Url}/decide", RefuseFields);

    public async Task<Answer> PassOnAsync() => await decider.PostAsync($"{Url}/decide?handler=pass", ("Colleague", $"{await MemberAsync("Cora Coordinator")}"));

    public Task<Answer> ReleaseAsync() => decider.PostAsync($"{Url}/release", ("Sent", "Tenant since May 2019, lives alone"));

    public Task<Answer> WithdrawAsync() => asker.PostAsync($"{Url}/withdraw");

    public Task<Answer> ComplainAsync() => asker.PostAsync($"{Url}/complaint", ("ReceivedOn", "2026-01-05"), ("Words", "Nobody told me about it"));

    /// <summary>The last day passes, and somebody looks.</summary>
    public async Task<Answer> ExpireAsync()
    {
        await server.OwnerScalarAsync("""
            with off as (select set_config('session_replication_role', 'replica', true))
            update share.disclosure set expires_on = '2020-01-01' from off where id = $1
            """, id);
        return await asker.GetAsync(Url);
    }

    public Task<Guid> MemberAsync(string name) => MemberAsync(server, name);

    public static async Task<Guid> MemberAsync(ConcordatServer server, string name) =>
        (Guid)(await server.OwnerScalarAsync("select user_id from partnership.member where partnership_id = $1 and display_name = $2", server.Testshire, name))!;

    public Task<object?> AuditAsync(string action, string? reason = null) => server.OwnerScalarAsync(
        "select count(*) from audit.entry where subject = 'disclosure' and subject_id = $1 and action = $2 and ($3 = '' or detail ->> 'reason' = $3)", id.ToString(), action, reason ?? "");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Identifier();
}
