using System.Globalization;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Share.Places;
using Concordat.Stages.Tests.Share.Interface;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>Rows whose place is words or a postcode: found at the gate, asked about where doubtful, placed by the answer, the words untouched.</summary>
public sealed class PlacingTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    async Task<Guid> AddPlaceAsync(string name, int easting, int northing)
    {
        await using var scope = await server.ScopeAsAsync(Role.Analyst);
        return await scope.ServiceProvider.GetRequiredService<GazetteerStore>().AddAsync(new("landing place", name, PlaceShape.Point(easting, northing), [], "Test"), CancellationToken.None);
    }

    static byte[] File(string month, params string[] places) => Encoding.UTF8.GetBytes("Reference,Category,Date,Location,Postcode\r\n"
        + string.Concat(places.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"R{i},Noise,{i % 28 + 1:00}/{month},{p}\r\n"))));

    async Task<string> RowAsync(Guid id, string reference, string table = "return_row") => (string)(await server.OwnerScalarAsync(
        $"select concat_ws('|', easting, northing, place_method, place_precision, place_name, place_words) from share.{table} where return_id = $1 and reference = $2 {(table == "record" ? "and version_to is null" : "")}", id, reference))!;

    static async Task AcceptAsync(ConcordatServer server, Guid id)
    {
        using var manager = await server.SignedInAsync(Role.Coordinator);
        await manager.SendFormAsync($"/share/returns/received/{id}", [], "/accept");
        await Waiting.UntilAsync(async () => await server.OwnerScalarAsync("select state from share.return where id = $1", id) is "accepted", "the return to be accepted");
    }

    [Fact]
    public async Task Words_ArePlacedAtTheGate_DoubtfulOnesByAPerson_BeforeAndAfterAcceptance()
    {
        if (await server.OwnerScalarAsync("select count(*)::int from share.agreement") is 0) await Agreed.SetAsync(server);
        var steps = await AddPlaceAsync("Heron Wharf Steps", 500_500, 150_500);
        await AddPlaceAsync("Heron Wharf Pontoon", 500_900, 150_900);
        await AddPlaceAsync("Plover Green", 502_500, 152_500);
        await server.OwnerScalarAsync("insert into share.postcode (partnership_id, postcode, area, quality, easting, northing) values ($1, 'KT1 1AA', 'KT', 10, 518000, 169000)", server.Testshire);
        await server.OwnerScalarAsync("update share.place_stamp set postcodes = postcodes + 1 where partnership_id = $1", server.Testshire);
        using var council = Partner.With(server, await Partner.MakeKeyAsync(server, "council"));
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var draft = await council.PostFileAsync("/api/returns?set=8&quarter=2025-Q1",
            File("01/2025", "Plover Green,", "nr heron wharf,", "12 Heron Wharf,", ",KT1 1AA", "lost somewhere,", ",KT1", "heron wharf (Mr Gareth Quillpenny rang),"));

        Assert.Equal((201, 2, 5), (draft.Status, draft.Rows("ready"), draft.Rows("need_a_place")));
        Assert.Equal("502500|152500|gazetteer|15|Plover Green|Plover Green", await RowAsync(draft.Id, "R0"));
        Assert.Equal("518000|169000|postcode|100|KT1", await RowAsync(draft.Id, "R3")); // the full postcode found the point and is not kept
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.place_question where return_id = $1", draft.Id));
        Assert.Equal(200, (await council.PostJsonAsync($"/api/returns/{draft.Id}/submit", """{"zero_months": ["2025-02", "2025-03"]}""")).Status);
        Assert.Equal(4L, await server.OwnerScalarAsync("select sum(rows_waiting) from share.place_question where return_id = $1", draft.Id)); // a district alone is no question
        Assert.Equal("", await Planted.TablesWithAsync(server, "Quillpenny"));

        var received = await analyst.GetAsync($"/share/returns/received/{draft.Id}");
        Assert.Contains("Places to choose", received.Words, StringComparison.Ordinal);
        Assert.NotNull(received.Document.QuerySelector($"a[href='/share/places/choose?return={draft.Id}']"));
        var choose = $"/share/places/choose?return={draft.Id}";
        var question = await analyst.GetAsync(choose);
        Assert.NotNull(question.Document.QuerySelector($"a[href='/share/returns/received/{draft.Id}']"));
        await analyst.SendFormAsync(question, "/share/places/choose", [("Choice", steps.ToString()), ("ForAll", "true")]);

        Assert.Equal("500500|150500|gazetteer|15|Heron Wharf Steps|nr heron wharf", await RowAsync(draft.Id, "R1"));
        Assert.Equal("500500|150500|gazetteer|15|Heron Wharf Steps|12 Heron Wharf", await RowAsync(draft.Id, "R2"));
        Assert.Equal("4/3", await server.OwnerScalarAsync("select ready || '/' || unlocated from share.return where id = $1", draft.Id));

        await AcceptAsync(server, draft.Id);
        var before = (int)(await server.OwnerScalarAsync("select data_version from partnership.partnership where id = $1", server.Testshire))!;
        for (var left = 0; left < 2; left++)
        {
            var page = await analyst.GetAsync(choose);
            var lost = page.Words.Contains("“lost somewhere”", StringComparison.Ordinal);
            await analyst.SendFormAsync(page, "/share/places/choose", lost ? [("Choice", "cannot"), ("Reason", "too vague"), ("ForAll", "true")] : [("Choice", steps.ToString()), ("ForAll", "true")]);
        }

        Assert.StartsWith("500500|150500|gazetteer|15|Heron Wharf Steps|heron wharf", await RowAsync(draft.Id, "R6", "record"), StringComparison.Ordinal);
        Assert.Equal("none|lost somewhere", await RowAsync(draft.Id, "R4", "record"));
        Assert.Equal(before + 1, await server.OwnerScalarAsync("select data_version from partnership.partnership where id = $1", server.Testshire));
        // As it was at the version before, and as it is now.
        Assert.Equal("|500500", await server.OwnerScalarAsync("""
            select string_agg(coalesce(easting::text, ''), '|' order by version_from) from share.incident where return_id = $1 and supplier_ref = 'R6'
            """, draft.Id));

        // The next time the council writes it, nobody is asked.
        var next = await council.PostFileAsync("/api/returns?set=8&quarter=2025-Q2", File("04/2025", "4 Heron Wharf,"));
        Assert.Equal((1, 0), (next.Rows("ready"), next.Rows("need_a_place")));
    }

    [Fact]
    public async Task AReturn_ThatIsSentBack_LeavesNoQuestions()
    {
        if (await server.OwnerScalarAsync("select count(*)::int from share.agreement") is 0) await Agreed.SetAsync(server);
        using var council = Partner.With(server, await Partner.MakeKeyAsync(server, "council"));
        var draft = await council.PostFileAsync("/api/returns?set=8&quarter=2025-Q4", File("10/2025", "kestrel corner,"));
        await council.PostJsonAsync($"/api/returns/{draft.Id}/submit", """{"zero_months": ["2025-11", "2025-12"]}""");
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.place_question where return_id = $1 and state = 'open'", draft.Id));
        using var manager = await server.SignedInAsync(Role.Coordinator);

        await manager.SendFormAsync($"/share/returns/received/{draft.Id}", [("words", "The month is wrong")], $"{draft.Id}/return");

        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.place_question where return_id = $1 and state = 'open'", draft.Id));
        var told = await council.GetAsync($"/api/returns/{draft.Id}");
        Assert.Equal(("returned", "The month is wrong"), (told.State, told.Json.GetProperty("sent_back_because").GetString()));
    }
}
