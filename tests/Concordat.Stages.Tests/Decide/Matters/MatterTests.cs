using System.Net;
using Concordat.Decide.Matters;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;

namespace Concordat.Stages.Tests.Decide.Matters;

/// <summary>Bids, blockages and referrals: each state by each event over the pages, and who may do what.</summary>
public sealed class MatterTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _days = 100;

    public static TheoryData<string> Cells =>
    [
        .. Cross<BidState, BidEvent>(Matter.Bid), .. Cross<BlockageState, BlockageEvent>(Matter.Blockage), .. Cross<BlockageState, BlockageEvent>(Matter.GoodPractice), .. Cross<ReferralState, ReferralEvent>(Matter.Referral),
    ];

    static IEnumerable<string> Cross<TState, TEvent>(string kind) where TState : struct, Enum where TEvent : struct, Enum =>
        Enum.GetNames<TState>().SelectMany(_ => Enum.GetNames<TEvent>(), (s, e) => $"{kind}/{s.ToLowerInvariant()}/{e}");

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (kind, state, happened) = (cell.Split('/')[0], cell.Split('/')[1], cell.Split('/')[2]);
        var id = await InAsync(kind, state);

        var answer = await SendAsync(id, happened);

        var (to, rule) = MatterLife.Of(kind, state, happened)!.Value;
        Assert.Equal(to ?? state, await StateAsync(id));
        // A draft is its writer's own: nobody else can even try.
        var isUnseen = state == "draft" && (happened is "Approve" or "Refuse");
        Assert.Equal(to is not null ? HttpStatusCode.Redirect : isUnseen ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.Status);
        if (rule is not null && !isUnseen) Assert.Contains(rule.ToString(), answer.Words, StringComparison.Ordinal);
    }

    async Task<object?> StateAsync(Guid id) => await server.OwnerScalarAsync("select state from decide.matter where id = $1", id);

    async Task<Guid> GroupAsync(string kind)
    {
        if (await server.OwnerScalarAsync("select id from decide.meeting_group where kind_key = $1 and partnership_id = $2", kind, server.Testshire) is Guid found) return found;
        var coordinator = await server.AsAsync(Role.Coordinator);
        var answer = await coordinator.SendFormAsync("/decide/groups/new", [("Kind", kind), ("Name", kind), ("Cycle", "fortnightly"), ("Quorum", "2"), ("Terms", "Decides.")], "groups/new");
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<(string Name, string Value)[]> FieldsAsync(string kind) =>
    [
        ("Kind", kind), ("MatterTitle", "Quayside"), ("Words", "Cars are broken into."),
        ("Group", kind == Matter.Bid ? (await GroupAsync("divisional-tasking")).ToString() : kind == Matter.Referral ? (await GroupAsync("panel")).ToString() : ""),
        ("Plan", "Patrol on Fridays."), ("Resource", "Two officers for six evenings"), ("Benefit", "Fewer thefts on Fridays."), .. Strategy.Arrange.Day("FromOn", server.Today()), .. Strategy.Arrange.Day("ToOn", server.Today().AddDays(40)),
    ];

    async Task<Guid> NewAsync(string kind)
    {
        var answer = await (await server.AsAsync(Role.Practitioner)).SendFormAsync("/decide/matters/new", await FieldsAsync(kind), "matters/new");
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<Guid> InAsync(string kind, string state)
    {
        var id = await NewAsync(kind);
        string[] way = (kind, state) switch
        {
            (Matter.Bid, "submitted") => ["Submit"],
            (Matter.Bid, "approved") => ["Submit", "Approve"],
            (Matter.Bid, "refused") => ["Submit", "Refuse"],
            (_, "answered") => ["Answer"],
            (_, "accepted") => ["Accept"],
            (_, "returned") => ["Return"],
            (_, "finished") => ["Accept", "Finish"],
            (_, "withdrawn") => ["Withdraw"],
            _ => [],
        };
        foreach (var step in way) await SendAsync(id, step);
        Assert.Equal(state, await StateAsync(id));
        return id;
    }

    async Task<Answer> SendAsync(Guid id, string happened, string words = "Because it is so.")
    {
        var role = happened switch { "Submit" or "Withdraw" or "AskAgain" => Role.Practitioner, "Answer" => Role.Executive, _ => Role.Chair };
        return await (await server.AsAsync(role)).PostAsync($"/decide/matters/{id}", ("Event", happened), ("Said", words));
    }

    [Fact]
    public void Document_OfTheRules_ShowsTheTables()
    {
        var text = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "matter.md")).ReplaceLineEndings("\n");

        Assert.Contains(MatterLife.Bid.Markdown(), text, StringComparison.Ordinal);
        Assert.Contains(MatterLife.Blockage.Markdown(), text, StringComparison.Ordinal);
        Assert.Contains(MatterLife.Referral.Markdown(), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kind", "", "Choose what it is")]
    [InlineData("MatterTitle", "", "Say it in a few words")]
    [InlineData("Words", " ", "Say what it is about")]
    [InlineData("Group", "", "Choose the divisional tasking meeting")]
    [InlineData("Plan", "", "Enter the plan")]
    [InlineData("Resource", "", "Enter what is asked for")]
    [InlineData("Benefit", "", "Enter the benefit")]
    [InlineData("ToOn.Year", "2020", "Enter a last day on or after the first")]
    public async Task Bid_WithoutAPart_IsRefused(string field, string value, string message)
    {
        var fields = (await FieldsAsync(Matter.Bid)).Where(f => f.Name != field).Append((field, value));

        var answer = await (await server.AsAsync(Role.Practitioner)).SendFormAsync("/decide/matters/new", fields, "matters/new");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blockage_RaisedFromAnActionInOneStep_IsAnsweredByTheExecutive()
    {
        var day = server.Today().AddDays(Interlocked.Increment(ref _days));
        var meeting = await server.HoldAsync(day, Arrange.APaper(new(2026, 10)), day.AddDays(8));
        var action = (Guid)(await server.OwnerScalarAsync("select id from decide.action where meeting_id = $1", meeting))!;
        var (practitioner, executive) = (await server.AsAsync(Role.Practitioner), await server.AsAsync(Role.Executive));

        var raised = await practitioner.SendFormAsync($"/decide/matters/new?action={action}", [("Words", "The landlord gives no keys.")], "matters/new");

        var address = raised.Location!.ToString();
        Assert.Contains("Answer a blockage: ", (await executive.GetAsync("/")).Words, StringComparison.Ordinal);
        Assert.Equal("Check the hydrants", (await executive.GetAsync("/decide/matters?Kind=blockage&OpenOnly=true")).Document.QuerySelector("main tbody th")!.TextContent.Trim());
        var bare = await executive.SendFormAsync(address, [("Event", "Answer")]);
        Assert.Contains("Write the reason, the answer or the outcome", bare.Words, StringComparison.Ordinal);
        await executive.SendFormAsync(address, [("Event", "Answer"), ("Said", "The director will call the landlord.")]);
        Assert.Contains("The director will call the landlord.", (await practitioner.GetAsync(address)).Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%landlord%'"));
    }

    [Theory]
    [InlineData(Matter.Blockage, "raised", "Answer", Role.Chair, "M-04")]
    [InlineData(Matter.Bid, "submitted", "Approve", Role.Executive, "M-03")]
    [InlineData(Matter.Bid, "submitted", "Approve", Role.Practitioner, "M-02")]
    [InlineData(Matter.Referral, "sent", "Accept", Role.Analyst, "M-03")]
    [InlineData(Matter.Referral, "sent", "Withdraw", Role.Chair, "M-01")]
    public async Task Event_BySomebodyElse_IsRefusedAndLogged(string kind, string state, string happened, string role, string code)
    {
        var id = await InAsync(kind, state);

        var answer = await (await server.AsAsync(role)).PostAsync($"/decide/matters/{id}", ("Event", happened), ("Said", "So be it."));

        Assert.Contains($"{code}: ", answer.Words, StringComparison.Ordinal);
        Assert.Equal(state, await StateAsync(id));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'refuse' and subject_id = $1 and detail ->> 'code' = $2", id.ToString(), code));
    }

    [Theory]
    [InlineData(Matter.Bid, "submitted", "approved", Role.Practitioner, "matter_by_whom")]
    [InlineData(Matter.Blockage, "raised", "answered", Role.Chair, "matter_by_whom")]
    [InlineData(Matter.Referral, "finished", "sent", Role.Chair, "matter_state_order")]
    public async Task Database_RefusesWhatThePagesRefuse(string kind, string state, string to, string role, string rule)
    {
        var id = await InAsync(kind, state);
        await using var scope = await server.ScopeAsAsync(role);
        await using var connection = await ((Platform.Database.Connections)scope.ServiceProvider.GetService(typeof(Platform.Database.Connections))!).OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("update decide.matter set state = $1, answer = 'x', answered_by = platform.session_user_id(), answered_at = now() where id = $2", connection);
        command.Parameters.Add(new() { Value = to });
        command.Parameters.Add(new() { Value = id });

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(rule, refused.ConstraintName);
    }

    [Fact]
    public async Task Matter_OfAnotherPartnership_Is404_AndAdministratorIsRefused()
    {
        var id = await NewAsync(Matter.Blockage);

        Assert.Equal(HttpStatusCode.NotFound, (await (await server.AsAsync("analyst@elsewhere.example")).GetAsync($"/decide/matters/{id}")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await (await server.AsAsync(Role.Administrator)).GetAsync("/decide/matters")).Status);
    }
}
