using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Disclosures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Disclosures;

/// <summary>Who sees, who decides, what reading leaves behind, and what the holder sends.</summary>
public sealed class DisclosureAccessTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static readonly string[] Pages = ["", "?reason=check", "/request", "/decide", "/release", "/withdraw", "/complaint", "/file"];

    [Theory]
    [InlineData(Role.Chair)]
    [InlineData(Role.Coordinator)]
    public async Task Record_ForSomebodyItDoesNotName_IsLikeOneThatIsNotThere(string role)
    {
        var made = await Case.InAsync(server, DisclosureState.Released);
        var stranger = await Case.SeatAsync(server, role);
        var elsewhere = await Case.SeatAsync(server, "analyst@elsewhere.example");

        foreach (var page in Pages)
        {
            var there = await stranger.GetAsync(made.Url + page);
            var nowhere = await stranger.GetAsync($"/share/disclosures/{Guid.NewGuid()}{page}");
            Assert.Equal((HttpStatusCode.NotFound, nowhere.Words), (there.Status, there.Words));
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(made.Url + page)).Status);
        }
        Assert.DoesNotContain(made.Id.ToString(), (await stranger.GetAsync("/share/disclosures")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Executive)]
    [InlineData(Role.Administrator)]
    public async Task Pages_ForARoleThatDoesNotWorkWithNamedPeople_AreRefused(string role)
    {
        var visitor = await Case.SeatAsync(server, role);

        foreach (var page in new[] { "/share/disclosures", "/share/disclosures/new", "/share/disclosures/register.csv", $"/share/disclosures/{Guid.NewGuid()}", $"/share/disclosures/{Guid.NewGuid()}/evidence.zip" })
            Assert.Contains("not-allowed", (await visitor.GetAsync(page)).Location?.ToString() ?? "shown", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_UnderSomebodyElsesSession_ShowsNoRow()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);

        Assert.Equal(0L, await CountAsync(Role.Analyst));
        Assert.Equal(0L, await CountAsync(Role.Chair));
        Assert.Equal(1L, await CountAsync(Role.InformationGovernance));
        Assert.Equal(1L, await CountAsync(Case.Decider));

        async Task<object?> CountAsync(string who)
        {
            await using var scope = await server.ScopeAsAsync(who);
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand("select count(*) from share.disclosure where id = $1", connection);
            command.Parameters.Add(new() { Value = made.Id });
            return await command.ExecuteScalarAsync();
        }
    }

    // T-32.
    [Fact]
    public async Task Requester_DecidingOnTheirOwn_IsRefusedByPageAndDatabase()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);

        Assert.Equal(HttpStatusCode.NotFound, (await made.Asker.PostAsync($"{made.Url}/decide", Case.ApproveFields)).Status);
        Assert.Equal("asked", await made.StateAsync());
        await using var owner = new NpgsqlConnection(server.OwnerConnectionString);
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"set session_replication_role = 'replica'; update share.disclosure set decided_by_id = requester_id where id = '{made.Id}'", owner);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("ck_disclosure_own", refusal.ConstraintName);
    }

    [Theory]
    [InlineData(Role.InformationGovernance)]
    [InlineData(Role.Practitioner)]
    public async Task Database_SomebodyElseApproves_IsRefused(string who)
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);
        await using var scope = await server.ScopeAsAsync(who);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("update share.disclosure set state = 'approved' where id = $1", connection);
        command.Parameters.Add(new() { Value = made.Id });

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal("disclosure_is_the_holders", refusal.ConstraintName);
    }

    [Fact]
    public async Task Reading_WithoutAReason_ShowsNothingOfThePerson_AndWithOneLeavesOneMark()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        var closed = await governance.GetAsync(made.Url);
        Assert.DoesNotContain(Case.Subject, closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Two fires", closed.Text, StringComparison.Ordinal);
        Assert.Contains("Why do you need to see it?", closed.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await made.AuditAsync("read", "check"));

        var open = await governance.GetAsync($"{made.Url}?reason=check");
        Assert.Contains(Case.Subject, open.Words, StringComparison.Ordinal);
        Assert.Equal(1L, await made.AuditAsync("read", "check"));
        Assert.DoesNotContain(Case.Subject, (await governance.GetAsync($"{made.Url}?reason=curious")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubjectAndFile_InTheDatabase_AreNotReadable()
    {
        var made = await Case.InAsync(server, DisclosureState.Approved);
        var secret = Encoding.UTF8.GetBytes("who lives at fourteen");
        await made.Holder.SendFilesAsync($"{made.Url}/release", "Attachment", [("tenancy.txt", secret)], ("Sent", "The tenancy card"));
        Assert.Equal("released", await made.StateAsync());

        Assert.Equal(0L, await server.OwnerScalarAsync(
            "select count(*) from share.disclosure d where id = $1 and (position(convert_to($2, 'UTF8') in subject) > 0 or position($3 in file) > 0)", made.Id, Case.Subject, secret));
        var sent = await made.Asker.GetAsync($"{made.Url}/file");
        Assert.Equal(secret, sent.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(secret)), await server.OwnerScalarAsync("select file_sha256 from share.disclosure where id = $1", made.Id));
        Assert.Equal(2L, await made.AuditAsync("disclose"));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text ilike '%Featherstone%' or detail::text ilike '%tenancy%' or detail::text ilike '%Two fires%'"));
    }

    // T-97.
    [Fact]
    public async Task AgreementEnded_NewStopsAtOnce_OldStaysReadable()
    {
        var (old, approved, draft) = (await Case.InAsync(server, DisclosureState.Released), await Case.InAsync(server, DisclosureState.Approved), await Case.DraftAsync(server));
        var asked = await Case.InAsync(server, DisclosureState.Asked);
        await Case.EndAsync(server, isOver: true);
        try
        {
            Assert.Contains("Choose a purpose of a sharing agreement in force", (await draft.AskAsync()).Words, StringComparison.Ordinal);
            Assert.Contains("D-11", (await asked.ApproveAsync()).Words, StringComparison.Ordinal);
            Assert.Contains("D-11", (await approved.ReleaseAsync()).Words, StringComparison.Ordinal);
            Assert.Equal(("draft", "asked", "approved"), (await draft.StateAsync(), await asked.StateAsync(), await approved.StateAsync()));
            Assert.Contains("lives alone", (await old.Holder.GetAsync($"{old.Url}?reason=decide")).Words, StringComparison.Ordinal);
            Assert.Contains("lives alone", (await old.Asker.GetAsync($"{old.Url}?reason=use")).Words, StringComparison.Ordinal);
            await using var scope = await server.ScopeAsAsync(Case.Decider);
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand("update share.disclosure set state = 'released', sent = 'x', released_at = now(), released_by_id = $2 where id = $1", connection);
            command.Parameters.Add(new() { Value = approved.Id });
            command.Parameters.Add(new() { Value = await approved.MemberAsync("Pip Practitioner") });
            Assert.Equal("disclosure_without_agreement", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName);
        }
        finally
        {
            await Case.EndAsync(server, isOver: false);
        }
    }

    [Fact]
    public async Task PassedOn_TheColleagueDecides_AndTheFirstNoMore()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);
        var colleague = await Case.SeatAsync(server, Role.Coordinator);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(made.Url)).Status);

        await made.PassOnAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await made.Holder.PostAsync($"{made.Url}/decide", Case.ApproveFields)).Status);
        await colleague.PostAsync($"{made.Url}/decide", Case.ApproveFields);
        Assert.Equal("approved", await made.StateAsync());
    }

    [Fact]
    public async Task PassedOn_OutsideTheHolder_IsNotTaken()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);

        var answer = await made.Holder.PostAsync($"{made.Url}/decide?handler=pass", ("Colleague", $"{await made.MemberAsync("Chas Chair")}"));

        Assert.Contains("Choose a colleague at your own body", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_InOneClick_HoldsAgreementDecisionLogWhatWasSentAndComplaints()
    {
        var made = await Case.InAsync(server, DisclosureState.Approved);
        await made.Holder.SendFilesAsync($"{made.Url}/release", "Attachment", [("card.txt", "the card"u8.ToArray())], ("Sent", "The tenancy card of fourteen"));
        await made.ComplainAsync();
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        var pack = await governance.GetAsync($"{made.Url}/evidence.zip");

        using var zip = new ZipArchive(new MemoryStream(pack.Bytes));
        using var docx = new ZipArchive(zip.Entries.Single(e => e.Name.EndsWith(".docx", StringComparison.Ordinal)).Open());
        var paper = Read(docx.GetEntry("word/document.xml")!);
        foreach (var part in new[] { "Fire safety agreement", Case.Purpose, "Two facts, one recipient", "The tenancy card of fourteen", "Nobody told me about it", "Pip Practitioner" })
            Assert.Contains(part, paper, StringComparison.Ordinal);
        Assert.Contains("OFFICIAL-SENSITIVE", string.Concat(docx.Entries.Where(e => e.Name.StartsWith("header", StringComparison.Ordinal)).Select(Read)), StringComparison.Ordinal);
        var log = Read(zip.Entries.Single(e => e.Name.EndsWith(".csv", StringComparison.Ordinal)));
        Assert.Contains("disclose", log, StringComparison.Ordinal);
        Assert.Contains("disclosure_complaint", log, StringComparison.Ordinal);
        Assert.Equal("the card", Read(zip.GetEntry("sent/card.txt")!));
        var register = await governance.GetAsync("/share/disclosures/register.csv");
        Assert.DoesNotContain(Case.Subject, register.Text, StringComparison.Ordinal);
        Assert.Contains(Case.Purpose, register.Text, StringComparison.Ordinal);
    }

    static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
