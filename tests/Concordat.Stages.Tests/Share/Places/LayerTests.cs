using System.Net;
using System.Text;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Places;
using Concordat.Share.Places.Contracts;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.Places;

/// <summary>Dated layers of boundaries: imported on Places, refused where they overlap, and used for the month of the incident.</summary>
public sealed class LayerTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static byte[] Square(double west, double east, string name) => Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $$"""{"type":"Feature","properties":{"WD99NM":"{{name}}","WD99CD":"E05000001"},"geometry":{"type":"Polygon","coordinates":[[[{{west}},150000],[{{east}},150000],[{{east}},160000],[{{west}},160000],[{{west}},150000]]]} }"""));

    static Task<Answer> ImportAsync(Visitor visitor, string kind, string name, (int Year, int Month, int Day) from, (int Year, int Month, int Day)? to, byte[] file) =>
        visitor.SendFilesAsync("/share/places/new", "Boundary", [("areas.geojson", file)],
            ("Kind", kind), ("Name", name), ("Source", "Test"),
            ("ValidFrom.Day", $"{from.Day}"), ("ValidFrom.Month", $"{from.Month}"), ("ValidFrom.Year", $"{from.Year}"),
            ("ValidTo.Day", $"{to?.Day}"), ("ValidTo.Month", $"{to?.Month}"), ("ValidTo.Year", $"{to?.Year}"));

    [Fact]
    public async Task Import_TwoDatedLayers_PlacesEachMonthInTheLayerOfItsTime()
    {
        using var visitor = await server.SignedInAsync(Role.Analyst);

        var old = await ImportAsync(visitor, "ward", "Wards of 2013", (2013, 1, 1), (2019, 3, 31), Square(500_000, 510_000, "Old Ward"));
        var now = await ImportAsync(visitor, "ward", "Wards of 2019", (2019, 4, 1), null, Square(500_000, 505_000, "New Ward"));
        var overlap = await ImportAsync(visitor, "ward", "Wards again", (2019, 3, 1), null, Square(500_000, 505_000, "Third Ward"));

        Assert.Equal(HttpStatusCode.Redirect, old.Status);
        Assert.Equal(HttpStatusCode.Redirect, now.Status);
        Assert.Contains("the layer \"Wards of 2013\" of the same kind is in force", overlap.Words, StringComparison.Ordinal);
        var page = await visitor.GetAsync(old.Location!.ToString());
        Assert.Contains("Old Ward", page.Words, StringComparison.Ordinal);
        Assert.Contains("10,000", page.Words, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("svg[role=img]"));
        Assert.Contains("Wards of 2019", (await visitor.GetAsync("/share/places")).Words, StringComparison.Ordinal);

        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        var placer = await AreaPlacer.LoadAsync(connection, server.Testshire, CancellationToken.None);
        var before = placer.AreasAt(Month.Parse("2019-03"), 507_000, 155_000);
        var after = placer.AreasAt(Month.Parse("2019-04"), 507_000, 155_000);
        // Layers of other kinds that these tests import are in force in both months.
        Assert.Equal(after.Length + 1, before.Length);
        Assert.NotEqual(before, placer.AreasAt(Month.Parse("2019-04"), 502_000, 155_000));
        Assert.Empty(placer.AreasAt(Month.Parse("2019-03"), double.NaN, double.NaN));
    }

    [Fact]
    public async Task Import_NewLayerWithAStartDate_EndsTheFormerAndLeavesThePastAlone()
    {
        using var visitor = await server.SignedInAsync(Role.Analyst);

        await ImportAsync(visitor, "beat", "Beats of 2015", (2015, 1, 1), null, Square(600_000, 610_000, "Old Beat"));
        var before = await PlacedAsync(Month.Parse("2020-03"));
        var now = await ImportAsync(visitor, "beat", "Beats of 2020", (2020, 4, 1), null, Square(600_000, 604_000, "New Beat"));
        var county = await ImportAsync(visitor, "county", "Counties", (2010, 1, 1), null, Square(600_000, 610_000, "Testshire"));

        Assert.Equal(HttpStatusCode.Redirect, now.Status);
        Assert.Equal(HttpStatusCode.Redirect, county.Status);
        Assert.Equal(new DateOnly(2020, 3, 31), await server.OwnerScalarAsync("select valid_to from partnership.area_layer where name = 'Beats of 2015'"));
        // March 2020 is placed in the old beat as before, and in the county too; April in the new beat.
        Assert.Equal(["Old Beat"], before);
        Assert.Equal(["Old Beat", "Testshire"], await PlacedAsync(Month.Parse("2020-03")));
        Assert.Equal(["New Beat", "Testshire"], await PlacedAsync(Month.Parse("2020-04")));
        var page = await visitor.GetAsync("/share/places");
        Assert.Contains(page.Document.QuerySelectorAll("tr"), r => r.Children.Select(c => c.TextContent).SequenceEqual(["1 Apr 2020", "Beats", "Beats of 2015", "Beats of 2020"]));
        await using var scope = await server.ScopeAsAsync(Role.Practitioner);
        var change = Assert.Single(await scope.ServiceProvider.GetRequiredService<IBoundaryChanges>().ListAsync(CancellationToken.None), c => c.Kind == "beat");
        Assert.Equal((new DateOnly(2020, 4, 1), "Beats of 2015", "Beats of 2020"), (change.On, change.Before, change.After));
    }

    async Task<string[]> PlacedAsync(Month month)
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        var ids = (await AreaPlacer.LoadAsync(connection, server.Testshire, CancellationToken.None)).AreasAt(month, 602_000, 155_000);
        return [.. ((string[])(await server.OwnerScalarAsync("select array_agg(name order by name) from partnership.area where partnership_id = $1 and id = any($2)", server.Testshire, ids))!)];
    }

    [Fact]
    public async Task Import_BadFileOrMissingAnswers_SaysSoAndStoresNothing()
    {
        using var visitor = await server.SignedInAsync(Role.Coordinator);

        var crossing = await ImportAsync(visitor, "lsoa", "Bad", (2020, 1, 1), null, Encoding.UTF8.GetBytes(
            """{"type":"Polygon","coordinates":[[[500000,150000],[510000,160000],[510000,150000],[500000,160000],[500000,150000]]]}"""));
        var empty = await ImportAsync(visitor, "", "", (2020, 13, 1), null, Square(500_000, 510_000, "A"));

        Assert.Contains("crosses itself at easting 505000, northing 155000", crossing.Words, StringComparison.Ordinal);
        Assert.Contains("Select what the areas are", empty.Words, StringComparison.Ordinal);
        Assert.Contains("Enter a name", empty.Words, StringComparison.Ordinal);
        Assert.Contains("In force from must be a real date", empty.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from partnership.area_layer where kind = 'lsoa'"));
    }

    [Fact]
    public async Task Layer_EndedAndOfAnotherPartnership()
    {
        using var visitor = await server.SignedInAsync(Role.Analyst);
        var layer = await ImportAsync(visitor, "neighbourhood", "Patches", (2015, 1, 1), null, Square(500_000, 510_000, "Patch"));
        var page = layer.Location!.ToString();
        using var other = await server.SignedInAsync("analyst@elsewhere.example");
        using var practitioner = await server.SignedInAsync(Role.Practitioner);

        var tooEarly = await visitor.SendFormAsync(page, [("LastDay.Day", "1"), ("LastDay.Month", "1"), ("LastDay.Year", "2014")], page);
        var ended = await visitor.SendFormAsync(page, [("LastDay.Day", "31"), ("LastDay.Month", "12"), ("LastDay.Year", "2020")], page);

        Assert.Contains("Last day must be on or after 1 January 2015", tooEarly.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, ended.Status);
        Assert.Contains("to 31 December 2020", (await visitor.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(page)).Status);
        Assert.DoesNotContain("Patches", (await other.GetAsync("/share/places")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("End the layer", (await practitioner.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await practitioner.GetAsync("/share/places/new")).Status);
    }
}
