using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Share.Disclosures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Review;

/// <summary>What every door owes the log and the person behind it: a mark or nothing at all (T-60, T-61, T-64), no change without the form's own token (T-34), and rights that end at once (T-24).</summary>
public sealed class LogTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    Task<object?> LoggedAsync(string subject, string action, string like = "%") =>
        server.OwnerScalarAsync("select count(*) from audit.entry where subject = $1 and action = $2 and subject_id like $3", subject, action, like);

    // T-60: the log is full, as a disk may be.
    [Fact]
    public async Task WithoutTheLog_NothingPersonalIsRead_AndNothingIsChanged()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);
        await server.OwnerScalarAsync("create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$");
        await server.OwnerScalarAsync("create trigger a_no_room before insert on audit.entry for each row execute function no_room()");
        try
        {
            var read = await made.Holder.GetAsync($"{made.Url}?reason=decide");
            var decided = await made.ApproveAsync();
            var exported = await (await Case.SeatAsync(server, Role.InformationGovernance)).GetAsync("/share/disclosures/register.csv");

            foreach (var answer in new[] { read, decided, exported })
            {
                Assert.InRange((int)answer.Status, 500, 503);
                Assert.DoesNotContain(Case.Subject, answer.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("could not extend", answer.Text, StringComparison.Ordinal);
                Assert.NotEmpty(answer.Words);
            }
            Assert.Equal("asked", await made.StateAsync());
        }
        finally
        {
            await server.OwnerScalarAsync("drop trigger a_no_room on audit.entry");
        }
        Assert.Equal(HttpStatusCode.Redirect, (await made.ApproveAsync()).Status);
    }

    // T-61: who was refused need not follow where the answer leads.
    [Fact]
    public async Task FailedSignIns_RefusedPages_AndFiles_AreLogged()
    {
        var (signIns, pages, files) = ((long)(await LoggedAsync("sign-in", "refuse"))!, (long)(await LoggedAsync("page", "refuse", "/review/audit"))!, (long)(await LoggedAsync("source", "disclose"))!);
        using var stranger = server.Visitor();

        await stranger.SendFormAsync("/sign-in", [("Email", "practitioner@testshire.example"), ("Password", "not this one")]);
        await stranger.SendFormAsync("/sign-in", [("Email", "nobody@testshire.example"), ("Password", "not this one")]);
        var refused = await (await Case.SeatAsync(server, Role.Practitioner)).GetAsync("/review/audit");
        await (await Case.SeatAsync(server, Role.Practitioner)).GetAsync(refused.Location!.PathAndQuery);
        await (await Case.SeatAsync(server, Role.Executive)).GetAsync("/share/sources.csv");

        Assert.Equal(signIns + 2, await LoggedAsync("sign-in", "refuse"));
        Assert.Equal(pages + 1, await LoggedAsync("page", "refuse", "/review/audit"));
        Assert.Equal(files + 1, await LoggedAsync("source", "disclose"));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%not this one%' or subject_id like '%nobody@%'"));
    }

    // T-64.
    [Fact]
    public async Task WhoReadTheLog_IsLogged_WithWhatWasSought()
    {
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var before = (long)(await LoggedAsync("audit log", "read"))!;

        await governance.GetAsync("/review/audit?Act=read&Subject=disclosure");
        await governance.GetAsync("/review/audit/file");

        Assert.True((long)(await LoggedAsync("audit log", "read"))! > before);
        Assert.Equal("disclosure", await server.OwnerScalarAsync("select detail ->> 'subject' from audit.entry where subject = 'audit log' and detail ->> 'subject' is not null order by sequence desc limit 1"));
    }

    // T-58: with its row, its links and its share of the indexes, where a thing is read five times. Where each is read once it is some 406.
    [Fact]
    public async Task AReadEvent_TakesLessThan400BytesOfTheDisk()
    {
        const int Events = 5_000;
        var made = await Case.InAsync(server, DisclosureState.Asked);
        await made.Holder.GetAsync($"{made.Url}?reason=decide");
        await using var scope = await server.ScopeAsAsync(Role.InformationGovernance);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        var before = (long)(await server.OwnerScalarAsync("select pg_total_relation_size('audit.entry')"))!;

        await using var command = new NpgsqlCommand("""
            insert into audit.entry (partnership_id, sequence, user_id, agency_id, purpose, action, subject, subject_id, detail, previous_hash, hash)
            select e.partnership_id, 0, e.user_id, e.agency_id, e.purpose, e.action, e.subject, md5((n % 1000)::text)::uuid::text, e.detail, '', ''
            from (select * from audit.entry where subject = 'disclosure' and action = 'read' limit 1) e, generate_series(1, $1) n
            """, connection) { Parameters = { new() { Value = Events } } };
        var written = await command.ExecuteNonQueryAsync();

        Assert.Equal(Events, written);
        Assert.InRange(((long)(await server.OwnerScalarAsync("select pg_total_relation_size('audit.entry')"))! - before) / Events, 1, 399);
    }

    // T-24: the next request knows.
    [Fact]
    public async Task ARoleThatWasTaken_AndAMembershipThatEnded_HoldAtTheNextRequest()
    {
        const string Pip = "update partnership.member set roles = $2, valid_to = $3::date where partnership_id = $1 and display_name = 'Pip Practitioner'";
        var pip = await Case.SeatAsync(server, Case.Decider);
        var may = await pip.GetAsync("/share/disclosures");
        try
        {
            await server.OwnerScalarAsync(Pip, server.Testshire, new[] { Role.Executive }, "9999-01-01");
            var another = await pip.GetAsync("/share/disclosures");
            await server.OwnerScalarAsync(Pip, server.Testshire, new[] { Role.Practitioner }, "2021-01-01");
            var ended = await pip.GetAsync("/share/disclosures");

            Assert.Equal(HttpStatusCode.OK, may.Status);
            Assert.Contains("/not-allowed", another.Location?.OriginalString ?? "", StringComparison.Ordinal);
            Assert.NotEqual(HttpStatusCode.OK, ended.Status);
        }
        finally
        {
            await server.OwnerScalarAsync(Pip, server.Testshire, new[] { Role.Practitioner }, "9999-01-01");
        }
        Assert.Equal(HttpStatusCode.OK, (await pip.GetAsync("/share/disclosures")).Status);
    }

    // T-28: whoever is in two partnerships acts in one of them at a time, the one they were in first.
    [Fact]
    public async Task AMemberOfTwoPartnerships_SeesNothingOfTheSecondInTheFirst()
    {
        var user = await Case.MemberAsync(server, "Pip Practitioner");
        await server.OwnerScalarAsync("insert into partnership.member (partnership_id, user_id, agency_id, display_name, job_title, roles, valid_from) select $1, $2, id, 'Pip Twice', 'Warden', array['practitioner', 'co-ordinator'], '2026-01-01' from partnership.agency where partnership_id = $1 and key = 'council'", server.Elsewhere, user);
        try
        {
            var raised = await (await Case.SeatAsync(server, "analyst@elsewhere.example")).PostAsync("/share/obstacles/new", ("Cause", "reluctance"), ("What", "The twicequill file never came"), ("Owner", $"{user}"));
            var pip = await Case.SeatAsync(server, Case.Decider);

            var list = await pip.GetAsync("/share/obstacles");
            var work = await pip.GetAsync("/my-work");

            Assert.Equal(HttpStatusCode.Redirect, raised.Status);
            Assert.Contains("Testshire Community Safety Partnership", list.Words, StringComparison.Ordinal);
            foreach (var page in new[] { list, work, await pip.GetAsync("/share/obstacles.csv") }) Assert.DoesNotContain("twicequill", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(raised.Location!.OriginalString, work.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await pip.GetAsync(raised.Location.OriginalString)).Status);
        }
        finally
        {
            await server.OwnerScalarAsync("delete from share.obstacle where partnership_id = $1", server.Elsewhere);
            await server.OwnerScalarAsync("delete from partnership.member where partnership_id = $1 and user_id = $2", server.Elsewhere, user);
        }
    }

    /// <summary>T-34: every door that changes something, for every role: without the form's token, with somebody else's, with another kind of content, and asked as if it were a page.</summary>
    [Fact]
    public async Task EveryDoorThatChanges_WithoutTheFormsOwnToken_IsRefused()
    {
        var doors = (await AccessWalk.DoorsAsync(server.Services)).Where(d => !d.IsGet && !d.Route.StartsWith("/api/", StringComparison.Ordinal) && !d.Route.StartsWith("/problem/", StringComparison.Ordinal)).ToList();
        var foreign = await TokenAsync(await Case.SeatAsync(server, Case.Decider));
        var before = await ChangesAsync();
        var wrong = new List<string>();
        foreach (var role in Role.All)
        {
            var visitor = await Case.SeatAsync(server, role);
            foreach (var door in doors)
                foreach (var (how, content) in Forged(foreign))
                {
                    using (content)
                    {
                        using var call = new HttpRequestMessage(new(door.Method.Split(':')[0]), new Uri(new AccessWalk(server).AddressOf(door), UriKind.Relative)) { Content = content };
                        using var response = await visitor.Client.SendAsync(call);
                        var where = response.Headers.Location?.OriginalString ?? "";
                        if ((int)response.StatusCode is not (400 or 403 or 404 or 415) && !where.Contains("/not-allowed", StringComparison.Ordinal) && !where.Contains("/sign-in", StringComparison.Ordinal))
                            wrong.Add($"{door.Key} as {role}, {how}: {(int)response.StatusCode} {where}");
                    }
                }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await ChangesAsync());
    }

    static IEnumerable<(string How, HttpContent Content)> Forged(string foreign) =>
    [
        ("without a token", new FormUrlEncodedContent([])),
        ("with somebody else's", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", foreign)])),
        ("as JSON", new StringContent("{}", Encoding.UTF8, "application/json")),
    ];

    static async Task<string> TokenAsync(Visitor visitor) => (await visitor.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    Task<object?> ChangesAsync() => server.OwnerScalarAsync("select count(*) from audit.entry where action not in ('refuse', 'sign-in', 'read')");
}
