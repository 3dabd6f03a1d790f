using System.Net;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Share.Places;
using Concordat.Stages.Tests.Share.Interface;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Records entered by hand: the fields of the catalogue, the checks of the gate, a place or the reason why there is none.</summary>
public sealed class HandEntryTests(ConcordatServer server) : IClassFixture<ConcordatServer>, IAsyncLifetime
{
    const string Council = "practitioner2@testshire.example";

    public async Task InitializeAsync()
    {
        if (await server.OwnerScalarAsync("select count(*)::int from share.agreement") is 0) await Agreed.SetAsync(server);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    static Task<Answer> SaveAsync(Visitor visitor, string address, params (string, string)[] fields) => visitor.SendFormAsync(address, fields);

    // The map stands hidden until its script has drawn it; what it draws on is the partnership's ground and no record.
    [Fact]
    public async Task AMapToPickOn_StandsBesideTheField_AndGivesTheGroundAlone()
    {
        using var council = await server.SignedInAsync(Council);
        using var analyst = await server.SignedInAsync(Role.Analyst);
        Assert.Equal(HttpStatusCode.NotFound, (await council.GetAsync("/share/places/pick.json")).Status);
        await server.OwnerScalarAsync("""
            with l as (insert into partnership.area_layer (partnership_id, id, kind, name, source, valid_from) values ($1, gen_random_uuid(), 'boundary', 'Pick boundary', 'invented', '2020-01-01') returning id)
            insert into partnership.area (partnership_id, id, layer_id, code, name, shape) select $1, 980001, id, 'PB', 'Pick', 'POLYGON ((500000 150000, 510000 150000, 510000 160000, 500000 160000, 500000 150000))' from l
            """, server.Testshire);

        var form = await council.GetAsync("/share/returns/enter/8/2025-Q2/record");
        var map = form.Document.QuerySelector("[data-pick]")!;
        var ground = await council.GetAsync("/share/places/pick.json");

        Assert.Equal(("Place_Words", "Place.Choice"), (map.GetAttribute("data-pick"), map.GetAttribute("data-pick-choice")));
        Assert.True(map.HasAttribute("hidden"));
        Assert.NotNull(form.Document.GetElementById("Place_Words"));
        Assert.Contains("\"extent\":[500000,150000,510000,160000]", ground.Text, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"boundary\"", ground.Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await analyst.GetAsync("/share/places/pick.json")).Status);
        // What the map writes is a point to the field.
        var saved = await SaveAsync(council, "/share/returns/enter/8/2025-Q2/record", ("Values[category]", "noise"), ("Values[date]", "3/4/2025"), ("Place.Words", "502500 152500"), ("Place.Choice", "point"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
    }

    [Fact]
    public async Task Records_AreEnteredChangedRemovedAndSubmitted()
    {
        Guid place;
        await using (var scope = await server.ScopeAsAsync(Role.Analyst))
            place = await scope.ServiceProvider.GetRequiredService<GazetteerStore>().AddAsync(new("open space", "Plover Green", PlaceShape.Point(502_500, 152_500), [], "Test"), CancellationToken.None);
        using var council = await server.SignedInAsync(Council);
        const string list = "/share/returns/enter/8/2025-Q1", record = list + "/record";
        Assert.Contains("No records yet", (await council.GetAsync(list)).Words, StringComparison.Ordinal);

        var asked = await SaveAsync(council, record, ("Values[category]", "noise"), ("Values[date]", "3/1/2025"), ("Values[reference]", "H1"), ("Place.Words", "plover"));
        Assert.Contains("Choose the place, or say that it cannot be located", asked.Words, StringComparison.Ordinal);
        Assert.Equal("H1", asked.Document.QuerySelector("input[name='Values[reference]']")!.GetAttribute("value")); // nothing typed is lost
        var saved = await council.SendFormAsync(asked, record, [("Place.Choice", place.ToString())]);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        await SaveAsync(council, record, ("Values[category]", "vandalism"), ("Values[date]", "4/1/2025"), ("Values[reference]", "H2"), ("Place.Words", "TQ 02500 52500"), ("Place.Choice", "point"));
        await SaveAsync(council, record, ("Values[category]", "graffiti"), ("Values[date]", "5/1/2025"), ("Place.Choice", "cannot"), ("Place.Reason", "on a bus, told by Gareth Quillmoor"));

        Assert.Equal("502500:gazetteer 502500:grid reference cannot be placed", await server.OwnerScalarAsync("""
            select string_agg(concat_ws(':', r.easting, r.place_method), ' ' order by row_number) from share.return_row r join share.return t on t.id = r.return_id where t.way = 'form' and t.set_number = 8 and t.period_first = 2025 * 12
            """));
        Assert.Equal("", await Planted.TablesWithAsync(server, "Quillmoor"));
        var listed = await council.GetAsync(list);
        Assert.Contains("3 records", listed.Words, StringComparison.Ordinal);
        Assert.Contains("Cannot be located: on a bus", listed.Words, StringComparison.Ordinal);

        var changed = await SaveAsync(council, record + "/3", ("Values[category]", "noise"));
        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        await council.SendFormAsync(list, [], "row=4");
        var draft = (Guid)(await server.OwnerScalarAsync("select id from share.return where way = 'form' and set_number = 8 and period_first = 2025 * 12"))!;
        Assert.Equal("2/2/0/2", await server.OwnerScalarAsync("select rows_read || '/' || ready || '/' || unlocated || '/' || placed from share.return where id = $1", draft));
        Assert.Equal("noise|502500", await server.OwnerScalarAsync("select (fields ->> 'category') || '|' || easting from share.return_row where return_id = $1 and row_number = 3", draft));

        var received = await council.GetAsync($"/share/returns/received/{draft}");
        Assert.Contains("Add, change or remove records", received.Words, StringComparison.Ordinal);
        var silent = received.Document.QuerySelectorAll("input[value=zero]").Select(i => (i.GetAttribute("name")!, "zero")).ToArray();
        Assert.Equal(2, silent.Length);
        await council.SendFormAsync(received, $"/share/returns/received/{draft}", silent, "/submit");
        Assert.Equal("submitted", await server.OwnerScalarAsync("select state from share.return where id = $1", draft));
        Assert.Contains("L-03", (await council.GetAsync(list)).Words, StringComparison.Ordinal);
        Assert.Contains("waits for the data manager", (await SaveAsync(council, record, ("Values[category]", "noise"), ("Values[date]", "6/1/2025"), ("Place.Choice", "cannot"), ("Place.Reason", "none"))).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "3/4/2025", "R", "cannot", "lost", "Category", "F-01")]
    [InlineData("wombling", "3/4/2025", "R", "cannot", "lost", "not on the list", "C-01")]
    [InlineData("noise", "31/2/2025", "R", "cannot", "lost", "not a date", "D-01")]
    [InlineData("noise", "3/7/2025", "R", "cannot", "lost", "outside the period", "D-03")]
    [InlineData("noise", "3/4/2025", "R", "cannot", "", "Say why it cannot be located", "")]
    [InlineData("noise", "3/4/2025", "R", "", "", "Enter where it happened", "")]
    public async Task ARecord_ThatIsWrong_IsRefusedInWords(string category, string date, string reference, string choice, string reason, string says, string code)
    {
        using var council = await server.SignedInAsync(Council);

        var answer = await SaveAsync(council, "/share/returns/enter/8/2025-Q2/record", ("Values[category]", category), ("Values[date]", date), ("Values[reference]", reference), ("Place.Choice", choice), ("Place.Reason", reason));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(says, answer.Words, StringComparison.Ordinal);
        Assert.Contains(code, answer.Words, StringComparison.Ordinal);
        Assert.NotNull(answer.Document.QuerySelector(".govuk-error-summary"));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.return where way = 'form' and period_first = 2025 * 12 + 3"));
    }

    [Fact]
    public async Task TheSameReferenceTwice_IsRefused_AndAFilesDraftIsNotMixedWithEntries()
    {
        using var council = await server.SignedInAsync(Council);
        const string record = "/share/returns/enter/7/2025-Q3/record";
        (string, string)[] fields = [("Values[date]", "3/7/2025"), ("Values[reference]", "T1"), ("Place.Choice", "cannot"), ("Place.Reason", "private")];
        var page = await council.GetAsync(record);
        var code = page.Document.QuerySelector("select option[value]:not([value=''])");
        if (code is not null) fields = [.. fields, (code.ParentElement!.GetAttribute("name")!, code.GetAttribute("value")!)];

        var first = await SaveAsync(council, record, fields);
        var twice = await SaveAsync(council, record, fields);

        Assert.Equal(HttpStatusCode.Redirect, first.Status);
        Assert.Contains("K-01", twice.Words, StringComparison.Ordinal);
        using var system = Partner.With(server, await Partner.MakeKeyAsync(server, "council"));
        Assert.Equal(201, (await system.PostFileAsync("/api/returns?set=8&quarter=2025-Q3", "Reference,Category,Date\r\nR1,Noise,03/07/2025\r\n"u8.ToArray())).Status);
        Assert.Contains("A file of this quarter waits as a draft", (await council.GetAsync("/share/returns/enter/8/2025-Q3")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EverySetOfTheCatalogue_HasItsForm_AndOthersBodiesHaveNone()
    {
        using var manager = await server.SignedInAsync(Role.Coordinator);
        foreach (var set in SetCatalogue.Standard.Sets.Where(s => s.Number is >= 1 and <= 8))
        {
            var agency = await server.OwnerScalarAsync("select agency_id from share.agreement_set where set_number = $1", set.Number!.Value);
            var page = await manager.GetAsync($"/share/returns/enter/{set.Number}/2025-Q4/record?agency={agency}");
            var named = page.Document.QuerySelectorAll("main [name^='Values[']").Select(f => f.GetAttribute("name")!["Values[".Length..^1]);
            Assert.Equal(set.KeptFields.Where(f => !f.IsPlace).Select(f => f.Key), named);
            Assert.Equal(set.Place == PlaceKept.Point, page.Document.QuerySelector("[name='Place.Words']") is not null);
        }
        using var fire = await server.SignedInAsync(Role.Practitioner);
        var council = await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = 'council'", server.Testshire);
        Assert.Equal(HttpStatusCode.NotFound, (await fire.GetAsync($"/share/returns/enter/8/2025-Q1?agency={council}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await fire.GetAsync($"/share/returns/enter/8/2025-Q1/record?agency={council}")).Status);
    }
}
