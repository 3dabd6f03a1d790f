using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;

namespace Concordat.Stages.Tests.Decide.Groups;

public sealed class GroupPagesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _names;

    static string AName() => $"Group {Interlocked.Increment(ref _names)}";

    async Task<Guid> SetUpAsync(string name, string kind = "executive", string quorum = "2")
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        var answer = await coordinator.SendFormAsync("/decide/groups/new", [("Kind", kind), ("Name", name), ("Cycle", "quarterly"), ("Quorum", quorum), ("Terms", "Decides on priorities.")], "groups/new");
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<Guid> AgencyAsync(string key) => (Guid)(await server.OwnerScalarAsync("select id from partnership.agency where key = $1 and partnership_id = $2", key, server.Testshire))!;

    async Task<Answer> SeatAsync(Guid group, string agency, string part, string? person, DateOnly? from = null) =>
        await (await server.AsAsync(Role.Coordinator)).SendFormAsync($"/decide/groups/{group}",
            [("Agency", (await AgencyAsync(agency)).ToString()), ("Part", part), ("Person", person is null ? "" : (await server.MemberAsync(person)).ToString()), .. Strategy.Arrange.Day("FromOn", from ?? server.Today())], "handler=AddSeat");

    async Task<Guid> PlanAsync(Guid group, DateOnly day)
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        var answer = await coordinator.SendFormAsync($"/decide/meetings/new?group={group}",
            [("Group", group.ToString()), .. Strategy.Arrange.Day("HeldOn", day), ("Chair", (await server.MemberAsync("Chas Chair")).ToString()), ("StartsAt", "10:00"), ("Place", "Town Hall, room 2")], "meetings/new");
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    [Theory]
    [InlineData("Kind", "", "Choose the kind of group")]
    [InlineData("Kind", "nonsense", "Choose the kind from the list")]
    [InlineData("Kind", "action-group", "Choose the priority that the action group serves")]
    [InlineData("Name", "", "Name the group")]
    [InlineData("Cycle", "hourly", "Choose how often it meets from the list")]
    [InlineData("Quorum", "0", "whole number from 1 to 50")]
    [InlineData("Terms", "", "Enter its terms of reference")]
    public async Task NewGroup_WithoutAPart_SaysSo(string field, string value, string message)
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        (string, string)[] good = [("Kind", "executive"), ("Name", AName()), ("Cycle", "quarterly"), ("Quorum", "2"), ("Terms", "Decides.")];

        var answer = await coordinator.SendFormAsync("/decide/groups/new", good.Where(g => g.Item1 != field).Append((field, value)), "groups/new");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewGroup_NameTwice_IsRefused_AndPractitionerMayNot()
    {
        var name = AName();
        await SetUpAsync(name);
        var coordinator = await server.AsAsync(Role.Coordinator);
        var practitioner = await server.AsAsync(Role.Practitioner);

        var again = await coordinator.SendFormAsync("/decide/groups/new", [("Kind", "panel"), ("Name", name), ("Cycle", "when needed"), ("Quorum", "2"), ("Terms", "Takes referrals.")], "groups/new");

        Assert.Contains($"There is a group called {name} already", again.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.GetAsync("/decide/groups/new")).Status);
        Assert.Equal(HttpStatusCode.OK, (await practitioner.GetAsync("/decide/groups")).Status);
    }

    [Fact]
    public async Task Group_OfAnotherPartnership_Is404()
    {
        var group = await SetUpAsync(AName());

        Assert.Equal(HttpStatusCode.NotFound, (await (await server.AsAsync("analyst@elsewhere.example")).GetAsync($"/decide/groups/{group}")).Status);
    }

    [Fact]
    public async Task Seat_RulesOfChairAndBody_AreKeptByPageAndDatabase()
    {
        var group = await SetUpAsync(AName());

        var bare = await SeatAsync(group, "police", "chair", null);
        var wrongBody = await SeatAsync(group, "fire", "member", "Chas Chair");
        var good = await SeatAsync(group, "police", "chair", "Chas Chair");
        var second = await SeatAsync(group, "council", "chair", "Eve Executive");

        Assert.Contains("Name the person who chairs", bare.Words, StringComparison.Ordinal);
        Assert.Contains("Choose somebody who works for the body", wrongBody.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, good.Status);
        Assert.Contains("The group has a chair. End that seat first", second.Words, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(
            "insert into decide.group_seat select partnership_id, gen_random_uuid(), group_id, agency_id, part, user_id, from_on, null from decide.group_seat where group_id = $1", group));
        Assert.Equal("uq_group_seat_chair", refused.ConstraintName);
    }

    [Fact]
    public async Task Meeting_OfAGroup_HasItsTemplateItsBodiesAndItsQuorum()
    {
        var group = await SetUpAsync(AName());
        await SeatAsync(group, "police", "chair", "Chas Chair");
        await SeatAsync(group, "fire", "member", null);
        var meeting = await PlanAsync(group, server.Today().AddDays(3));
        var chair = await server.AsAsync(Role.Chair);

        var agenda = await chair.GetAsync($"/decide/meetings/{meeting}");
        var attendance = await chair.GetAsync($"/decide/meetings/{meeting}/attendance");

        Assert.Equal(["Data, changes and resulting actions", "Priorities and who answers for them", "Blockages and good practice"], await TitlesAsync(meeting));
        Assert.Contains("0 of 2 agencies here", agenda.Words, StringComparison.Ordinal);
        Assert.Contains("Not enough for decisions yet: the quorum is 2.", agenda.Words, StringComparison.Ordinal);
        Assert.Equal(2, attendance.Document.QuerySelectorAll("input[name$='.Member']").Length);
    }

    async Task<string[]> TitlesAsync(Guid meeting) => (string[])(await server.OwnerScalarAsync("select array_agg(title order by position) from decide.item where meeting_id = $1", meeting))!;

    [Fact]
    public async Task Template_Item_IsTaken_AndDeferralNeedsAReason()
    {
        var group = await SetUpAsync(AName());
        var meeting = await PlanAsync(group, server.Today());
        var chair = await server.AsAsync(Role.Chair);
        await chair.SendFormAsync($"/decide/meetings/{meeting}", [], "handler=Open");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/last-time", [], "last-time");
        var (first, second) = (await server.ItemAsync(meeting, 1), await server.ItemAsync(meeting, 2));

        var taken = await chair.SendFormAsync($"/decide/meetings/{meeting}?item={first}", [("Decide.Choice", "noted")], "handler=Decide");
        var bare = await chair.SendFormAsync($"/decide/meetings/{meeting}?item={second}", [("Decide.Choice", "defer"), ("Decide.Until", Arrange.Text(server.Today().AddDays(90)))], "handler=Decide");
        var carried = await chair.DeferAsync(meeting, second, server.Today().AddDays(90));

        Assert.Equal(HttpStatusCode.Redirect, taken.Status);
        Assert.Contains("Say why it is carried over", bare.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, carried.Status);
        await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");
        Assert.Contains("because: The owner was away.", (await chair.GetAsync($"/decide/meetings/{meeting}/minutes")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_IsTheSameForAll_AndTellsWhoHasNotOpenedIt()
    {
        var group = await SetUpAsync(AName());
        await SeatAsync(group, "police", "chair", "Chas Chair");
        await SeatAsync(group, "fire", "member", "Pat Practitioner");
        var meeting = await PlanAsync(group, server.Today().AddDays(5));
        var (chair, practitioner) = (await server.AsAsync(Role.Chair), await server.AsAsync(Role.Practitioner));
        var before = await practitioner.GetAsync($"/decide/meetings/{meeting}/pack");

        await chair.SendFormAsync($"/decide/meetings/{meeting}/pack", [], "pack");
        var byChair = await chair.GetAsync($"/decide/meetings/{meeting}/pack");
        var home = await practitioner.GetAsync("/");
        var byPractitioner = await practitioner.GetAsync($"/decide/meetings/{meeting}/pack");
        var file = await practitioner.GetAsync($"/decide/meetings/{meeting}/pack.docx");

        Assert.Contains("Not published yet", before.Words, StringComparison.Ordinal);
        Assert.Contains("Not yet: Pat Practitioner, Fire.", byChair.Words, StringComparison.Ordinal);
        Assert.Contains("Read the pack of the", home.Words, StringComparison.Ordinal);
        Assert.Contains("2 of 2 who are called.", byPractitioner.Words, StringComparison.Ordinal);
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", file.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'meeting_pack' and subject_id = $1 and action = 'disclose'", meeting.ToString()));
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from decide.pack_opening where meeting_id = $1", meeting));
    }

    [Fact]
    public async Task Pack_WithoutTheStandingItem_IsRefusedByPageAndDatabase()
    {
        var meeting = await PlanAsync(await SetUpAsync(AName()), server.Today().AddDays(6));
        await server.OwnerScalarAsync("delete from decide.item where meeting_id = $1 and origin = 'standing'", meeting);
        var chair = await server.AsAsync(Role.Chair);

        var answer = await chair.PostAsync($"/decide/meetings/{meeting}/pack");

        Assert.Contains("The agenda must start with data, changes and resulting actions", answer.Words, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(
            "insert into decide.meeting_pack select partnership_id, id, 1, now(), chair_id, '[]' from decide.meeting where id = $1", meeting));
        Assert.Equal("agenda_without_standing_item", refused.ConstraintName);
    }

    [Fact]
    public async Task Attendance_OverTime_ShowsWhoIsMissing_AndMinutesGoToThoseEntitled()
    {
        var group = await SetUpAsync(AName());
        await SeatAsync(group, "police", "chair", "Chas Chair", server.Today().AddDays(-10));
        await SeatAsync(group, "fire", "member", "Pat Practitioner", server.Today().AddDays(-10));
        var chair = await server.AsAsync(Role.Chair);
        var meeting = await PlanAsync(group, server.Today());
        await chair.SendFormAsync($"/decide/meetings/{meeting}", [], "handler=Open");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/last-time", [], "last-time");
        var form = await chair.GetAsync($"/decide/meetings/{meeting}/attendance");
        var row = form.Document.QuerySelectorAll("input[name$='.Member']").ToList().FindIndex(i => i.GetAttribute("value") == server.MemberAsync("Chas Chair").Result.ToString());
        await chair.SendFormAsync($"/decide/meetings/{meeting}/attendance", [($"Rows[{row}].Presence", "Here")], "attendance");
        foreach (var position in new[] { 1, 2 })
            await chair.SendFormAsync($"/decide/meetings/{meeting}?item={await server.ItemAsync(meeting, position)}", [("Decide.Choice", "noted")], "handler=Decide");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");

        var page = await chair.GetAsync($"/decide/groups/{group}");

        Assert.Contains(page.Document.QuerySelectorAll("main p"), p => p.TextContent == "Testshire Fire and Rescue.");
        var next = await PlanAsync(group, server.Today().AddDays(1));
        await chair.SendFormAsync($"/decide/meetings/{next}", [], "handler=Open");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/minutes", [], "minutes");
        var practitioner = await server.AsAsync(Role.Practitioner);
        Assert.Contains("Read the minutes of the", (await practitioner.GetAsync("/")).Words, StringComparison.Ordinal);
        var minutes = await practitioner.GetAsync($"/decide/meetings/{meeting}/minutes");
        Assert.Contains("to 2 members; 1 opened them. Not yet: Chas Chair, Police.", minutes.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_ShowsWhatEachGroupDid_AndTheJointActionGroupThatIsNotSetUp()
    {
        var (name, late) = (AName(), AName());
        var group = await SetUpAsync(name, "panel");
        var overdue = await SetUpAsync(late, "performance-forum");
        await server.OwnerScalarAsync("update decide.meeting_group set begun_on = begun_on - 200 where id = $1", overdue);
        await SeatAsync(group, "police", "chair", "Chas Chair");
        await SeatAsync(group, "fire", "member", "Pat Practitioner");
        var chair = await server.AsAsync(Role.Chair);
        var meeting = await PlanAsync(group, server.Today());
        foreach (var title in new[] { "First", "Second", "Third" })
            await chair.SendFormAsync($"/decide/meetings/{meeting}/items/new", [("ItemTitle", title), ("Sentence", "It goes on."), ("RaisedBy", (await server.MemberAsync("Chas Chair")).ToString())], "items/new");
        await chair.SendFormAsync($"/decide/meetings/{meeting}", [], "handler=Open");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/last-time", [], "last-time");
        var form = await chair.GetAsync($"/decide/meetings/{meeting}/attendance");
        var row = form.Document.QuerySelectorAll("input[name$='.Member']").ToList().FindIndex(i => i.GetAttribute("value") == server.MemberAsync("Chas Chair").Result.ToString());
        await chair.SendFormAsync($"/decide/meetings/{meeting}/attendance", [($"Rows[{row}].Presence", "Here")], "attendance");
        await chair.AdoptAsync(meeting, await server.ItemAsync(meeting, 1), await server.MemberAsync("Pip Practitioner"));
        await chair.AddActionAsync(meeting, await server.ItemAsync(meeting, 1), $"Look at it prevention Pat Practitioner {Arrange.Text(server.Today().AddDays(9))}");
        await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, 2), "Too small.");
        await chair.DeferAsync(meeting, await server.ItemAsync(meeting, 3), server.Today().AddDays(90));
        await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");
        await server.HoldAsync(server.Today().AddDays(-1), Arrange.APaper(new(2026, 10)), server.Today().AddDays(20));

        var page = await (await server.AsAsync(Role.Executive)).GetAsync("/decide/groups/overview");

        // Meetings, last, next, adopted, not adopted, deferred, actions, bodies here.
        Assert.Equal(["1", Concordat.Partnership.Calendar.Days.Long(server.Today()), "Not planned", "1", "1", "1", "1", "50%"], Row(page, name));
        Assert.Equal(["0", "Not yet", $"Was due by {Concordat.Partnership.Calendar.Days.Long(server.Today().AddDays(-200).AddMonths(3))}", "0", "0", "0", "0", "–"], Row(page, late));
        Assert.Equal(["1", Concordat.Partnership.Calendar.Days.Long(server.Today().AddDays(-1)), "Not planned", "1", "2", "0", "1", "0%"], Row(page, "Joint Action Group"));
        Assert.Contains("Joint Action Group, not set up", page.Words, StringComparison.Ordinal);
        Assert.Equal("1", page.Document.QuerySelectorAll("tr").Single(r => r.QuerySelector("th")?.TextContent.Contains("Safer vehicles", StringComparison.Ordinal) == true).QuerySelectorAll("td")[2].TextContent.Trim());
    }

    static string NameIn(AngleSharp.Dom.IElement row) => row.QuerySelector("th")!.TextContent[..^row.QuerySelector("th .c-muted")!.TextContent.Length].Trim();

    static List<string> Row(Answer page, string group) =>
        [.. page.Document.QuerySelectorAll("tr").Single(r => r.QuerySelectorAll("td").Length == 8 && NameIn(r) == group).QuerySelectorAll("td").Select(c => c.TextContent.Trim())];

    /// <summary>T-33: the executive sets what an action group is to reach; the group itself is refused with the rule, by page and database.</summary>
    [Fact]
    public async Task Targets_OfAnActionGroup_AreSetByTheExecutiveAlone_AndStayOnRecord()
    {
        var priority = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and name = 'Safer vehicles'", server.Testshire))!;
        var (coordinator, executive) = (await server.AsAsync(Role.Coordinator), await server.AsAsync(Role.Executive));
        var made = await coordinator.SendFormAsync("/decide/groups/new", [("Kind", "action-group"), ("Name", AName()), ("Cycle", "monthly"), ("Quorum", "2"), ("Priority", priority.ToString()), ("Terms", "Acts.")], "groups/new");
        var group = Guid.Parse(made.Location!.ToString().Split('/')[^1]);
        Task<Answer> SetAsync(Visitor who, string half, string year = "At most 60", string reports = "The executive, each quarter") => who.PostAsync($"/decide/groups/{group}?handler=Target", ("SixMonth", half), ("Yearly", year), ("ReportsTo", reports));

        var refused = await SetAsync(coordinator, "At most 30");
        var bare = await SetAsync(executive, "At most 40", "");
        var named = await SetAsync(executive, "At most 40", reports: "Mr John Smith, 07700 900123");
        await SetAsync(executive, "At most 40");
        await SetAsync(executive, "At most 35");
        var page = await coordinator.GetAsync($"/decide/groups/{group}");
        var database = await Assert.ThrowsAsync<PostgresException>(() => Share.Agreements.Arrange.AsApplicationAsync(server, Role.Coordinator, "insert into decide.group_target select partnership_id, gen_random_uuid(), group_id, 'Less', yearly, reports_to, platform.session_user_id(), now() from decide.group_target where group_id = $1 limit 1", group));

        Assert.Contains("C-08: Only the executive decides priorities, their owners and their targets", refused.Words, StringComparison.Ordinal);
        Assert.Contains("Enter what is to be reached in a year", bare.Words, StringComparison.Ordinal);
        Assert.Equal("At most 40", bare.Document.QuerySelector("textarea[name=SixMonth]")!.TextContent.Trim());
        Assert.Contains("Take it out", named.Words, StringComparison.Ordinal);
        Assert.Equal("At most 35", page.Document.QuerySelector("[aria-labelledby=targets] dd")!.TextContent.Trim());
        Assert.Contains("At most 40", page.Document.QuerySelector("[aria-labelledby=targets] table")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("textarea[name=SixMonth]"));
        Assert.Equal("42501", database.SqlState);
        Assert.Contains("A target", (await executive.GetAsync("/decide/groups/overview")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendar_GivesKindTimeAndPlaceAlone_UntilItIsRevoked()
    {
        var group = await SetUpAsync(AName());
        await SeatAsync(group, "police", "chair", "Chas Chair");
        await SeatAsync(group, "fire", "member", "Pat Practitioner");
        var day = new DateOnly(server.Today().Year + 1, 7, 1);
        var meeting = await PlanAsync(group, day);
        var practitioner = await server.AsAsync(Role.Practitioner);
        var page = await practitioner.SendFormAsync("/decide/calendar", [], "handler=Make");
        var address = new Uri(page.Document.QuerySelector("code")!.TextContent).AbsolutePath;
        using var anybody = server.Visitor();

        var feed = await anybody.GetAsync(address);

        Assert.Equal("text/calendar", feed.Response.Content.Headers.ContentType!.MediaType);
        var text = System.Text.Encoding.UTF8.GetString(feed.Bytes);
        var own = text.Split("BEGIN:VEVENT").Single(e => e.Contains(meeting.ToString(), StringComparison.Ordinal)).Split("\r\n");
        // British summer time: 10:00 on the wall is 09:00 UTC.
        Assert.Equal([$"DTSTART:{day:yyyyMMdd}T090000Z", $"DTEND:{day:yyyyMMdd}T110000Z", "SUMMARY:Executive or strategy group", "LOCATION:Town Hall\\, room 2", "END:VEVENT"], own[3..8]);
        Assert.DoesNotContain("Priorities", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Group ", text, StringComparison.Ordinal);
        await practitioner.SendFormAsync("/decide/calendar", [], "handler=Revoke");
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/calendar/nonsense.ics")).Status);
    }
}
