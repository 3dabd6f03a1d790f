using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Strategic;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>A dated marker parts the series wherever two months are set beside each other, whoever wrote it down.</summary>
public sealed class PartedSeriesTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    [Fact]
    public async Task Compare_AcrossABreakOfARegister_IsRefused_AndWithinOneSideIsNot()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var draft = await server.DraftAsync(analyst, 2051);
        await StrategicServer.AddedAsync(analyst, draft, "breaks", ("month", "2026-01"), ("theme", "vehicle-crime"), ("what", "Attempts are counted too"));

        var across = (await analyst.GetAsync("/understand/explore/compare?theme=vehicle-crime&from=2026-03&to=2026-10")).Words;
        var within = (await analyst.GetAsync("/understand/explore/compare?theme=vehicle-crime&from=2026-06&to=2026-10&other-from=2026-01&other-to=2026-05")).Words;
        var other = (await analyst.GetAsync("/understand/explore/compare?theme=bicycle-theft&from=2026-03&to=2026-10")).Words;

        Assert.Contains("They are not compared: from January 2026 on they are counted in another way (attempts are counted too).", across, StringComparison.Ordinal);
        Assert.DoesNotContain("times as many", across, StringComparison.Ordinal);
        Assert.Contains("times as many", within, StringComparison.Ordinal);
        Assert.Contains("times as many", other, StringComparison.Ordinal);
        // Ten months are left, too few for a season.
        Assert.Contains("No season can be told: 10 months counted alike, fewer than 25.", across, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CountingRule_ThatBegan_PartsTheThemesOfItsSet_AndTheAssessmentsOffersIt()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var entered = await analyst.PostAsync("/share/recording?handler=rule", ("Title", "Attempts of fires"), ("Says", "Attempts are counted"), ("RuleSet", "3"), ("FromOn", "2026-02-01"), ("ToOn", "2026-06-30"));
        Assert.Equal(HttpStatusCode.Redirect, entered.Status);

        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var breaks = (await scope.ServiceProvider.GetRequiredService<SeriesBreaks>().KnownAsync(CancellationToken.None)).Where(b => b.What.Contains("Attempts of fires", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            [("2026-02", "deliberate-fires", "began"), ("2026-02", "other-fire-incidents", "began"), ("2026-07", "deliberate-fires", "ended"), ("2026-07", "other-fire-incidents", "ended")],
            breaks.Select(b => (b.Month.ToString(), b.Theme!, b.What.Split(' ')[^1])));
        var page = await server.DraftAsync(analyst, 2052);
        Assert.Contains("The counting rule “Attempts of fires” began", (await analyst.GetAsync($"{page}/document")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BoundaryThatChanged_IsABreakOfEveryTheme_InTheRunOfAnAssessment()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await server.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from, valid_to) values ($1, gen_random_uuid(), 'boundary', 'Smalltown without the port', 'invented', '2015-01-01', '2019-12-31') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape) select $1, 77, l.id, 'S0', 'Smalltown without the port', (select shape from partnership.area a where a.partnership_id = $1 and a.id = 1) from l
            """, server.Site.Testshire);
        var page = await server.DraftAsync(analyst, 2053);

        var parameters = (string)(await server.Site.OwnerScalarAsync("select parameters::text from understand.pattern_run r join understand.strategic_assessment a on a.run_id = r.id where a.id = $1", Guid.Parse(page.Split('/')[^1])))!;

        Assert.Contains("The boundary changed from Smalltown without the port to Smalltown", parameters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TacticalRun_AcrossABreak_HasNoSignal_AndMakesTheSameAgain()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var draft = await server.DraftAsync(analyst, 2054);
        await StrategicServer.AddedAsync(analyst, draft, "breaks", ("month", "2026-10"), ("theme", "burglary"), ("what", "Sheds became a category of their own"));
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var (assessment, refusal) = await scope.ServiceProvider.GetRequiredService<TacticalDrafting>().StartAsync(new(2026, 10), CancellationToken.None);
        Assert.True(assessment is not null, refusal);

        var words = (await analyst.GetAsync($"/understand/tactical/{assessment!.Id}/document")).Words;

        Assert.Contains("from October 2026 on they are counted in another way (sheds became a category of their own)", words, StringComparison.Ordinal);
    }
}

/// <summary>The same for figures from memory.</summary>
public sealed class PartedMonthsTests
{
    [Fact]
    public void Month_AfterABreak_IsNotComparedAndHasNoSeasonFromBefore()
    {
        var town = new SmallTown();
        for (var i = 0; i < 36; i++) town.With(40 + i % 12, "burglary", new Concordat.Partnership.Calendar.Month(2026, 10).AddMonths(-i).ToString());
        var whole = Concordat.Understand.Tactical.Engine.TacticalAssessor.Assess(town.Input("2026-10", "burglary")).Themes[0].Comparison;

        var parted = Concordat.Understand.Tactical.Engine.TacticalAssessor.Assess(town.Input("2026-10", "burglary") with { Breaks = [new(new(2026, 10), "burglary", "A new system")] }).Themes[0].Comparison;

        Assert.NotNull(whole.Seasonal);
        Assert.NotNull(whole.SameMonthLastYear);
        Assert.Null(whole.Reason);
        Assert.Equal("from October 2026 on they are counted in another way (a new system)", parted.Reason);
        Assert.Null(parted.Seasonal);
        Assert.Null(parted.SameMonthLastYear);
        Assert.Equal((whole.Count, whole.PreviousMonth), (parted.Count, parted.PreviousMonth));
    }
}
