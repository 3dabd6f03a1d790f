using Microsoft.Playwright;

namespace Concordat.Browser.Tests;

/// <summary>One person before one browser window, and what the browser complained of meanwhile.</summary>
internal sealed class Seat : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly List<string> _complaints = [];

    public Seat(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        context.SetDefaultNavigationTimeout(90_000);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, refused styles and scripts, and files that were not there, each with its page.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>The page says in its green or blue panel what was done.</summary>
    public Task SeesDoneAsync(string words) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(words);

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Chooses in a list by the words shown, or by their beginning.</summary>
    public async Task ChooseAsync(string field, string words)
    {
        var list = Page.Locator($"select[name='{field}']");
        var value = await list.Locator("option", new() { HasText = words }).First.GetAttributeAsync("value");
        await list.SelectOptionAsync(value!);
    }

    /// <summary>Fills the three boxes of a date.</summary>
    public async Task FillDateAsync(string field, DateOnly day)
    {
        await Page.Locator($"input[name='{field}.Day']").FillAsync($"{day.Day}");
        await Page.Locator($"input[name='{field}.Month']").FillAsync($"{day.Month}");
        await Page.Locator($"input[name='{field}.Year']").FillAsync($"{day.Year}");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
