using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Understand.Papers;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>Writing a tactical assessment: pasted words, pages, drafts, what crosses the border; and what a meeting decided, on the same document.</summary>
public sealed class TacticalWritingTests(TacticalServer server) : IClassFixture<TacticalServer>
{
    [Fact]
    public async Task PastedFinding_IsCleaned_AndWhatWasDoneIsTold()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-09") + "?section=burglary";

        var saved = await analyst.SendFormAsync(page, [("Sentence", "Burglary <del>fell</del><ins>stayed</ins> <span class=\"MsoNormal\">where it was</span>.")], "handler=Save");
        var told = await analyst.GetAsync(saved.Location!.OriginalString.Split('#')[0]);
        var added = await analyst.SendFormAsync(page, [("NewSentence", "Two <w:t>sheds</w:t> were opened.")], "handler=Add");

        Assert.Contains(told.Document.QuerySelectorAll("textarea"), t => t.TextContent == "Burglary stayed where it was.");
        Assert.Contains("1 tracked deletion taken out.", told.Words, StringComparison.Ordinal);
        var shown = await analyst.GetAsync(added.Location!.OriginalString.Split('#')[0]);
        Assert.Contains(shown.Document.QuerySelectorAll("textarea"), t => t.TextContent == "Two sheds were opened.");
    }

    [Fact]
    public async Task WritingPage_SaysHowManyPages_AndOffersPdfOnlyWhereItCanBeMade()
    {
        var analyst = await server.Site.AsAsync(Role.Analyst);
        var page = await server.StartAsync(analyst, "2026-09");

        var shown = await analyst.GetAsync(page);

        Assert.Matches("About [0-9]+ pages?\\.", shown.Words);
        Assert.Equal(LibreOffice.IsPresent, shown.Document.QuerySelector("a[href$='tactical.pdf']") is not null);
    }

    [Fact]
    public async Task Changes_ShowTheWordsOfOneDraftAgainstAnother_ToThoseWhoReadDrafts()
    {
        var (analyst, executive) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Executive));
        var page = await server.StartAsync(analyst, "2026-06");
        await analyst.SendFormAsync(page + "?section=burglary", [("Sentence", "Burglary keeps its level.")], "handler=Save");

        var first = await analyst.GetAsync(page + "/changes");
        await analyst.SendFormAsync(page, [], "handler=Send");
        var sent = await analyst.GetAsync(page + "/changes");
        var whole = await analyst.GetAsync(page + "/changes?From=1&To=2");

        Assert.Contains("1 part changed", first.Words, StringComparison.Ordinal);
        Assert.Contains("keeps its level.", string.Join(' ', first.Document.QuerySelectorAll("ins").Select(i => i.TextContent)), StringComparison.Ordinal);
        Assert.Contains("0 parts changed", sent.Words, StringComparison.Ordinal);
        Assert.Contains("1 part changed", whole.Words, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await executive.GetAsync(page + "/changes")).Status);
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page + "/changes")).Status);
    }

    [Fact]
    public async Task FindingAcrossTheBorder_StandsInThePaper_AndIsOfferedWhereTheNeighbourIsTold()
    {
        var (analyst, chair) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Chair));
        var page = await server.StartAsync(analyst, "2026-07");
        var section = page + "?section=burglary";
        var bare = await analyst.SendFormAsync(section, [("borderArea", "Elsewhere Community Safety Partnership"), ("borderWords", "")], "handler=Border");
        var named = await analyst.SendFormAsync(section, [("borderArea", "Elsewhere"), ("borderWords", "Kevin Hughes crosses the bridge.")], "handler=Border");
        Assert.Contains("Say what the neighbouring area should know", bare.Words, StringComparison.Ordinal);
        Assert.Contains("This seems to hold a name", named.Words, StringComparison.Ordinal);
        Assert.Contains("Kevin Hughes", named.Document.QuerySelectorAll("textarea[name=borderWords]").Select(t => t.TextContent).First(t => t.Length > 0), StringComparison.Ordinal);
        var spot = (Guid)(await server.Site.OwnerScalarAsync("select id from understand.finding where assessment_id = $1 and is_proposed and removed_at is null order by position limit 1", Guid.Parse(page.Split('/')[^1])))!;
        await analyst.PostAsync($"{page}?handler=Border&finding={spot}", ("borderArea", "Elsewhere Community Safety Partnership"), ("borderWords", "Sheds are opened on both banks since June. Do you see the same?"));
        Assert.Contains("Crosses the border: Elsewhere Community Safety Partnership", (await analyst.GetAsync(section)).Words, StringComparison.Ordinal);

        await server.IssueAsync("2026-07");

        var paper = await chair.GetAsync(page + "/document");
        Assert.Contains("Across the border", paper.Words, StringComparison.Ordinal);
        Assert.Contains("With Elsewhere Community Safety Partnership: Sheds are opened on both banks since June.", paper.Words, StringComparison.Ordinal);
        var waiting = await chair.GetAsync("/decide/borders");
        Assert.Contains("Findings that cross the border, of which no area was told", waiting.Words, StringComparison.Ordinal);
        Assert.Contains("no meeting has it as an item yet", waiting.Words, StringComparison.Ordinal);
        IssuedAssessment issued;
        await using (var scope = await server.Site.ScopeAsAsync(Role.Chair))
            issued = (await scope.ServiceProvider.GetRequiredService<IIssuedAssessments>().FindAsync(Guid.Parse(page.Split('/')[^1]), CancellationToken.None))!;
        await server.Site.PlanAsync(server.Site.Today().AddDays(30), issued);
        var offered = (await chair.GetAsync("/decide/borders")).Document.QuerySelector("a[href^='/decide/borders/new?item=']")!.GetAttribute("href")!;
        var form = await chair.GetAsync(offered);
        Assert.Equal("Sheds are opened on both banks since June. Do you see the same?", form.Document.QuerySelector("textarea[name=Words]")!.TextContent.Trim());
        Assert.Equal(server.Site.Elsewhere.ToString(), form.Document.QuerySelector("select[name=To] option[selected]")!.GetAttribute("value"));
        await chair.SendFormAsync(form, offered, [("MatterTitle", "Sheds by the river")]);
        Assert.DoesNotContain("of which no area was told", (await chair.GetAsync("/decide/borders")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterTheMeeting_TheIssuedPaperShowsWhatItDecided_OnItsPageAndInItsFiles()
    {
        var chair = await server.Site.AsAsync(Role.Chair);
        var page = await server.StartAsync(await server.Site.AsAsync(Role.Analyst), "2026-10");
        await server.IssueAsync("2026-10");
        IssuedAssessment issued;
        await using (var scope = await server.Site.ScopeAsAsync(Role.Chair))
            issued = (await scope.ServiceProvider.GetRequiredService<IIssuedAssessments>().FindAsync(Guid.Parse(page.Split('/')[^1]), CancellationToken.None))!;
        Assert.NotEmpty(issued.Items);
        Assert.Contains("Written at the meeting. This page opens the next one.", (await chair.GetAsync(page + "/document")).Words, StringComparison.Ordinal);
        var before = await server.Site.OwnerScalarAsync("select frozen::text from understand.tactical_assessment where id = $1", issued.Id);

        await server.Site.HoldAsync(server.Site.Today(), issued, server.Site.Today().AddDays(40), "Fit lights at Mill Lane");

        foreach (var address in new[] { page, page + "/document", page + "/tactical.html" })
        {
            var shown = await chair.GetAsync(address);
            Assert.Contains("adopted", shown.Words, StringComparison.Ordinal);
            Assert.Contains("Fit lights at Mill Lane", shown.Words, StringComparison.Ordinal);
            Assert.Contains("Cora Coordinator", shown.Words, StringComparison.Ordinal);
            Assert.Contains("Pat Practitioner", shown.Words, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("Written at the meeting. This page opens the next one.", (await chair.GetAsync(page + "/document")).Words, StringComparison.Ordinal);
        Assert.Equal(before, await server.Site.OwnerScalarAsync("select frozen::text from understand.tactical_assessment where id = $1", issued.Id));
    }
}
