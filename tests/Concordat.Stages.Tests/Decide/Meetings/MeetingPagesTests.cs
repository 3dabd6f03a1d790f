using System.IO.Compression;
using System.Net;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Npgsql;

namespace Concordat.Stages.Tests.Decide.Meetings;

public sealed class MeetingPagesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static readonly Month October = new(2026, 10);
    static int _days;

    // Each test plans on a day of its own: a group meets once a day.
    DateOnly ADay() => server.Today().AddDays(Interlocked.Increment(ref _days));

    [Theory]
    [InlineData("/decide/meetings")]
    [InlineData("/decide/meetings/new")]
    [InlineData("/decide/meetings/ID")]
    [InlineData("/decide/meetings/ID/attendance")]
    [InlineData("/decide/meetings/ID/last-time")]
    [InlineData("/decide/meetings/ID/close")]
    [InlineData("/decide/meetings/ID/items/new")]
    [InlineData("/decide/meetings/ID/minutes")]
    [InlineData("/decide/meetings/ID/minutes.docx")]
    public async Task Page_WithoutTheRight_IsRefused(string address)
    {
        using var administrator = await server.SignedInAsync(Role.Administrator);

        var answer = await administrator.GetAsync(address.Replace("ID", Guid.NewGuid().ToString(), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("not-allowed", answer.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/attendance")]
    [InlineData("/last-time")]
    [InlineData("/close")]
    [InlineData("/items/new")]
    [InlineData("/minutes")]
    [InlineData("/minutes.docx")]
    public async Task Page_OfNoMeeting_Is404(string page)
    {
        using var chair = await server.SignedInAsync(Role.Chair);

        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync($"/decide/meetings/{Guid.NewGuid()}{page}")).Status);
    }

    [Fact]
    public async Task Meeting_OfAnotherPartnership_Is404()
    {
        var meeting = await server.PlanAsync(ADay());
        using var stranger = await server.SignedInAsync("analyst@elsewhere.example");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/decide/meetings/{meeting}")).Status);
    }

    [Theory]
    [InlineData("/decide/meetings/new")]
    [InlineData("/decide/meetings/ID/close")]
    [InlineData("/decide/meetings/ID/items/new")]
    public async Task RunningPage_Practitioner_IsRefused(string address)
    {
        var meeting = await server.PlanAsync(ADay());
        using var practitioner = await server.SignedInAsync(Role.Practitioner);

        var answer = await practitioner.GetAsync(address.Replace("ID", meeting.ToString(), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    [Fact]
    public async Task NewMeeting_WithoutDay_SaysSoAndKeepsNothing()
    {
        using var chair = await server.SignedInAsync(Role.Chair);

        var answer = await chair.SendFormAsync("/decide/meetings/new", [], "meetings/new");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Enter the day of the meeting", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewMeeting_OnADayThatIsPast_SaysSo()
    {
        using var chair = await server.SignedInAsync(Role.Chair);

        var answer = await chair.SendFormAsync("/decide/meetings/new", [("HeldOn.Day", "1"), ("HeldOn.Month", "2"), ("HeldOn.Year", "2020")], "meetings/new");

        Assert.Contains("must be today or later", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewMeeting_Good_IsPlannedWithTheStandingItemFirstAndAudited()
    {
        using var coordinator = await server.SignedInAsync(Role.Coordinator);
        var day = ADay();

        var answer = await coordinator.SendFormAsync("/decide/meetings/new",
            [("HeldOn.Day", $"{day.Day}"), ("HeldOn.Month", $"{day.Month}"), ("HeldOn.Year", $"{day.Year}")], "meetings/new");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var id = Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
        Assert.Equal("standing", await server.OwnerScalarAsync("select origin from decide.item where meeting_id = $1 order by position limit 1", id));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'meeting' and subject_id = $1 and action = 'collect'", id.ToString()));
        var again = await coordinator.SendFormAsync("/decide/meetings/new",
            [("HeldOn.Day", $"{day.Day}"), ("HeldOn.Month", $"{day.Month}"), ("HeldOn.Year", $"{day.Year}")], "meetings/new");
        Assert.Contains("already", again.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meeting_FromAnAssessment_ShowsItsItemsAsFrozen()
    {
        var meeting = await server.PlanAsync(ADay(), Arrange.APaper(October));
        using var practitioner = await server.SignedInAsync(Role.Practitioner);

        var page = await practitioner.GetAsync($"/decide/meetings/{meeting}");

        Assert.Contains("Item 1 of 3, serves “Safer vehicles”", page.Words, StringComparison.Ordinal);
        Assert.Contains("New hot spot: 23 vehicle crimes, most at Boat Steps.", page.Words, StringComparison.Ordinal);
        Assert.Contains("4 to 11", page.Words, StringComparison.Ordinal);
        Assert.Contains("3 of 3 still to decide", page.Words, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("form[action*='handler=Decide']"));
    }

    [Fact]
    public async Task Decision_BeforeTheMeetingIsOpen_CannotBeSent()
    {
        var meeting = await server.PlanAsync(ADay(), Arrange.APaper(October));
        using var chair = await server.SignedInAsync(Role.Chair);

        var page = await chair.GetAsync($"/decide/meetings/{meeting}");

        Assert.Empty(page.Document.QuerySelectorAll("form[action*='handler=Decide']"));
        Assert.Single(page.Document.QuerySelectorAll("form[action*='handler=Open']"));
    }

    [Fact]
    public async Task Decision_WithoutWhatItNeeds_SaysWhat()
    {
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(October));
        var item = await server.ItemAsync(meeting, 1);
        using var chair = await server.SignedInAsync(Role.Chair);
        var page = $"/decide/meetings/{meeting}?item={item}";

        Assert.Contains("Choose adopt, do not adopt or defer", (await chair.SendFormAsync(page, [], "handler=Decide")).Words, StringComparison.Ordinal);
        Assert.Contains("Choose the one person", (await chair.SendFormAsync(page, [("Decide.Choice", "adopt")], "handler=Decide")).Words, StringComparison.Ordinal);
        Assert.Contains("Say why it is not adopted", (await chair.SendFormAsync(page, [("Decide.Choice", "do not adopt")], "handler=Decide")).Words, StringComparison.Ordinal);
        Assert.Contains("Enter a day after", (await chair.DeferAsync(meeting, item, new(2020, 1, 1))).Words, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await server.OwnerScalarAsync("select decision from decide.item where id = $1", item));
    }

    [Fact]
    public async Task Adoption_SaysItsScaleAndWhyItComesFirst_InMeetingAndMinutes()
    {
        var meeting = await server.OpenAsync(server.Today(), Arrange.APaper(new(2026, 4)));
        var item = await server.ItemAsync(meeting, 1);
        using var chair = await server.SignedInAsync(Role.Chair);
        var owner = (await server.MemberAsync("Cora Coordinator")).ToString();
        Task<Answer> AdoptAsync(string scale, string why) => chair.SendFormAsync($"/decide/meetings/{meeting}?item={item}",
            [("Decide.Choice", "adopt"), ("Decide.Owner", owner), ("Decide.Scale", scale), ("Decide.Why", why)], "handler=Decide");

        var unknown = await AdoptAsync("platinum", "It doubled.");
        var named = await AdoptAsync("silver", "Mr John Hargreaves of 12 Mill Lane complained.");
        await AdoptAsync("silver", "It doubled in a quarter.");
        var page = await chair.GetAsync($"/decide/meetings/{meeting}?item={item}");
        for (var position = 2; position <= 3; position++) await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, position), "Too small");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");
        var minutes = await chair.GetAsync($"/decide/meetings/{meeting}/minutes");

        Assert.Contains("Choose bronze, silver or gold", unknown.Words, StringComparison.Ordinal);
        Assert.Equal("It doubled.", unknown.Document.QuerySelector("textarea[name='Decide.Why']")!.TextContent.Trim());
        Assert.Contains("Take it out", named.Words, StringComparison.Ordinal);
        Assert.Equal("silver", page.Document.QuerySelector("select[name='Decide.Scale'] option[selected]")!.GetAttribute("value"));
        Assert.Contains("at silver scale, because: It doubled in a quarter.", minutes.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("It doubled in a quarter..", minutes.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_ByTwoAtOnce_ShowsTheSecondTheFirstOnes()
    {
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(October));
        var item = await server.ItemAsync(meeting, 1);
        using var chair = await server.SignedInAsync(Role.Chair);
        using var coordinator = await server.SignedInAsync(Role.Coordinator);
        var address = $"/decide/meetings/{meeting}?item={item}";
        var seen = await coordinator.GetAsync(address);
        await chair.RefuseAsync(meeting, item, "Too small for this group");

        var answer = await coordinator.SendFormAsync(seen, address,
            [("Decide.Choice", "adopt"), ("Decide.Owner", (await server.MemberAsync("Ana Analyst")).ToString())], "handler=Decide");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Chas Chair decided this item while you had it open: not adopted, because: Too small for this group", answer.Words, StringComparison.Ordinal);
        Assert.Equal("do not adopt", await server.OwnerScalarAsync("select decision from decide.item where id = $1", item));
        var second = await coordinator.SendFormAsync(answer, address,
            [("Decide.Choice", "adopt"), ("Decide.Owner", (await server.MemberAsync("Ana Analyst")).ToString())], "handler=Decide");
        Assert.Equal(HttpStatusCode.Redirect, second.Status);
        Assert.Equal("adopt", await server.OwnerScalarAsync("select decision from decide.item where id = $1", item));
    }

    [Fact]
    public async Task Action_TypedInOneLine_IsAddedChangedAndRemoved()
    {
        var day = ADay();
        var meeting = await server.OpenAsync(day, Arrange.APaper(October));
        var item = await server.ItemAsync(meeting, 1);
        using var chair = await server.SignedInAsync(Role.Chair);

        var added = await chair.AddActionAsync(meeting, item, "Evening patrols 18 to 22 enforcement Police Chas Chair in 2 weeks");

        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        Assert.Equal(day.AddDays(14), DateOnly.FromDateTime((DateTime)(await server.OwnerScalarAsync(
            "select due_on::timestamp from decide.action where meeting_id = $1 and what = 'Evening patrols 18 to 22' and kind = 'enforcement'", meeting))!));
        var id = (Guid)(await server.OwnerScalarAsync("select id from decide.action where meeting_id = $1", meeting))!;
        var wrong = await chair.SendFormAsync($"/decide/meetings/{meeting}/actions/{id}", [("Form.Person", (await server.MemberAsync("Pat Practitioner")).ToString())], "actions");
        Assert.Contains("Pat Practitioner works for Fire", wrong.Words, StringComparison.Ordinal);
        await chair.SendFormAsync($"/decide/meetings/{meeting}/actions/{id}", [("Form.What", "Evening patrols 17 to 22")], "actions");
        Assert.Equal("Evening patrols 17 to 22", await server.OwnerScalarAsync("select what from decide.action where id = $1", id));
        await chair.SendFormAsync($"/decide/meetings/{meeting}?item={item}", [], "handler=Remove");
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from decide.action where meeting_id = $1", meeting));
    }

    [Fact]
    public async Task Action_WithoutOwnerOrDay_SaysWhatIsMissing()
    {
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(October));
        using var chair = await server.SignedInAsync(Role.Chair);

        var answer = await chair.AddActionAsync(meeting, await server.ItemAsync(meeting, 1), "Repair the lights");

        Assert.Contains("Name the person who takes it on", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Say by when it is due", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Say what kind of action it is", answer.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from decide.action where meeting_id = $1", meeting));
    }

    [Fact]
    public async Task Close_WithAnUndecidedItem_IsRefusedByPageAndDatabase()
    {
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(October));
        using var chair = await server.SignedInAsync(Role.Chair);
        await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, 1), "Not now");

        var page = await chair.GetAsync($"/decide/meetings/{meeting}/close");

        Assert.Contains("The meeting cannot close: 2 items are undecided", page.Words, StringComparison.Ordinal);
        Assert.Contains("Old Market, Friday nights", page.Words, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(
            "update decide.meeting set state = 'closed', closed_at = now(), actions_reported = '[]' where id = $1", meeting));
        Assert.Equal("item_is_undecided", refused.ConstraintName);
    }

    [Fact]
    public async Task ClosedMeeting_CannotChange()
    {
        var meeting = await server.HoldAsync(ADay(), Arrange.APaper(October), server.Today().AddDays(200));

        foreach (var sql in new[]
        {
            "update decide.item set title = 'x' where meeting_id = $1", "delete from decide.action where meeting_id = $1",
            "update decide.meeting set held_on = held_on + 1 where id = $1", "update decide.meeting set state = 'open', closed_at = null, actions_reported = null where id = $1",
        })
            Assert.Equal("meeting_is_closed", (await Assert.ThrowsAsync<PostgresException>(() => server.OwnerScalarAsync(sql, meeting))).ConstraintName);
    }

    [Fact]
    public async Task Minutes_OfAClosedMeeting_HoldDecisionsAndActionsAsDocument()
    {
        var day = ADay();
        var meeting = await server.HoldAsync(day, Arrange.APaper(October), day.AddDays(8));
        using var practitioner = await server.SignedInAsync(Role.Practitioner);

        var file = await practitioner.GetAsync($"/decide/meetings/{meeting}/minutes.docx");

        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", file.Response.Content.Headers.ContentType!.MediaType);
        var words = WordsOf(file.Bytes);
        Assert.Contains("Quayside car parks", words, StringComparison.Ordinal);
        Assert.Contains("Adopted. Owner: Cora Coordinator, Council.", words, StringComparison.Ordinal);
        Assert.Contains("Not adopted, because: Nothing more can be done now", words, StringComparison.Ordinal);
        Assert.Contains("Check the hydrants", words, StringComparison.Ordinal);
        Assert.Contains("Pat Practitioner, Fire", words, StringComparison.Ordinal);
        Assert.Contains("To be approved at the next meeting", words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'minutes' and subject_id = $1 and action = 'disclose'", meeting.ToString()));
    }

    [Fact]
    public async Task Attendance_DeputyWithoutName_SaysSo_AndGoodIsCounted()
    {
        var meeting = await server.OpenAsync(ADay());
        using var chair = await server.SignedInAsync(Role.Chair);
        var address = $"/decide/meetings/{meeting}/attendance";
        var form = await chair.GetAsync(address);
        var chas = form.Document.QuerySelectorAll("input[name$='.Member']").Select((input, i) => (Id: input.GetAttribute("value"), i)).ToList();
        var police = chas.Single(c => c.Id == server.MemberAsync("Chas Chair").Result.ToString()).i;

        var wrong = await chair.SendFormAsync(address, [($"Rows[{police}].Presence", "Deputy")], "attendance");
        await chair.SendFormAsync(address, [($"Rows[{police}].Presence", "Deputy"), ($"Rows[{police}].Deputy", "Sergeant Oakes")], "attendance");

        Assert.Contains("Enter who came as the deputy", wrong.Words, StringComparison.Ordinal);
        Assert.Contains("1 of 4 agencies here", (await chair.GetAsync(address)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_RaisedByAMember_GoesToTheEndAndSaysSo()
    {
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(October));
        using var chair = await server.SignedInAsync(Role.Chair);

        var bad = await chair.SendFormAsync($"/decide/meetings/{meeting}/items/new", [], "items/new");
        var good = await chair.SendFormAsync($"/decide/meetings/{meeting}/items/new",
            [("ItemTitle", "School route"), ("Sentence", "Pupils feel unsafe on the way home."), ("RaisedBy", (await server.MemberAsync("Pip Practitioner")).ToString())], "items/new");

        Assert.Contains("Enter a title", bad.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, good.Status);
        Assert.Equal(4, await server.OwnerScalarAsync("select position from decide.item where meeting_id = $1 and origin = 'member'", meeting));
    }

    static string WordsOf(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var part = zip.GetEntry("word/document.xml")!.Open();
        return string.Join(' ', System.Xml.Linq.XDocument.Load(part).Descendants().Where(e => e.Name.LocalName == "p")
            .Select(p => string.Concat(p.Descendants().Where(e => e.Name.LocalName == "t").Select(t => t.Value))));
    }

    [Fact]
    public async Task Search_FindsItemsDecisionsAndActions_OfTheOwnPartnershipAlone()
    {
        var meeting = await server.OpenAsync(server.Today().AddDays(777), Arrange.APaper(new(2026, 10)));
        using var chair = await server.SignedInAsync(Role.Chair);
        using var stranger = await server.SignedInAsync("analyst@elsewhere.example");
        await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, 3), "Zinnia planters stand there now");
        await chair.AddActionAsync(meeting, await server.ItemAsync(meeting, 1), $"Count the zinnia beds prevention Pat Practitioner {Arrange.Text(server.Today().AddDays(790))}");

        var (found, elsewhere) = (await chair.GetAsync("/search?q=zinnia"), await stranger.GetAsync("/search?q=zinnia"));
        var byTitle = await chair.GetAsync("/search?q=old market, friday");

        Assert.Contains("Zinnia planters stand there now", found.Words, StringComparison.Ordinal);
        Assert.Contains("Count the zinnia beds", found.Words, StringComparison.Ordinal);
        Assert.NotEmpty(found.Document.QuerySelectorAll($"main a[href*='/decide/meetings/{meeting}?item=']"));
        Assert.Contains("Old Market, Friday nights", byTitle.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(meeting.ToString(), elsewhere.Text, StringComparison.Ordinal);
    }
}
