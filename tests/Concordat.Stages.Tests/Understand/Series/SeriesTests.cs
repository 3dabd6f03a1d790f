using System.Globalization;
using System.IO.Compression;
using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Testing;
using Concordat.Understand.Series;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Series;

/// <summary>A server with a town whose records lie together in two places.</summary>
public sealed class SeriesServer : IAsyncLifetime
{
    public ConcordatServer Site { get; } = new();

    public async Task InitializeAsync()
    {
        await Site.InitializeAsync();
        var town = new SmallTown().Scattered(12, "burglary", "2026-10")
            .With(5, "burglary", "2026-10", 5_850, 5_850, "On or near Boat Steps").With(1, "burglary", "2026-10", 6_150, 5_850, "On or near Ferry Lane")
            .With(4, "vehicle-crime", "2026-10", 2_350, 2_350, "On or near Station Road").With(4, "drugs", "2026-10", 7_350, 2_350, "On or near Mill Lane");
        await TownInDatabase.PutAsync(Site, town, "2026-10");
    }

    public Task DisposeAsync() => Site.DisposeAsync();
}

/// <summary>Series: proposed by place and time, confirmed by a person, with the history of what belongs to them.</summary>
public sealed class SeriesTests(SeriesServer server) : IClassFixture<SeriesServer>
{
    const string List = "/understand/series";

    static readonly DateTime Noon = new(2026, 10, 5, 12, 0, 0, DateTimeKind.Utc);

    static async Task<string> ProposedAsync(Visitor analyst, string theme)
    {
        var answer = await analyst.SendFormAsync(List, [("Theme", theme), ("Months", "1"), ("Metres", "200"), ("Days", "14"), ("Fewest", "4")], List);
        Assert.True(answer.Location is not null, answer.Words);
        var list = await analyst.GetAsync(answer.Location!.OriginalString);
        return list.Document.QuerySelectorAll("main table a").First(a => a.TextContent.StartsWith(theme == "burglary" ? "Burglary" : theme == "drugs" ? "Drugs" : "Vehicle", StringComparison.Ordinal)).GetAttribute("href")!;
    }

    static SeriesRecord Record(double east, double day, bool isOpen = true) =>
        new(Guid.NewGuid(), 2026 * 12 + 9, Noon.AddDays(day), Noon.AddDays(day), east, 0, "Mill Lane", isOpen);

    [Fact]
    public void Find_NearInPlaceAndTime_JoinsChains_AndPartsWhatIsFarInEither()
    {
        SeriesRecord[] records = [Record(0, 0), Record(150, 6), Record(300, 12), Record(100, 30), Record(2_000, 1), Record(50, 2, isOpen: false)];

        var found = SeriesFinder.Find(records, new(200, 14, 3), 5).Series;
        var withFewShown = SeriesFinder.Find(records, new(200, 14, 3), 0).Series;

        // The controlled record joins the chain; alone of its kind it may not be told of, and the group goes with it.
        Assert.Empty(found);
        Assert.Equal([records[0].Id, records[5].Id, records[1].Id, records[2].Id], Assert.Single(withFewShown).Select(r => r.Id));
    }

    [Fact]
    public void Find_MonthAloneKnown_JoinsWithinTheMonthOnly()
    {
        SeriesRecord Of(int month) => new(Guid.NewGuid(), month, null, null, 0, 0, null, true);
        var found = SeriesFinder.Find([Of(1), Of(1), Of(1), Of(2), Of(2)], new(200, 14, 3), 5).Series;

        Assert.Equal([1, 1, 1], Assert.Single(found).Select(r => r.Month));
    }

    /// <summary>Every proposal is a whole chain of break-ins, as a search of all pairs joins them.</summary>
    [SharedDataFact("data/point-time/chicago_breaking_and_entering_2016.csv.gz")]
    public void Find_InChicago_JoinsAsASearchOfAllPairsDoes()
    {
        const int Metres = 150, Days = 4, Fewest = 4;
        var records = new List<SeriesRecord>();
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.Path("data/point-time/chicago_breaking_and_entering_2016.csv.gz")), CompressionMode.Decompress)))
        {
            reader.ReadLine();
            while (reader.ReadLine()?.Split(',') is [var x, var y, var date])
                if (DateTime.TryParseExact(date.Trim('"'), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) && day < new DateTime(2016, 4, 1))
                    records.Add(new(Guid.NewGuid(), day.Year * 12 + day.Month - 1, day, day, double.Parse(x, CultureInfo.InvariantCulture), double.Parse(y, CultureInfo.InvariantCulture), null, true));
        }

        var (series, tooLarge) = SeriesFinder.Find(records, new(Metres, Days, Fewest), 0);

        var chain = Enumerable.Range(0, records.Count).ToArray();
        int Root(int i) => chain[i] == i ? i : chain[i] = Root(chain[i]);
        for (var i = 0; i < records.Count; i++)
            for (var j = 0; j < i; j++)
                if (Math.Sqrt(Math.Pow(records[i].Easting - records[j].Easting, 2) + Math.Pow(records[i].Northing - records[j].Northing, 2)) < Metres && Math.Abs((records[i].From!.Value - records[j].From!.Value).TotalDays) < Days)
                    chain[Root(i)] = Root(j);
        var chains = Enumerable.Range(0, records.Count).GroupBy(Root).Select(g => g.Select(i => records[i].Id).ToHashSet()).Where(g => g.Count >= Fewest).OrderByDescending(g => g.Count).ToList();
        Assert.True(records.Count > 1_500, $"{records.Count} records");
        Assert.Equal(0, tooLarge);
        Assert.Equal(chains.Take(SeriesFinder.Most).Select(g => g.Count), series.Select(s => s.Count));
        Assert.All(series, s => Assert.Contains(chains, c => c.SetEquals(s.Select(r => r.Id))));
    }

    [Theory]
    [InlineData(SeriesFinder.Largest, 1, 0)]
    [InlineData(SeriesFinder.Largest + 1, 0, 1)]
    public void Find_MoreThanAnybodyCanLookAt_IsLeftOut_AndTold(int records, int proposed, int tooLarge)
    {
        var found = SeriesFinder.Find([.. Enumerable.Range(0, records).Select(_ => Record(0, 0))], new(200, 14, 3), 5);

        Assert.Equal((proposed, tooLarge), (found.Series.Count, found.TooLarge));
    }

    [Fact]
    public async Task Series_ProposedByPlaceAndTime_IsConfirmedInWords_ChangedWithReasons_AndBecomesAFinding()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await ProposedAsync(analyst, "burglary");
        var shown = await analyst.GetAsync(page);
        foreach (var words in (string[])["5 records in the series", "Place: 5 of 5 at On or near Boat Steps.", "Time: no record says the hour.", "Method: no set of records says how it was done."])
            Assert.Contains(words, shown.Words, StringComparison.Ordinal);

        Assert.Contains("Say what links them", (await analyst.SendFormAsync(page, [("Method", " ")], "handler=Confirm")).Words, StringComparison.Ordinal);
        Assert.Contains("This seems to hold a name", (await analyst.SendFormAsync(page, [("Method", "Kevin Hughes was seen each time.")], "handler=Confirm")).Words, StringComparison.Ordinal);
        await analyst.SendFormAsync(page, [("Method", "Rear windows forced with one tool.")], "handler=Confirm");
        Assert.Contains("Why", (await analyst.SendFormAsync(page, [("Reason", "")], "handler=Remove")).Words, StringComparison.Ordinal);
        await analyst.SendFormAsync(page, [("Reason", "The window was open.")], "handler=Remove");
        var near = (await analyst.GetAsync(page)).Document.QuerySelectorAll("#Incident option").First(o => o.TextContent.Contains("Ferry Lane", StringComparison.Ordinal)).GetAttribute("value")!;
        await analyst.SendFormAsync(page, [("Incident", near), ("Reason", "The same tool marks.")], "handler=Add");

        var changed = await analyst.GetAsync(page);
        foreach (var words in (string[])["5 records in the series", "Place: 4 of 5 at On or near Boat Steps.", "Rear windows forced with one tool.", "Ana Analyst"])
            Assert.Contains(words, changed.Words, StringComparison.Ordinal);
        var history = changed.Document.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody tr").Select(r => (r.Children[1].TextContent, r.Children[3].TextContent, r.Children[4].TextContent)).ToList();
        Assert.Equal([("Ana Analyst", "added", "The same tool marks."), ("Ana Analyst", "removed", "The window was open."), .. Enumerable.Repeat(("Ana Analyst", "added", "Proposed by place and time"), 5)], history);

        await analyst.SendFormAsync("/understand/tactical", [("Month", "2026-10")], "/understand/tactical");
        var taken = await analyst.SendFormAsync(page, [], "handler=Finding");
        Assert.True(taken.Location is not null, taken.Words);
        var finding = await analyst.GetAsync(taken.Location!.OriginalString.Split('#')[0]);
        Assert.Contains("What links them: Rear windows forced with one tool.", finding.Words, StringComparison.Ordinal);
        Assert.Contains(finding.Document.QuerySelectorAll("textarea[name=Sentence]"), t => t.TextContent.StartsWith("5 records may be one series", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dismissed_IsNotProposedAgain_AndNeitherItNorTheHistoryChangesBehindTheProgram()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await ProposedAsync(analyst, "vehicle-crime");
        Assert.Contains("Say why it is no series", (await analyst.SendFormAsync(page, [("Dismissal", "")], "handler=Dismiss")).Words, StringComparison.Ordinal);
        await analyst.SendFormAsync(page, [("Dismissal", "One owner moved four vans.")], "handler=Dismiss");

        var again = await analyst.SendFormAsync(List, [("Theme", "vehicle-crime"), ("Months", "1"), ("Metres", "200"), ("Days", "14"), ("Fewest", "4")], List);

        Assert.Contains("Nothing new lies so near together", (await analyst.GetAsync(again.Location!.OriginalString)).Words, StringComparison.Ordinal);
        Assert.Contains("One owner moved four vans.", (await analyst.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Remove", (await analyst.GetAsync(page)).Text, StringComparison.Ordinal);
        var id = Guid.Parse(page.Split('/')[^1]);
        foreach (var sql in (string[])["update understand.series set state = 'confirmed', method = 'x', reason = null where id = $1",
            "insert into understand.series_change select partnership_id, series_id, 99, incident_id, 'removed', 'x', by_id, by_name, at from understand.series_change where series_id = $1 limit 1"])
            Assert.Equal("23001", (await Assert.ThrowsAsync<PostgresException>(() => server.Site.OwnerScalarAsync(sql, id))).SqlState);
        Assert.False((bool)(await server.Site.OwnerScalarAsync("select has_table_privilege('concordat_app', 'understand.series_change', 'update') or has_table_privilege('concordat_app', 'understand.series_change', 'delete')"))!);
    }

    [Theory]
    [InlineData("Theme", "piracy", "Choose a theme")]
    [InlineData("To", "2031-01", "Choose a month that is held")]
    [InlineData("Metres", "10", "Enter a whole number from 50 to 2000")]
    [InlineData("Days", "many", "Enter a whole number from 1 to 62")]
    [InlineData("Fewest", "2", "Enter a whole number from 3 to 50")]
    public async Task Look_BadInput_IsRefusedInWords(string field, string value, string words)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        (string Name, string Value)[] right = [("Theme", "burglary"), ("Months", "1")];

        var answer = await analyst.SendFormAsync(List, [.. right.Where(r => r.Name != field), (field, value)], List);

        Assert.Contains(words, answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_OthersReadOrAreRefused_ByTheirRole()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var practitioner = await server.Site.SignedInAsync(Role.Practitioner);
        using var executive = await server.Site.SignedInAsync(Role.Executive);
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        var page = await ProposedAsync(analyst, "drugs");

        var read = await practitioner.GetAsync(page);

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.DoesNotContain("handler=", read.Text, StringComparison.Ordinal);
        Assert.Contains("not-allowed", (await practitioner.PostAsync($"{page}?handler=Confirm", ("Method", "x"))).Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("not-allowed", (await executive.GetAsync(page)).Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page)).Status);
    }
}
