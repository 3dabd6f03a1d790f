using System.Net;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>Many people record in one meeting at the same moment: nothing is lost and nothing is overwritten unseen.</summary>
public sealed class FiftyAtOnceTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const int People = 50;

    [Fact]
    public async Task Actions_OfFiftyAtOnce_AreAllKept()
    {
        var meeting = await server.OpenAsync(server.Today(), Arrange.APaper(new(2026, 10)));
        var item = await server.ItemAsync(meeting, 1);
        using var chair = await server.SignedInAsync(Role.Chair);
        var page = await chair.GetAsync($"/decide/meetings/{meeting}?item={item}");

        var answers = await Task.WhenAll(Enumerable.Range(1, People).Select(i => chair.SendFormAsync(page, "", [("Add.Line", $"Work number {i} prevention Pat Practitioner in 2 weeks")], "handler=Action")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal((long)People, await server.OwnerScalarAsync("select count(distinct what) from decide.action where meeting_id = $1", meeting));
    }

    [Fact]
    public async Task Decision_OfFiftyAtOnceOnOneItem_IsTakenOnceAndShownToTheRest()
    {
        var meeting = await server.OpenAsync(server.Today().AddDays(1), Arrange.APaper(new(2026, 10)));
        var item = await server.ItemAsync(meeting, 1);
        using var chair = await server.SignedInAsync(Role.Chair);
        var page = await chair.GetAsync($"/decide/meetings/{meeting}?item={item}");

        var answers = await Task.WhenAll(Enumerable.Range(1, People).Select(i =>
            chair.SendFormAsync(page, "", [("Decide.Choice", "do not adopt"), ("Decide.Reason", $"Reason number {i} of many")], "handler=Decide")));

        var taken = Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        var kept = (string)(await server.OwnerScalarAsync("select reason from decide.item where id = $1", item))!;
        Assert.Equal($"Reason number {Array.IndexOf(answers, taken) + 1} of many", kept);
        for (var i = 0; i < People; i++)
        {
            if (answers[i] == taken) continue;
            Assert.Contains($"decided this item while you had it open: not adopted, because: {kept}", answers[i].Words, StringComparison.Ordinal);
            // What this person typed is still in the form.
            Assert.Equal($"Reason number {i + 1} of many", answers[i].Document.QuerySelector("textarea[name='Decide.Reason']")!.TextContent.Trim());
        }
    }
}
