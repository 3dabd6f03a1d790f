using System.Net;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Understand.Strategic;
using Concordat.Understand.Explore.Similar;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>Families of similar areas over HTTP and the real database, on a town of four years; and their arithmetic.</summary>
public sealed class SimilarAreasTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    const string NewList = "/understand/explore/similar/families/new", NewFigures = "/understand/explore/similar/figures/new";

    static (string, string)[] Published(string rows, params (string, string)[] otherwise) =>
        [.. new[] { ("Source", "Invented tables, edition 3"), ("Definition", "burglary of every kind"), ("IsPublished", "true"), ("Typed", rows) }.Where(f => otherwise.All(o => o.Item1 != f.Item1)), .. otherwise];

    async Task<Answer> ListAsync(string name, string rows, string own = "E07000001", string day = "1", string source = "Invented list") =>
        await (await server.Site.AsAsync(Role.Coordinator)).SendFormAsync(NewList, [("Name", name), ("AsAt.Day", day), ("AsAt.Month", "4"), ("AsAt.Year", "2025"), ("Source", source), ("OwnCode", own), ("Typed", rows)], NewList);

    [Fact]
    public async Task Standing_HasRankDistanceAndInterval_BesideOurOwnTrend_AndGoesIntoTheStrategicAssessment()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var draft = await server.DraftAsync(analyst, 2041);
        await ListAsync("Towns by the water", "E07000001, Smalltown\nE07000002, Otherton\nE07000003, Thirdham\nE07000004, Fourthwick\nE07000005, Fifthby");
        await analyst.SendFormAsync(NewFigures, Published("""
            area code,theme,from,to,count,residents
            E07000001,Burglary,2024-04,2025-03,120,100000
            E07000002,Burglary,2024-04,2025-03,60,100000
            E07000003,Burglary,2024-04,2025-03,"240",100000
            E07000004,Burglary,2024-04,2025-03,110,100000
            E07000001,Burglary,2023-04,2024-03,100,100000
            E07000002,Burglary,2023-04,2024-03,100,100000
            """), NewFigures);
        var family = await server.Site.OwnerScalarAsync("select id from understand.area_family where name = 'Towns by the water'");

        var page = await analyst.GetAsync($"/understand/explore/similar?family={family}&theme=burglary");

        // 120 in 100,000: exact 95% range 99.5 to 143.5 (Garwood); the mean of 0.6, 2.4 and 1.1 is 1.37.
        Says(page, "1.2 a year for each 1,000 residents (95% range 1.0 to 1.4), rank 2 of 4 from the highest. The mean of the other 3 is 1.4: ours is 0.2 (12%) below it, no further than chance could take it. Taken one by one, 1 of them below ours and 1 above differ by more than chance.");
        Says(page, "is as at 1 April 2025, from Invented list.");
        Says(page, "Without a figure, and so in no rank and no mean: Fifthby.");
        Says(page, "3Fourthwick110100,0001.10.91.3No further apart than chance");
        Says(page, "Invented tables, edition 3, which counts burglary of every kind");
        Says(page, "April 2023 to March 20241.00.81.21.00.01 of 2");
        // Ten to twelve burglaries a month in our own records.
        Says(page, "March 2025132" + "12");
        var csv = await analyst.GetAsync(page.Document.QuerySelectorAll("main a").First(a => a.TextContent.Contains("CSV", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Contains("E07000003", csv.Text, StringComparison.Ordinal);

        var take = page.Document.QuerySelectorAll("main form").Select(f => f.GetAttribute("action") ?? "").First(a => a.Contains("handler=Take", StringComparison.Ordinal));
        var refused = await analyst.PostAsync(take, ("Assessment", ""));
        await analyst.PostAsync(take, ("Assessment", draft.Split('/')[^1]));
        var taken = await analyst.PostAsync(take, ("Assessment", draft.Split('/')[^1]));
        Says(refused, "Choose a strategic assessment that is being written");
        var register = await analyst.GetAsync(taken.Location!.OriginalString);
        Says(register, "Burglary: 1.2 for each thousand residents, rank 2 of 4 from the highest; the mean of the others is 1.4 (Towns by the water, April 2024 to March 2025, as at 1 April 2025).");
        // Taken twice, there once.
        Assert.Equal(4L, await server.Site.OwnerScalarAsync("select count(*) from understand.strategic_entry where assessment_id = $1 and register = 'similar' and removed_at is null", Guid.Parse(draft.Split('/')[^1])));
    }

    [Fact]
    public async Task NewerLoad_TakesThePlaceOfAnEarlier_UntilItIsWithdrawn()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        await ListAsync("Two of them", "E07000001,Smalltown\nE07000002,Otherton", day: "2");
        var page = $"/understand/explore/similar?family={await server.Site.OwnerScalarAsync("select id from understand.area_family where name = 'Two of them'")}&theme=drugs";
        await analyst.SendFormAsync(NewFigures, Published("E07000001,Drugs,2024-04,2025-03,100,100000\nE07000002,Drugs,2024-04,2025-03,50,100000"), NewFigures);
        await analyst.SendFormAsync(NewFigures, Published("E07000001,Drugs,2024-04,2025-03,300,100000", ("Source", "Corrected tables")), NewFigures);

        Says(await analyst.GetAsync(page), "3.0 a year for each 1,000 residents");
        var load = await server.Site.OwnerScalarAsync("select id from understand.family_figure_load where source = 'Corrected tables'");
        Says(await analyst.PostAsync("/understand/explore/similar/held", ("Item", $"{load}"), ("Reason", " ")), "Say why it is withdrawn");
        await analyst.PostAsync("/understand/explore/similar/held", ("Item", $"{load}"), ("Reason", "The correction was wrong"));

        Says(await analyst.GetAsync(page), "1.0 a year for each 1,000 residents");
        Says(await analyst.GetAsync("/understand/explore/similar/held"), "by Ana Analyst: The correction was wrong");
    }

    [Theory]
    [InlineData("", "E07000001", "Choose a file of at most 2 MB, or write the rows")]
    [InlineData("E07000001,Smalltown", "E07000001", "has one area. Give those it is similar to as well")]
    [InlineData("E07000001,Smalltown\nE07000002,Otherton", "E07000009", "E07000009 is not on the list")]
    [InlineData("E07000001,Smalltown\nE7,Otherton", "E07000001", "“E7” is not an area code")]
    [InlineData("E07000001,Smalltown\nE07000001,Smalltown", "E07000001", "“E07000001” stands twice")]
    [InlineData("E07000001,Smalltown\nE07000002,Otherton,East", "E07000001", "it has more cells than there are headings")]
    [InlineData("area code,area name,date\nE07000001,Smalltown,yesterday", "E07000001", "is not a day")]
    [InlineData("name,place\nE1,Smalltown", "E07000001", "there is no column of area codes")]
    public async Task List_ThatIsWrong_IsRefusedWhole_WithItsRow(string rows, string own, string sentence)
    {
        var answer = await ListAsync("Wrong list", rows, own);

        Says(answer, sentence);
        Assert.Equal(0L, await server.Site.OwnerScalarAsync("select count(*) from understand.area_family where name = 'Wrong list'"));
        Assert.Equal(rows, answer.Document.QuerySelector("textarea[name=Typed]")!.TextContent.Trim('\n').ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task List_OfTheSameNameAndDay_IsHeldOnce_AndANewerOneIsNamed()
    {
        const string Rows = "E07000001,Smalltown\nE07000002,Otherton";
        await ListAsync("Held once", Rows, day: "3");

        Says(await ListAsync("HELD once", Rows, day: "3"), "“HELD once” as at 3 April 2025 is held already");
        await ListAsync("Held once", Rows, day: "9");
        var first = await server.Site.OwnerScalarAsync("select id from understand.area_family where name = 'Held once' and as_at = '2025-04-03'");
        Says(await (await server.Site.AsAsync(Role.Practitioner)).GetAsync($"/understand/explore/similar?family={first}"), "A newer list of this family, as at 9 April 2025, is held.");
    }

    [Theory]
    [InlineData("E07000001,Burglary,2024-04,2025-03,-4,100000", "“-4” is not a count")]
    [InlineData("E07000001,Burglary,2024-04,2025-03,4,0", "“0” is not a number of people")]
    [InlineData("E07000001,Piracy,2024-04,2025-03,4,100000", "“Piracy” is not a theme")]
    [InlineData("E07000001,Burglary,2025-04,2025-03,4,100000", "comes before the first month")]
    [InlineData("E07000001,Burglary,2024-04,2199-03,4,100000", "has not ended")]
    [InlineData("E07000001,Burglary,last year,2025-03,4,100000", "is not a pair of months")]
    [InlineData("area code,theme,from,to,count\nE07000001,Burglary,2024-04,2025-03,4", "Head it “residents”")]
    public void Figures_ThatAreWrong_AreRefusedWithRowAndRemedy(string rows, string sentence)
    {
        var (figures, faults) = SimilarFile.ReadFigures(SimilarUpload.Typed("E07000002,Burglary,2024-04,2025-03,9,100000\n" is var good && rows.StartsWith("area", StringComparison.Ordinal) ? rows : good + rows, SimilarFile.FigureHeadings), new Month(2026, 10));

        Assert.Empty(figures);
        var fault = Assert.Single(faults);
        Assert.Contains(sentence, $"{fault.Message}. {fault.Remedy}", StringComparison.Ordinal);
        Assert.Equal(rows.StartsWith("area", StringComparison.Ordinal) ? 1 : 2, fault.Row);
    }

    [Theory]
    [InlineData("E07000001,Burglary,2024-04,2025-03,640", 1, "“” is not a number of people")]
    [InlineData("E07000001,Burglary,2024-04,2025-03,1,200,100000", 1, "it has more cells than there are headings")]
    public async Task Figures_TypedWithAWrongNumberOfCells_AreToldByRow_AndNothingIsLost(string rows, int row, string sentence)
    {
        var visitor = await server.Site.AsAsync(Role.Analyst);

        var answer = await visitor.SendFormAsync("/understand/explore/similar/figures/new", [("Source", "Office"), ("Definition", "Burglary"), ("Typed", rows), ("IsPublished", "true")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Says(answer, sentence);
        Assert.Equal(row.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Document.QuerySelector("#faults ~ * td")!.TextContent);
    }

    [Fact]
    public void Families_OfAnOldSpreadsheet_KeepTheirLetters()
    {
        byte[] file = [.. "area code;area name\r\nW06000001;Ynys M"u8, 0xF4, .. "n\r\nW06000002;Gwynedd\r\n"u8];

        var (families, faults) = SimilarFile.ReadFamilies(new(new MemoryStream(file), "list.csv", null, true), "Wales", new(2025, 4, 1), new(2026, 10, 1));

        Assert.Empty(faults);
        Assert.Equal(["Ynys Môn", "Gwynedd"], Assert.Single(families).Members.Select(m => m.Name));
    }

    [Fact]
    public void Families_ByColumn_AreReadEachWithItsDay()
    {
        var (families, faults) = SimilarFile.ReadFamilies(SimilarUpload.Typed("Family,Date,Area code,Area name\nA,2024-04-01,E07000001,One\nA,2024-04-01,E07000002,\"Two, with comma\"\nA,1/4/2025,E07000001,One\nB,2024-04-01,E07000001,One\n", SimilarFile.FamilyHeadings), null, null, new(2026, 10, 1));

        Assert.Empty(faults);
        Assert.Equal([("A", new DateOnly(2024, 4, 1), 2), ("A", new(2025, 4, 1), 1), ("B", new(2024, 4, 1), 1)], families.Select(f => (f.Name, f.AsAt, f.Members.Count)));
        Assert.Equal("Two, with comma", families[0].Members[1].Name);
    }

    [Fact]
    public void Standing_OverTwoYears_IsARateAYear_AndEqualRatesShareARank()
    {
        MemberFigure Area(string code, long count) => new(code, code, count, 50_000);

        var standing = FamilyStanding.Of([Area("ours", 100), Area("b", 100), Area("c", 300)], "ours", 24, [])!;

        Assert.Equal((1.0, 2, 2, 1), (standing.Ours.Rate.Rate, standing.Ours.Rank, standing.Members.Single(m => m.Member.Code == "b").Rank, standing.Members.Single(m => m.Member.Code == "c").Rank));
        Assert.Equal((2.0, -1.0, -50.0), (standing.Mean, standing.Distance, standing.DistancePercent));
        Assert.Equal(-1, standing.Members.Single(m => m.Member.Code == "c").Apart);
        Assert.Null(FamilyStanding.Of([Area("ours", 100)], "ours", 12, []));
        Assert.Null(FamilyStanding.Of([Area("b", 100), Area("c", 1)], "ours", 12, []));
    }

    [Fact]
    public async Task Practitioner_ReadsAndKeepsNone_AndTheDatabaseHoldsIt()
    {
        var practitioner = await server.Site.AsAsync(Role.Practitioner);
        await ListAsync("Guarded list", "E07000001,Smalltown\nE07000002,Otherton", day: "4");
        var id = (Guid)(await server.Site.OwnerScalarAsync("select id from understand.area_family where name = 'Guarded list'"))!;

        foreach (var page in (string[])[NewList, NewFigures]) Assert.NotEqual(HttpStatusCode.OK, (await practitioner.GetAsync(page)).Status);
        Assert.Contains("not-allowed", (await practitioner.PostAsync("/understand/explore/similar/held", ("Item", $"{id}"), ("Reason", "Mine"))).Location!.OriginalString, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Practitioner,
            "insert into understand.area_family (partnership_id, id, name, as_at, own_code, source, added_by, added_by_name, added_at) values (platform.current_partnership(), gen_random_uuid(), 'Mine', '2025-01-01', 'E07000001', 'x', platform.session_user_id(), 'x', now())"));
        // A list that is there takes no more members, and loses none, whoever asks.
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Coordinator, "insert into understand.area_family_member values (platform.current_partnership(), $1, 'E07000003', 'Late')", id));
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, Role.Coordinator, "update understand.area_family_member set area_name = 'x' where family_id = $1", id));
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Says(await elsewhere.GetAsync($"/understand/explore/similar?family={id}"), "No list of similar areas is held");
    }

    static void Says(Answer answer, string words) => Assert.True(answer.Words.Contains(words, StringComparison.Ordinal), $"Not said: {words}\n{answer.Status} {answer.Location}\n{answer.Words}");
}
