using System.Net;
using Concordat.Decide.Meetings;
using Concordat.Decide.Strategy;
using Concordat.Platform.Access;

namespace Concordat.Stages.Tests.Decide.Strategy;

/// <summary>Each state by each event, as the pages answer it.</summary>
public sealed class StrategyLifeTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    public static TheoryData<string> Cells => [.. Enum.GetValues<StrategyState>().SelectMany(_ => Enum.GetValues<StrategyEvent>(), (s, e) => $"{s} {e}")];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<StrategyState>(cell.Split(' ')[0]), Enum.Parse<StrategyEvent>(cell.Split(' ')[1]));
        var id = await server.StrategyAsync(state);
        if (state == StrategyState.Choosing && happened == StrategyEvent.Decide) await ChooseAllAsync(id);

        var answer = await SendAsync(id, happened);

        var move = StrategyLife.Table.Of(state, happened);
        Assert.Equal(Words.Spaced((move.To ?? state).ToString()), await server.OwnerScalarAsync("select state from decide.control_strategy where id = $1", id));
        Assert.Equal(move.To is null ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.Status);
        if (move.Rule is { } rule) Assert.Contains(rule.ToString(), answer.Words, StringComparison.Ordinal);
    }

    async Task ChooseAllAsync(Guid id)
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        await coordinator.ChooseAsync(server, id, "Car parks");
        foreach (var issue in new[] { "Burglary", "Shop theft" }) await coordinator.LeaveAsync(server, id, issue, "Not now.");
    }

    async Task<Answer> SendAsync(Guid id, StrategyEvent happened)
    {
        var executive = await server.AsAsync(Role.Executive);
        var url = Arrange.Url(id);
        switch (happened)
        {
            case StrategyEvent.AddIssue: return await executive.SendFormAsync($"{url}/issues/new", [("Name", "Fires"), ("Sentence", "Fires were set.")], "issues/new");
            case StrategyEvent.OpenDay: return await executive.PostAsync($"{url}?handler=OpenDay");
            case StrategyEvent.Score: return await executive.ScoreAsync(id, 5, 5, 5);
            case StrategyEvent.Note: return await executive.PostAsync($"{url}/issues/{await server.IssueAsync(id, "Burglary")}?handler=Note", ("Words", "It fell."));
            case StrategyEvent.CloseDay:
                await executive.ScoreAsync(id, 5, 5, 5);
                return await executive.PostAsync($"{url}?handler=CloseDay");
            case StrategyEvent.Choose: return await executive.PostAsync($"{url}/issues/{await server.IssueAsync(id, "Burglary")}/choose?handler=Leave", ("Reason", "Not now."));
            case StrategyEvent.Decide: return await executive.DecideAsync(id, Meetings.Arrange.Today(server));
            case StrategyEvent.Discard: return await executive.PostAsync($"{url}?handler=Discard");
            default: return await ChangeAsync(executive, id);
        }
    }

    // Where nothing is chosen yet there is no priority to change: somebody forges the form of one.
    async Task<Answer> ChangeAsync(Visitor executive, Guid id)
    {
        if (await server.OwnerScalarAsync("select id from decide.strategy_priority where strategy_id = $1", id) is Guid) return await executive.ChangeAsync(server, id, "Ana Analyst");
        // The page of an issue adds a priority within the year; in an earlier state it proposes one, which is another event.
        await using var scope = await server.ScopeAsAsync(Role.Executive);
        var services = scope.ServiceProvider;
        var record = await ((StrategyRecords)services.GetService(typeof(StrategyRecords))!).FindAsync(id, CancellationToken.None);
        var refusal = await ((StrategyDesk)services.GetService(typeof(StrategyDesk))!).ChangeInYearAsync(
            record!, record!.Issues[0], null, null, null, Meetings.Arrange.Today(server), "Because", CancellationToken.None);
        var page = await executive.GetAsync(Arrange.Url(id));
        return page with { Document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<body>{refusal}</body>") };
    }

    [Fact]
    public void Document_OfTheRules_ShowsThisTable()
    {
        var file = Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "strategy.md");

        Assert.Contains(StrategyLife.Table.Markdown(), File.ReadAllText(file).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
