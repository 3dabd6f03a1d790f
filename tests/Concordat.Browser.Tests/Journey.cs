using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concordat.Browser.Tests;

/// <summary>A month's work with scripts, from the first draft to an action done, and what it left behind.</summary>
/// <param name="Assessment">Address of the issued assessment of October 2026.</param>
/// <param name="Meeting">Address of the closed meeting.</param>
/// <param name="Action">Address of the action that was done.</param>
/// <param name="Minutes">The minutes as downloaded.</param>
/// <param name="Complaints">What the browsers of all who took part complained of.</param>
internal sealed record Journey(string Assessment, string Meeting, string Action, byte[] Minutes, IReadOnlyList<string> Complaints)
{
    public const string Month = "October 2026";
    public const string Section = "Safer vehicles and car parks";
    public const string Sentence = "More vehicle crime than we would expect: the car parks by the river stand out, and evenings most of all.";
    public const string FastAction = "Evening patrols of the car parks";
    public const string PlainAction = "Repair the lights on level 2";
    public const string Reason = "The school’s own plan already covers it.";

    public static async Task<Journey> RunAsync(DemonstrationSite site)
    {
        await using var analyst = await site.SignInAsync("Imara Fenwright");
        await using var chair = await site.SignInAsync("Nell Ashgrove");
        await using var coordinator = await site.SignInAsync("Oke Tarrant");
        await using var inspector = await site.SignInAsync("Ines Fallowmere");

        var assessment = await WriteAsync(analyst);
        await analyst.MoveAsync(assessment, "Send for review", "Review");
        await chair.MoveAsync(assessment, "Approve", "Approved");
        await coordinator.MoveAsync(assessment, "Issue to every member", "Issued");

        var meeting = await chair.OpenMeetingAsync(Month, Steps.Today);
        await chair.TakeAttendanceAsync(meeting);
        await DecideAsync(chair, meeting);
        await chair.CloseAsync(meeting);
        var minutes = await DownloadMinutesAsync(chair);

        var action = await inspector.ReportAsync(FastAction, "Done");
        return new(assessment, meeting, action, minutes, [.. analyst.Complaints, .. chair.Complaints, .. coordinator.Complaints, .. inspector.Complaints]);
    }

    /// <summary>Starts the draft, changes a sentence, which saves itself, and proposes what is not proposed yet.</summary>
    static async Task<string> WriteAsync(Seat analyst)
    {
        var page = analyst.Page;
        var assessment = await analyst.StartAssessmentAsync(Month);
        await analyst.OpenSectionAsync(Section);
        var sentence = analyst.Findings().First.Locator("textarea[name=Sentence]");
        await sentence.FillAsync(Sentence);
        await Expect(page.Locator("#live")).ToHaveTextAsync(new Regex(@"^Saved \d\d:\d\d$"));
        await page.ReloadAsync();
        await Expect(sentence).ToHaveValueAsync(Sentence);
        await ProposeAHotSpotAsync(analyst);
        return assessment;
    }

    static async Task ProposeAHotSpotAsync(Seat analyst)
    {
        var hotSpot = analyst.Findings().Filter(new() { HasText = "Getis-Ord" }).First;
        await Expect(hotSpot).ToBeVisibleAsync();
        // The engine proposes the strongest by itself; taking one back and proposing it again is what an analyst may do.
        var takeBack = hotSpot.GetByRole(AriaRole.Button, new() { Name = "Do not propose" });
        if (await takeBack.CountAsync() > 0) await takeBack.ClickAsync();
        await hotSpot.GetByRole(AriaRole.Button, new() { Name = "Propose for adoption" }).ClickAsync();
        await Expect(hotSpot.GetByText("Proposed for adoption", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Adopts the first item with two actions, one by the quick line; does not adopt the second; defers the rest.</summary>
    static async Task DecideAsync(Seat chair, string meeting)
    {
        var page = chair.Page;
        var items = await chair.AgendaAsync(meeting);
        Assert.True(items.Count >= 3, $"The agenda has {items.Count} items to decide; the journey needs three.");
        await chair.AdoptAsync(items[0], "Joss Calderbeck");
        var line = page.Locator("#quick-line-0");
        await line.FillAsync($"{FastAction} enforcement police Fallowmere {Steps.InWords(Steps.Today.AddDays(13))}");
        await Expect(page.Locator(".c-quick__chips span")).ToHaveCountAsync(4);
        await line.PressAsync("Enter");
        await Expect(page.Locator("#actions .c-rows")).ToContainTextAsync(FastAction);
        // The new page's script has drawn its line, and so folded the plain fields away, before the next step opens them.
        await Expect(line).ToBeVisibleAsync();
        await chair.AddActionAsync(PlainAction, "Prevention", "Riverbourne Borough Council", "Dara Pellow", Steps.Today.AddDays(20));
        await chair.DoNotAdoptAsync(items[1], Reason);
        foreach (var item in items.Skip(2)) await chair.DeferAsync(item, Steps.Today.AddMonths(2));
    }

    static async Task<byte[]> DownloadMinutesAsync(Seat chair)
    {
        var download = await chair.Page.RunAndWaitForDownloadAsync(() => chair.Page.GetByRole(AriaRole.Link, new() { Name = "Download the minutes (DOCX)" }).Or(
            chair.Page.GetByRole(AriaRole.Button, new() { Name = "Download the minutes (DOCX)" })).ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
