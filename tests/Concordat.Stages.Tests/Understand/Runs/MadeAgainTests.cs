using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Share.SmallNumbers;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Scan.Work;
using Microsoft.Extensions.DependencyInjection;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Understand.Runs;

/// <summary>A tactical run, a kept view and a scan of partners' records, made in October.</summary>
public abstract class MadeOnce(SmallNumberServer server) : IAsyncLifetime
{
    protected SmallNumberServer Server { get; } = server;
    protected Visitor Analyst { get; private set; } = null!;
    protected string Run { get; private set; } = "";
    protected string View { get; private set; } = "";
    protected string Scan { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Analyst = await Server.Site.AsAsync(Role.Analyst);
        await Server.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'boundary', 'Hiddenshire', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 9, l.id, 'H9', 'Hiddenshire', 'POLYGON ((500000 150000, 502000 150000, 502000 151000, 500000 151000, 500000 150000))' from l
            """, Server.Site.Testshire);
        await Server.LoadAsync("Calls, October", 12, [.. SmallNumberServer.Records("ambulance-calls", 10, 45, 0, "Somewhere"), .. SmallNumberServer.Records("ambulance-calls", 10, 6, 1100, "Elsewhere")]);
        var started = await Analyst.SendFormAsync("/understand/tactical", [("Month", "2026-10")], "/understand/tactical");
        Assert.True(started.Location is not null, started.Words);
        Run = (await Analyst.GetAsync(started.Location!.OriginalString)).Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).First(h => h?.StartsWith("/understand/runs/", StringComparison.Ordinal) == true)!;
        await using var scope = await Server.Site.ScopeAsAsync(Role.Analyst);
        var kept = await scope.ServiceProvider.GetRequiredService<KeptViews>().KeepAsync(new IncidentFilter { Themes = ["ambulance-calls"] }, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<ConcordatDb>().SaveChangesAsync();
        var (scan, refusal) = await scope.ServiceProvider.GetRequiredService<ScanDesk>().RunAsync(ScanKind.Asked, new(2026, 10), CancellationToken.None);
        Assert.True(scan is not null, refusal);
        (View, Scan) = ($"/understand/explore/kept/{kept!.Value.Run.Id}", $"/understand/scan/runs/{scan!.Id}");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    protected async Task<Answer> AgainAsync()
    {
        var work = (await Analyst.SendFormAsync(Run, [], "/understand/runs/")).Location!.OriginalString;
        return await Waiting.ForAsync(async () =>
        {
            var page = await Analyst.GetAsync(work);
            Assert.DoesNotContain("could not be made again", page.Words, StringComparison.Ordinal);
            return page.Document.QuerySelector("progress, .c-progress") is null ? page : null;
        }, "the run to be made again");
    }
}

/// <summary>Figures made of partners' records come to the same value when they are made again, after a later boundary, threshold and version of the records.</summary>
public sealed class MadeAgainTests(SmallNumberServer server) : MadeOnce(server), IClassFixture<SmallNumberServer>
{
    [Fact]
    public async Task TacticalRun_KeptView_AndScan_AreTheSame_AfterBoundaryThresholdAndRecordsChanged_AndNothingHiddenIsShown()
    {
        Assert.Contains("August 20266", (await Analyst.GetAsync(View)).Words, StringComparison.Ordinal);

        await ChangeBoundaryAsync();
        await SetThresholdAsync(7);
        await Server.LoadAsync("Calls, more of October", 12, [.. SmallNumberServer.Records("ambulance-calls", 10, 20, 300, "Somewhere else")]);
        // The month is held no more.
        await Agreement.PastGuardsAsync(Server.Site, "update share.return set state = 'superseded' where title = 'Calls, October'");

        await SameAsync("the threshold was raised");
        var view = await Analyst.GetAsync(View);
        Assert.DoesNotContain("August 20266", view.Words, StringComparison.Ordinal);
        Assert.Contains("The smallest figure shown has risen to 7", view.Words, StringComparison.Ordinal);
        var run = await Analyst.GetAsync(Run);
        Assert.Contains("The smallest figure shown has risen since this run was made", run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("read, ", run.Words, StringComparison.Ordinal);

        // Lowered again, the records are cut a third time; the figures still rest on the first cut.
        await SetThresholdAsync(4);
        await SameAsync("the threshold was lowered");
        Assert.Contains("August 20266", (await Analyst.GetAsync(View)).Words, StringComparison.Ordinal);
    }

    async Task SameAsync(string after)
    {
        var run = await AgainAsync();
        Assert.False(run.Words.Contains("some figures differ", StringComparison.Ordinal), $"The run differs after {after}");
        foreach (var page in new[] { View, Scan })
            Assert.True((await Analyst.SendFormAsync(page, [])).Words.Contains("Every figure is the same", StringComparison.Ordinal), $"{page} differs after {after}");
    }

    async Task ChangeBoundaryAsync() => await Server.Site.OwnerScalarAsync("""
        with ended as (update partnership.area_layer set valid_to = current_date - 1 where partnership_id = $1 and kind in ('boundary', 'ward') and valid_to is null returning id),
        l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'boundary', 'Hiddenshire, smaller', 'invented', current_date) returning id),
        a as (insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
          select $1, 10, l.id, 'H10', 'Hiddenshire, smaller', 'POLYGON ((500000 150000, 500400 150000, 500400 151000, 500000 151000, 500000 150000))' from l returning id)
        select count(*) from ended, a
        """, Server.Site.Testshire);

    async Task SetThresholdAsync(int threshold)
    {
        var governance = await Server.Site.AsAsync(Role.InformationGovernance);
        await governance.SendFormAsync("/share/small-numbers", [("NewThreshold", $"{threshold}"), ("RateBase", "30"), ("Reason", "A test")]);
        Assert.Equal(threshold, await Server.Site.OwnerScalarAsync("select threshold from share.small_number_setting where partnership_id = $1", Server.Site.Testshire));
    }
}

/// <summary>Runs of a time before boundary and threshold were kept.</summary>
public sealed class OldRunTests(SmallNumberServer server) : MadeOnce(server), IClassFixture<SmallNumberServer>
{
    /// <summary>Runs of a time before the new inputs were kept are made again all the same, and say what they take.</summary>
    [Fact]
    public async Task RunsWithoutBoundaryAndThreshold_TakeTodays_AndSaySo()
    {
        await Server.Site.OwnerScalarAsync("update understand.pattern_run set parameters = case method when 'explore' then parameters - 'Ground' else parameters - 'Ground' - 'Controlled' end where partnership_id = $1 and repeats_run_id is null", Server.Site.Testshire);
        await Server.Site.OwnerScalarAsync("update understand.scan set inputs = null where partnership_id = $1", Server.Site.Testshire);

        var run = await AgainAsync();
        var view = await Analyst.SendFormAsync(View, []);
        var scan = await Analyst.SendFormAsync(Scan, []);

        Assert.Contains("Run again, it takes today’s", run.Words, StringComparison.Ordinal);
        Assert.Contains("every figure is the same", run.Words, StringComparison.Ordinal);
        Assert.Contains("with today’s boundary and smallest figure shown", view.Words, StringComparison.Ordinal);
        Assert.Contains("today’s boundary, wards and smallest figure shown", scan.Words, StringComparison.Ordinal);
    }
}
