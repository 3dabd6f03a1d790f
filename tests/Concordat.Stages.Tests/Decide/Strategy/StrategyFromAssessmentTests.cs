using Concordat.Decide.Strategy;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Understand.Strategic;
using static Concordat.Stages.Tests.Decide.Strategy.Arrange;

namespace Concordat.Stages.Tests.Decide.Strategy;

/// <summary>From a strategic assessment's ranked issues to a control strategy, and what became of each recommendation back on the assessment.</summary>
public sealed class StrategyFromAssessmentTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    [Fact]
    public async Task Begin_FromAnIssuedAssessment_TakesEveryRankedIssue_AndTheOutcomesGoBack()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        using var coordinator = await server.Site.SignedInAsync(Role.Coordinator);
        using var executive = await server.Site.SignedInAsync(Role.Executive);
        var page = await server.DraftAsync(analyst, 2140);
        await StrategicServer.FillAsync(analyst, page);
        await analyst.SendFormAsync(page, [], "handler=Send");
        Assert.DoesNotContain("Strategic assessment 2140", (await coordinator.GetAsync("/decide/strategy/new")).Words, StringComparison.Ordinal);
        await chair.SendFormAsync(page, [], "handler=Approve");
        await analyst.SendFormAsync(page, [], "handler=Issue");

        var begun = await coordinator.SendFormAsync("/decide/strategy/new",
            [.. Day("PeriodFrom", new(2026, 1, 1)), .. Day("PeriodTo", new(2030, 12, 31)), ("Assessment", page.Split('/')[^1]), ("TakesPresent", "false")], "strategy/new");
        var id = Guid.Parse(begun.Location!.ToString().Split('/')[^1]);

        var words = (await coordinator.GetAsync(Url(id))).Words;
        Assert.Contains("Recommended: rank 1 of 4 issues", words, StringComparison.Ordinal);
        Assert.Contains("Not recommended: rank 4 of 4 issues", words, StringComparison.Ordinal);
        await coordinator.SendFormAsync(Url(id), [], "handler=OpenDay");
        await coordinator.ScoreAsync(id, 9, 8, 2, 1);
        await coordinator.SendFormAsync(Url(id), [], "handler=CloseDay");
        string[] undecided = [.. (await chair.GetAsync(page)).Document.QuerySelectorAll("main tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim())))];
        Assert.Equal(["Violence and sexual offences|undecided|", "Burglary|undecided|"], undecided);
        await coordinator.ChooseAsync(server.Site, id, "Violence and sexual offences", ("Form.Theme", "violence-and-sexual-offences"));
        foreach (var issue in (string[])["Burglary", "Vehicle crime", "Bicycle theft"]) await coordinator.LeaveAsync(server.Site, id, issue, "The police deal with it alone.");
        await executive.DecideAsync(id, Meetings.Arrange.Today(server.Site));

        var rows = (await executive.GetAsync(page)).Document.QuerySelectorAll("main tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim())));
        Assert.Equal(["Violence and sexual offences|accepted|", "Burglary|rejected|The police deal with it alone."], rows);
    }

    [Theory]
    [InlineData("Burglary", "burglary", "accepted")]
    [InlineData("Safer homes", "burglary", "changed")]
    [InlineData("Burglary", "vehicle-crime", "changed")]
    public void Outcome_OfAChosenIssue_SaysWhetherItWasChanged(string name, string theme, string expected)
    {
        var issue = new StrategyIssue(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), 1, "Burglary", "Rose.", "burglary", StrategyIssue.FromAssessment, "/x");
        issue.SetOutcome(StrategyIssue.Chosen, null, Guid.NewGuid(), new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var priority = new StrategyPriority(issue.PartnershipId, Guid.NewGuid(), issue.StrategyId, issue.Id, 1, Guid.NewGuid());
        priority.Say(new(name, theme, Guid.NewGuid(), 10, new(2026, 1, 1), new(2026, 12, 31), "a", "b", "c"));

        Assert.Equal(expected, RecommendationOutcomes.Of(issue, priority).Outcome);
    }
}
