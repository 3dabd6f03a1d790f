using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Strategic;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>What Explore says where months are not alike: a category that split, a boundary that changed, one month alone.</summary>
public sealed class SeriesMarksTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    [Fact]
    public async Task CategoryThatSplit_IsToldWhereTheViewSpansIt_AndNowhereElse()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var draft = await server.DraftAsync(analyst, 2042);
        await StrategicServer.AddedAsync(analyst, draft, "breaks", ("month", "2026-01"), ("theme", "burglary"), ("what", "Sheds and garages became a category of their own"));
        const string Told = "From January 2026 on burglaries are counted in another way: Sheds and garages became a category of their own. Do not compare months before it with months since.";

        Assert.Contains(Told, (await analyst.GetAsync("/understand/explore?theme=burglary&from=2025-06&to=2026-10")).Words, StringComparison.Ordinal);
        Assert.Contains(Told, (await analyst.GetAsync("/understand/explore?from=2025-06&to=2026-10")).Words, StringComparison.Ordinal);
        foreach (var without in (string[])["theme=burglary&from=2026-01&to=2026-10", "theme=burglary&from=2025-01&to=2025-12", "theme=vehicle-crime&from=2025-06&to=2026-10"])
            Assert.DoesNotContain("counted in another way", (await analyst.GetAsync($"/understand/explore?{without}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BoundaryThatChanged_IsTold_WithWhatTheMapRestsOn()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await server.Site.OwnerScalarAsync("""
            with old as (update partnership.area_layer set valid_to = '2026-04-30' where partnership_id = $1 and kind = 'boundary' and valid_to is null returning id),
              l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'boundary', 'Smalltown with the port', 'invented', '2026-05-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape) select $1, 88, l.id, 'S2', 'Smalltown with the port', (select shape from partnership.area a where a.partnership_id = $1 and a.id = 1) from l
            """, server.Site.Testshire);

        var page = await analyst.GetAsync("/understand/explore?theme=burglary&from=2025-06&to=2026-10");

        Assert.Contains("On 1 May 2026 the boundary changed to “Smalltown with the port”. Maps and hot spots show every month by the ones in force today", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("the boundary changed", (await analyst.GetAsync("/understand/explore?theme=burglary&from=2026-06&to=2026-10")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneMonth_IsAPointAndNoTrend()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var page = await analyst.GetAsync("/understand/explore?theme=burglary&from=2026-10&to=2026-10");

        Assert.Contains("One month is a point, not a trend", page.Words, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("table").First(t => t.TextContent.Contains("No signal from", StringComparison.Ordinal)).QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("One month is a point", (await analyst.GetAsync("/understand/explore?theme=burglary&from=2026-09&to=2026-10")).Words, StringComparison.Ordinal);
    }
}
