using System.Net;
using Concordat.Platform.Access;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Share.Disclosures;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Obstacles;

/// <summary>The register of obstacles: raised in one step, under one of four causes, owned, closed with what was done (SH-26).</summary>
public sealed class ObstacleTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task ARefusedDisclosure_IsRaisedInOneStep_OnceOnly_AndClosedWithWhatWasDone()
    {
        var refused = await Case.InAsync(server, DisclosureState.Refused);
        var show = await refused.Asker.GetAsync(refused.Url);
        var form = $"/share/obstacles/new?disclosure={refused.Id}";

        Assert.Contains(form, show.Text, StringComparison.Ordinal);
        var raised = await refused.Asker.SendFormAsync(form, [("Cause", "protocol not understood")]);
        Assert.Equal(HttpStatusCode.Redirect, raised.Status);
        var page = raised.Location!.OriginalString;
        var twice = await refused.Asker.SendFormAsync(form, [("Cause", "reluctance")]);
        Assert.Contains("An obstacle is raised for this already", twice.Words, StringComparison.Ordinal);
        Assert.Contains("was refused: not necessary for the purpose", (await refused.Asker.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(Case.Subject, (await refused.Asker.GetAsync(page)).Text, StringComparison.Ordinal);

        var other = await Case.SeatAsync(server, Case.Decider);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(page, ("Done", "Nothing of mine"))).Status);
        var empty = await refused.Asker.SendFormAsync(page, [("Done", "")]);
        Assert.Contains("Enter what was done", empty.Words, StringComparison.Ordinal);
        await refused.Asker.SendFormAsync(page, [("Done", "Went through the agreement together")]);
        Assert.Contains("Went through the agreement together", (await other.GetAsync("/share/obstacles.csv")).Text, StringComparison.Ordinal);
        var row = Assert.Single((await other.GetAsync("/share/obstacles?show=closed")).Document.QuerySelectorAll("main tbody tr"), r => r.QuerySelector($"a[href='{page}']") is not null);
        Assert.Contains("Closed ", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain((await other.GetAsync("/share/obstacles?show=open")).Document.QuerySelectorAll("main tbody tr a"), a => a.GetAttribute("href") == page);
    }

    [Fact]
    public async Task SomebodyWhoMayNotSeeTheDisclosure_CannotRaiseItsObstacle()
    {
        var refused = await Case.InAsync(server, DisclosureState.Refused);
        var asked = await Case.InAsync(server, DisclosureState.Asked);
        var chair = await Case.SeatAsync(server, Role.Chair);

        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync($"/share/obstacles/new?disclosure={refused.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await asked.Asker.GetAsync($"/share/obstacles/new?disclosure={asked.Id}")).Status);
    }

    [Theory]
    [InlineData("", "Something failed", "Choose why it failed")]
    [InlineData("gremlins", "Something failed", "Choose why it failed")]
    [InlineData("reluctance", "", "Enter what happened")]
    [InlineData("reluctance", "Mr Quillon Featherstone, born 27/3/1984, would not send it", "Take it out: everybody in the partnership reads this")]
    public async Task AnObstacle_NeedsACauseAndWordsThatNameNobody(string cause, string what, string message)
    {
        var coordinator = await Case.SeatAsync(server, Role.Coordinator);

        var answer = await coordinator.SendFormAsync("/share/obstacles/new", [("Cause", cause), ("What", what)]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ObstaclesRaisedAtOnce_HaveNumbersOfTheirOwn_AndAllWaitForTheirOwner()
    {
        var coordinator = await Case.SeatAsync(server, Role.Coordinator);
        var owner = await Case.MemberAsync(server, "Ana Analyst");

        var raised = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => coordinator.PostAsync("/share/obstacles/new", ("Cause", "reluctance"), ("What", $"The quarter's file number {n} was not sent"), ("Owner", $"{owner}"))));

        Assert.All(raised, r => Assert.Equal(HttpStatusCode.Redirect, r.Status));
        Assert.Equal(12L, await server.OwnerScalarAsync("select count(distinct number) from share.obstacle where owner_id = $1", owner));
        var waits = (await (await Case.SeatAsync(server, Role.Analyst)).GetAsync("/my-work")).Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ToList();
        Assert.All(raised, r => Assert.Contains(r.Location!.OriginalString, waits));
    }

    [Fact]
    public async Task AnOverdueReturn_IsRaisedFromTheBoard_AndOneThatIsNotOverdueIsNot()
    {
        await server.SignAgreementAsync();
        var coordinator = await Case.SeatAsync(server, Role.Coordinator);
        var board = await coordinator.GetAsync("/share/returns");
        var link = board.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).First(h => h.StartsWith("/share/obstacles/new?agency=", StringComparison.Ordinal));

        var raised = await coordinator.SendFormAsync(link, [("Cause", "incompatible systems")]);
        var again = await coordinator.SendFormAsync(link, [("Cause", "incompatible systems")]);

        Assert.Equal(HttpStatusCode.Redirect, raised.Status);
        Assert.Contains("has not sent set", (await coordinator.GetAsync(raised.Location!.OriginalString)).Words, StringComparison.Ordinal);
        Assert.Contains("raised for this already", again.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync(link.Replace("quarter=20", "quarter=19", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task AnotherPartnership_SeesNoObstacle()
    {
        var stranger = await Case.SeatAsync(server, "analyst@elsewhere.example");
        var coordinator = await Case.SeatAsync(server, Role.Coordinator);
        var raised = await coordinator.SendFormAsync("/share/obstacles/new", [("Cause", "reluctance"), ("What", "The probation file never came")]);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(raised.Location!.OriginalString)).Status);
        Assert.DoesNotContain("never came", (await stranger.GetAsync("/share/obstacles.csv")).Text, StringComparison.Ordinal);
    }

    // Police have one member (the chair), who has not signed in here; housing has none.
    [Fact]
    public async Task TheAccessReport_ListsBodiesWithoutAccess_ByCountsAlone()
    {
        await Case.SeatAsync(server, Role.Practitioner);
        var executive = await Case.SeatAsync(server, Role.Executive);
        await server.OwnerScalarAsync("update partnership.member set valid_to = '2020-02-01' where partnership_id = $1 and display_name = 'Chas Chair'", server.Testshire);
        try
        {
            var csv = (await executive.GetAsync("/share/equal-access.csv")).Text;
            var page = await executive.GetAsync("/share/equal-access");

            Assert.Contains("Testshire Homes,0,0,0,0,no,nobody of it is a member", csv, StringComparison.Ordinal);
            Assert.Contains("Testshire Police,0,0,0,0,no,nobody of it is a member", csv, StringComparison.Ordinal);
            Assert.Contains("Testshire Fire and Rescue,1,1,1,1,yes", csv, StringComparison.Ordinal);
            Assert.Contains("2 of 4 bodies are without access", page.Words, StringComparison.Ordinal);
            await server.OwnerScalarAsync("update platform.\"user\" set lockout_end = now() + interval '1 day' where email = 'practitioner@testshire.example'");
            Assert.Contains("Testshire Fire and Rescue,1,0,0,0,no,no account is open", (await executive.GetAsync("/share/equal-access.csv")).Text, StringComparison.Ordinal);
        }
        finally
        {
            await server.OwnerScalarAsync("update platform.\"user\" set lockout_end = null where email = 'practitioner@testshire.example'");
            await server.OwnerScalarAsync("update partnership.member set valid_to = null where partnership_id = $1 and display_name = 'Chas Chair'", server.Testshire);
        }
    }
}
