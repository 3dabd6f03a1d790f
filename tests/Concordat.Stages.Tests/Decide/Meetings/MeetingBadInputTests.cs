using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>What cannot be recorded: the page says why and how to mend it, and everything typed is still in the form.</summary>
public sealed class MeetingBadInputTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Long = "LONG", Past = "PAST", Today = "TODAY", Owner = "OWNER", Unknown = "UNKNOWN";
    static int _days = 800;

    /// <summary>Form, fields as name=value, the message, and the field that must show what was typed.</summary>
    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "Decide", "Decide.Choice=", "Choose adopt, do not adopt or defer", "" },
        { "Decide", "Decide.Choice=approve", "Choose adopt, do not adopt or defer", "" },
        { "Decide", "Decide.Choice=noted", "J-12", "" },
        { "Decide", "Decide.Choice=adopt", "Choose the one person who answers for the problem", "" },
        { "Decide", "Decide.Choice=adopt|Decide.Owner=UNKNOWN", "Choose the one person who answers for the problem", "" },
        { "Decide", "Decide.Choice=do not adopt|Decide.Reason=   ", "Say why it is not adopted", "" },
        { "Decide", "Decide.Choice=do not adopt|Decide.Reason=LONG", "must be 500 characters or fewer", "Decide.Reason" },
        { "Decide", "Decide.Choice=do not adopt|Decide.Reason=Mr Jonathan Smith has moved away", "This seems to hold a name", "Decide.Reason" },
        { "Decide", "Decide.Choice=do not adopt|Decide.Reason=Ring 07700 900123 about it", "This seems to hold a", "Decide.Reason" },
        { "Decide", "Decide.Choice=defer|Decide.CarriedBecause=The owner was away", "an item is deferred until a date", "Decide.CarriedBecause" },
        { "Decide", "Decide.Choice=defer|Decide.Until=TODAY|Decide.CarriedBecause=The owner was away", "an item is deferred until a date", "Decide.CarriedBecause" },
        { "Decide", "Decide.Choice=defer|Decide.Until=PAST|Decide.CarriedBecause=The owner was away", "an item is deferred until a date", "Decide.CarriedBecause" },
        { "Decide", "Decide.Choice=defer|Decide.Until=2099-01-01|Decide.CarriedBecause=", "Say why it is carried over", "Decide.Until" },
        { "Decide", "Decide.Choice=defer|Decide.Until=2099-01-01|Decide.CarriedBecause=Mrs Margaret Jones is away", "This seems to hold a name", "Decide.CarriedBecause" },
        { "Action", "Add.What=Repair the lights", "Say what kind of action it is", "Add.What" },
        { "Action", "Add.What=|Add.Kind=Prevention|Add.Person=OWNER|Add.DueOn=2099-01-01", "Say what is to be done", "" },
        { "Action", "Add.What=LONG|Add.Kind=Prevention|Add.Person=OWNER|Add.DueOn=2099-01-01", "must be 200 characters or fewer", "Add.What" },
        { "Action", "Add.What=Repair the lights|Add.Kind=Prevention|Add.DueOn=2099-01-01", "Name the person who takes it on", "Add.What" },
        { "Action", "Add.What=Repair the lights|Add.Kind=Prevention|Add.Person=UNKNOWN|Add.DueOn=2099-01-01", "Name the person who takes it on", "Add.What" },
        { "Action", "Add.What=Repair the lights|Add.Kind=Prevention|Add.Person=OWNER", "Say by when it is due", "Add.What" },
        { "Action", "Add.What=Repair the lights|Add.Kind=Prevention|Add.Person=OWNER|Add.DueOn=PAST", "must be on or after", "Add.What" },
        { "Action", "Add.What=Speak to Mr Jonathan Smith|Add.Kind=Prevention|Add.Person=OWNER|Add.DueOn=2099-01-01", "This seems to hold a name", "Add.What" },
        { "Action", "Add.Line=Repair the lights", "Say what kind of action it is", "Add.Line" },
        { "Item", "ItemTitle=|Sentence=Pupils feel unsafe.|RaisedBy=OWNER", "Enter a title", "Sentence" },
        { "Item", "ItemTitle=School route|Sentence=|RaisedBy=OWNER", "Say in a sentence what is happening", "ItemTitle" },
        { "Item", "ItemTitle=School route|Sentence=Pupils feel unsafe.|RaisedBy=", "Choose the member who raises it", "ItemTitle" },
        { "Item", "ItemTitle=School route|Sentence=Pupils feel unsafe.|RaisedBy=UNKNOWN", "Choose the member from the list", "Sentence" },
        { "Item", "ItemTitle=LONG|Sentence=Pupils feel unsafe.|RaisedBy=OWNER", "The title must be 100 characters or fewer", "ItemTitle" },
        { "Item", "ItemTitle=School route|Sentence=Mr Jonathan Smith frightens pupils.|RaisedBy=OWNER", "This seems to hold a name", "Sentence" },
        { "Plan", "StartsAt=25:00|Place=Town Hall", "Enter the time as hours and minutes", "Place" },
        { "Plan", "HeldOn.Day=31|HeldOn.Month=2|HeldOn.Year=2099|Place=Town Hall", "Day of the meeting", "Place" },
        { "Plan", "HeldOn.Day=1|HeldOn.Month=2|HeldOn.Year=2020|Place=Town Hall", "must be today or later", "Place" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task BadInput_IsRefusedInWords_AndStaysInTheForm(string form, string fields, string message, string kept)
    {
        var (address, action) = await FormAsync(form);
        var sent = new List<(string Name, string Value)>();
        foreach (var field in fields.Split('|')) sent.Add((field.Split('=')[0], await ValueAsync(field.Split('=', 2)[1])));
        var chair = await server.AsAsync(Role.Chair);
        var before = await CountAsync();

        var answer = await chair.SendFormAsync(address, sent, action);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
        // The message never repeats a person's name.
        Assert.DoesNotContain(answer.Document.QuerySelectorAll(".govuk-error-summary"), e => e.TextContent.Contains("Jonathan", StringComparison.Ordinal));
        if (kept.Length > 0) Assert.Equal(sent.Single(f => f.Name == kept).Value, Shown(answer, kept));
    }

    [Fact]
    public async Task Decision_AfterTheMeetingWasClosed_GivesBackWhatWasTyped()
    {
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(new(2026, 10)));
        var chair = await server.AsAsync(Role.Chair);
        var page = await (await server.AsAsync(Role.Coordinator)).GetAsync($"/decide/meetings/{meeting}?item={await server.ItemAsync(meeting, 1)}");
        for (var position = 1; position <= 3; position++) await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, position), "Too small");
        await chair.SendFormAsync($"/decide/meetings/{meeting}/close", [], "close");

        var answer = await (await server.AsAsync(Role.Coordinator)).SendFormAsync(page, "", [("Decide.Choice", "do not adopt"), ("Decide.Reason", "Words that took a while")], "handler=Decide");

        Assert.Contains("J-03", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Words that took a while", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Action_TakenOffTheListWhileItIsChanged_GivesBackWhatWasTyped()
    {
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(new(2026, 10)));
        var chair = await server.AsAsync(Role.Chair);
        var item = await server.ItemAsync(meeting, 1);
        await chair.AddActionAsync(meeting, item, "Check the gates prevention Pat Practitioner in 2 weeks");
        var action = await server.OwnerScalarAsync("select id from decide.action where meeting_id = $1", meeting);
        var page = await chair.GetAsync($"/decide/meetings/{meeting}/actions/{action}");
        await (await server.AsAsync(Role.Coordinator)).PostAsync($"/decide/meetings/{meeting}?handler=Remove", ("actionId", $"{action}"));

        var answer = await chair.SendFormAsync(page, $"/decide/meetings/{meeting}/actions/{action}", [("Form.What", "Check the gates and the fence")], "actions/");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("took this action off the list", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Check the gates and the fence", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attendance_OfOneMemberByTwo_ShowsTheSecondTheFirstOnes()
    {
        var meeting = await server.OpenAsync(ADay());
        var (chair, coordinator) = (await server.AsAsync(Role.Chair), await server.AsAsync(Role.Coordinator));
        var address = $"/decide/meetings/{meeting}/attendance";
        var page = await coordinator.GetAsync(address);
        await chair.SendFormAsync(address, [("Rows[0].Presence", "Apologies"), ("Rows[1].Presence", "Here")], "attendance");

        var answer = await coordinator.SendFormAsync(page, address, [("Rows[0].Presence", "Here")], "attendance");
        var untouched = await server.OwnerScalarAsync("select count(*) from decide.attendance where meeting_id = $1 and presence = 'here'", meeting);
        var again = await coordinator.SendFormAsync(answer, address, [], "attendance");

        Assert.Contains("as apologies meanwhile", answer.Words, StringComparison.Ordinal);
        // The row that the second did not touch stays as the first left it.
        Assert.Equal(1L, untouched);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from decide.attendance where meeting_id = $1 and presence = 'here'", meeting));
    }

    DateOnly ADay() => server.Today().AddDays(Interlocked.Increment(ref _days));

    async Task<(string Address, string Action)> FormAsync(string form)
    {
        if (form == "Plan") return ("/decide/meetings/new", "meetings/new");
        var meeting = await server.OpenAsync(ADay(), Arrange.APaper(new(2026, 10)));
        return form == "Item" ? ($"/decide/meetings/{meeting}/items/new", "items/new") : ($"/decide/meetings/{meeting}?item={await server.ItemAsync(meeting, 1)}", $"handler={form}");
    }

    async Task<string> ValueAsync(string value) => value switch
    {
        Long => string.Concat(Enumerable.Repeat("Long words ", 60)).Trim(),
        Past => "2020-02-01",
        Today => Arrange.Text(server.Today()),
        Owner => (await server.MemberAsync("Cora Coordinator")).ToString(),
        Unknown => Guid.NewGuid().ToString(),
        _ => value,
    };

    async Task<object?> CountAsync() => await server.OwnerScalarAsync("select (select count(*) from decide.action) + (select count(*) from decide.item where decision <> 'noted' or origin = 'member')");

    static string? Shown(Answer answer, string field) => answer.Document.QuerySelector($"[name='{field}']") switch
    {
        IHtmlTextAreaElement area => area.Value.Trim(),
        IHtmlInputElement input => input.Value,
        var other => other?.TextContent,
    };
}
