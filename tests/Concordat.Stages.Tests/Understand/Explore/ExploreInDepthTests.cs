using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Tactical;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>Comparing and places over time, on the small town of seven months (36 burglaries a month, 76 in July, 78 in October).</summary>
public sealed class ExploreInDepthTests(TacticalServer server) : IClassFixture<TacticalServer>
{
    [Fact]
    public async Task Periods_AreComparedMonthForMonth_WithTheirRange()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var page = await analyst.GetAsync("/understand/explore/compare?theme=burglary&from=2026-10&to=2026-10&other-from=2026-08&other-to=2026-09");

        // 78 in one month against 72 in two: 2.17 times, exact 95% range from the binomial share 78 of 150 where a third is expected.
        Says(page, "October 2026 had 78.0 burglaries a month, August 2026 to September 2026 36.0: 2.17 times as many, 95% range 1.55 to 3.03, more than chance alone would make.");
        Says(page, "No figure of residents is held for the area");
        Says(page, "No season can be told");
    }

    [Fact]
    public async Task Periods_WithNoMonthHeld_SaySo()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var page = await analyst.GetAsync("/understand/explore/compare?theme=burglary&from=2026-10&to=2026-10");

        Says(page, "They cannot be compared: October 2025 has no month held, or too few records to show.");
    }

    [Fact]
    public async Task Areas_AreComparedOverTheSameMonths()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await server.Site.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'ward', 'Wards of depth', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape)
            select $1, 77, l.id, 'W77', 'Empty Ward', 'POLYGON ((400000 300000, 400100 300000, 400100 300100, 400000 300100, 400000 300000))' from l
            """, server.Site.Testshire);

        var page = await analyst.GetAsync("/understand/explore/compare?theme=burglary&from=2026-09&to=2026-10&area=77");

        Says(page, "Empty Ward had 0.0 burglaries a month, the whole area 57.0: 0.00 times as many");
        Says(page, "not where people are at more risk");
    }

    /// <summary>57 a month in a town of 50,000 is 13.7 a year for each 1,000 residents.</summary>
    [Fact]
    public async Task Rates_AreForEachThousandResidents_WhereResidentsAreHeld()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var load = Guid.CreateVersion7();
        await server.Site.OwnerScalarAsync("""
            insert into share.context_load (partnership_id, id, kind, name, version, source, licence, file_name, sha256, rows_read, figures, set_aside, areas, loaded_by_id, loaded_by_name, loaded_at)
            values ($1, $2, 'demography', 'Residents', 1, 'Invented census', 'invented', 'r.csv', 'x', 1, 1, 0, 1, $1, 'Ana', now())
            """, server.Site.Testshire, load);
        await server.Site.OwnerScalarAsync("insert into share.context_row values ($1, $2, 1, 'S1', 'Smalltown', '2026-09-30', 'population', 50000, null)", server.Site.Testshire, load);

        // Of a day after the period nothing is taken: August has no figure yet.
        var page = await analyst.GetAsync("/understand/explore/compare?theme=burglary&from=2026-09&to=2026-10&other-from=2026-08&other-to=2026-08");

        Says(page, "Residents of the area: 50,000 on 30 September 2026, from Invented census.");
        Says(page, "September 2026 to October 20261142057.013.7");
        Says(page, "August 2026361036.0–");
        await server.Site.OwnerScalarAsync("update share.context_load set withdrawn_at = now(), withdrawn_by_name = 'x', withdrawn_because = 'x' where id = $1", load);
    }

    /// <summary>An area where nobody lives has no rate: nothing is divided by 0.</summary>
    [Fact]
    public async Task Rates_OfAnAreaWithoutResidents_AreNotGiven()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var load = Guid.CreateVersion7();
        await server.Site.OwnerScalarAsync("""
            insert into share.context_load (partnership_id, id, kind, name, version, source, licence, file_name, sha256, rows_read, figures, set_aside, areas, loaded_by_id, loaded_by_name, loaded_at)
            values ($1, $2, 'demography', 'Nobody', 1, 'Invented census', 'invented', 'r.csv', 'x', 1, 1, 0, 1, $1, 'Ana', now())
            """, server.Site.Testshire, load);
        await server.Site.OwnerScalarAsync("insert into share.context_row values ($1, $2, 1, 'S1', 'Smalltown', '2026-10-31', 'population', 0, null)", server.Site.Testshire, load);

        var page = await analyst.GetAsync("/understand/explore/compare?theme=burglary&from=2026-10&to=2026-10&other-from=2026-08&other-to=2026-08");

        Says(page, "so no rate for each resident is given");
        Assert.DoesNotContain("∞", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page.Words, StringComparison.Ordinal);
        await server.Site.OwnerScalarAsync("update share.context_load set withdrawn_at = now(), withdrawn_by_name = 'x', withdrawn_because = 'x' where id = $1", load);
    }

    [Fact]
    public async Task Places_TellNewFromGone_WithTableAndMethod()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        var page = await analyst.GetAsync("/understand/explore/places?theme=burglary");

        Says(page, "Mill LaneNew1 of 7142");
        Says(page, "Boat StepsGone1 of 7040");
        Says(page, "quartic kernel of 500 m");
        Assert.Equal(2, page.Document.QuerySelectorAll("main figure svg, main .c-frame svg").Select(s => s.Closest(".c-frame, figure")).Distinct().Count());
    }

    [Theory]
    [InlineData("/understand/explore/places?theme=robbery")]
    [InlineData("/understand/explore/places?to=2030-01")]
    [InlineData("/understand/explore/compare?other-from=nonsense&other-area=999999&area=1")]
    [InlineData("/understand/explore/compare?theme=drugs&theme=robbery")]
    public async Task OddViews_StillAnswer(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await (await server.Site.AsAsync(Role.Analyst)).GetAsync(address)).Status);

    [Fact]
    public async Task Explore_NamesTheEvidenceThatEachSideLacks()
    {
        var page = await (await server.Site.AsAsync(Role.Analyst)).GetAsync("/understand/explore?theme=burglary");

        Says(page, "None: no record says who was harmed");
        Says(page, "Age band and sex of who was harmed, their tie to the place (resident, student, visitor, worker), and whether they were harmed before.");
        Says(page, "what share is already known to the justice system");
    }

    static void Says(Answer answer, string words) => Assert.True(answer.Words.Contains(words, StringComparison.Ordinal), $"Not said: {words}\n{answer.Words}");
}
