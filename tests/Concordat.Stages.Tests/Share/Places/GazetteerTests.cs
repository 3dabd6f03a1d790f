using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Testing;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Places;

/// <summary>The gazetteer over HTTP: imported with faults by row, kept by hand, other names proposed and confirmed, exported, and found by the look-up.</summary>
public sealed class GazetteerTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Import = "/share/places/gazetteer/import";

    static Task<Answer> ImportAsync(Visitor visitor, string file, string text) =>
        visitor.SendFilesAsync(Import, "Upload", [(file, Encoding.UTF8.GetBytes(text))], ("Source", "Parks service"));

    [Fact]
    public async Task Import_TableWithFaultyRows_TakesTheGoodOnesAndNamesTheOthers()
    {
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var answer = await ImportAsync(analyst, "places.csv", """
            name,kind,easting,northing,wkt,aliases
            Import Green,open space,500100,150100,,The Green|Village Green
            Import Path,footpath,,,"LINESTRING (500100 150100, 500500 150100)",
            Import Field,open space,,,"POLYGON ((500000 150000, 500400 150000, 500400 150200, 500000 150200, 500000 150000))",
            Swapped Corner,junction,150100,500100,,
            Nowhere,junction,,,,
            Far Away,junction,712345,150100,,
            ,car park,500200,150200,,
            Bow Tie,open space,,,"POLYGON ((500000 150000, 500400 150200, 500400 150000, 500000 150200, 500000 150000))",
            Not a shape,open space,,,DROP TABLE,
            """);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Added3", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Not taken6", answer.Words, StringComparison.Ordinal);
        var rows = answer.Document.QuerySelectorAll("table tbody tr").Select(r => r.Children[0].TextContent + " " + r.Children[1].TextContent).ToArray();
        Assert.Equal(["5 easting", "6 easting", "7 easting", "8 name", "9 wkt", "10 wkt"], rows);
        Assert.DoesNotContain("712345", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("DROP TABLE", answer.Text, StringComparison.Ordinal);

        var again = await ImportAsync(analyst, "places.csv", "name,kind,easting,northing,aliases\nImport Green,open space,500120,150120,The Rec\n");
        Assert.Contains("Added0", again.Words, StringComparison.Ordinal);
        Assert.Contains("Brought up to date1", again.Words, StringComparison.Ordinal);
        // A line stands at half its length, an area inside itself.
        Assert.Equal(500300.0, await server.OwnerScalarAsync("select easting from share.place where name = 'Import Path'"));
        Assert.Equal(200.0, await server.OwnerScalarAsync("select half_width_metres from share.place where name = 'Import Field'"));
        Assert.Equal(3L, await server.OwnerScalarAsync("select count(*) from share.place_alias a join share.place p on p.id = a.place_id where p.name = 'Import Green'"));
    }

    [Fact]
    public async Task Import_GeoJson_PointsLinesAndAreasAreTakenOntoTheGrid()
    {
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var answer = await ImportAsync(analyst, "places.geojson", """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"Geo Stop","kind":"bus stop","aliases":["Stop G"]},"geometry":{"type":"Point","coordinates":[-0.11992557,51.48936565]}},
            {"type":"Feature","properties":{"name":"Geo Lane","kind":"road section"},"geometry":{"type":"LineString","coordinates":[[530600,178300],[530700,178300]]}},
            {"type":"Feature","properties":{"name":"Geo Nothing","kind":"road section"},"geometry":null},
            {"type":"Feature","properties":{"kind":"pub"},"geometry":{"type":"Point","coordinates":[530600,178300]}}]}
            """);

        Assert.Contains("Added2", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Not taken2", answer.Words, StringComparison.Ordinal);
        Assert.InRange((double)(await server.OwnerScalarAsync("select easting from share.place where name = 'Geo Stop'"))!, 530_619, 530_630);
    }

    [Theory]
    [InlineData("places.csv", "who,what\na,b\n", "there is no column \"name\"")]
    [InlineData("places.csv", "name,kind\na,b\n", "there is no column that says where the places are")]
    [InlineData("places.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{", "not whole JSON")]
    [InlineData("places.geojson", "{\"type\":\"Topology\"}", "not a GeoJSON FeatureCollection")]
    public async Task Import_FileThatIsNoGazetteer_IsRefusedWithTheReason(string name, string text, string reason)
    {
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var answer = await ImportAsync(analyst, name, text);

        Assert.Contains(reason, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_ByHand_IsAddedChangedNamedRetiredAndExported()
    {
        using var keeper = await server.SignedInAsync(Role.Coordinator);
        using var partner = await server.SignedInAsync(Role.Practitioner);

        var refused = await keeper.SendFormAsync("/share/places/gazetteer/new", [("Fields.Name", "Hand Quay"), ("Fields.Kind", "waterside"), ("Fields.Where", "150200 500200")]);
        Assert.Contains("Easting and northing are swapped", refused.Words, StringComparison.Ordinal);
        var added = await keeper.SendFormAsync("/share/places/gazetteer/new", [("Fields.Name", "Hand Quay"), ("Fields.Kind", "waterside"), ("Fields.Where", "TQ 00200 50200"), ("Aliases", "The Hard\nOld Quay")]);
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        var page = added.Location!.ToString();
        Assert.Contains("TQ 00200 50200", (await keeper.GetAsync(page)).Words, StringComparison.Ordinal);

        // A partner proposes; the name counts only when it was confirmed.
        await partner.SendFormAsync(page, [("Alias", "Smugglers Steps")], "handler=Alias");
        Assert.DoesNotContain("Hand Quay", (await keeper.GetAsync("/api/places?q=Smugglers+Steps")).Text, StringComparison.Ordinal);
        var proposed = await keeper.GetAsync(page);
        Assert.Contains("proposed", proposed.Words, StringComparison.Ordinal);
        var confirm = proposed.Document.QuerySelectorAll("form").Single(f => f.TextContent.Contains("Confirm", StringComparison.Ordinal));
        var alias = confirm.QuerySelector("input[name=alias]")!.GetAttribute("value")!;
        await keeper.SendFormAsync(page, [("alias", alias), ("confirm", "true")], "handler=Decide");
        Assert.Contains("\"name\":\"Hand Quay\"", (await keeper.GetAsync("/api/places?q=Smugglers+Steps")).Text, StringComparison.Ordinal);

        await keeper.SendFormAsync(page, [("Fields.Name", "Hand Quay North"), ("Fields.Where", "500300 150300")], "handler=Edit");
        var list = await keeper.GetAsync("/share/places/gazetteer?Q=smugglers");
        Assert.Contains("Hand Quay North", list.Words, StringComparison.Ordinal);
        Assert.Contains("500300", list.Words, StringComparison.Ordinal);
        var csv = await keeper.GetAsync("/share/places/gazetteer.csv?q=hand%20quay");
        Assert.Contains("Hand Quay North,waterside,500300,150300,POINT (500300 150300)", csv.Text, StringComparison.Ordinal);

        await keeper.SendFormAsync(page, [("LastDay.Day", "1"), ("LastDay.Month", "1"), ("LastDay.Year", "2020")], "handler=Retire");
        Assert.Contains("Last day must be on or after", (await keeper.SendFormAsync(page, [("LastDay.Day", "1"), ("LastDay.Month", "1"), ("LastDay.Year", "2020")], "handler=Retire")).Words, StringComparison.Ordinal);
        Assert.Contains("Hand Quay North", (await keeper.GetAsync("/share/places/gazetteer?Q=hand")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_OfAnotherPartnershipOrByAnotherRole_IsNotThereOrNotAllowed()
    {
        using var keeper = await server.SignedInAsync(Role.Analyst);
        using var elsewhere = await server.SignedInAsync("analyst@elsewhere.example");
        using var partner = await server.SignedInAsync(Role.Practitioner);
        using var executive = await server.SignedInAsync(Role.Executive);
        var added = await keeper.SendFormAsync("/share/places/gazetteer/new", [("Fields.Name", "Secret Yard"), ("Fields.Kind", "building"), ("Fields.Where", "500900 150900")]);

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(added.Location!.ToString())).Status);
        Assert.DoesNotContain("Secret Yard", (await elsewhere.GetAsync("/api/places?q=Secret+Yard")).Text, StringComparison.Ordinal);
        Assert.Contains("not-allowed", (await partner.GetAsync("/share/places/gazetteer/new")).Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("not-allowed", (await partner.GetAsync(Import)).Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("not-allowed", (await partner.GetAsync("/share/places/choose")).Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("not-allowed", (await executive.GetAsync("/share/places/gazetteer")).Location!.ToString(), StringComparison.Ordinal);
        using var stranger = server.Visitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/places?q=x")).Status);
    }

    [Fact]
    public async Task Database_RoleThatKeepsNoRecords_CannotWritePlacesWhateverTheProgramSays()
    {
        await using var connection = new NpgsqlConnection(server.ApplicationConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"select set_config('app.partnership', '{server.Testshire}', true), set_config('app.user', '{Guid.CreateVersion7()}', true), set_config('app.purpose', 'test', true), set_config('app.roles', 'practitioner', true)");
        const string insert = """
            insert into share.place (partnership_id, id, kind, name, shape, easting, northing, half_width_metres, valid_from, source, added_by, added_by_name, added_at)
            values (platform.current_partnership(), gen_random_uuid(), 'pub', 'Sneaked in', 'POINT (1 1)', 1, 1, 15, now(), 'x', gen_random_uuid(), 'x', now())
            """;

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, insert));

        Assert.Equal("42501", refusal.SqlState);
        await transaction.RollbackAsync();
        // Places are retired, never deleted, and the words of a question never change.
        foreach (var sql in (string[])["delete from share.place", "update share.place_question set words = 'other'", "delete from share.place_question", "delete from share.place_memory"])
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, sql))).SqlState);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
