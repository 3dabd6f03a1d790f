using System.Net;
using System.Text;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Places;
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
