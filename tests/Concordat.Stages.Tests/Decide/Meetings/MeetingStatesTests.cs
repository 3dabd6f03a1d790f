using System.Net;
using Concordat.Decide.Meetings;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Meetings;

/// <summary>Meetings, their items and their minutes: each state by each event, as the pages answer it.</summary>
public sealed class MeetingStatesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _days = 400;

    public static TheoryData<string> MeetingCells => Cross<MeetingState, MeetingEvent>();
    public static TheoryData<string> ItemCells => Cross<ItemState, ItemEvent>();
    public static TheoryData<string> MinutesCells => Cross<MinutesState, MinutesEvent>();

    static TheoryData<string> Cross<TState, TEvent>() where TState : struct, Enum where TEvent : struct, Enum =>
        [.. Enum.GetNames<TState>().SelectMany(_ => Enum.GetNames<TEvent>(), (s, e) => $"{s} {e}")];

    [Theory]
    [MemberData(nameof(MeetingCells))]
    public async Task Meeting_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<MeetingState>(cell.Split(' ')[0]), Enum.Parse<MeetingEvent>(cell.Split(' ')[1]));
        var meeting = await InAsync(state, decided: happened == MeetingEvent.Close || state == MeetingState.Closed);
        var (chair, address) = (await server.AsAsync(Role.Chair), $"/decide/meetings/{meeting}");
        var item = await server.ItemAsync(meeting, 1);
        var move = MeetingLife.Meeting.Of(state, happened);

        var answer = await (happened switch
        {
            MeetingEvent.ChangeAgenda => chair.PostAsync($"{address}/items/new", ("ItemTitle", "School route"), ("Sentence", "Pupils feel unsafe."), ("RaisedBy", await OwnerAsync())),
            MeetingEvent.TakeAttendance => chair.PostAsync($"{address}/attendance", ("Rows[0].Member", await OwnerAsync()), ("Rows[0].Presence", "Here")),
            MeetingEvent.Open => chair.PostAsync($"{address}?handler=Open"),
            MeetingEvent.Decide => DecideAsync(meeting, item, ItemEvent.DoNotAdopt),
            MeetingEvent.AgreeAction => chair.PostAsync($"{address}?handler=Action", ("Add.Item", item.ToString()), ("Add.Line", "Check the gates prevention Pat Practitioner in 2 weeks")),
            _ => chair.PostAsync($"{address}/close"),
        });

        Assert.Equal(Words.Spaced((move.To ?? state).ToString()), await server.OwnerScalarAsync("select state from decide.meeting where id = $1", meeting));
        AssertAnswer(move.Rule, answer);
    }

    [Theory]
    [MemberData(nameof(ItemCells))]
    public async Task Item_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<ItemState>(cell.Split(' ')[0]), Enum.Parse<ItemEvent>(cell.Split(' ')[1]));
        var meeting = await InExecutiveAsync();
        var item = await server.ItemAsync(meeting, 1);
        if (state != ItemState.Undecided) Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(meeting, item, ToReach(state))).Status);
        await DecideAsync(meeting, await server.ItemAsync(meeting, 2), ItemEvent.Take);
        var move = MeetingLife.Item.Of(state, happened);

        var answer = await (happened == ItemEvent.CloseMeeting ? (await server.AsAsync(Role.Chair)).PostAsync($"/decide/meetings/{meeting}/close") : DecideAsync(meeting, item, happened));

        Assert.Equal((move.To ?? state) switch { ItemState.Undecided => DBNull.Value, ItemState.Taken => "noted", var s => (object)Words.Spaced(ToReach(s).ToString()) },
            await server.OwnerScalarAsync("select decision from decide.item where id = $1", item));
        Assert.Equal(move.To is null ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.Status);
        // The page counts what is undecided; the code is the rule's.
        if (move.Rule is { } rule) Assert.Contains(rule.Code, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_ThatTheGroupHasToDecide_IsNotTaken()
    {
        var meeting = await InAsync(MeetingState.Open, decided: false);

        var answer = await DecideAsync(meeting, await server.ItemAsync(meeting, 1), ItemEvent.Take);

        AssertAnswer(MeetingLife.NotTaken, answer);
    }

    [Theory]
    [MemberData(nameof(MinutesCells))]
    public async Task Minutes_OverHttp_DoWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<MinutesState>(cell.Split(' ')[0]), Enum.Parse<MinutesEvent>(cell.Split(' ')[1]));
        var meeting = await InAsync(state == MinutesState.BeingWritten ? MeetingState.Open : MeetingState.Closed, decided: true);
        // Minutes are approved at the next meeting.
        if (state != MinutesState.BeingWritten) await InAsync(MeetingState.Open, decided: false);
        var (chair, address) = (await server.AsAsync(Role.Chair), $"/decide/meetings/{meeting}");
        if (state == MinutesState.Approved) Assert.Equal(HttpStatusCode.Redirect, (await chair.PostAsync($"{address}/minutes")).Status);
        var move = MeetingLife.Minutes.Of(state, happened);

        var answer = await (happened switch
        {
            MinutesEvent.Record => DecideAsync(meeting, await server.ItemAsync(meeting, 1), ItemEvent.DoNotAdopt),
            MinutesEvent.CloseMeeting => chair.PostAsync($"{address}/close"),
            _ => chair.PostAsync($"{address}/minutes"),
        });

        Assert.Equal(move.To is not null, answer.Status == HttpStatusCode.Redirect);
        AssertAnswer(move.Rule, answer);
        Assert.Equal((move.To ?? state) == MinutesState.Approved, await server.OwnerScalarAsync("select minutes_approved_at is not null from decide.meeting where id = $1", meeting));
    }

    [Fact]
    public async Task Minutes_BeforeTheNextMeetingIsOpen_AreNotApproved()
    {
        await using var alone = await FreshAsync();
        var day = alone.Server.Today();
        var meeting = await alone.Server.HoldAsync(day, Arrange.APaper(new(2026, 10)), day.AddDays(8));
        using var chair = await alone.Server.SignedInAsync(Role.Chair);

        AssertAnswer(MeetingLife.AtTheNextMeeting, await chair.PostAsync($"/decide/meetings/{meeting}/minutes"));
    }

    [Fact]
    public void Document_OfTheRules_ShowsTheTables()
    {
        var text = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "meeting.md")).ReplaceLineEndings("\n");

        Assert.Contains(MeetingLife.Meeting.Markdown(), text, StringComparison.Ordinal);
        Assert.Contains(MeetingLife.Item.Markdown(), text, StringComparison.Ordinal);
        Assert.Contains(MeetingLife.Minutes.Markdown(), text, StringComparison.Ordinal);
        Assert.All(MeetingLife.Others, rule => Assert.Contains($"| {rule.Code} | {rule.Words} |", text, StringComparison.Ordinal));
    }

    static void AssertAnswer(Concordat.Decide.Rules.Rule? rule, Answer answer)
    {
        Assert.Equal(rule is null ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.Status);
        if (rule is not null) Assert.Contains(rule.ToString(), answer.Words, StringComparison.Ordinal);
    }

    static ItemEvent ToReach(ItemState state) => state switch
    {
        ItemState.Adopted => ItemEvent.Adopt,
        ItemState.NotAdopted => ItemEvent.DoNotAdopt,
        ItemState.Deferred => ItemEvent.Defer,
        _ => ItemEvent.Take,
    };

    async Task<string> OwnerAsync() => (await server.MemberAsync("Cora Coordinator")).ToString();

    async Task<Answer> DecideAsync(Guid meeting, Guid item, ItemEvent happened)
    {
        var version = await server.OwnerScalarAsync("select xmin::text from decide.item where id = $1", item);
        var until = server.Today().AddDays(900);
        return await (await server.AsAsync(Role.Chair)).PostAsync($"/decide/meetings/{meeting}?handler=Decide", ("Decide.Item", item.ToString()), ("Decide.Version", $"{version}"),
            ("Decide.Choice", happened == ItemEvent.Take ? "noted" : Words.Spaced(happened.ToString())), ("Decide.Owner", await OwnerAsync()), ("Decide.Reason", "Too small."),
            ("Decide.CarriedBecause", "The owner was away."), ("Decide.Until", Arrange.Text(until)));
    }

    async Task<Guid> InAsync(MeetingState state, bool decided)
    {
        var meeting = await server.PlanAsync(server.Today().AddDays(Interlocked.Increment(ref _days)), Arrange.APaper(new(2026, 10)));
        if (state == MeetingState.Planned) return meeting;
        var chair = await server.AsAsync(Role.Chair);
        await chair.PostAsync($"/decide/meetings/{meeting}?handler=Open");
        await chair.PostAsync($"/decide/meetings/{meeting}/last-time");
        for (var position = 1; decided && position <= 3; position++) await DecideAsync(meeting, await server.ItemAsync(meeting, position), ItemEvent.DoNotAdopt);
        if (state == MeetingState.Closed) Assert.Equal(HttpStatusCode.Redirect, (await chair.PostAsync($"/decide/meetings/{meeting}/close")).Status);
        return meeting;
    }

    // The executive's agenda has two items of the template.
    async Task<Guid> InExecutiveAsync()
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        if (await server.OwnerScalarAsync("select id from decide.meeting_group where kind_key = 'executive' and partnership_id = $1", server.Testshire) is not Guid group)
            group = Guid.Parse((await coordinator.SendFormAsync("/decide/groups/new", [("Kind", "executive"), ("Name", "Executive"), ("Cycle", "quarterly"), ("Quorum", "2"), ("Terms", "Decides.")], "groups/new")).Location!.ToString().Split('/')[^1]);
        var planned = await coordinator.PostAsync("/decide/meetings/new", [.. Strategy.Arrange.Day("HeldOn", server.Today().AddDays(Interlocked.Increment(ref _days))), ("Chair", (await server.MemberAsync("Chas Chair")).ToString()), ("Group", group.ToString())]);
        var meeting = Guid.Parse(planned.Location!.ToString().Split('/')[^1]);
        var chair = await server.AsAsync(Role.Chair);
        await chair.PostAsync($"/decide/meetings/{meeting}?handler=Open");
        await chair.PostAsync($"/decide/meetings/{meeting}/last-time");
        return meeting;
    }

    static async Task<Fresh> FreshAsync()
    {
        var server = new ConcordatServer();
        await server.InitializeAsync();
        return new(server);
    }

    sealed record Fresh(ConcordatServer Server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
