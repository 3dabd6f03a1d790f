using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concordat.Browser.Tests;

/// <summary>The month's work as the people of the partnership do it, in a real browser.</summary>
[Collection(DemonstrationTests.Name)]
public sealed class JourneyTests(DemonstrationSite site)
{
    [BrowserFact]
    public async Task Month_FromDraftToDoneAction_GoesThroughAndLeavesMinutes()
    {
        var journey = await site.JourneyAsync();

        await using var chair = await site.SignInAsync("Nell Ashgrove");
        await chair.Page.GotoAsync($"{journey.Meeting}/minutes");
        var main = chair.Page.Locator("main");
        await Expect(main).ToContainTextAsync("Joss Calderbeck");
        await Expect(main).ToContainTextAsync(Journey.FastAction);
        await Expect(main).ToContainTextAsync(Journey.PlainAction);
        await Expect(main).ToContainTextAsync(Journey.Reason);
        await chair.Page.GotoAsync(journey.Assessment + "?section=vehicle-crime");
        await Expect(chair.Page.Locator("article.c-evidence").First).ToContainTextAsync(Journey.Sentence);
        await chair.Page.GotoAsync("/act/problems");
        await Expect(chair.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Joss Calderbeck" }).Filter(new() { HasText = "1 of 2" })).ToHaveCountAsync(1);
        Assert.Empty(journey.Complaints);

        using var zip = new ZipArchive(new MemoryStream(journey.Minutes));
        using var text = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        Assert.Contains(Journey.FastAction, await text.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Month_WithoutScripts_GoesThroughFromDraftToReportedAction()
    {
        const string month = "August 2026", sentence = "Written with scripts turned off.", what = "Write to the owners of the car parks";
        await using var analyst = await site.SignInAsync("Imara Fenwright", scripts: false);
        await using var chair = await site.SignInAsync("Nell Ashgrove", scripts: false);

        var assessment = await analyst.StartAssessmentAsync(month);
        await analyst.OpenSectionAsync(Journey.Section);
        var first = analyst.Findings().First;
        await first.Locator("textarea[name=Sentence]").FillAsync(sentence);
        await first.GetByRole(AriaRole.Button, new() { Name = "Save the sentence" }).ClickAsync();
        await Expect(first.Locator("textarea[name=Sentence]")).ToHaveValueAsync(sentence);
        if (await first.GetByText("Proposed for adoption", new() { Exact = true }).CountAsync() == 0)
            await first.GetByRole(AriaRole.Button, new() { Name = "Propose for adoption" }).ClickAsync();
        await Expect(first.GetByText("Proposed for adoption", new() { Exact = true })).ToBeVisibleAsync();
        await analyst.MoveAsync(assessment, "Send for review", "Review");
        await chair.MoveAsync(assessment, "Approve", "Approved");
        await analyst.MoveAsync(assessment, "Issue to every member", "Issued");

        var meeting = await chair.OpenMeetingAsync(month, Steps.Today.AddDays(1));
        var items = await chair.AgendaAsync(meeting);
        await chair.AdoptAsync(items[0], "Gideon Pask");
        await chair.AddActionAsync(what, "Prevention", "Riverbourne Business Crime Partnership", "Gideon Pask", Steps.Today.AddDays(7));
        foreach (var item in items.Skip(1)) await chair.DeferAsync(item, Steps.Today.AddMonths(3));
        await chair.CloseAsync(meeting);

        await using var owner = await site.SignInAsync("Gideon Pask", scripts: false);
        await owner.ReportAsync(what, "Under way");
    }
}
