using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Explore.Views;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>Saved views and findings made of views, over HTTP and the real database.</summary>
public sealed class KeepViewTests(TacticalServer server) : IClassFixture<TacticalServer>
{
    const string Burglary = "/understand/explore/keep?theme=burglary";

    [Fact]
    public async Task SavedView_OpensOnTheLatestMonths_AndOnlyItsOwnerChangesIt()
    {
        var (analyst, chair) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Chair));

        var saved = await analyst.SendFormAsync(Burglary, [("Name", "Burglary by the river"), ("Shared", "true"), ("MonthsMove", "true")], "handler=Save");
        var own = await analyst.SendFormAsync(Burglary, [("Name", "Mine alone"), ("MonthsMove", "false")], "handler=Save");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (saved.Status, own.Status));
        var others = await chair.GetAsync("/understand/explore/views");
        Assert.Contains("Burglary by the river", others.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Mine alone", others.Words, StringComparison.Ordinal);
        Assert.Equal("/understand/explore?theme=burglary", others.Document.QuerySelectorAll("main a").First(a => a.TextContent == "Burglary by the river").GetAttribute("href"));
        Assert.Contains("from=2026-04&to=2026-10", (string)(await server.Site.OwnerScalarAsync("select query from understand.saved_view where name = 'Mine alone'"))!, StringComparison.Ordinal);
        var id = (Guid)(await server.Site.OwnerScalarAsync("select id from understand.saved_view where name = 'Burglary by the river'"))!;
        Assert.Equal(HttpStatusCode.NotFound, (await chair.PostAsync("/understand/explore/views?handler=Remove", ("view", id.ToString()))).Status);
        await Agreement.AsApplicationAsync(server.Site, Role.Chair, "update understand.saved_view set removed_at = now() where id = $1", id);
        Assert.Equal(true, await server.Site.OwnerScalarAsync("select removed_at is null from understand.saved_view where id = $1", id));
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Analyst, "update understand.saved_view set query = '?theme=robbery' where id = $1", id));
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.PostAsync("/understand/explore/views?handler=Remove", ("view", id.ToString()))).Status);
        Assert.DoesNotContain("Burglary by the river", (await chair.GetAsync("/understand/explore/views")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedView_OfTheLatestMonths_KeepsHowManyTheyWere()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);

        await analyst.SendFormAsync("/understand/explore/keep?theme=burglary&from=2026-08&to=2026-09", [("Name", "Two months of burglary"), ("MonthsMove", "true")], "handler=Save");

        var row = (await analyst.GetAsync("/understand/explore/views")).Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Two months of burglary", StringComparison.Ordinal));
        Assert.Contains("The latest 2", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("?theme=burglary&months=2", await server.Site.OwnerScalarAsync("select query from understand.saved_view where name = 'Two months of burglary'"));
        var opened = await analyst.GetAsync("/understand/explore?theme=burglary&months=2");
        Says(opened, "September 2026 to October 2026. 114 records");
        Says(await analyst.GetAsync("/understand/explore?theme=burglary&months=many"), "April 2026 to October 2026");
    }

    [Fact]
    public async Task SavedView_RunAgainOnNewData_SaysWhatChanged_AndItsMethod()
    {
        var (analyst, chair) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Chair));
        await analyst.SendFormAsync("/understand/explore/keep?theme=vehicle-crime&from=2026-08&to=2026-09", [("Name", "Vehicle crime that summer"), ("MonthsMove", "false"), ("Shared", "true")], "handler=Save");
        var page = $"/understand/explore/views/{await server.Site.OwnerScalarAsync("select id from understand.saved_view where name = 'Vehicle crime that summer'")}";
        Says(await analyst.GetAsync(page), "Nothing changed: every month and every hot spot is as it was.");

        await server.Site.OwnerScalarAsync("""
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, time_precision, easting, northing, place_method, place_name, area_ids, content, is_open)
            select partnership_id, gen_random_uuid(), version_from, return_id, 1, 900001, supplier, set_number, theme_key, month, time_precision, easting, northing, place_method, place_name, area_ids, gen_random_uuid(), true
            from share.incident where partnership_id = $1 and theme_key = 'vehicle-crime' and month = $2 limit 1
            """, server.Site.Testshire, new Concordat.Partnership.Calendar.Month(2026, 9).Number);

        var changed = await chair.GetAsync(page);
        Says(changed, "Records of September 2026 have been added, taken out or changed since.");
        Says(changed, "September 20261213");
        Says(changed, "As saved: August 2026 to September 2026");
        Says(changed, "Getis-Ord Gi* of the last month");
        // Only its owner says what was seen.
        Assert.DoesNotContain("Mark as seen", changed.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.PostAsync(page)).Status);
        await analyst.SendFormAsync(page, []);
        Says(await analyst.GetAsync(page), "Nothing changed");
        await analyst.PostAsync("/understand/explore/views?handler=Share", ("view", page.Split('/')[^1]), ("shared", "false"));
        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync(page)).Status);
    }

    [Fact]
    public void ViewChanges_TellWhatCameWentAndChanged()
    {
        KeptFigures Figures(int fewest, (int Month, int? Count)[] months, params string[] spots) => new("burglaries", new(2026, months[0].Month), new(2026, months[^1].Month), "A sentence.", 50, fewest,
            [.. months.Select(m => new KeptMonth(new(2026, m.Month), m.Count))], [.. spots.Select(s => new KeptSpot(s, 9, 1, 4, true))]);

        var changes = ViewChanges.Of(Figures(0, [(7, 10), (8, 11), (9, 12)], "Mill Lane", "Quay"), Figures(5, [(8, 11), (9, null), (10, 40)], "Quay", "Station Road"));

        Assert.Equal(["October 2026 has come in.", "July 2026 lies outside the view now.", "Records of September 2026 have been added, taken out or changed since.", "New hot spots: Station Road.", "No hot spot any more: Mill Lane.",
            "The smallest figure shown was 0 and is 5, so figures may be hidden or shown that were not."], changes.Sentences());
    }

    [Fact]
    public void ViewChanges_SeenWithALowerThreshold_TellNoFigureThatIsHiddenNow()
    {
        KeptFigures Figures(int fewest, params (int Month, int? Count)[] months) => new("calls", new(2026, months[0].Month), new(2026, months[^1].Month), "Calls fell to 6.", 26, fewest,
            [.. months.Select(m => new KeptMonth(new(2026, m.Month), m.Count))], [new("Quay", 6, 1, 4, true), new("Mill Lane", 9, 1, 4, true)]);

        var changes = ViewChanges.Of(Figures(5, (8, 20), (9, 6)), Figures(7, (8, 20), (9, null)) with { HotSpots = [] });

        Assert.Equal([20, null], changes.Months.Select(m => m.Then));
        Assert.Equal(["Mill Lane"], changes.GoneSpots);
        Assert.DoesNotContain("6", changes.Then.Sentence, StringComparison.Ordinal);
        Assert.Equal(20, changes.Then.Placed);
    }

    [Fact]
    public async Task SavedView_WithoutANameOrWithOneTwice_IsRefused()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await analyst.SendFormAsync(Burglary, [("Name", "Twice")], "handler=Save");

        Assert.Contains("Give the view a name", (await analyst.SendFormAsync(Burglary, [("Name", " ")], "handler=Save")).Words, StringComparison.Ordinal);
        Assert.Contains("You have a view of this name", (await analyst.SendFormAsync(Burglary, [("Name", "TWICE")], "handler=Save")).Words, StringComparison.Ordinal);
        Assert.Contains("Shorten the name to 100 characters", (await analyst.SendFormAsync(Burglary, [("Name", new string('x', 101))], "handler=Save")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_BecomesAFinding_InOneStep_AndIsMadeAgainToTheSameFigures()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var draft = (await server.StartAsync(analyst, "2026-10")).Split('/')[^1];
        var offered = (await analyst.GetAsync(Burglary)).Document.QuerySelector("textarea[name=Sentence]")!.TextContent;

        var added = await analyst.SendFormAsync(Burglary, [("Assessment", draft)], "handler=Add");

        Assert.Contains("Burglaries rose to 78 in October", offered, StringComparison.Ordinal);
        var page = await analyst.GetAsync(added.Location!.OriginalString.Split('#')[0]);
        var kept = page.Document.QuerySelectorAll("main a").First(a => a.TextContent == "Where it was found").GetAttribute("href")!;
        var shown = await analyst.GetAsync(kept);
        Says(shown, "October 202678");
        Says(shown, "Mill Lane");
        Assert.Contains("Every figure is the same", (await analyst.SendFormAsync(kept, [])).Words, StringComparison.Ordinal);
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(kept)).Status);
    }

    [Fact]
    public async Task View_WithoutDraftOrSentence_IsRefused_AndPractitionersAddNone()
    {
        var (analyst, practitioner) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Practitioner));
        await server.StartAsync(analyst, "2026-10");

        var refused = await analyst.SendFormAsync(Burglary, [("Assessment", Guid.NewGuid().ToString()), ("Sentence", "")], "handler=Add");
        var notAllowed = await practitioner.PostAsync(Burglary + "&handler=Add", ("Sentence", "Mine"));

        Assert.Contains("Select the draft assessment it goes into", refused.Words, StringComparison.Ordinal);
        Assert.Contains("Write the finding as a sentence", refused.Words, StringComparison.Ordinal);
        Assert.Contains("not-allowed", notAllowed.Location!.OriginalString, StringComparison.Ordinal);
    }

    static void Says(Answer answer, string words) => Assert.True(answer.Words.Contains(words, StringComparison.Ordinal), $"Not said: {words}\n{answer.Words}");
}
