using System.Text.RegularExpressions;
using Concordat.Demonstration;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concordat.Browser.Tests;

/// <summary>Work with the keys alone.</summary>
[Collection(DemonstrationTests.Name)]
public sealed class KeyboardTests(DemonstrationSite site)
{
    const int MostTabs = 120;

    [BrowserFact]
    public async Task Explore_WithKeysAlone_FiltersAndLeavesTheMapAgain()
    {
        await using var seat = await site.OpenAsync();
        var page = seat.Page;
        await page.GotoAsync("/sign-in?ReturnUrl=%2Funderstand%2Fexplore");
        await TabToAsync(page, page.GetByLabel("Email address"));
        await page.Keyboard.TypeAsync("imara.fenwright@riverbourne.example");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(DemonstrationLoader.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/understand/explore"));

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to main content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, page.Locator("#theme-vehicle-crime"));
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, page.Locator(".c-filter button"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("theme=vehicle-crime"));
        await Expect(page.Locator("#theme-vehicle-crime")).ToBeCheckedAsync();

        var map = page.Locator(".c-map__canvas");
        await Expect(map).ToBeVisibleAsync();
        await TabToAsync(page, map);
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(map).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.False(await page.EvaluateAsync<bool>("() => document.activeElement.closest('.c-map') !== null"), "One Tab must leave the map.");
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(map).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task EntryByHand_WithKeysAlone_PicksAPlaceOnTheMap()
    {
        await using var seat = await site.OpenAsync();
        var page = seat.Page;
        await page.GotoAsync("/sign-in?ReturnUrl=%2Fshare%2Freturns%2Fenter%2F8%2F2026-Q3%2Frecord");
        await TabToAsync(page, page.GetByLabel("Email address"));
        await page.Keyboard.TypeAsync("ruth.sandiway@riverbourne.example");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(DemonstrationLoader.Password);
        await page.Keyboard.PressAsync("Enter");

        var map = page.Locator(".c-map__canvas");
        await Expect(map).ToBeVisibleAsync();
        await map.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#Place_Words")).ToHaveValueAsync(new Regex("^[0-9]{6} [0-9]{6}$"));
        await Expect(page.Locator("input[data-picked]")).ToHaveValueAsync("point");
        await page.Locator("#Place_Words").FillAsync("Market Place");
        await Expect(page.Locator("input[data-picked]")).ToHaveCountAsync(0);
    }

    /// <summary>Goes on with Tab until the element has the focus, and looks at each stop whether its focus can be seen.</summary>
    static async Task TabToAsync(IPage page, ILocator wanted)
    {
        for (var i = 0; i < MostTabs; i++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("", await page.EvaluateAsync<string>(UnseenFocus));
        }
        Assert.Fail($"{MostTabs} presses of Tab did not reach {wanted}.");
    }

    /// <summary>The element in focus where neither it, its label nor its mark shows the focus or where it lies outside the window; else nothing.</summary>
    const string UnseenFocus = """
        () => {
          const element = document.activeElement;
          if (!element || element === document.body || element.tagName === 'MAIN') return '';
          const shows = (e, pseudo) => {
            const s = getComputedStyle(e, pseudo);
            return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
          };
          const label = element.labels?.[0];
          const seen = shows(element) || (label && (shows(label) || shows(label, '::before') || shows(label, '::after')));
          const box = (label && element.matches('[type=checkbox],[type=radio]') ? label : element).getBoundingClientRect();
          const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 0 && box.height > 0;
          return seen && inside ? '' : `${seen ? 'outside the window' : 'no focus to be seen'}: ${element.outerHTML.slice(0, 160)}`;
        }
        """;
}
