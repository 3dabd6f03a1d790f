using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;

namespace Concordat.Stages.Tests.Review;

/// <summary>After an erasure nothing of the person stands anywhere; after a correction only what is right.</summary>
public sealed class ErasureTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    // T-52, T-91.
    [Fact]
    public async Task Erasure_OfAPlantedPerson_LeavesNothingInAnyTableOrFile_AndProofWithoutTheName()
    {
        var made = await Case.InAsync(server, DisclosureState.Approved);
        await made.Holder.SendFilesAsync($"{made.Url}/release", "Attachment", [("tenancy.txt", Encoding.UTF8.GetBytes($"{Planted.Name} lives here"))], ("Sent", $"The card of {Planted.Name}"));
        await made.Asker.PostAsync($"{made.Url}/complaint", ("ReceivedOn", "2026-01-05"), ("Words", $"{Planted.Name} was not told"));
        await server.PlantAsync();
        await server.StoreFileAsync();
        Assert.True((await server.TablesWithAsync("Featherstone")).Count >= Planted.Places.Length);
        var url = await server.AsksAsync("erasure");
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var page = await governance.GetAsync($"{url}/search");

        var unsure = await governance.SendFormAsync(page, $"{url}/search", RightsRequestTests.ChosenIn(page), "handler=erase");
        Assert.Contains("Confirm that you have read each of these", unsure.Words, StringComparison.Ordinal);
        var erased = await governance.SendFormAsync(page, $"{url}/search", [.. RightsRequestTests.ChosenIn(page), ("IsSure", "true")], "handler=erase");

        Assert.Equal(HttpStatusCode.Redirect, erased.Status);
        foreach (var word in new[] { "Featherstone", "Millrace Lane 14", "HA-77123" }) Assert.Equal([], await server.TablesWithAsync(word));
        Assert.Contains("Nothing is held under these words", (await governance.GetAsync($"{url}/search")).Words, StringComparison.Ordinal);
        await governance.PostAsync($"{url}/answer", ("Outcome", "met"), ("AnsweredOn", "2026-11-05"), ("IdentityCheckedOn", "2026-11-03"));
        var id = Guid.Parse(url.Split('/')[^1]);
        Assert.Equal(true, await server.OwnerScalarAsync("select person is null and state = 'answered' from rights.request where id = $1", id));
        Assert.Equal(0L, await server.OwnerScalarAsync("select coalesce(sum(count_after), 0) from rights.proof where request_id = $1", id));
        Assert.True((long)(await server.OwnerScalarAsync("select coalesce(sum(count_before), 0) from rights.proof where request_id = $1", id))! >= Planted.Places.Length);
        Assert.True((long)(await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'rights request' and action = 'erase' and subject_id = $1", id.ToString()))! >= Planted.Places.Length);
        // The rules that keep closed records shut stand again.
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => server.OwnerScalarAsync("update decide.item set title = 'x' where partnership_id = $1 and title = 'A tenancy at risk'", server.Testshire));
        Assert.Contains("Erased", (await governance.GetAsync($"{made.Url}?reason=rights")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_PutsTheRightNameInTextAndInTheSealedSubject()
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);
        await server.PastGuardsAsync("insert into share.reminder (partnership_id, id, agency_id, set_number, period_first, words, sent_at, sent_by, sent_by_name) values ($1, gen_random_uuid(), $2, 8, 24300, 'About Quillon Featherstone', now(), $3, 'Cora')",
            server.Testshire, await server.AgencyAsync("council"), await Case.MemberAsync(server, "Cora Coordinator"));
        var url = await server.AsksAsync("correction");
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var page = await governance.GetAsync($"{url}/search");

        await governance.SendFormAsync(page, $"{url}/search", [.. RightsRequestTests.ChosenIn(page), ("From", Planted.Name), ("To", "Quillan O'Feather & Son")], "handler=correct");

        Assert.Contains("Quillan O'Feather & Son", (await governance.GetAsync($"{made.Url}?reason=rights")).Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.reminder where words like '%Quillon Featherstone%'"));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.reminder where words like '%Quillan O''Feather & Son%'"));
    }
}
