using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.PartnerRegisters;
using Concordat.Stages.Tests.Review;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.PartnerRegisters;

/// <summary>The distributed look-up: yes, no or refused, under purpose, limit and log, and no register copied (DP-15).</summary>
public sealed class LookUpTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Holder = Case.Decider;
    const string List = "name,date of birth\r\n\"Threlkeld, Zebedee\",12/4/1971\r\nÉlodie Brackenthwaite,1988-11-02\r\n";

    static int _another;

    // Numbered, not random: six random signs may look like a registration mark.
    static string Another(string name) => $"{name}, {Interlocked.Increment(ref _another)}";

    Task<Visitor> AskerAsync() => Case.SeatAsync(server, Role.Practitioner);

    async Task<string> ListedAsync(string name, string kind = "person", string list = List)
    {
        await Case.AgreeAsync(server);
        var holder = await Case.SeatAsync(server, Holder);
        var opened = await holder.SendFormAsync("/share/look-up/registers", [("Name", name), ("Kind", kind)]);
        var page = opened.Location?.OriginalString ?? throw new InvalidOperationException(opened.Words);
        var listed = await holder.SendFilesAsync(page, "Upload", [("list.csv", Encoding.UTF8.GetBytes(list))]);
        if (listed.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(listed.Words);
        return page;
    }

    static (string, string)[] Question(string page, params (string, string)[] fields) =>
        [("Register", page.Split('/')[^1]), ("Purpose", $"{Case.Agreement}|{Case.Purpose}"), ("Why", "A visit is planned on Monday"), .. fields];

    static string HeadOf(Answer answer) => answer.Document.QuerySelector("#answer")?.TextContent ?? answer.Words;

    [Theory]
    [InlineData("Zebedee Threlkeld", "12 4 1971", "Yes")]
    [InlineData("THRELKELD  zebedee", "12 4 1971", "Yes")]
    [InlineData("Elodie Brackenthwaite", "2 11 1988", "Yes")]
    [InlineData("Zebedee Threlkeld", "13 4 1971", "No")]
    [InlineData("Zebedee", "12 4 1971", "No")]
    public async Task AQuestion_IsAnsweredYesOrNo(string name, string born, string answer)
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync(Another("Case list"));
        var day = born.Split(' ');

        var asked = await (await AskerAsync()).PostAsync("/share/look-up", Question(page, ("Name", name), ("BornOn.Day", day[0]), ("BornOn.Month", day[1]), ("BornOn.Year", day[2]), ("BornOn", $"{day[2]}-{day[1].PadLeft(2, '0')}-{day[0].PadLeft(2, '0')}")));

        Assert.Equal(answer, HeadOf(asked));
        Assert.DoesNotContain("Threlkeld", asked.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AnAddress_IsComparedByHouseAndPostcode()
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync("Addresses at risk", "address", "address,postcode\r\n\"Flat 2, 14 Millrace Lane\",TE1 1ST\r\n");
        var asker = await AskerAsync();

        Assert.Equal("Yes", HeadOf(await asker.PostAsync("/share/look-up", Question(page, ("House", "flat 2 14 Millrace Ln"), ("Postcode", "te11st")))));
        Assert.Equal("No", HeadOf(await asker.PostAsync("/share/look-up", Question(page, ("House", "14 Millrace Lane"), ("Postcode", "TE1 1ST")))));
        Assert.Contains("Enter the full postcode", (await asker.PostAsync("/share/look-up", Question(page, ("House", "14 Millrace Lane"), ("Postcode", "TE1")))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingOfTheListOrTheQuestion_StandsAnywhere_AndTheHashesCannotBeRead()
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync("Kept nowhere", list: "name,date of birth\r\nPhilander Ossington,1/2/1960\r\n");
        await (await AskerAsync()).PostAsync("/share/look-up", Question(page, ("Name", "Philander Ossington"), ("BornOn", "1960-02-01")));

        Assert.Empty(await server.TablesWithAsync("Ossington"));
        await using var scope = await server.ScopeAsAsync(Holder);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        foreach (var sql in new[] { "select * from share.register_hash", "insert into share.register_hash values (gen_random_uuid(), gen_random_uuid(), sha256('a'))", "insert into share.look_up (partnership_id) values (gen_random_uuid())", "update share.partner_register set listed_on = current_date" })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.look_up where register_id = $1 and answer = 'yes'", Guid.Parse(page.Split('/')[^1])));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'register' and action = 'read' and subject_id = $1", page.Split('/')[^1]));
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "stale", "The list is more than 31 days old" },
        { "closed", "The register is closed. Ask the body for a disclosure instead" },
        { "own", "It is your own body's register: look there" },
        { "agreement", "No sharing agreement for this purpose is in force that both bodies have signed" },
        { "limit", "At most 20 questions a person in an hour" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task AQuestion_ThatMayNotBePut_IsRefusedWithWhatHelps_AndLogged(string why, string words)
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync("Refusing " + why);
        var id = Guid.Parse(page.Split('/')[^1]);
        if (why == "stale") await server.PastGuardsAsync("update share.partner_register set listed_on = listed_on - 32 where id = $1", id);
        if (why == "closed") await (await Case.SeatAsync(server, Holder)).SendFormAsync(page, [], "handler=close");
        if (why == "agreement") await server.PastGuardsAsync("update share.agreement_signature set withdrawn_on = signed_on, withdrawn_by = signed_by, withdrawn_reason = 'Tried' where agreement_id = $1 and agency_id = (select agency_id from share.partner_register where id = $2)", Case.Agreement, id);
        if (why == "limit")
            await server.PastGuardsAsync("""
                insert into share.look_up (partnership_id, id, register_id, holder_agency_id, asker_id, asker_agency_id, purpose, reason, answer)
                select r.partnership_id, gen_random_uuid(), r.id, r.agency_id, m.user_id, m.agency_id, 'p', 'r', 'no' from share.partner_register r, partnership.member m, generate_series(1, 20)
                where r.id = $1 and m.partnership_id = r.partnership_id and m.display_name = 'Pat Practitioner'
                """, id);
        try
        {
            var asker = why == "own" ? await Case.SeatAsync(server, Holder) : await AskerAsync();
            var answer = await asker.PostAsync("/share/look-up", Question(page, ("Name", "Zebedee Threlkeld"), ("BornOn", "1971-04-12")));

            Assert.Contains(words, answer.Words, StringComparison.Ordinal);
            Assert.Equal("Refused", HeadOf(answer));
            Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.look_up where register_id = $1 and answer = 'refused' and refusal = $2", id, why));
            Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'register' and action = 'refuse' and subject_id = $1 and detail ->> 'refusal' = $2", $"{id}", why));
        }
        finally
        {
            await server.PastGuardsAsync("update share.agreement_signature set withdrawn_on = null, withdrawn_by = null, withdrawn_reason = null where agreement_id = $1", Case.Agreement);
        }
    }

    [Theory]
    [InlineData("Register", "01990000-0000-7000-8000-000000000009", "Choose a register")]
    [InlineData("Purpose", "", "Choose a purpose of a sharing agreement in force")]
    [InlineData("Purpose", "11111111-1111-7111-8111-111111111111|Zebedee Threlkeld of Millrace Lane", "Choose a purpose of a sharing agreement in force")]
    [InlineData("Why", "", "Enter why you need to know")]
    [InlineData("BornOn", "", "Enter the date of birth: names alone are not answered")]
    public async Task AQuestion_ThatIsNotWhole_IsNotPut_AndLeavesNoLine(string field, string value, string words)
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync(Another("Half a question"));
        (string, string)[] whole = [.. Question(page), ("Name", "Zebedee Threlkeld"), ("BornOn", "1971-04-12")];

        var answer = await (await AskerAsync()).PostAsync("/share/look-up", [.. whole.Where(f => f.Item1 != field), (field, value)]);

        Assert.Contains(words, answer.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.look_up"));
    }

    [Fact]
    public async Task AListLargerThanTwentyMegabytes_IsRefused_AndTheOneBeforeStands()
    {
        var page = await ListedAsync("Too large a list");
        var large = new byte[(20 << 20) + 1];
        Array.Fill(large, (byte)'x');

        var answer = await (await Case.SeatAsync(server, Holder)).SendFilesAsync(page, "Upload", [("list.csv", large)]);

        Assert.Contains("The list must be 20 MB or smaller", answer.Words, StringComparison.Ordinal);
        Assert.Equal(2, await server.OwnerScalarAsync("select entries from share.partner_register where id = $1", Guid.Parse(page.Split('/')[^1])));
    }

    [Theory]
    [InlineData("12-Apr-1971")]
    [InlineData("12 April 1971")]
    [InlineData("1971-04-12T00:00:00")]
    [InlineData("12.04.1971")]
    public async Task ADateOfBirth_IsReadAsAnyOtherDate(string born)
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync(Another("Dates"), list: $"name,date of birth\r\nZebedee Threlkeld,{born}\r\n");

        Assert.Equal("Yes", HeadOf(await (await AskerAsync()).PostAsync("/share/look-up", Question(page, ("Name", "Zebedee Threlkeld"), ("BornOn", "1971-04-12")))));
    }

    [Fact]
    public async Task TheRules_AreTheDatabases_AndClosingDestroysTheListWithItsKey()
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync("Closed for good");
        var id = Guid.Parse(page.Split('/')[^1]);
        await using (var scope = await server.ScopeAsAsync(Holder))
        {
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var own = new NpgsqlCommand("select refusal from share.ask_register($1, sha256('x'), $2, $3, 'why', 20, 100, 31)", connection) { Parameters = { new() { Value = id }, new() { Value = Case.Agreement }, new() { Value = Case.Purpose } } };
            Assert.Equal("own", await own.ExecuteScalarAsync());
        }
        await using (var scope = await server.ScopeAsAsync(Role.Practitioner))
        {
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var copy = new NpgsqlCommand("select share.put_register($1, array[sha256('x')])", connection) { Parameters = { new() { Value = id } } };
            await using var other = new NpgsqlCommand("select refusal from share.ask_register($1, sha256('x'), $2, 'Another purpose', 'why', 20, 100, 31)", connection) { Parameters = { new() { Value = id }, new() { Value = Case.Agreement } } };
            Assert.Equal("agreement", await other.ExecuteScalarAsync());
            Assert.Equal("register_is_the_holders", (await Assert.ThrowsAsync<PostgresException>(() => copy.ExecuteScalarAsync())).ConstraintName);
        }
        await using (var scope = await server.ScopeAsAsync(Role.Analyst))
        {
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var ask = new NpgsqlCommand("select answer from share.ask_register($1, sha256('x'), $2, $3, 'why', 20, 100, 31)", connection) { Parameters = { new() { Value = id }, new() { Value = Case.Agreement }, new() { Value = Case.Purpose } } };
            await Assert.ThrowsAsync<PostgresException>(() => ask.ExecuteScalarAsync());
        }

        await (await Case.SeatAsync(server, Holder)).SendFormAsync(page, [], "handler=close");

        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.register_hash where register_id = $1", id));
        Assert.Equal(true, await server.OwnerScalarAsync("select key is null and closed_at is not null from share.partner_register where id = $1", id));
    }

    [Theory]
    [InlineData("name,born\r\nZebedee Threlkeld,31/2/1971\r\n", "1 row could not be read")]
    [InlineData("name,born\r\nZebedee Threlkeld,1/2/2199\r\n", "1 row could not be read")]
    [InlineData("person,when\r\nZebedee Threlkeld,1/2/1971\r\n", "it has no columns “name” and “date of birth”")]
    [InlineData("name,date of birth\r\n", "no rows")]
    public async Task AListThatCannotBeRead_IsToldWithoutItsWords_AndTheOneBeforeStands(string list, string message)
    {
        var page = await ListedAsync(Another("Spoilt list"));
        var holder = await Case.SeatAsync(server, Holder);

        var answer = await holder.SendFilesAsync(page, "Upload", [("list.csv", Encoding.UTF8.GetBytes(list))]);

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Threlkeld", answer.Text, StringComparison.Ordinal);
        Assert.Equal(2, await server.OwnerScalarAsync("select entries from share.partner_register where id = $1", Guid.Parse(page.Split('/')[^1])));
    }

    [Fact]
    public async Task WhoAsked_IsForTheHolderAndInformationGovernance()
    {
        await server.PastGuardsAsync("delete from share.look_up");
        var page = await ListedAsync("Watched list");
        await (await AskerAsync()).PostAsync("/share/look-up", Question(page, ("Name", "Nobody Known"), ("BornOn", "1971-04-12")));

        Assert.Contains("A visit is planned on Monday", (await (await Case.SeatAsync(server, Holder)).GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.Contains("A visit is planned on Monday", (await (await Case.SeatAsync(server, Role.InformationGovernance)).GetAsync("/share/look-up/log.csv")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A visit is planned on Monday", (await (await Case.SeatAsync(server, Role.Chair)).GetAsync(page)).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("14 Millrace Lane", "TE1 1ST", "A|14|TE11ST")]
    [InlineData("Flat 2a, 14B Millrace Lane", "te1 1st", "A|2A 14B|TE11ST")]
    [InlineData("Rose Cottage", "TE1 1ST", "A|ROSECOTTAGE|TE11ST")]
    [InlineData("14 Millrace Lane", "TE1", null)]
    [InlineData("", "TE1 1ST", null)]
    public void AnAddress_HasOneForm(string line, string postcode, string? form) => Assert.Equal(form, RegisterWords.OfAddress(line, postcode));
}
