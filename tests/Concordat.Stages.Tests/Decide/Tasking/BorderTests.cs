using System.Net;
using Concordat.Decide.Tasking.Borders;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Decide.Tasking;

/// <summary>Items across the border: each state by each event over the pages, the answer back, and that nothing else of the item leaks.</summary>
public sealed class BorderTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Neighbour = "analyst@elsewhere.example";
    static int _days = 20;

    public static TheoryData<string> Cells => [.. Enum.GetNames<BorderState>().SelectMany(_ => Enum.GetNames<BorderEvent>(), (s, e) => $"{s}/{e}")];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<BorderState>(cell.Split('/')[0]), Enum.Parse<BorderEvent>(cell.Split('/')[1]));
        var id = await SendAsync();
        foreach (var step in state switch { BorderState.TakenUp => new[] { BorderEvent.TakeUp }, BorderState.Answered => [BorderEvent.Answer], BorderState.Withdrawn => [BorderEvent.Withdraw], _ => [] }) await MoveAsync(id, step);

        var answer = await MoveAsync(id, happened);

        var move = BorderLife.Table.Of(state, happened);
        Assert.Equal(Spaced(move.To ?? state), await StateAsync(id));
        Assert.Equal(move.To is null ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.Status);
        if (move.Rule is { } rule) Assert.Contains(rule.ToString(), answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbour_IsTold_Answers_AndSeesNothingElseOfTheItem()
    {
        var id = await SendAsync("Mopeds over the bridge");
        var (chair, neighbour) = (await server.AsAsync(Role.Chair), await server.AsAsync(Neighbour));

        var home = await neighbour.GetAsync("/");
        var list = await neighbour.GetAsync("/decide/matters");
        var page = await neighbour.GetAsync($"/decide/borders/{id}");
        await neighbour.PostAsync($"/decide/borders/{id}", ("Event", "Answer"), ("Said", "Our patrol meets yours on Fridays."));
        var back = await chair.GetAsync($"/decide/borders/{id}");
        var item = (Guid)(await server.OwnerScalarAsync("select item_id from decide.border_item where id = $1", id))!;
        var meeting = (Guid)(await server.OwnerScalarAsync("select meeting_id from decide.item where id = $1", item))!;

        Assert.Contains("Answer a neighbouring area: Mopeds over the bridge", home.Words, StringComparison.Ordinal);
        Assert.Contains("Mopeds over the bridge", list.Words, StringComparison.Ordinal);
        Assert.Contains("Testshire Community Safety Partnership told you", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Quayside car parks", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("23 vehicle crimes", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(item.ToString(), page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Chas Chair", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/decide/meetings/{meeting}?item={item}")).Status);
        Assert.Contains("Our patrol meets yours on Fridays.", back.Words, StringComparison.Ordinal);
        Assert.Contains("Our patrol meets yours on Fridays.", (await chair.GetAsync($"/decide/meetings/{meeting}?item={item}")).Words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'border_item' and subject_id = $1 and action = 'disclose' and partnership_id = $2", id.ToString(), server.Testshire));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'border_item' and subject_id = $1 and action = 'alter' and partnership_id = $2", id.ToString(), server.Elsewhere));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%patrol meets%' or detail::text like '%Mopeds%'"));
    }

    [Fact]
    public async Task Database_KeepsTheRowFromTheNeighbour_AndTheAnswerFromTheSender()
    {
        var id = await SendAsync();

        Assert.Equal(0L, await ReadAsync(Neighbour, "select count(*) from decide.border_item"));
        Assert.Equal(1L, await ReadAsync(Neighbour, $"select count(*) from decide.borders_received() where id = '{id}'"));
        Assert.Equal(0L, await ReadAsync(Role.Chair, "select count(*) from decide.borders_received()"));
        Assert.Equal(0L, await ReadAsync(Role.Practitioner, "select count(*) from decide.neighbours()"));
        Assert.Equal(0L, await ReadAsync(Role.Chair, $"select decide.move_border('{id}', 'answered', 'for them', now())::integer"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Chair, "update decide.border_item set state = 'answered', answer = 'for them', answered_at = now() where id = $1", id));
        Assert.Equal("border_by_whom", refused.ConstraintName);
        Assert.Contains("XB-05", (await (await server.AsAsync(Role.Chair)).PostAsync($"/decide/borders/{id}", ("Event", "Answer"), ("Said", "For them."))).Words, StringComparison.Ordinal);
        Assert.Contains("XB-06", (await (await server.AsAsync(Neighbour)).PostAsync($"/decide/borders/{id}", ("Event", "Withdraw"))).Words, StringComparison.Ordinal);
        Assert.Equal("sent", await StateAsync(id));
    }

    [Fact]
    public async Task AreaOutside_IsNamed_AndItsAnswerWrittenDownHere()
    {
        var id = await SendAsync("Fires on the moor", outside: "Farshire Community Safety Partnership");
        var chair = await server.AsAsync(Role.Chair);

        var bare = await chair.PostAsync($"/decide/borders/{id}", ("Event", "Answer"), ("Said", " "));
        await chair.PostAsync($"/decide/borders/{id}", ("Event", "TakeUp"));
        await chair.PostAsync($"/decide/borders/{id}", ("Event", "Answer"), ("Said", "They watch the car park."));

        Assert.Contains("Write the answer", bare.Words, StringComparison.Ordinal);
        Assert.Equal("answered", await StateAsync(id));
        Assert.Equal(0L, await ReadAsync(Neighbour, $"select count(*) from decide.borders_received() where id = '{id}'"));
    }

    [Theory]
    [InlineData("Outside", "", "Choose the neighbouring area from the list, or name it")]
    [InlineData("MatterTitle", "", "Say it in a few words")]
    [InlineData("Words", "", "Say what they should know")]
    [InlineData("Words", "Tell Mr John Smith of 07700 900123", "Take it out")]
    [InlineData("Outside", "The desk of Mr John Smith, 07700 900123", "Take it out")]
    [InlineData("To", "5b0b4a38-5a3c-4bd1-8d55-0d6a39b1a001", "Choose the neighbouring area from the list")]
    public async Task Telling_WithoutAPart_SaysSo(string field, string value, string message)
    {
        var item = await ItemAsync();
        (string, string)[] good = [("Outside", "Farshire"), ("MatterTitle", "Typed title"), ("Words", "They should know.")];

        var answer = await (await server.AsAsync(Role.Chair)).PostAsync($"/decide/borders/new?item={item}", good.Where(g => g.Item1 != field).Append((field, value)));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        if (field != "MatterTitle") Assert.Equal("Typed title", answer.Document.QuerySelector("input[name=MatterTitle]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Step_ThatThereIsNot_IsRefusedInWords(string happened)
    {
        var id = await SendAsync();

        var answer = await (await server.AsAsync(Neighbour)).PostAsync($"/decide/borders/{id}", ("Event", happened), ("Said", "We know."));

        Assert.Contains("There is no such step for this", answer.Words, StringComparison.Ordinal);
        Assert.Equal("sent", await StateAsync(id));
    }

    [Fact]
    public async Task Answer_WhileTheSenderWithdraws_IsToldSo()
    {
        var id = await SendAsync();
        var neighbour = await server.AsAsync(Neighbour);

        var answer = await server.WhileHeldAsync($"update decide.border_item set state = 'withdrawn' where id = '{id}'", () => neighbour.PostAsync($"/decide/borders/{id}", ("Event", "Answer"), ("Said", "We know.")));

        Assert.Contains("Somebody just moved it on", answer.Words, StringComparison.Ordinal);
        Assert.Contains("What you typed was not saved", answer.Words, StringComparison.Ordinal);
        Assert.Contains("We know.", answer.Words, StringComparison.Ordinal);
        Assert.Equal("withdrawn", await StateAsync(id));
    }

    [Fact]
    public async Task Withdrawal_WhileTheNeighbourTakesItUp_IsToldSo()
    {
        var id = await SendAsync();
        var chair = await server.AsAsync(Role.Chair);

        var answer = await server.WhileHeldAsync($"update decide.border_item set state = 'taken up' where id = '{id}'", () => chair.PostAsync($"/decide/borders/{id}", ("Event", "Withdraw")));

        Assert.Contains("Somebody just moved it on", answer.Words, StringComparison.Ordinal);
        Assert.Contains("taken up", answer.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Received_IsReadByThePage()
    {
        for (var i = 0; i < 3; i++) await SendAsync();
        await Agreement.PastGuardsAsync(server, "insert into decide.border_item select partnership_id, gen_random_uuid(), item_id, to_partnership_id, to_name, from_name, 'One of many', words, 'sent', sent_by, sent_at - interval '9 days', null, null from (select * from decide.border_item where to_partnership_id is not null limit 1) b, generate_series(1, 30)");
        var neighbour = await server.AsAsync(Neighbour);

        var (first, second) = (await neighbour.GetAsync("/decide/borders"), await neighbour.GetAsync("/decide/borders?received=2"));

        Assert.Equal(24, first.Document.QuerySelectorAll("main table")[0].QuerySelectorAll("tbody tr").Length);
        Assert.NotEmpty(second.Document.QuerySelectorAll("main table tbody tr"));
        Assert.NotEmpty(first.Document.QuerySelectorAll("a[href*='received=2']"));
        await Agreement.PastGuardsAsync(server, "delete from decide.border_item where title = 'One of many'");
    }

    [Fact]
    public void Document_OfTheRules_ShowsTheTable() =>
        Assert.Contains(BorderLife.Table.Markdown(), File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "tasking.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    async Task<Guid> ItemAsync()
    {
        var meeting = await server.PlanAsync(server.Today().AddDays(Interlocked.Increment(ref _days)), Arrange.APaper(new(2026, 10)));
        return await server.ItemAsync(meeting, 1);
    }

    async Task<Guid> SendAsync(string title = "Bikes taken over the bridge", string? outside = null)
    {
        var answer = await (await server.AsAsync(Role.Chair)).PostAsync($"/decide/borders/new?item={await ItemAsync()}",
            ("To", outside is null ? server.Elsewhere.ToString() : ""), ("Outside", outside ?? ""), ("MatterTitle", title), ("Words", "They come over the bridge at night."));
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(answer.Words);
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<Answer> MoveAsync(Guid id, BorderEvent happened) =>
        await (await server.AsAsync(happened == BorderEvent.Withdraw ? Role.Chair : Neighbour)).PostAsync($"/decide/borders/{id}", ("Event", happened.ToString()), ("Said", "We know."));

    async Task<object?> StateAsync(Guid id) => await server.OwnerScalarAsync("select state from decide.border_item where id = $1", id);

    Task<long> ReadAsync(string who, string sql) => Tiers.TierTests.ReadAsync(server, who, sql);

    static string Spaced(BorderState state) => state == BorderState.TakenUp ? "taken up" : state.ToString().ToLowerInvariant();
}
