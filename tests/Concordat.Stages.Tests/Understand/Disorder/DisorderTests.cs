using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Stages.Tests.Understand.Tactical;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Disorder;

/// <summary>The partnership's own definition: proposed, put in force by somebody else, counted on Explore, and never altered.</summary>
public sealed class DisorderTests(TacticalServer server) : IClassFixture<TacticalServer>
{
    const string List = "/understand/disorder";

    [Fact]
    public async Task Definition_IsProposed_PutInForceByAnother_AndCountedAsIfATheme()
    {
        var (analyst, coordinator) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Coordinator));
        var page = await ProposeAsync(analyst, "Trouble in town", "burglary", "vehicle-crime");

        Says(await analyst.GetAsync(page), "Proposed by Ana Analyst");
        Assert.Equal(HttpStatusCode.Redirect, (await coordinator.SendFormAsync(page, Day("From", "2024-04-01"), "handler=Force")).Status);
        Says(await analyst.GetAsync(page), "From 1 April 2024, put in force by");

        // 78 burglaries and 3 vehicle crimes in October.
        var answer = await analyst.GetAsync($"/understand/explore?definition={page.Split('/')[^1]}&to=2026-10");
        Assert.Equal("/understand/explore?theme=burglary&theme=vehicle-crime&to=2026-10", answer.Location!.OriginalString);
        var explored = await analyst.GetAsync(answer.Location.OriginalString);
        Assert.Equal("81", explored.Document.QuerySelector(".c-change__figure")!.TextContent);
        Says(explored, "Counted by our own definition, Trouble in town, version 1.");
        Assert.Equal("Trouble in town", explored.Document.QuerySelector("h1")!.TextContent.Trim());
    }

    [Fact]
    public async Task NextVersion_EndsTheEarlier_WhichStays_AndBeginsNoSoonerThanToday()
    {
        var (analyst, executive) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Executive));
        var page = await ProposeAsync(analyst, "Noise at night", "burglary");
        await executive.SendFormAsync(page, Day("From", "2024-04-01"), "handler=Force");
        await analyst.SendFormAsync(page, [("Words", "A second meaning"), ("Themes", "vehicle-crime"), ("Why", "The first was too wide")], "handler=Propose");

        Says(await executive.SendFormAsync(page, Day("From", "2024-05-01"), "handler=Force"), "A new version begins today or later");
        var tomorrow = server.Site.Today().AddDays(1);
        Assert.Equal(HttpStatusCode.Redirect, (await executive.SendFormAsync(page, Day("From", $"{tomorrow:yyyy-MM-dd}"), "handler=Force")).Status);

        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page)).Status);
        var shown = await analyst.GetAsync(page);
        Says(shown, "A second meaning");
        Says(shown, "From 1 April 2024 to");
        // What was counted under the first is counted by it still.
        Assert.Equal("/understand/explore?theme=burglary&to=2026-10", (await analyst.GetAsync($"/understand/explore?definition={page.Split('/')[^1]}&to=2026-10")).Location!.OriginalString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => server.Site.OwnerScalarAsync("update understand.disorder_version set words = 'Other' where number = 1 and from_on is not null"));
        Assert.Equal("disorder_version_is_fixed", refusal.ConstraintName);
    }

    [Fact]
    public async Task OwnProposal_IsNotPutInForce_ByPageOrDatabase_AndOneWaitsAtATime()
    {
        var coordinator = await server.Site.AsAsync(Role.Coordinator);
        var page = await ProposeAsync(coordinator, "Mine alone", "burglary");

        Says(await coordinator.PostAsync($"{page}?handler=Force", ("From", "2026-01-01")), "Somebody else puts your own proposal in force");
        Says(await coordinator.PostAsync($"{page}?handler=Propose", ("Words", "x"), ("Themes", "burglary"), ("Why", "x")), "A version waits to be decided on already");
        var id = page.Split('/')[^1];
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => server.Site.OwnerScalarAsync($"""
            select set_config('app.roles', 'executive', true), set_config('app.user', proposed_by_id::text, true) from understand.disorder_version where definition_id = '{id}';
            """ + $"update understand.disorder_version set from_on = '2026-01-01', decided_at = now(), decided_by_name = 'x', decided_by_id = proposed_by_id where definition_id = '{id}'"));
        Assert.Contains(refusal.SqlState, (string[])["42501", "23514"]);
        Assert.Equal(HttpStatusCode.Redirect, (await coordinator.SendFormAsync(page, [("Because", "Too wide")], "handler=Drop")).Status);
        Says(await coordinator.GetAsync(page), "Dropped by");
    }

    [Fact]
    public async Task Form_SaysWhatIsMissing_AndNoNameTwice()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await ProposeAsync(analyst, "Once only", "burglary");

        var empty = await analyst.SendFormAsync(List, []);
        Says(empty, "Say what it means");
        Says(empty, "Choose at least one theme");
        Says(await analyst.SendFormAsync(List, Fields("ONCE ONLY", "burglary")), "There is a definition of this name");
    }

    [Fact]
    public async Task WhoMayNot_CannotProposeOrDecide()
    {
        var (practitioner, analyst) = (await server.Site.AsAsync(Role.Practitioner), await server.Site.AsAsync(Role.Analyst));
        var page = await ProposeAsync(analyst, "Not for all", "burglary");

        Assert.NotEqual(HttpStatusCode.OK, (await practitioner.PostAsync(List, Fields("Sneaked in", "burglary"))).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await analyst.PostAsync($"{page}?handler=Force", ("From", "2026-01-01"))).Status);
        Assert.Equal(0L, await server.Site.OwnerScalarAsync("select count(*) from understand.disorder_definition where name = 'Sneaked in'"));
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"{List}/{Guid.CreateVersion7()}")).Status);
    }

    static async Task<string> ProposeAsync(Testing.Visitor visitor, string name, params string[] themes)
    {
        var answer = await visitor.SendFormAsync(List, Fields(name, themes));
        Assert.True(answer.Location is not null, answer.Words);
        return answer.Location!.OriginalString;
    }

    static (string, string)[] Fields(string name, params string[] themes) => [("Name", name), ("Words", "What disturbs the town"), ("Why", "Asked by the group"), .. themes.Select(t => ("Themes", t))];

    static (string, string)[] Day(string field, string day) => [($"{field}.Day", day[8..]), ($"{field}.Month", day[5..7]), ($"{field}.Year", day[..4])];

    static void Says(Testing.Answer page, string words) => Assert.True(page.Words.Contains(words, StringComparison.Ordinal), $"Not said: {words}\n{page.Words}");
}
