using System.Net;
using Concordat.Platform.Access;
using Concordat.Share.Sources.Contracts;
using Concordat.Testing;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>From records to an issued assessment, over HTTP and the real database.</summary>
public sealed class TacticalPagesTests(TacticalServer server) : IClassFixture<TacticalServer>
{
    const string List = "/understand/tactical";

    [Fact]
    public async Task List_NobodySignedIn_AsksToSignIn()
    {
        using var visitor = server.Site.Visitor();

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync(List)).Status);
    }

    [Fact]
    public async Task Start_MonthHeld_DraftsFindingsWithEvidence()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-10");

        var answer = await analyst.GetAsync(page + "?section=burglary");

        Assert.Contains("Burglaries rose to 78 in October", answer.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Open the 78 records", answer.Words, StringComparison.Ordinal);
        Assert.Equal("/share/incidents?theme=burglary&from=2026-10&to=2026-10", answer.Document.QuerySelectorAll("a").First(a => a.TextContent.Contains("78 records", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.NotEmpty(answer.Document.QuerySelectorAll(".c-evidence svg[role=img]"));
    }

    [Fact]
    public async Task List_SourceThatNobodySpokeFor_IsNamedToTheAnalystAlone()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);

        var writer = await analyst.GetAsync(List);
        var reader = await chair.GetAsync(List);

        Assert.Contains("police.uk: Nobody has entered this source under Share, Sources.", writer.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("spoken for", reader.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MonthNotChosen_SaysWhatToDo()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var answer = await analyst.SendFormAsync(List, [("Month", "")], List);

        Assert.Contains("Select the month to assess", answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Executive)]
    [InlineData(Role.Administrator)]
    public async Task Draft_RolesThatReadOnlyIssuedPapers_AreRefused(string role)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-09");
        using var visitor = await server.Site.SignedInAsync(role);

        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(page)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(page + "/tactical.docx")).Status);
    }

    [Fact]
    public async Task Draft_AnotherPartnership_IsNotFound()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-09");
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page)).Status);
    }

    [Fact]
    public async Task Save_SecondWriter_IsShownTheFirstOnesWords()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-08") + "?section=burglary";
        var before = await analyst.GetAsync(page);
        await analyst.SendFormAsync(page, [("Sentence", "The first words.")], "handler=Save");

        var second = await analyst.SendFormAsync(before, page, [("Sentence", "The second words.")], "handler=Save");

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("The first words.", second.Words, StringComparison.Ordinal);
        Assert.Equal("The second words.", second.Document.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Save_EmptySentence_IsRefusedAndNothingChanges()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-08") + "?section=vehicle-crime";
        var before = (await analyst.GetAsync(page)).Document.QuerySelector("textarea")!.TextContent;

        var answer = await analyst.SendFormAsync(page, [("Sentence", "  ")], "handler=Save");

        Assert.Contains("Write the finding as a sentence", answer.Words, StringComparison.Ordinal);
        Assert.Equal(before, (await analyst.GetAsync(page)).Document.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Save_WordsThatIdentifyAPerson_AreRefusedAndKeptInTheForm()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-08") + "?section=vehicle-crime";
        const string Words = "Kevin Hughes was seen beside the vans.";

        var saved = await analyst.SendFormAsync(page, [("Sentence", Words)], "handler=Save");
        var added = await analyst.SendFormAsync(page, [("NewSentence", Words)], "handler=Add");

        Assert.Contains("This seems to hold a name. Take it out", saved.Words, StringComparison.Ordinal);
        Assert.Equal(Words, saved.Document.QuerySelector("textarea[name=Sentence]")!.TextContent);
        Assert.Contains("This seems to hold a name. Take it out", added.Words, StringComparison.Ordinal);
        Assert.Equal(Words, added.Document.QuerySelector("#NewSentence")!.TextContent);
        Assert.DoesNotContain("Kevin Hughes", (await analyst.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_CauseAndLink_StandInThePaper_AndWithoutThemItSaysWhatEvidenceIsMissing()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-08");
        var before = await analyst.GetAsync(page + "/document");
        Assert.Contains("Offenders: no record says who did it, so how many of them the justice system knows already cannot be told.", before.Words, StringComparison.Ordinal);

        await analyst.SendFormAsync(page + "?section=vehicle-crime", [("NewKind", "cause"), ("NewSentence", "Vans stand open while goods are carried in.")], "handler=Add");
        await analyst.SendFormAsync(page + "?section=vehicle-crime", [("NewKind", "link"), ("NewSentence", "Tools taken are sold at the Sunday market.")], "handler=Add");
        var refused = await analyst.SendFormAsync(page + "?section=vehicle-crime", [("NewKind", "guess"), ("NewSentence", "Somebody did it.")], "handler=Add");

        var paper = await analyst.GetAsync(page + "/document");
        Assert.Contains("Cause: Vans stand open while goods are carried in.", paper.Words, StringComparison.Ordinal);
        Assert.Contains("Link: Tools taken are sold at the Sunday market.", paper.Words, StringComparison.Ordinal);
        Assert.Contains("Choose what it is", refused.Words, StringComparison.Ordinal);
        Assert.Equal("Somebody did it.", refused.Document.QuerySelector("#NewSentence")!.TextContent);
    }

    [Fact]
    public async Task Remove_ThenPutBack_LeavesTheFindingAsItWas()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-08") + "?section=what-is-new";
        var before = (await analyst.GetAsync(page)).Document.QuerySelectorAll("textarea[name=Sentence]").Length;

        await analyst.SendFormAsync(page, [], "handler=Remove");
        var removed = (await analyst.GetAsync(page)).Document.QuerySelectorAll("textarea[name=Sentence]").Length;
        await analyst.SendFormAsync(page, [], "handler=PutBack");

        Assert.Equal(before - 1, removed);
        Assert.Equal(before, (await analyst.GetAsync(page)).Document.QuerySelectorAll("textarea[name=Sentence]").Length);
    }

    [Fact]
    public async Task Add_MarkupInTheSentence_IsShownAsText()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-08") + "?section=burglary";

        await analyst.SendFormAsync(page, [("NewSentence", "<script>alert(1)</script> & more")], "handler=Add");
        var answer = await analyst.GetAsync(page);

        Assert.Contains(answer.Document.QuerySelectorAll("textarea"), t => t.TextContent == "<script>alert(1)</script> & more");
        Assert.DoesNotContain("<script>alert", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Life_DraftToIssued_FreezesTheTextAndOffersTheItems()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        using var executive = await server.Site.SignedInAsync(Role.Executive);
        var page = await server.StartAsync(analyst, "2026-07");
        await analyst.SendFormAsync(page + "?section=burglary", [("Sentence", "Burglary is the month's concern.")], "handler=Save");

        await analyst.SendFormAsync(page, [], "handler=Send");
        await chair.SendFormAsync(page, [], "handler=Approve");
        await analyst.SendFormAsync(page, [], "handler=Issue");

        var issued = await executive.GetAsync(page + "?section=burglary");
        Assert.Equal(HttpStatusCode.OK, issued.Status);
        Assert.Contains("Burglary is the month's concern.", issued.Words, StringComparison.Ordinal);
        Assert.Empty((await analyst.GetAsync(page + "?section=burglary")).Document.QuerySelectorAll("textarea"));
        var docx = await executive.GetAsync(page + "/tactical.docx");
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString(docx.Bytes.AsSpan(0, 2)));
        var pdf = await executive.GetAsync(page + "/tactical.pdf");
        if (pdf.Status == HttpStatusCode.OK) Assert.Equal("%PDF"u8.ToArray(), pdf.Bytes[..4]);
        else Assert.Contains("LibreOffice is not there", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("Burglary is the month&#x27;s concern.".Replace("&#x27;", "'", StringComparison.Ordinal), (await executive.GetAsync(page + "/document")).Words, StringComparison.Ordinal);
        await using var scope = await server.Site.ScopeAsAsync(Role.Chair);
        var offered = await scope.ServiceProvider.GetRequiredService<IIssuedAssessments>().FindAsync(Guid.Parse(page.Split('/')[^1]), CancellationToken.None);
        var item = Assert.Single(offered!.Items);
        Assert.Equal(("burglary", 40, "Boat Steps"), (item.ThemeKey, item.Count!.Value, item.Place));
        Assert.NotEmpty(item.HotSpot!.Squares);
    }

    // T-32.
    [Fact]
    public async Task Approve_OwnWork_IsRefused()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-06");
        await analyst.SendFormAsync(page, [], "handler=Send");
        await server.GiveAnalystRoleAsync(Role.Chair);
        try
        {
            var shown = await analyst.GetAsync(page);
            Assert.DoesNotContain("handler=Approve", shown.Text, StringComparison.Ordinal);
            var answer = await analyst.SendFormAsync(shown, page, [], "handler=TakeBack");
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            await analyst.SendFormAsync(page, [], "handler=Send");

            // The form is not offered; sending it all the same is refused with the reason.
            var forced = await TacticalServer.PostAsync(analyst, page, "handler=Approve");

            Assert.Contains("You wrote part of this assessment", forced.Words, StringComparison.Ordinal);
        }
        finally
        {
            await server.GiveAnalystRoleAsync();
        }
    }

    [Fact]
    public async Task Approve_FindingChangedAfterItWasRead_IsRefusedAndSaysWhatChanged()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        var page = await server.StartAsync(analyst, "2026-04");
        await analyst.SendFormAsync(page, [], "handler=Send");
        var read = await chair.GetAsync(page);
        await analyst.SendFormAsync(page, [], "handler=TakeBack");
        await analyst.SendFormAsync(page + "?section=burglary", [("NewSentence", "Something that the chair has not seen.")], "handler=Add");
        await analyst.SendFormAsync(page, [], "handler=Send");

        var refused = await chair.SendFormAsync(read, page, [], "handler=Approve");

        Assert.Contains("This assessment changed after you opened it: “Something that the chair has not seen”, by Ana Analyst; it was sent for review again", refused.Words, StringComparison.Ordinal);
        Assert.Equal("review", await server.Site.OwnerScalarAsync("select status from understand.tactical_assessment where id = $1", Guid.Parse(page.Split('/')[^1])));
        await chair.SendFormAsync(refused, page, [], "handler=Approve");
        Assert.Equal("approved", await server.Site.OwnerScalarAsync("select status from understand.tactical_assessment where id = $1", Guid.Parse(page.Split('/')[^1])));
    }

    [Fact]
    public async Task Approve_PersonWhoseFindingSomebodyRewroteSince_IsRefused_ByTheDatabaseToo()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        var page = await server.StartAsync(analyst, "2026-09");
        var id = Guid.Parse(page.Split('/')[^1]);
        await server.Site.OwnerScalarAsync("update understand.finding set writers = writers || (select user_id from partnership.member where partnership_id = $2 and 'chair' = any (roles) limit 1) where assessment_id = $1 and position = 1", id, server.Site.Testshire);
        await analyst.SendFormAsync(page, [], "handler=Send");

        var refused = await chair.SendFormAsync(page, [], "handler=Approve");

        Assert.Contains("You wrote part of this assessment, so somebody else must approve it", refused.Words, StringComparison.Ordinal);
        var thrown = await Assert.ThrowsAsync<PostgresException>(() => server.Site.OwnerScalarAsync("""
            update understand.tactical_assessment set status = 'approved', frozen = '{}', approved_at = now(),
              approved_by_id = (select user_id from partnership.member where partnership_id = $2 and 'chair' = any (roles) limit 1) where id = $1
            """, id, server.Site.Testshire));
        Assert.Contains("Who wrote part of an assessment cannot approve it", thrown.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_OfAnIssuedAssessment_AreThoseItsFiguresWereMadeFrom()
    {
        await server.IssueAsync("2026-05");
        await server.Site.OwnerScalarAsync("""
            with gone as (update share.incident set version_to = 2 where partnership_id = $1 and month = 2026 * 12 + 4 and version_to is null returning id),
            v as (update partnership.partnership set data_version = 2 where id = $1)
            select count(*) from gone
            """, server.Site.Testshire);

        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var uses = new List<SourceUse>();
        foreach (var source in scope.ServiceProvider.GetServices<ISourceUses>()) uses.AddRange(await source.ReadAsync(CancellationToken.None));
        await server.Site.OwnerScalarAsync("with back as (update share.incident set version_to = null where partnership_id = $1 and version_to = 2 returning id) select count(*) from back", server.Site.Testshire);

        Assert.Contains(uses, u => u.Product == "Tactical assessment, May 2026" && u.Key == SourceKeys.PoliceUk);
    }

    [Theory]
    [InlineData("update understand.tactical_assessment set frozen = '{}' where status = 'issued'")]
    [InlineData("update understand.tactical_assessment set status = 'draft', frozen = null where status = 'issued'")]
    [InlineData("delete from understand.tactical_assessment where status = 'issued'")]
    [InlineData("update understand.finding set sentence = 'changed' where assessment_id in (select id from understand.tactical_assessment where status = 'issued')")]
    public async Task Issued_ChangedBehindTheProgram_IsRefusedByTheDatabase(string sql)
    {
        await server.IssueAsync("2026-05");

        await Assert.ThrowsAsync<PostgresException>(() => server.Site.OwnerScalarAsync(sql));
    }

    [Fact]
    public async Task Run_Again_GivesTheSameFigures()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-08");
        var run = (await analyst.GetAsync(page)).Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).First(h => h?.StartsWith("/understand/runs/", StringComparison.Ordinal) == true);

        var again = await analyst.SendFormAsync(run, [], "/understand/runs/");
        var done = await Waiting.ForAsync(async () => await analyst.GetAsync(again.Location!.OriginalString) is var page && page.Words.Contains("every figure is the same", StringComparison.Ordinal) ? page : null, "the run to be made again");
        var repeat = done.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Last(h => h.StartsWith("/understand/runs/", StringComparison.Ordinal));

        var shown = await analyst.GetAsync(repeat);
        Assert.Contains("Every figure is the same", shown.Words, StringComparison.Ordinal);
        Assert.Contains("250 m", shown.Words, StringComparison.Ordinal);
    }
}
