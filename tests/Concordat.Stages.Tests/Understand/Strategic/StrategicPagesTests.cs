using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Review;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Testing;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>From a commission to an issued strategic assessment, over HTTP and the real database.</summary>
public sealed class StrategicPagesTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    const string List = "/understand/strategic", New = "/understand/strategic/new";

    [Fact]
    public async Task Commission_RecordsHeld_MakesADraftWithTheFivePartsAndAPlan()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2101);

        var answer = await analyst.GetAsync(page);

        Assert.Equal("draft", await server.StatusAsync(page));
        Assert.Contains("How far last year's plan was done empty", answer.Words, StringComparison.Ordinal);
        Assert.Contains("There were", answer.Document.QuerySelector("textarea[name=Sentence]")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Document.QuerySelectorAll(".c-evidence svg[role=img]"));
        Assert.Contains("2101", (await analyst.GetAsync(List)).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Year", "", "Enter the year, such as 2026")]
    [InlineData("Year", "12", "Enter the year, such as 2026")]
    [InlineData("To", "", "Choose the last month of the period")]
    [InlineData("To", "2031-01", "a month without records is not a month with nothing in it")]
    [InlineData("Years", "2", "a whole number from 3 to 10")]
    [InlineData("Years", "eleven", "a whole number from 3 to 10")]
    [InlineData("SteeringGroup", " ", "Name the steering group")]
    [InlineData("Owner", "", "Choose the one person who answers for it")]
    [InlineData("Residents", "about 5", "Enter the number of residents as a whole number, or leave it empty")]
    [InlineData("Residents", "0", "Enter the number of residents as a whole number, or leave it empty")]
    [InlineData("ReviewOn.Year", "2001", "must come after today")]
    [InlineData("FinalDraftOn.Year", "2025", "The final draft must not come before the first")]
    [InlineData("MeetingOn.Day", "40", "day")]
    public async Task Commission_BadInput_IsRefusedInWordsAndKeepsWhatWasTyped(string field, string value, string words)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var answer = await analyst.SendFormAsync(New, await server.CommissionAsync(2102, (field, value)));

        Assert.Contains(words, answer.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.Site.OwnerScalarAsync("select count(*) from understand.strategic_assessment where year = 2102"));
        if (field != "SteeringGroup") Assert.Equal("Community safety board", answer.Document.QuerySelector("#SteeringGroup")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Commission_SameYearInWork_IsRefused()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        await server.DraftAsync(analyst, 2103);

        Assert.Contains("is being written already", (await analyst.SendFormAsync(New, await server.CommissionAsync(2103))).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Executive)]
    [InlineData(Role.Administrator)]
    public async Task Draft_RolesThatReadOnlyIssuedPapers_AreRefused(string role)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, role == Role.Executive ? 2104 : 2105);
        using var visitor = await server.Site.SignedInAsync(role);

        foreach (var address in (string[])[page, $"{page}/strategic.docx", $"{page}/ranking", $"{page}/registers/consultation", $"{page}/changes", $"{page}/run"])
        {
            var answer = await visitor.GetAsync(address);
            Assert.True(answer.Status == HttpStatusCode.NotFound || (answer.Location?.OriginalString.Contains("not-allowed", StringComparison.Ordinal) ?? false), $"{address}: {answer.Status} {answer.Location}");
        }
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page)).Status);
    }

    [Theory]
    [InlineData("Burglary rose after Kevin Hughes moved in.", "a name")]
    [InlineData("Write to jo@riverbourne.example about the figures.", "an e-mail")]
    [InlineData("Seen beside a van, registration AB12 CDE.", "a plate")]
    public async Task Words_ThatIdentifyAPerson_AreRefusedWherePeopleWrite_AndNothingTypedIsLost(string words, string kind)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2124 + kind.Length);
        var before = await BlocksAsync(page);
        (Answer Answer, string Kept)[] answers =
        [
            (await analyst.SendFormAsync(page, [("Sentence", words)], "handler=Save"), "textarea[name=Sentence]"),
            (await analyst.SendFormAsync(page, [("NewWords", words)], "handler=Add"), "#NewWords"),
            (await StrategicServer.AddAsync(analyst, page, "consultation", ("kind", "survey"), ("method", "Survey"), ("who", "Traders"), ("on", "1/2/2026"), ("said", words), ("done", "Passed on")), "#said"),
        ];

        Assert.All(answers, a =>
        {
            Assert.Contains($"This seems to hold {kind}. Take it out", a.Answer.Words, StringComparison.Ordinal);
            Assert.Equal(words, a.Answer.Document.QuerySelector(a.Kept)!.TextContent);
        });
        Assert.Equal(before, await BlocksAsync(page));
        Assert.Equal(0L, await server.Site.OwnerScalarAsync("select count(*) from understand.strategic_entry where assessment_id = $1 and register = 'consultation'", Guid.Parse(page.Split('/')[^1])));
        var commission = await analyst.SendFormAsync(New, await server.CommissionAsync(2199, ("SteeringGroup", words)));
        Assert.Contains($"This seems to hold {kind}. Take it out", commission.Words, StringComparison.Ordinal);
        Assert.Equal(words, commission.Document.QuerySelector("#SteeringGroup")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Words_OfPlacesYearsAndPublishedAuthors_AreTaken()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2140);

        await analyst.SendFormAsync(page, [("Sentence", "Since 1 April 2012 the level around Charlotte Street and St John’s Arms, GU1 4AB, has risen.")], "handler=Save");
        await StrategicServer.AddedAsync(analyst, page, "references", ("label", "Ratcliffe 2002"), ("work", "Jerry Ratcliffe (2002). Aoristic signatures. Journal of Quantitative Criminology 18(1), 23-43."));

        Assert.Contains("Since 1 April 2012", await BlocksAsync(page), StringComparison.Ordinal);
        Assert.Contains("This seems to hold an e-mail", (await StrategicServer.AddAsync(analyst, page, "references", ("label", "Letter"), ("work", "Letter of jo@riverbourne.example"))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_WordsOfABlock_FindsDraftsForThoseWhoReadThem_AndIssuedOnesForEverybody()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        using var executive = await server.Site.SignedInAsync(Role.Executive);
        var page = await server.DraftAsync(analyst, 2141);
        await analyst.SendFormAsync($"{page}?chapter=2", [("Sentence", "Kingfisher lamps went out.")], "handler=Save");

        var hit = (await analyst.GetAsync("/search?q=Kingfisher+lamps")).Document.QuerySelectorAll("main a").Single(a => a.GetAttribute("href")!.StartsWith(page, StringComparison.Ordinal));
        var opened = await analyst.GetAsync(hit.GetAttribute("href")!.Split('#')[0]);

        Assert.Contains("Kingfisher lamps went out.", opened.Document.QuerySelector($"#{hit.GetAttribute("href")!.Split('#')[1]}")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Kingfisher lamps went out", (await executive.GetAsync("/search?q=Kingfisher+lamps")).Words, StringComparison.Ordinal);

        await StrategicServer.FillAsync(analyst, page);
        await analyst.SendFormAsync(page, [], "handler=Send");
        var approved = await chair.SendFormAsync(page, [], "handler=Approve");
        Assert.True(approved.Location is not null, approved.Words);
        Assert.DoesNotContain("Kingfisher lamps went out", (await executive.GetAsync("/search?q=Kingfisher+lamps")).Words, StringComparison.Ordinal);
        await analyst.SendFormAsync(page, [], "handler=Issue");

        var found = (await executive.GetAsync("/search?q=Kingfisher+lamps")).Document.QuerySelectorAll("main a").Single(a => a.GetAttribute("href")!.StartsWith(page, StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Contains("Kingfisher lamps went out.", (await executive.GetAsync(found.Split('#')[0])).Document.QuerySelector($"#{found.Split('#')[1]}")!.TextContent, StringComparison.Ordinal);
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Assert.DoesNotContain("Kingfisher lamps went out", (await elsewhere.GetAsync("/search?q=Kingfisher+lamps")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrange_AnotherStructure_KeepsEveryWord()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2106);
        await analyst.SendFormAsync(page, [("Sentence", "Our own words on the whole area.")], "handler=Save");
        var before = await BlocksAsync(page);

        foreach (var (structure, chapter) in new[] { ("priorities", "Issues outside the present priorities"), ("supplier", "From the police"), ("problem", "Victims"), ("crime-type", "Burglary") })
        {
            await analyst.SendFormAsync(page, [("structure", structure)], "handler=Arrange");
            var shown = await analyst.GetAsync(page);
            Assert.Contains(chapter, shown.Document.QuerySelector(".c-outline")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(before, await BlocksAsync(page));
        }
        Assert.Contains("Our own words on the whole area.", before, StringComparison.Ordinal);
        Assert.Contains("Choose one of the four structures", (await analyst.SendFormAsync(page, [("structure", "colour")], "handler=Arrange")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_SecondWriter_IsShownTheFirstOnesWords()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2107);
        var before = await analyst.GetAsync(page);
        await analyst.SendFormAsync(page, [("Sentence", "The first words.")], "handler=Save");

        var second = await analyst.SendFormAsync(before, page, [("Sentence", "The second words.")], "handler=Save");

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("The first words.", second.Words, StringComparison.Ordinal);
        Assert.Equal("The second words.", second.Document.QuerySelector("textarea[name=Sentence]")!.TextContent);
    }

    [Fact]
    public async Task Save_TextFromAWordProcessor_IsCleanedAndTold()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2108);

        await analyst.SendFormAsync(page, [("Sentence", "<p class=\"MsoNormal\">Burglary <del>fell</del><ins>rose</ins> in spring.<img src=\"file:///c:/chart.png\"><o:p></o:p></p>")], "handler=Save");
        var shown = await analyst.GetAsync(page);

        Assert.Equal("Burglary rose in spring.", shown.Document.QuerySelector("textarea[name=Sentence]")!.TextContent);
        Assert.Contains("1 tracked deletion taken out. 1 tracked insertion kept. 1 picture left out", shown.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_TooLong_IsRefusedAndNothingTypedIsLost()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2109);
        var words = string.Join(' ', Enumerable.Repeat("word", 500));

        var answer = await analyst.SendFormAsync(page, [("Sentence", words)], "handler=Save");

        Assert.Contains("Shorten the block to 2,000 characters; it has 2,499", answer.Words, StringComparison.Ordinal);
        Assert.Equal(words, answer.Document.QuerySelector("textarea[name=Sentence]")!.TextContent);
    }

    [Theory]
    [InlineData("consultation", "said", "Say what they said")]
    [InlineData("consultation", "on", "Enter the day")]
    [InlineData("consultation", "kind", "Choose the kind of consultation")]
    public async Task Register_BlankField_IsRefused(string register, string blank, string words)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, blank switch { "on" => 2110, "kind" => 2143, _ => 2111 });
        (string, string)[] fields = [.. new[] { ("kind", "survey"), ("method", "Survey"), ("who", "Traders"), ("on", "1/2/2026"), ("said", "More patrols"), ("done", "Passed on") }.Select(f => f.Item1 == blank ? (blank, "") : f)];

        var answer = await StrategicServer.AddAsync(analyst, page, register, fields);

        Assert.Contains(words, answer.Words, StringComparison.Ordinal);
        Assert.Equal("Traders", answer.Document.QuerySelector("#who")!.GetAttribute("value"));
        Assert.Contains("Nothing here yet", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approve_EachThingMissing_IsRefusedInWords_ThenApprovedFrozenAndIssued()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        using var executive = await server.Site.SignedInAsync(Role.Executive);
        var page = await server.DraftAsync(analyst, 2112);
        await analyst.SendFormAsync(page, [("Sentence", "The housing needs study [Housing 2026] shows dark streets.")], "handler=Save");
        await analyst.SendFormAsync(page, [], "handler=Send");

        var refused = await chair.SendFormAsync(page, [], "handler=Approve");

        foreach (var words in (string[])["“How far last year's plan was done” is empty", "Nobody was consulted", "Nobody has validated the projections", "Strengths, weaknesses and gaps are not named", "These issues do not say causes: Violence and sexual offences", "Bicycle theft. Add it under Causes", "cites [Housing 2026], which is not in the references"])
            Assert.Contains(words, refused.Words, StringComparison.Ordinal);
        Assert.Equal("review", await server.StatusAsync(page));

        await chair.SendFormAsync(page, [], "handler=TakeBack");
        await StrategicServer.FillAsync(analyst, page);
        await StrategicServer.AddedAsync(analyst, page, "references", ("label", "Housing 2026"), ("work", "Testshire Council (2026). Housing needs study."));
        await analyst.SendFormAsync(page, [], "handler=Send");
        var own = await analyst.PostAsync($"{page}?handler=Approve");
        Assert.Contains("Only the chair or the co-ordinator approves an assessment", own.Words, StringComparison.Ordinal);
        var approved = await chair.SendFormAsync(page, [], "handler=Approve");
        Assert.True(approved.Location is not null, approved.Words);
        Assert.Equal(HttpStatusCode.NotFound, (await executive.GetAsync(page)).Status);
        await analyst.SendFormAsync(page, [], "handler=Issue");

        var issued = await executive.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, issued.Status);
        Assert.Contains("The housing needs study [Housing 2026] shows dark streets.", issued.Words, StringComparison.Ordinal);
        Assert.Empty(issued.Document.QuerySelectorAll("textarea[name=Sentence]"));
        await ImmutableAsync(page);
        await DocumentsAsync(executive, page);
        await WithdrawAsync(chair, page);
    }

    async Task ImmutableAsync(string page)
    {
        var id = Guid.Parse(page.Split('/')[^1]);
        foreach (var sql in (string[])["update understand.strategic_assessment set frozen = '{}' where id = $1", "update understand.strategic_assessment set structure = 'problem' where id = $1",
            "update understand.strategic_block set sentence = 'Other words' where assessment_id = $1", "update understand.strategic_entry set content = '{}' where assessment_id = $1", "delete from understand.strategic_assessment where id = $1"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => OwnerAsync(sql, id));
            Assert.Equal("23001", refused.SqlState);
        }
    }

    // The owner reaches every row only with the session's partnership set, as the program does.
    async Task OwnerAsync(string sql, Guid id)
    {
        await using var connection = new NpgsqlConnection(server.Site.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
    }

    static async Task DocumentsAsync(Visitor reader, string page)
    {
        var docx = Planted.WordsOf((await reader.GetAsync($"{page}/strategic.docx")).Bytes);
        foreach (var words in (string[])["Recommended priorities", "Consultation", "Lighting comes first.", "University statistician", "Housing needs study", "Keeps its rank"]) Assert.Contains(words, docx, StringComparison.Ordinal);
        var html = await reader.GetAsync($"{page}/strategic.html");
        Assert.Contains("OFFICIAL-SENSITIVE", html.Text, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse((await reader.GetAsync($"{page}/strategic.json")).Text);
        Assert.Equal(5, json.RootElement.GetProperty("parts").GetArrayLength());
        var pdf = await reader.GetAsync($"{page}/strategic.pdf");
        Assert.Equal(Concordat.Understand.Papers.LibreOffice.IsPresent, (await reader.GetAsync(page)).Document.QuerySelector("a[href$='strategic.pdf']") is not null);
        if (pdf.Status == HttpStatusCode.OK) Assert.Equal("%PDF"u8.ToArray(), pdf.Bytes[..4]);
        else Assert.Contains("LibreOffice is not there", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("Lighting comes first.", (await reader.GetAsync($"{page}/document")).Words, StringComparison.Ordinal);
    }

    async Task WithdrawAsync(Visitor chair, string page)
    {
        Assert.Contains("Say why it is withdrawn", (await chair.SendFormAsync(page, [("withdrawReason", " ")], "handler=Withdraw")).Words, StringComparison.Ordinal);
        await chair.SendFormAsync(page, [("withdrawReason", "A return was counted twice.")], "handler=Withdraw");
        Assert.Equal("withdrawn", await server.StatusAsync(page));
        Assert.Contains("A return was counted twice.", (await chair.GetAsync(page)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approve_WordsChangedAfterItWasRead_IsRefusedAndSaysWhatChanged()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        var page = await server.DraftAsync(analyst, 2121);
        await StrategicServer.FillAsync(analyst, page);
        await analyst.SendFormAsync(page, [], "handler=Send");
        var read = await chair.GetAsync(page);
        await analyst.SendFormAsync(page, [], "handler=TakeBack");
        await analyst.SendFormAsync(page, [("Sentence", "Words that the chair has not seen.")], "handler=Save");
        await StrategicServer.AddedAsync(analyst, page, "gaps", ("strength", "Data"), ("weakness", "Follow-up"), ("gap", "Nobody follows up"), ("action", "Name a lead"), ("owner", "Lead"), ("by", "1/6/2026"));
        await analyst.SendFormAsync(page, [], "handler=Send");

        var refused = await chair.SendFormAsync(read, page, [], "handler=Approve");

        foreach (var words in (string[])["This assessment changed after you opened it: All themes: levels and patterns, by Ana Analyst; the register Gap analysis; it was sent for review again", "Words that the chair has not seen."])
            Assert.Contains(words, refused.Words, StringComparison.Ordinal);
        Assert.Equal("review", await server.StatusAsync(page));
        Assert.Contains("moved on after you opened it", (await chair.PostAsync($"{page}?handler=Approve")).Words, StringComparison.Ordinal);
        Assert.Equal("review", await server.StatusAsync(page));

        var approved = await chair.SendFormAsync(refused, page, [], "handler=Approve");

        Assert.True(approved.Location is not null, approved.Words);
        Assert.Equal("approved", await server.StatusAsync(page));
        Assert.Contains("moved on after you opened it", (await analyst.PostAsync($"{page}?handler=Issue")).Words, StringComparison.Ordinal);
        Assert.Equal("approved", await server.StatusAsync(page));
    }

    [Fact]
    public async Task Send_RegisterChangedByAnother_IsToldFirst_AndTheAuthorsOwnWordsCountAsRead()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var coordinator = await server.Site.SignedInAsync(Role.Coordinator);
        var page = await server.DraftAsync(analyst, 2122);
        var opened = await analyst.GetAsync(page);
        await StrategicServer.AddedAsync(coordinator, page, "gaps", ("strength", "Data"), ("weakness", "Follow-up"), ("gap", "Nobody follows up"), ("action", "Name a lead"), ("owner", "Lead"), ("by", "1/6/2026"));

        var refused = await analyst.SendFormAsync(opened, page, [], "handler=Send");

        Assert.Contains("changed after you opened it: the register Gap analysis.", refused.Words, StringComparison.Ordinal);
        Assert.Equal("draft", await server.StatusAsync(page));
        await analyst.SendFormAsync(page, [("Sentence", "The author's own words.")], "handler=Save");
        await analyst.SendFormAsync(refused, page, [], "handler=Send");
        Assert.Equal("review", await server.StatusAsync(page));
    }

    [Fact]
    public async Task Commission_TwoPeopleAtTheSameMoment_MakeOneAndTellTheOther()
    {
        using var first = await server.Site.SignedInAsync(Role.Analyst);
        using var second = await server.Site.SignedInAsync(Role.Analyst);
        var fields = await server.CommissionAsync(2123);

        var answers = await Task.WhenAll(first.SendFormAsync(New, fields), second.SendFormAsync(New, fields));

        Assert.Contains("is being written already", Assert.Single(answers, a => a.Location is null).Words, StringComparison.Ordinal);
        await StrategicServer.WaitAsync(first, Assert.Single(answers, a => a.Location is not null).Location!.OriginalString);
        Assert.Equal(1L, await server.Site.OwnerScalarAsync("select count(*) from understand.strategic_assessment where year = 2123"));
        Assert.Equal(3L, await server.Site.OwnerScalarAsync("select count(*) from understand.strategic_entry e join understand.strategic_assessment a on a.id = e.assessment_id where a.year = 2123 and e.register = 'plan'"));
    }

    [Fact]
    public async Task Approve_PersonWhoWroteARegister_IsRefused()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var coordinator = await server.Site.SignedInAsync(Role.Coordinator);
        var page = await server.DraftAsync(analyst, 2113);
        await StrategicServer.FillAsync(analyst, page);
        await StrategicServer.AddedAsync(coordinator, page, "gaps", ("strength", "Data"), ("weakness", "Follow-up"), ("gap", "Nobody follows up"), ("action", "Name a lead"), ("owner", "Lead"), ("by", "1/6/2026"));
        await analyst.SendFormAsync(page, [], "handler=Send");

        Assert.Contains("You wrote part of this assessment, so somebody else must approve it", (await coordinator.SendFormAsync(page, [], "handler=Approve")).Words, StringComparison.Ordinal);
        Assert.Equal("review", await server.StatusAsync(page));
    }

    [Fact]
    public async Task Approve_PersonWhoseWordsSomebodyCorrectedSince_IsRefused()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var coordinator = await server.Site.SignedInAsync(Role.Coordinator);
        var page = await server.DraftAsync(analyst, 2119);
        await StrategicServer.FillAsync(analyst, page);
        await StrategicServer.AddedAsync(coordinator, page, "gaps", ("strength", "Data"), ("weakness", "Follow-up"), ("gap", "Nobody follows up"), ("action", "Name a lead"), ("owner", "Lead"), ("by", "1/6/2026"));
        var line = await server.Site.OwnerScalarAsync("select id from understand.strategic_entry where assessment_id = $1 and register = 'gaps' and content ->> 'owner' = 'Lead'", Guid.Parse(page.Split('/')[^1]));
        var changed = await analyst.SendFormAsync($"{page}/registers/gaps?entry={line}", [("gap", "Nobody follows up yet")], $"registers/gaps?entry={line}");
        Assert.True(changed.Location is not null, changed.Words);
        await analyst.SendFormAsync(page, [], "handler=Send");

        Assert.Equal("{\"Nobody follows up yet\"}", await server.Site.OwnerScalarAsync("select array_agg(content ->> 'gap')::text from understand.strategic_entry where assessment_id = $1 and register = 'gaps' and content ->> 'owner' = 'Lead' and removed_at is null", Guid.Parse(page.Split('/')[^1])));
        Assert.Contains("You wrote part of this assessment, so somebody else must approve it", (await coordinator.SendFormAsync(page, [], "handler=Approve")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LaterVersionsOfTheData_GiveTheSameFiguresAgain_AndOtherFiguresWhenMadeAnew()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2114);
        await server.Site.OwnerScalarAsync("""
            with gone as (update share.incident set version_to = 2 where partnership_id = $1 and theme_key = 'burglary' and month >= 2026 * 12 + 4 and version_to is null returning id),
            v as (update partnership.partnership set data_version = 2 where id = $1)
            select count(*) from gone
            """, server.Site.Testshire);

        var asked = await analyst.SendFormAsync($"{page}/run", []);
        await StrategicServer.WaitAsync(analyst, asked.Location!.OriginalString);

        Assert.Contains("every figure is the same", (await analyst.GetAsync($"{page}/run")).Words, StringComparison.Ordinal);
        Assert.Contains("from data version 1", (await analyst.GetAsync($"{page}/run")).Words, StringComparison.Ordinal);
        var before = await BlocksAsync(page);
        await analyst.SendFormAsync(page, [("Sentence", "Words that must stay.")], "handler=Save");
        await analyst.SendFormAsync(page, [], "handler=Figures");
        await StrategicServer.WaitAsync(analyst, page);
        Assert.NotEqual(before, await BlocksAsync(page));
        Assert.Contains("Words that must stay.", await BlocksAsync(page), StringComparison.Ordinal);
        Assert.Contains("from data version 2", (await analyst.GetAsync($"{page}/run")).Words, StringComparison.Ordinal);
        await server.Site.OwnerScalarAsync("with back as (update share.incident set version_to = null where partnership_id = $1 and version_to = 2 returning id) select count(*) from back", server.Site.Testshire);
    }

    [Fact]
    public async Task Breaks_AddedAfterTheFigures_StopApprovalUntilTheyAreMadeAgain_AndPartTheSeries()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2115);
        await StrategicServer.AddedAsync(analyst, page, "breaks", ("month", "2026-04"), ("theme", "burglary"), ("what", "Counting rule changed"));

        Assert.Contains("Make the figures again", (await analyst.GetAsync(page)).Words, StringComparison.Ordinal);
        await analyst.SendFormAsync(page, [], "handler=Figures");
        await StrategicServer.WaitAsync(analyst, page);

        Assert.Contains("The last year cannot be compared with the year before for burglaries: the series breaks in April 2026 (counting rule changed)", await BlocksAsync(page), StringComparison.Ordinal);
        Assert.Contains("April 2026: Counting rule changed", (await analyst.GetAsync($"{page}/run")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Breaks_AddedAndTakenOut_BringBackWhatTheFiguresSaid()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2120);
        var before = await BlocksAsync(page);
        await StrategicServer.AddedAsync(analyst, page, "breaks", ("month", "2026-04"), ("theme", "burglary"), ("what", "Counting rule changed"));
        await analyst.SendFormAsync(page, [], "handler=Figures");
        await StrategicServer.WaitAsync(analyst, page);
        var broken = await BlocksAsync(page);

        await analyst.SendFormAsync($"{page}/registers/breaks", [], "handler=Remove");
        await analyst.SendFormAsync(page, [], "handler=Figures");
        await StrategicServer.WaitAsync(analyst, page);

        Assert.NotEqual(before, broken);
        Assert.Equal(before, await BlocksAsync(page));
    }

    [Fact]
    public async Task Changes_BetweenDrafts_ShowTheWordsTakenOutAndPutIn()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2116);
        var sentence = (await analyst.GetAsync(page)).Document.QuerySelector("textarea[name=Sentence]")!.TextContent;
        await analyst.SendFormAsync(page, [("Sentence", sentence.Replace("There were", "We counted", StringComparison.Ordinal))], "handler=Save");

        var changes = await analyst.GetAsync($"{page}/changes");

        Assert.Contains("There were", Assert.Single(changes.Document.QuerySelectorAll("main del")).TextContent, StringComparison.Ordinal);
        Assert.Contains("We counted", Assert.Single(changes.Document.QuerySelectorAll("main ins")).TextContent, StringComparison.Ordinal);
        Assert.Contains("1 part changed", changes.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ranking_WeightsAndHandScores_TurnTheOrder_AndBadOnesAreRefused()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2117);
        string First(Answer a) => a.Document.QuerySelector("main tbody tr th")!.TextContent;
        Assert.Equal("Violence and sexual offences", First(await analyst.GetAsync($"{page}/ranking")));

        await analyst.SendFormAsync($"{page}/ranking", [("weight-harm", "0"), ("weight-volume", "0"), ("weight-change", "0"), ("weight-outlook", "0"), ("weight-places", "1")], "handler=Weights");
        foreach (var (theme, score) in new[] { ("bicycle-theft", "5"), ("violence-and-sexual-offences", "1"), ("burglary", "1"), ("vehicle-crime", "1") })
            await StrategicServer.AddedAsync(analyst, page, "scores", ("theme", theme), ("criterion", "places"), ("score", score), ("scorer", "The board"), ("confidence", "high"), ("why", "Seen on the ground"));

        var ranked = await analyst.GetAsync($"{page}/ranking");
        Assert.Equal("Bicycle theft", First(ranked));
        Assert.Contains("The board", ranked.Words, StringComparison.Ordinal);
        Assert.Contains("must be a number from 0 to 1000", (await analyst.SendFormAsync($"{page}/ranking", [("weight-harm", "-3")], "handler=Weights")).Words, StringComparison.Ordinal);
        Assert.Contains("Give at least one criterion a weight above 0", (await analyst.SendFormAsync($"{page}/ranking", [("weight-places", "0")], "handler=Weights")).Words, StringComparison.Ordinal);
        await analyst.SendFormAsync($"{page}/ranking", [("set", "harm-likelihood-position")], "handler=Set");
        Assert.Contains("Organisational position", (await analyst.GetAsync($"{page}/ranking")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Survey_MovingTheOtherWay_IsFlaggedBesideTheRecorded()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2118);

        await StrategicServer.AddedAsync(analyst, page, "survey", ("theme", "violence-and-sexual-offences"), ("name", "Crime survey, violence"), ("before-period", "2025"), ("before", "100"), ("before-low", "95"), ("before-high", "105"),
            ("now-period", "2026"), ("now", "83"), ("now-low", "78"), ("now-high", "88"), ("source", "Survey 2026"));

        Assert.Contains("They move in opposite directions", (await analyst.GetAsync($"{page}/registers/survey")).Words, StringComparison.Ordinal);
        Assert.Contains("names the reference “Survey 2026”, which is not in the references", (await analyst.GetAsync(page)).Words, StringComparison.Ordinal);
    }

    async Task<string> BlocksAsync(string page) => (string)(await server.Site.OwnerScalarAsync(
        "select string_agg(key || ': ' || sentence, E'\\n' order by key) from understand.strategic_block where assessment_id = $1 and removed_at is null", Guid.Parse(page.Split('/')[^1])))!;
}
