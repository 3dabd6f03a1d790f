using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Share.SmallNumbers;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Areas;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Explore.PlacesOverTime;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>Figures of partners' sets below the threshold of five, through the doors of Explore beyond its first page; a town with a boundary.</summary>
public sealed class HiddenFigureTests(SmallNumberServer server) : IClassFixture<SmallNumberServer>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        if (await server.Site.OwnerScalarAsync("select count(*) from partnership.area_layer where kind = 'boundary'") is > 0L) return;
        await server.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'boundary', 'Hiddenshire', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 9, l.id, 'H9', 'Hiddenshire', 'POLYGON ((500000 150000, 502000 150000, 502000 151000, 500000 151000, 500000 150000))' from l
            """, server.Site.Testshire);
        await server.LoadAsync("Alarms, four", 4, [.. SmallNumberServer.Records("malicious-false-alarms", 9, 4, 0, SmallNumberServer.Planted)]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/understand/explore/places?theme=malicious-false-alarms")]
    [InlineData("/understand/explore?theme=malicious-false-alarms")]
    public async Task NoneAndFew_LookAlike(string address)
    {
        var page = await (await server.Site.AsAsync(Role.Analyst)).GetAsync(address);

        Assert.Contains("fewer than 5", page.Words, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|[^0-9])[0-4] (placed )?records", page.Words);
        Assert.DoesNotContain(SmallNumberServer.Planted, page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeptView_OfAHiddenFigure_SaysFewerThanFive()
    {
        Guid run;
        await using (var scope = await server.Site.ScopeAsAsync(Role.Analyst))
        {
            var kept = await scope.ServiceProvider.GetRequiredService<KeptViews>().KeepAsync(new IncidentFilter { Themes = ["malicious-false-alarms"] }, CancellationToken.None);
            run = kept!.Value.Run.Id;
            await scope.ServiceProvider.GetRequiredService<ConcordatDb>().SaveChangesAsync();
        }

        var page = await (await server.Site.AsAsync(Role.Analyst)).GetAsync($"/understand/explore/kept/{run}");

        Assert.Contains("fewer than 5 placed records", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 placed", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WardsCountedAtOnce_AreWhatEachWardCountsByItself()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var (counts, filter) = (scope.ServiceProvider.GetRequiredService<IncidentQuery>(), new IncidentFilter { From = new(2026, 8), To = new(2026, 9) });

        var together = await counts.AreaThemeCountsAsync(filter, [1, 2, 9999], CancellationToken.None);

        Assert.NotEmpty(together);
        foreach (var ward in (int[])[1, 2, 9999])
            Assert.Equal((await counts.ThemeCountsAsync(filter with { AreaId = ward }, CancellationToken.None)).OrderBy(c => (c.Theme, c.Month.Number)),
                together.Where(c => c.AreaId == ward).Select(c => c.Count).OrderBy(c => (c.Theme, c.Month.Number)));
    }

    /// <summary>Forty at one place and three far away in October, three in September alone: the three are in no figure, and neither is what rests on them.</summary>
    [Fact]
    public void Places_TellNothingThatRestsOnFewerThanMayBeShown()
    {
        var town = new SmallTown();
        var area = new ReadyArea(town.Area, new StudyCells(town.Area, 250), BaseMap.Of(town.Area, []), null);
        var input = town.With(40, "ambulance-calls", "2026-10", 2_350, 2_350).With(3, "ambulance-calls", "2026-10", 8_350, 8_350, "On or near Few Row").With(3, "ambulance-calls", "2026-09", 5_350, 5_350, "On or near Gone Row").Input("2026-10");
        Month[] months = [new(2026, 9), new(2026, 10)];

        var (hidden, open) = (PlaceHistories.Of(area, input.Incidents, months, 5), PlaceHistories.Of(area, input.Incidents, months, 0));

        Assert.Equal((43, 46), (hidden.Placed, open.Placed));
        bool Near(SurfaceCell c, double at) => Math.Abs(area.Cells.Grid.Centre(c.Cell).X - SmallTown.West - at) < 600;
        Assert.All((double[])[8_350, 5_350], at => Assert.True(open.Surface.Any(c => Near(c, at)) && !hidden.Surface.Any(c => Near(c, at))));
        Assert.Contains(hidden.Surface, c => c.Records == 40);
        // Squares beside the forty have none of their own; none and few look alike.
        Assert.Contains(open.Surface, c => c.Records == 0);
        Assert.DoesNotContain(hidden.Surface, c => c.Records < 5);
        Assert.Equal(ThemeList.IndexOf("ambulance-calls"), input.Incidents.Theme[0]);
    }
}
