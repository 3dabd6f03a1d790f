using System.Net;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>Fifty people record in one meeting at the same moment: nothing is lost, and nobody overwrites what they did not see.</summary>
public sealed class FiftyAtOnceTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const int People = FiftyPeople.Count;

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
    public async Task Decisions_OfFiftyOnTheSameItem_OneIsKeptAndTheOthersSeeItBesideTheirs()
    {
        using var people = await FiftyPeople.GatherAsync(server, "Same");
        var (item, address) = (people.Items[0], people.AddressOf(people.Items[0]));
        var pages = await AllAsync(people, (visitor, _) => visitor.GetAsync(address));

        var answers = await AllAsync(people, (visitor, n) => visitor.SendFormAsync(pages[n], address, [("Decide.Choice", "do not adopt"), ("Decide.Reason", ReasonOf(n))], "handler=Decide"));

        var winner = Assert.Single(Enumerable.Range(0, People), n => answers[n].Status == HttpStatusCode.Redirect);
        Assert.Equal(ReasonOf(winner), await server.OwnerScalarAsync("select reason from decide.item where id = $1", item));
        foreach (var n in Enumerable.Range(0, People).Where(n => n != winner))
        {
            Assert.Equal(HttpStatusCode.OK, answers[n].Status);
            Assert.Contains($"Person {winner + 1} Fifty decided this item while you had it open", answers[n].Words, StringComparison.Ordinal);
            var saved = answers[n].Document.QuerySelectorAll("table.c-table tr").Select(r => r.TextContent).ToList();
            Assert.Contains(saved, row => row.Contains(ReasonOf(winner), StringComparison.Ordinal) && row.Contains(ReasonOf(n), StringComparison.Ordinal));
            Assert.Equal(ReasonOf(n), answers[n].Document.QuerySelector("textarea[name='Decide.Reason']")!.TextContent.Trim());
        }
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'item' and subject_id = $1 and action = 'alter'", item.ToString()));
    }

    [Fact]
    public async Task DifferentDecisionsAndActions_OfFiftyAtOnce_AreAllKept()
    {
        using var people = await FiftyPeople.GatherAsync(server, "Different");
        var pages = await AllAsync(people, (visitor, n) => visitor.GetAsync(people.AddressOf(people.Items[n])));

        var answers = await AllAsync(people, async (visitor, n) => new[]
        {
            await visitor.SendFormAsync(pages[n], people.AddressOf(people.Items[n]), [("Decide.Choice", "do not adopt"), ("Decide.Reason", ReasonOf(n))], "handler=Decide"),
            await visitor.SendFormAsync(pages[n], people.AddressOf(people.Items[n]), [("Add.Line", $"Work {n + 1} prevention Person {n + 1} Fifty in 2 weeks")], "handler=Action"),
        });

        Assert.All(answers.SelectMany(a => a), a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal((long)People, await server.OwnerScalarAsync("select count(distinct reason) from decide.item where meeting_id = $1 and decision = 'do not adopt'", people.Meeting));
        Assert.Equal((long)People, await server.OwnerScalarAsync("select count(distinct (what, item_id, person_id)) from decide.action where meeting_id = $1", people.Meeting));
    }

    [Fact]
    public async Task Items_AddedByFiftyAtOnce_AllFindAPlace()
    {
        using var people = await FiftyPeople.GatherAsync(server, "Adding");
        var address = $"/decide/meetings/{people.Meeting}/items/new";
        var pages = await AllAsync(people, (visitor, _) => visitor.GetAsync(address));
        var member = pages[0].Document.QuerySelectorAll("select[name=RaisedBy] option").Select(o => o.GetAttribute("value")!).First(v => v.Length > 0);

        var answers = await AllAsync(people, (visitor, n) => visitor.SendFormAsync(pages[n], address, [("ItemTitle", $"Added {n}"), ("Sentence", $"Sentence {n}."), ("RaisedBy", member)], "items/new"));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal((long)People, await server.OwnerScalarAsync("select count(distinct title) from decide.item where meeting_id = $1 and origin = 'member'", people.Meeting));
    }

    [Fact]
    public async Task OneAction_ChangedByFiftyAtOnce_KeepsOneAndShowsItToTheOthers()
    {
        using var people = await FiftyPeople.GatherAsync(server, "Editing");
        await people.Visitors[0].SendFormAsync(people.AddressOf(people.Items[0]), [("Add.Line", "First words prevention Person 1 Fifty in 2 weeks")], "handler=Action");
        var action = await server.OwnerScalarAsync("select id from decide.action where meeting_id = $1", people.Meeting);
        var address = $"/decide/meetings/{people.Meeting}/actions/{action}";
        var pages = await AllAsync(people, (visitor, _) => visitor.GetAsync(address));

        var answers = await AllAsync(people, (visitor, n) => visitor.SendFormAsync(pages[n], address, [("Form.What", $"Other words {n}")], "actions/"));

        var winner = Assert.Single(Enumerable.Range(0, People), n => answers[n].Status == HttpStatusCode.Redirect);
        Assert.Equal($"Other words {winner}", await server.OwnerScalarAsync("select what from decide.action where id = $1", action!));
        Assert.All(Enumerable.Range(0, People).Where(n => n != winner), n =>
        {
            Assert.Contains($"Other words {winner}", answers[n].Words, StringComparison.Ordinal);
            Assert.Equal($"Other words {n}", answers[n].Document.QuerySelector("input[name='Form.What']")!.GetAttribute("value"));
        });
    }

    [Fact]
    public async Task WholeMeeting_MovedByFiftyAtOnce_MovesOnceAndTellsTheOthers()
    {
        using var people = await FiftyPeople.GatherAsync(server, "Moving");
        for (var n = 0; n < People; n++)
            await people.Visitors[n].SendFormAsync(people.AddressOf(people.Items[n]), [("Decide.Choice", "do not adopt"), ("Decide.Reason", "Too small")], "handler=Decide");
        var close = $"/decide/meetings/{people.Meeting}/close";
        var pages = await AllAsync(people, (visitor, _) => visitor.GetAsync(close));

        var answers = await AllAsync(people, (visitor, n) => visitor.SendFormAsync(pages[n], close, [], "close"));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.All(answers, a => Assert.True((int)a.Status < 400, $"{a.Status}"));
        Assert.Equal("closed", await server.OwnerScalarAsync("select state from decide.meeting where id = $1", people.Meeting));
    }

    [Fact]
    public async Task Attendance_TakenByFiftyAtOnce_IsTakenWithoutAFault()
    {
        using var people = await FiftyPeople.GatherAsync(server, "Attending");
        var address = $"/decide/meetings/{people.Meeting}/attendance";
        var pages = await AllAsync(people, (visitor, _) => visitor.GetAsync(address));

        // Everybody marks the person of their own number.
        var answers = await AllAsync(people, (visitor, n) => visitor.SendFormAsync(pages[n], address, [($"Rows[{n}].Presence", "Here")], "attendance"));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal((long)People, await server.OwnerScalarAsync("select count(*) from decide.attendance where meeting_id = $1 and presence = 'here'", people.Meeting));
    }

    static Task<T[]> AllAsync<T>(FiftyPeople people, Func<Visitor, int, Task<T>> act) => Task.WhenAll(people.Visitors.Select((visitor, n) => Task.Run(() => act(visitor, n))));

    static string ReasonOf(int n) => $"Reason of person {n + 1}.";
}
