using System.Net;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>More people than database connections: they wait their turn instead of being told that the records cannot be reached.</summary>
public sealed class CrowdTests
{
    const int Connections = 6, WaitSeconds = 1;

    [Fact]
    public async Task SameItem_DecidedByFiftyOverSixConnections_IsAnsweredToEverybody()
    {
        var server = await StartAsync([]);
        try
        {
            var statuses = await DecideAtOnceAsync(server, "Crowd");

            Assert.Single(statuses, s => s == HttpStatusCode.Redirect);
            Assert.Equal(FiftyPeople.Count - 1, statuses.Count(s => s == HttpStatusCode.OK));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task TooManyForThePlacesToWait_AreToldToComeBack_AndTheSiteGoesOn()
    {
        var server = await StartAsync(new() { ["Concordat:Load:RequestsAtOnce"] = "1", ["Concordat:Load:Waiting"] = "1" });
        try
        {
            using var visitor = await server.SignedInAsync("coordinator@testshire.example");
            var statuses = await Task.WhenAll(Enumerable.Range(0, FiftyPeople.Count).Select(async _ => (await visitor.GetAsync("/")).Status));

            Assert.All(statuses, s => Assert.Contains(s, new[] { HttpStatusCode.OK, HttpStatusCode.TooManyRequests }));
            Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).Status);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    static async Task<ConcordatServer> StartAsync(Dictionary<string, string?> settings)
    {
        var server = new ConcordatServer { Pool = (Connections, WaitSeconds), Settings = settings };
        await server.InitializeAsync();
        return server;
    }

    static async Task<HttpStatusCode[]> DecideAtOnceAsync(ConcordatServer server, string name)
    {
        using var people = await FiftyPeople.GatherAsync(server, name);
        var address = people.AddressOf(people.Items[0]);
        var pages = new List<Answer>();
        foreach (var visitor in people.Visitors) pages.Add(await visitor.GetAsync(address));
        return await Task.WhenAll(people.Visitors.Select((visitor, n) => Task.Run(async () =>
            (await visitor.SendFormAsync(pages[n], address, [("Decide.Choice", "do not adopt"), ("Decide.Reason", $"Reason {n}")], "handler=Decide")).Status)));
    }
}
