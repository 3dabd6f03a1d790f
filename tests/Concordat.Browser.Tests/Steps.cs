using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concordat.Browser.Tests;

/// <summary>What people do in a month, each as they do it in the browser; the same with and without scripts unless a step says so.</summary>
internal static class Steps
{
    public static DateOnly Today { get; } =
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);

    /// <summary>Starts the assessment of a month and returns its address.</summary>
    public static async Task<string> StartAssessmentAsync(this Seat analyst, string month)
    {
        await analyst.Page.GotoAsync("/understand/tactical");
        await analyst.ChooseAsync("Month", month);
        await analyst.PressAsync("Start the assessment");
        await Expect(analyst.Page.Locator("h1")).ToHaveTextAsync(month);
        return new Uri(analyst.Page.Url).AbsolutePath;
    }

    /// <summary>Opens a section by its name in the list of sections.</summary>
    public static async Task OpenSectionAsync(this Seat seat, string section)
    {
        await seat.Page.GetByRole(AriaRole.Navigation, new() { Name = "Sections" }).GetByRole(AriaRole.Link, new() { Name = section }).First.ClickAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Heading, new() { Name = section, Level = 2, Exact = true })).ToBeVisibleAsync();
    }

    public static ILocator Findings(this Seat seat) => seat.Page.Locator("article.c-evidence");

    /// <summary>One step in the life of an assessment: opens it, presses, and sees where the rail then stands.</summary>
    public static async Task MoveAsync(this Seat seat, string assessment, string button, string nowAt)
    {
        await seat.Page.GotoAsync(assessment);
        await seat.PressAsync(button);
        await Expect(seat.Page.Locator(".c-rail__now, .c-rail__done").Filter(new() { HasText = nowAt })).ToBeVisibleAsync();
        await Expect(seat.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).ToHaveCountAsync(0);
    }

    /// <summary>Plans a meeting from an issued assessment, opens it, and returns its address.</summary>
    public static async Task<string> OpenMeetingAsync(this Seat chair, string month, DateOnly day)
    {
        var page = chair.Page;
        await page.GotoAsync("/decide/meetings/new");
        await chair.FillDateAsync("HeldOn", day);
        await chair.ChooseAsync("Chair", "Nell Ashgrove");
        await chair.ChooseAsync("Assessment", month);
        await chair.PressAsync("Plan the meeting");
        await chair.SeesDoneAsync("planned for");
        var address = new Uri(page.Url).AbsolutePath;
        await chair.PressAsync("Open the meeting");
        await Expect(page).ToHaveURLAsync(new Regex("/last-time$"));
        await chair.PressAsync("Taken, go to the items");
        await Expect(page.Locator(".c-decision")).ToBeVisibleAsync();
        return address;
    }

    /// <summary>Says that everybody is here but the last, who sent apologies.</summary>
    public static async Task TakeAttendanceAsync(this Seat chair, string meeting)
    {
        var page = chair.Page;
        await page.GotoAsync($"{meeting}/attendance");
        var people = page.GetByRole(AriaRole.Group).Filter(new() { Has = page.Locator("input[type=radio]") });
        var here = page.GetByLabel("Here", new() { Exact = true });
        var count = await here.CountAsync();
        for (var i = 0; i < count - 1; i++) await here.Nth(i).CheckAsync();
        await page.GetByLabel("Apologies", new() { Exact = true }).Last.CheckAsync();
        await chair.PressAsync("Save the attendance");
        await Expect(people.First).ToBeVisibleAsync();
        await chair.SeesDoneAsync("agencies here");
    }

    /// <summary>The agenda's items after the standing one, as addresses.</summary>
    public static async Task<IReadOnlyList<string>> AgendaAsync(this Seat seat, string meeting)
    {
        await seat.Page.GotoAsync(meeting);
        var links = await seat.Page.Locator(".c-agenda a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        return [.. links.Skip(1)];
    }

    public static async Task AdoptAsync(this Seat chair, string item, string owner)
    {
        await chair.Page.GotoAsync(item);
        await chair.PickAsync("Adopt");
        await chair.ChooseAsync("Decide.Owner", owner);
        await chair.PressAsync("Record the decision");
        await chair.SeesDoneAsync(owner);
    }

    public static async Task DoNotAdoptAsync(this Seat chair, string item, string reason)
    {
        await chair.Page.GotoAsync(item);
        await chair.PickAsync("Do not adopt");
        await chair.Page.Locator("textarea[name='Decide.Reason']").FillAsync(reason);
        await chair.PressAsync("Record the decision");
        await chair.SeesDoneAsync(reason);
    }

    public static async Task DeferAsync(this Seat chair, string item, DateOnly until)
    {
        await chair.Page.GotoAsync(item);
        await chair.PickAsync("Defer");
        await chair.Page.Locator("input[name='Decide.Until']").FillAsync(InWords(until));
        await chair.Page.Locator("textarea[name='Decide.CarriedBecause']").FillAsync("The council's survey is not in yet");
        await chair.PressAsync("Record the decision");
        await chair.SeesDoneAsync("eferred");
    }

    /// <summary>Adds an action with the plain fields.</summary>
    public static async Task AddActionAsync(this Seat chair, string what, string kind, string agency, string person, DateOnly due)
    {
        var page = chair.Page;
        var fields = page.Locator("[data-quickline] details");
        if (await fields.GetAttributeAsync("open") is null) await fields.Locator("summary").ClickAsync();
        await page.Locator("input[name='Add.What']").FillAsync(what);
        await chair.ChooseAsync("Add.Kind", kind);
        await chair.ChooseAsync("Add.Agency", agency);
        await chair.ChooseAsync("Add.Person", person);
        await page.Locator("input[name='Add.DueOn']").FillAsync(InWords(due));
        await chair.PressAsync("Add the action");
        await Expect(page.Locator("#actions .c-rows")).ToContainTextAsync(what);
    }

    public static async Task CloseAsync(this Seat chair, string meeting)
    {
        await chair.Page.GotoAsync($"{meeting}/close");
        await chair.PressAsync("Close the meeting");
        await Expect(chair.Page.Locator("h1")).ToContainTextAsync("Minutes");
    }

    /// <summary>Finds the action on the person's own list, reports on it, and sees the report.</summary>
    /// <param name="owner">Who took it on.</param>
    /// <param name="what">The action.</param>
    /// <param name="state">"Done", which is then today, or "Under way".</param>
    public static async Task<string> ReportAsync(this Seat owner, string what, string state)
    {
        const string note = "Seen to and checked on site.";
        var page = owner.Page;
        await page.GotoAsync("/act");
        await page.GetByRole(AriaRole.Link, new() { Name = what }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(what);
        await page.GetByLabel(state, new() { Exact = true }).CheckAsync();
        if (state == "Done") await owner.FillDateAsync("FinishedOn", Today);
        await page.Locator("textarea[name=Note]").FillAsync(note);
        await owner.PressAsync("Save the report");
        await Expect(page.Locator(".c-thread")).ToContainTextAsync(note);
        await Expect(page.Locator(".c-facts .c-state")).ToContainTextAsync(state);
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>The day as people type it: 4 Dec 2026.</summary>
    public static string InWords(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    static Task PickAsync(this Seat chair, string choice) =>
        chair.Page.Locator(".c-choice__title").GetByText(choice, new() { Exact = true }).ClickAsync();
}
