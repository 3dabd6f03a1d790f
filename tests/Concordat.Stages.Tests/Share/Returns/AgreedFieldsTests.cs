using System.Net;
using System.Text;
using Concordat.Gate.Sets;
using Concordat.Platform.Access;
using Concordat.Share.Returns.Pool;
using Concordat.Share.Returns.Sending;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Interface;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Share.Returns;

/// <summary>What a sharing agreement does not name is not kept, whichever way it is sent.</summary>
public sealed class AgreedFieldsTests(ConcordatServer server) : SendingCase(server)
{
    Task AgreeAsync(int set, params string[] fields) => Server.PastGuardsAsync("update share.agreement_set set fields = $2 where set_number = $1", (short)set, fields);

    async Task<string> KeptAsync(Guid id) => (string)(await Server.OwnerScalarAsync("""
        select string_agg(distinct concat_ws('|', (select string_agg(k, ',' order by k) from jsonb_object_keys(fields) k), time_precision, coalesce(easting::text, 'no point'), coalesce(place_words, 'no words')), ' ')
        from share.return_row where return_id = $1
        """, id))!;

    [Fact]
    public async Task AFile_LosesWhatIsNotAgreed_AndTheAnswerCountsIt()
    {
        await AgreeAsync(8, "category", "date", "shoe size");
        var (quarter, first) = NextQuarter();
        var council = await Server.SignedInAsync(Council);

        var id = IdOf(await SendAsync(council, quarter, File(first, 7)));

        Assert.Equal("category,date,reference|day|no point|no words", await KeptAsync(id));
        var words = (await council.GetAsync($"/share/returns/received/{id}")).Words;
        Assert.Contains("Removed: not in the agreement", words, StringComparison.Ordinal);
        Assert.Contains("Time 7", words, StringComparison.Ordinal);
        await AgreeAsync(8);
        var (next, day) = NextQuarter();
        Assert.StartsWith("category,date,reference,time|minute|5000", await KeptAsync(IdOf(await SendAsync(council, next, File(day, 1)))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASystem_IsToldByFieldHowManyValuesWereRemoved_AndNothingOfThemIsStored()
    {
        await AgreeAsync(7, "date");
        using var system = Partner.With(Server, await Partner.MakeKeyAsync(Server, "council"));

        var reply = await system.PostFileAsync("/api/returns?set=7&quarter=2025-Q1", Encoding.UTF8.GetBytes("Reference,Date,Time,Location\r\nR1,03/02/2025,14:05,Quenchwell Underpass\r\nR2,04/02/2025,14:06,\r\n"));

        Assert.Equal(201, reply.Status);
        var removed = reply.Json.GetProperty("not_in_agreement_removed");
        Assert.Equal((2, 1), (removed.GetProperty("time").GetInt32(), removed.GetProperty("location").GetInt32()));
        Assert.Equal("date,reference|day|no point|no words", await KeptAsync(reply.Id));
        Assert.Equal("", await Planted.TablesWithAsync(Server, "Quenchwell"));
        await AgreeAsync(7);
    }

    [Fact]
    public async Task AForm_AsksOnlyForWhatIsAgreed_AndDropsTheRest()
    {
        await AgreeAsync(7, "date");
        var council = await Server.SignedInAsync(Council);
        const string record = "/share/returns/enter/7/2025-Q2/record";

        var form = await council.GetAsync(record);
        var saved = await council.SendFormAsync(form, record, [("Values[date]", "3/4/2025"), ("Values[time]", "14:05"), ("Place.Words", "502500 152500"), ("Place.Choice", "point")]);

        Assert.Null(form.Document.QuerySelector("[name='Values[time]']"));
        Assert.Null(form.Document.QuerySelector("[name='Place.Words']"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Equal("date|day|no point|no words", await KeptAsync((Guid)(await Server.OwnerScalarAsync("select id from share.return where way = 'form' and set_number = 7 and state = 'draft'"))!));
        await AgreeAsync(7);
    }

    [Fact]
    public async Task TheEditPage_OffersTheFieldsOfTheSet_AndRefusesADraftThatLeavesOutWhatItNeeds()
    {
        var id = await Server.DraftAsync("Fields", set: 8, supplier: "council");
        var manager = await Server.SignedInAsync(Role.Coordinator);
        var page = $"/share/agreements/{id}/versions/1/edit";

        var refused = await manager.SendFormAsync(page, [("Lines[0].Fields", "time")]);
        var other = await manager.SendFormAsync(page, [("Lines[0].Set", "3"), ("Lines[0].Fields", "category")]);
        var saved = await manager.SendFormAsync(page, [("Lines[0].Fields", "category"), ("Lines[0].Fields", "date"), ("Lines[0].Fields", "time")]);

        Assert.Contains("In line 1 select Category and Date too: set 8 cannot do without", refused.Words, StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector("a[href='#Lines_0__Fields']"));
        Assert.Contains("In line 1 select fields of set 3", other.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Contains("Category, Date, Time", (await manager.GetAsync($"/share/agreements/{id}")).Words, StringComparison.Ordinal);
        await Server.PastGuardsAsync("update share.agreement_set set fields = array['date', 'shoe size'] where agreement_id = $1", id);
        Assert.Contains("No field of the set, and without effect: shoe size", (await manager.GetAsync($"/share/agreements/{id}")).Words, StringComparison.Ordinal);
        Assert.Contains("left out when you save: shoe size", (await manager.GetAsync(page)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePool_GivesOnlyWhatIsAgreed()
    {
        var set = SetCatalogue.Standard.Statutory(6);

        Assert.Equal(["quarter", "gender", "reasons", "age_band"], PoolReader.ColumnsOf(set, null));
        Assert.Equal(["quarter", "reasons"], PoolReader.ColumnsOf(set, AgreedFields.Of(set, ["reasons"])));
    }

    // The catalogue shifts no date today; a set that does passes with the supplier's own key, the same in every file.
    [Fact]
    public async Task DatesThatAreShifted_MoveAlikeInEveryFileOfASupplier()
    {
        var set = SetCatalogue.Load("""
            { "key": "4", "number": 4, "name": "Shifted", "supplier": "fire", "level": "record", "period": "quarter", "place": "none", "small_numbers": "controlled", "notes": [], "required": ["date"],
              "fields": [ { "key": "date", "label": "Date", "type": "date", "meaning": "Day.", "headings": ["date"], "rule": { "shift": 20 } }, { "use": "reference" } ] }
            """);
        async Task<string> SendAsync(string quarter)
        {
            await using var scope = await Server.ScopeAsAsync("practitioner@testshire.example");
            var agency = (Guid)(await Server.OwnerScalarAsync("select id from partnership.agency where key = 'fire' and partnership_id = $1", Server.Testshire))!;
            Assert.True(Concordat.Share.Returns.Due.Quarters.TryParse(quarter, out var period));
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"Reference,Date\r\nS1,{period.FirstDay.AddDays(40):dd/MM/yyyy}\r\nS2,{period.FirstDay.AddDays(40):dd/MM/yyyy}\r\nS3,{period.FirstDay.AddDays(40):dd/MM/yyyy}\r\n"));
            await using var file = await UploadStream.ReadAsync(bytes, "shifted.csv", CancellationToken.None);
            var sent = await scope.ServiceProvider.GetRequiredService<ReturnSending>().SendAsync(new(agency, set, period, "file", true, null), "shifted.csv", file, null, CancellationToken.None);
            Assert.True(sent.ReturnId is not null, sent.Refusal);
            return (string)(await Server.OwnerScalarAsync("select string_agg(((fields ->> 'date')::date - $2)::text, ' ' order by reference) from share.return_row where return_id = $1", sent.ReturnId.Value, period.FirstDay.AddDays(40)))!;
        }

        var first = await SendAsync("2025-Q1");

        Assert.Equal(first, await SendAsync("2025-Q2"));
        Assert.True(first.Split(' ').Distinct().Count() > 1 || first != "0 0 0", first);
        Assert.Equal(1L, await Server.OwnerScalarAsync("select count(*) from share.shift_key"));
    }
}
