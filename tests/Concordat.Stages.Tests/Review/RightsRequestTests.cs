using System.Globalization;
using System.Net;
using Concordat.Platform.Access;
using Concordat.Review.Assurance.Rights;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Share.Disclosures;

namespace Concordat.Stages.Tests.Review;

/// <summary>What a person may ask about their own data: found everywhere, handed out without others, corrected, restricted, erased with proof.</summary>
public sealed class RightsRequestTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Theory]
    [InlineData("2026-11-02", "2026-12-02")]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2026-08-31", "2026-09-30")]
    public void Due_OneCalendarMonthAfterReceipt(string received, string due) =>
        Assert.Equal(DateOnly.Parse(due, CultureInfo.InvariantCulture), RightsRequest.DueAfter(DateOnly.Parse(received, CultureInfo.InvariantCulture)));

    // T-90.
    [Fact]
    public async Task Search_PlantedPerson_IsFoundInEveryModule_AndThePackHidesOthers()
    {
        var made = await Case.InAsync(server, DisclosureState.Released);
        await server.PlantAsync();
        var url = await server.AsksAsync("access");
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        var page = await governance.GetAsync($"{url}/search");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        foreach (var place in Planted.Places) Assert.Contains(Find.Words(place, ""), page.Words, StringComparison.Ordinal);
        Assert.Contains("about the person", page.Words, StringComparison.Ordinal);
        Assert.Contains("Tenant since May 2019", page.Words, StringComparison.Ordinal);
        var chosen = page.Document.QuerySelectorAll("input[name=Chosen]").Select(i => ("Chosen", i.GetAttribute("value")!)).ToList();
        var pack = await governance.SendFormAsync(page, $"{url}/search", [.. chosen, ("Hide", "Crouch")], "handler=pack");
        var words = Planted.WordsOf(pack.Bytes);
        foreach (var fact in new[] { Planted.Name, "14 Millrace Lane", "Two fires were set", "Tenant since May 2019", "argue at night", "Fit an alarm", "Featherstone, Quillon", "Please resend the row", "The tenant is" })
            Assert.Contains(fact, words, StringComparison.Ordinal);
        foreach (var other in new[] { "Barnaby", "Crouch", "07700", "Cora Coordinator", "Pip Practitioner" }) Assert.DoesNotContain(other, words, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'rights request' and subject_id = $1 and action = 'disclose'", url.Split('/')[^1]));
        Assert.True((long)(await made.AuditAsync("read", "rights"))! > 0);
    }

    [Fact]
    public async Task Search_OpenedOnce_LeavesOneReadingOfEachDisclosureFound()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);
        var url = await server.AsksAsync("access");
        var before = (long)(await made.AuditAsync("read", "rights"))!;

        await (await Case.SeatAsync(server, Role.InformationGovernance)).GetAsync($"{url}/search");

        Assert.Equal(before + 1, await made.AuditAsync("read", "rights"));
    }

    [Fact]
    public async Task Restriction_OfADisclosure_StopsItsUse_UntilLifted()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);
        var url = await server.AsksAsync("restriction");
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var chosen = ChosenIn(await governance.GetAsync($"{url}/search"));

        await governance.SendFormAsync($"{url}/search", chosen, "handler=restrict");
        Assert.Contains("D-10", (await made.ApproveAsync()).Words, StringComparison.Ordinal);
        Assert.Equal("asked", await made.StateAsync());
        await governance.PostAsync($"{url}/search?handler=release", chosen);

        await made.ApproveAsync();
        Assert.Equal("approved", await made.StateAsync());
        Assert.Equal("release,restrict", await server.OwnerScalarAsync("select string_agg(act, ',' order by act) from rights.proof where request_id = $1", Guid.Parse(url.Split('/')[^1])));
    }

    [Theory]
    [InlineData("met", "", "", "", "Enter the day on which you checked who asks")]
    [InlineData("refused", "", "Because", "2026-11-03", "Select why it is refused")]
    [InlineData("met in part", "", "", "2026-11-03", "Enter the reason")]
    [InlineData("", "", "", "2026-11-03", "Select what you decided")]
    public async Task Answer_Incomplete_IsRefusedInWords(string outcome, string code, string reason, string identity, string expected)
    {
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var recorded = await governance.PostAsync("/review/rights/new", ("Kind", "access"), ("ReceivedOn", "2026-11-02"), ("Name", "Rosalind Amberley"));
        var url = recorded.Location!.OriginalString;

        var answer = await governance.PostAsync($"{url}/answer", ("Outcome", outcome), ("RefusalCode", code), ("Reason", reason), ("IdentityCheckedOn", identity), ("AnsweredOn", "2026-11-04"));

        Assert.Contains(expected, answer.Words, StringComparison.Ordinal);
        Assert.Equal("open", await server.OwnerScalarAsync("select state from rights.request where id = $1", Guid.Parse(url.Split('/')[^1])));
    }

    [Fact]
    public async Task MoreTime_IsAddedOnce_FromTheDayItCame()
    {
        var url = await server.AsksAsync("access", "Rosalind Amberley");
        var (governance, id) = (await Case.SeatAsync(server, Role.InformationGovernance), Guid.Parse(url.Split('/')[^1]));

        await governance.PostAsync($"{url}/answer?handler=extend", ("Because", "Three bodies must look through paper files"));
        var again = await governance.PostAsync($"{url}/answer?handler=extend", ("Because", "More still"));

        Assert.Equal(new DateOnly(2027, 2, 2), await server.OwnerScalarAsync("select due_on from rights.request where id = $1", id));
        Assert.Contains("Q-EXTENDED", again.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_IsNeverInTheListNorInTheAudit()
    {
        await server.AsksAsync("access", "Rosalind Amberley");
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        Assert.DoesNotContain("Amberley", (await governance.GetAsync("/review/rights")).Text, StringComparison.Ordinal);
        Assert.Equal([], await server.TablesWithAsync("Amberley"));
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Chair)]
    [InlineData(Role.Coordinator)]
    public async Task Database_ForAnybodyElse_SearchesAndReplacesNothing(string role)
    {
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Concordat.Stages.Tests.Share.Agreements.Arrange.AsApplicationAsync(server, role, "select * from rights.find(array['Amberley'])"));
        Assert.Equal("42501", refusal.SqlState);
        refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Concordat.Stages.Tests.Share.Agreements.Arrange.AsApplicationAsync(server, role, "select rights.replace_words('decide.item', 'title', '{}', array['Amberley'], 'x')"));
        Assert.Equal("42501", refusal.SqlState);
    }

    internal static (string, string)[] ChosenIn(Answer page) =>
        [.. page.Document.QuerySelectorAll("input[name=Chosen]:not([disabled])").Select(i => ("Chosen", i.GetAttribute("value")!))];
}
