using System.Net;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>Many people record in one meeting at the same moment: nothing is lost.</summary>
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
}
