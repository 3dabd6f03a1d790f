using System.Net;
using Concordat.Decide.Strategy;
using Concordat.Platform.Access;
using Npgsql;

namespace Concordat.Stages.Tests.Decide.Strategy;

public sealed class StrategyPagesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    DateOnly Today => Meetings.Arrange.Today(server);

    [Theory]
    [InlineData("/decide/strategy")]
    [InlineData("/decide/strategy/new")]
    [InlineData("/decide/strategy/ID")]
    [InlineData("/decide/strategy/ID/scores")]
    [InlineData("/decide/strategy/ID/strategy.docx")]
    public async Task Page_Administrator_IsRefused(string address)
    {
        var administrator = await server.AsAsync(Role.Administrator);

        var answer = await administrator.GetAsync(address.Replace("ID", Guid.NewGuid().ToString(), StringComparison.Ordinal));

        Assert.Contains("not-allowed", answer.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strategy_OfAnotherPartnership_Is404()
    {
        var id = await server.StrategyAsync(StrategyState.Draft);
        var stranger = await server.AsAsync("analyst@elsewhere.example");

        foreach (var page in new[] { "", "/scores", "/issues/new", $"/issues/{await server.IssueAsync(id, "Burglary")}", "/strategy.docx" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Arrange.Url(id) + page)).Status);
    }

    [Fact]
    public async Task Day_ScoresOfTwoMembers_AreRankedWithTiesSharingAPlace()
    {
        var id = await server.StrategyAsync(StrategyState.Scoring);
        var chair = await server.AsAsync(Role.Chair);
        var practitioner = await server.AsAsync(Role.Practitioner);
        await chair.ScoreAsync(id, 9, 4, 2);
        await practitioner.ScoreAsync(id, 6, 0, 2);
        var during = await practitioner.GetAsync($"{Arrange.Url(id)}/issues/{await server.IssueAsync(id, "Car parks")}");

        await chair.SendFormAsync(Arrange.Url(id), [], "handler=CloseDay");

        Assert.DoesNotContain("Mean score", during.Words, StringComparison.Ordinal);
        Assert.Equal(1, await server.OwnerScalarAsync("select rank from decide.strategy_issue where strategy_id = $1 and name = 'Car parks'", id));
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and rank = 2", id));
        var after = await practitioner.GetAsync($"{Arrange.Url(id)}/issues/{await server.IssueAsync(id, "Car parks")}");
        Assert.Contains("7.5, from 6 to 9, by 2 members", after.Words, StringComparison.Ordinal);
        Assert.Contains("Pat Practitioner, Fire", after.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_OutsideTheScale_SaysSoAndKeepsNothing()
    {
        var id = await server.StrategyAsync(StrategyState.Scoring);
        var chair = await server.AsAsync(Role.Chair);

        var answer = await chair.PostAsync($"{Arrange.Url(id)}/scores", ("Rows[0].Issue", (await server.IssueAsync(id, "Car parks")).ToString()), ("Rows[0].Score", "11"));

        Assert.Contains("must be a whole number from 0 to 10", answer.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from decide.issue_score s join decide.strategy_issue i on i.id = s.issue_id where i.strategy_id = $1", id));
    }

    [Fact]
    public async Task Dissent_StaysUnderTheNameOfWhoeverDissents()
    {
        var id = await server.StrategyAsync(StrategyState.Choosing);
        var address = $"{Arrange.Url(id)}/issues/{await server.IssueAsync(id, "Burglary")}";
        var practitioner = await server.AsAsync(Role.Practitioner);

        await practitioner.SendFormAsync(address, [("Words", "It should be first."), ("Dissents", "true")], "handler=Note");

        var page = await practitioner.GetAsync(address);
        Assert.Contains("It should be first.Pat Practitioner, Fire", page.Words, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("main li"), l => l.TextContent.Contains("Dissent", StringComparison.Ordinal));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%should be first%'"));
    }

    [Theory]
    [InlineData("Form.Name", "", "Name the priority")]
    [InlineData("Form.Theme", "nonsense", "Choose the theme it is counted by")]
    [InlineData("Form.Owner", "", "Choose the one person who answers for the priority")]
    [InlineData("Form.Weight", "0", "whole number from 1 to 100")]
    [InlineData("Form.Prevention", "", "Enter the line for prevention")]
    [InlineData("Form.Intelligence", " ", "Enter the line for intelligence")]
    [InlineData("Form.Enforcement", "", "Enter the line for enforcement")]
    [InlineData("Ask.Question", "", "Ask at least one collection question: a priority without one is refused")]
    [InlineData("Ask.Agency", "", "Choose the body that could know")]
    public async Task Choice_WithoutAPart_IsRefusedWithTheWordsKept(string field, string value, string message)
    {
        var id = await server.StrategyAsync(StrategyState.Choosing);
        var coordinator = await server.AsAsync(Role.Coordinator);

        var answer = await coordinator.ChooseAsync(server, id, "Car parks", (field, value));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        if (field != "Form.Enforcement") Assert.Contains("Patrols.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from decide.strategy_priority where strategy_id = $1", id));
    }

    [Fact]
    public async Task Leave_WithoutReason_IsRefused()
    {
        var id = await server.StrategyAsync(StrategyState.Choosing);
        var coordinator = await server.AsAsync(Role.Coordinator);

        Assert.Contains("Say why it is not chosen", (await coordinator.LeaveAsync(server, id, "Burglary", " ")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Chair)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Practitioner)]
    public async Task Decide_ByAnybodyButTheExecutive_IsRefusedWithTheRuleAndLogged(string role)
    {
        var id = await server.StrategyAsync(StrategyState.Choosing);
        var member = await server.AsAsync(role);

        var answer = await member.DecideAsync(id, Today);

        Assert.Contains(StrategyLife.ExecutiveOnly.ToString(), answer.Words, StringComparison.Ordinal);
        Assert.Equal("choosing", await server.OwnerScalarAsync("select state from decide.control_strategy where id = $1", id));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'refuse' and subject_id = $1 and detail ->> 'code' = 'C-08'", id.ToString()));
    }

    [Fact]
    public async Task Decide_WithAnIssueUndecided_SaysWhichOne()
    {
        var id = await server.StrategyAsync(StrategyState.Choosing);
        var executive = await server.AsAsync(Role.Executive);
        await executive.ChooseAsync(server, id, "Car parks");

        var answer = await executive.DecideAsync(id, Today);

        Assert.Contains("Choose “Burglary” or say why not", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decided_IsWhatEveryStageReads()
    {
        var id = await server.StrategyAsync(StrategyState.Decided);
        var practitioner = await server.AsAsync(Role.Practitioner);
        var chair = await server.AsAsync(Role.Chair);

        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from partnership.priority where partnership_id = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2)", server.Testshire, Today));
        Assert.Equal(await server.PriorityAsync(id), await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and valid_to is null", server.Testshire));
        var page = await practitioner.GetAsync("/decide/strategy");
        Assert.Equal(["1. Car parksCounted by Vehicle crime", "Pip Practitioner, Council"], page.Document.QuerySelectorAll("main tbody tr:first-child > *").Take(2).Select(c => c.TextContent.Trim()));
        var meeting = await Meetings.Arrange.PlanAsync(server, Today.AddDays(40));
        var choices = (await chair.GetAsync($"/decide/meetings/{meeting}/items/new")).Document.QuerySelectorAll("select[name=Priority] option").Select(o => o.TextContent.Trim());
        Assert.Equal(["None: outside the priorities", "Car parks"], choices);
    }

    [Fact]
    public async Task ChangeInYear_ByTheExecutive_KeepsWhatHeldBefore()
    {
        var id = await server.StrategyAsync(StrategyState.Decided);
        var first = await server.PriorityAsync(id);
        var executive = await server.AsAsync(Role.Executive);
        var chair = await server.AsAsync(Role.Chair);

        var byChair = await chair.ChangeAsync(server, id, "Ana Analyst");
        var bare = await executive.ChangeAsync(server, id, "Ana Analyst", " ");
        var changed = await executive.ChangeAsync(server, id, "Ana Analyst");

        Assert.Contains(StrategyLife.ExecutiveOnly.ToString(), byChair.Words, StringComparison.Ordinal);
        Assert.Contains("Say why the strategy changes within the year", bare.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        var page = await chair.GetAsync(Arrange.Url(id));
        Assert.Contains("Ana Analyst answers for it", page.Words, StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll("td"), c => c.TextContent == "The first owner has left.");
        Assert.Equal("Pip Practitioner", await server.OwnerScalarAsync("select m.display_name from decide.strategy_priority p join partnership.member m on m.user_id = p.owner_id where p.id = $1", first));
        Assert.Equal("Ana Analyst", await server.OwnerScalarAsync(
            "select m.display_name from partnership.priority p join partnership.member m on m.user_id = p.owner_id where p.partnership_id = $1 and p.valid_from <= $2 and (p.valid_to is null or p.valid_to >= $2)", server.Testshire, Today));
    }

    [Fact]
    public async Task LastPriority_CannotEndWithoutAnother()
    {
        var id = await server.StrategyAsync(StrategyState.Decided);
        var executive = await server.AsAsync(Role.Executive);

        var answer = await executive.SendFormAsync($"{Arrange.Url(id)}/priorities/{await server.PriorityAsync(id)}/change", [("EndReason", "Enough.")], "handler=End");

        Assert.Contains("A strategy has at least one priority", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_Strategy_TakesThePlaceOfTheOneBefore()
    {
        var first = await server.StrategyAsync(StrategyState.Superseded);
        var practitioner = await server.AsAsync(Role.Practitioner);

        var page = await practitioner.GetAsync("/decide/strategy");

        Assert.Equal("superseded", await server.OwnerScalarAsync("select state from decide.control_strategy where id = $1", first));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from partnership.priority where partnership_id = $1 and valid_to is null", server.Testshire));
        Assert.Contains("Replaced by a later one", page.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chair", "update decide.control_strategy set state = 'decided', in_force_from = current_date, decided_by = platform.session_user_id(), decided_at = now() where state = 'choosing'", "strategy_executive_only")]
    [InlineData("executive", "update decide.control_strategy set state = 'decided', in_force_from = current_date, decided_by = platform.session_user_id(), decided_at = now() where state = 'choosing'", "issue_is_undecided")]
    [InlineData("executive", "update decide.control_strategy set state = 'draft' where state = 'choosing'", "strategy_state_order")]
    [InlineData("chair", "insert into decide.issue_score select partnership_id, id, platform.session_user_id(), platform.current_agency(), 5, now() from decide.strategy_issue where strategy_id = (select id from decide.control_strategy where state = 'choosing')", "strategy_state")]
    public async Task Database_RefusesWhatThePagesRefuse(string role, string sql, string rule)
    {
        await server.StrategyAsync(StrategyState.Choosing);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(role, sql));

        Assert.Equal(rule, refused.ConstraintName);
    }

    [Fact]
    public async Task Database_LetsNobodyWriteThePriorityList()
    {
        await server.StrategyAsync(StrategyState.Decided);

        foreach (var role in new[] { Role.Executive, Role.Administrator, Role.Chair })
        {
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(role, "update partnership.priority set rank = 9"))).SqlState);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(role,
                "insert into partnership.priority (partnership_id, id, rank, name, theme_key, valid_from) values (platform.current_partnership(), gen_random_uuid(), 1, 'x', 'burglary', current_date)"))).SqlState);
        }
    }

    async Task RunAsync(string role, string sql)
    {
        await using var scope = await server.ScopeAsAsync(role);
        var connections = (Platform.Database.Connections)scope.ServiceProvider.GetService(typeof(Platform.Database.Connections))!;
        await using var connection = await connections.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Paper_HoldsPrioritiesQuestionsAndReasons()
    {
        var id = await server.StrategyAsync(StrategyState.Decided);
        var practitioner = await server.AsAsync(Role.Practitioner);

        var file = await practitioner.GetAsync($"{Arrange.Url(id)}/strategy.docx");

        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file.Bytes));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        var text = await reader.ReadToEndAsync();
        foreach (var part in new[] { "Car parks", "Where are stolen goods sold?", "Not chosen, because: The police deal with it alone.", "Pip Practitioner, Council answers for it." })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_BegunTwiceAtOnce_IsToldSo()
    {
        var earlier = await server.StrategyAsync(StrategyState.Discarded);
        var coordinator = await server.AsAsync(Role.Coordinator);
        var other = Guid.NewGuid();

        var answer = await server.WhileHeldAsync(
            $"insert into decide.control_strategy (partnership_id, id, number, period_from, period_to, state, begun_by, begun_at) select partnership_id, '{other}', number + 1, period_from, period_to, 'draft', begun_by, now() from decide.control_strategy where id = '{earlier}'",
            () => coordinator.SendFormAsync("/decide/strategy/new", [.. Arrange.Day("PeriodFrom", new(2026, 1, 1)), .. Arrange.Day("PeriodTo", new(2030, 12, 31)), ("TakesPresent", "false")], "strategy/new"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Somebody began a version at the same moment", answer.Words, StringComparison.Ordinal);
        await coordinator.PostAsync($"{Arrange.Url(other)}?handler=Discard");
    }

    [Fact]
    public async Task Issue_AddedTwiceAtOnce_IsToldSo_BesideWhatWasTyped()
    {
        var id = await server.StrategyAsync(StrategyState.Draft);
        var coordinator = await server.AsAsync(Role.Coordinator);

        var answer = await server.WhileHeldAsync(
            $"insert into decide.strategy_issue (partnership_id, id, strategy_id, position, name, sentence, source) values ('{server.Testshire}', gen_random_uuid(), '{id}', 9, 'Bus stops', 'Theirs.', 'entered')",
            () => coordinator.SendFormAsync($"{Arrange.Url(id)}/issues/new", [("Name", "Bus stops"), ("Sentence", "Mine."), ("Theme", "burglary")], "issues/new"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("“Bus stops” is an issue already", answer.Words, StringComparison.Ordinal);
        Assert.Equal("Mine.", answer.Document.QuerySelector("textarea[name=Sentence]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Issue_AddedWhileTheDayCloses_IsToldSo()
    {
        var id = await server.StrategyAsync(StrategyState.Scoring);
        var coordinator = await server.AsAsync(Role.Coordinator);

        var answer = await server.WhileHeldAsync($"update decide.control_strategy set state = 'choosing' where id = '{id}'",
            () => coordinator.SendFormAsync($"{Arrange.Url(id)}/issues/new", [("Name", "Bus stops"), ("Sentence", "Mine."), ("Theme", "burglary")], "issues/new"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Somebody moved this version on at the same moment", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_OpenedWhileTheVersionIsDiscarded_ShowsWhatIsSaved()
    {
        var id = await server.StrategyAsync(StrategyState.Draft);
        var coordinator = await server.AsAsync(Role.Coordinator);

        var answer = await server.WhileHeldAsync($"update decide.control_strategy set state = 'discarded' where id = '{id}'", () => coordinator.PostAsync($"{Arrange.Url(id)}?handler=OpenDay"));

        Assert.Contains("Somebody moved this version on at the same moment", answer.Words, StringComparison.Ordinal);
        Assert.Equal("Discarded", answer.Document.QuerySelector(".c-kicker")!.TextContent);
        Assert.DoesNotContain("handler=OpenDay", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=CloseDay", answer.Text, StringComparison.Ordinal);
    }
}
