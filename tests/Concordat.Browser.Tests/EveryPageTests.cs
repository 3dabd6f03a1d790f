using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Concordat.Browser.Tests;

/// <summary>Every page that a role reaches by links, at two widths: nothing serious for axe, no sideways scroll, no complaint of the browser.</summary>
[Collection(DemonstrationTests.Name)]
public sealed class EveryPageTests(DemonstrationSite site)
{
    const int Wide = 1280, Narrow = 375;

    [BrowserTheory]
    [InlineData("analyst", "Imara Fenwright")]
    [InlineData("co-ordinator", "Oke Tarrant")]
    [InlineData("chair", "Nell Ashgrove")]
    [InlineData("practitioner", "Joss Calderbeck")]
    [InlineData("executive", "Callum Thirlbeck")]
    [InlineData("information governance", "Edda Marrick")]
    [InlineData("administrator", "Piers Oldacre")]
    public async Task EveryPage_OfARole_IsAccessibleAndFitsBothWidths(string role, string name)
    {
        await site.JourneyAsync();
        await using var seat = await site.SignInAsync(name);
        var faults = new List<string>();
        var pages = new PageWalk("/");
        while (pages.Next() is { } address)
        {
            faults.AddRange(await LookAsync(seat.Page, address));
            pages.Add(await seat.Page.Locator("a[href]").EvaluateAllAsync<string[]>("links => links.filter(a => !a.hasAttribute('download')).map(a => a.href)"), site.Address);
        }
        faults.AddRange(seat.Complaints);
        Assert.True(pages.Seen.Count >= 8, $"The {role} reached only {string.Join(", ", pages.Seen)}.");
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [BrowserFact]
    public async Task PublicPages_OfAStranger_AreAccessibleAndFitBothWidths()
    {
        await using var seat = await site.OpenAsync();
        var faults = await LookAsync(seat.Page, "/sign-in");
        Assert.Empty(faults);
        Assert.Empty(seat.Complaints);
    }

    static async Task<IReadOnlyList<string>> LookAsync(IPage page, string address)
    {
        var faults = new List<string>();
        await page.SetViewportSizeAsync(Wide, 900);
        var answer = await page.GotoAsync(address);
        if (answer?.Status != 200) faults.Add($"{address}: answered {answer?.Status}.");
        foreach (var width in new[] { Wide, Narrow })
        {
            await page.SetViewportSizeAsync(width, 900);
            var drawn = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (drawn > width) faults.Add($"{address} at {width}: the page is {drawn} wide; {await page.EvaluateAsync<string>(Widest)}");
            var result = await page.RunAxe();
            faults.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{address} at {width}: {Words(v)}"));
        }
        return faults;
    }

    static string Words(AxeResultItem violation) => $"{violation.Id} ({violation.Impact}), {violation.Help}: {violation.Nodes[0].Html}";

    /// <summary>The first element that stands out of the window without a region of its own that scrolls.</summary>
    const string Widest = """
        () => {
          const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(p).overflowX)) return true; return false; };
          const wide = [...document.body.querySelectorAll('*')].find(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e));
          return wide ? wide.outerHTML.slice(0, 120) : 'nothing found';
        }
        """;
}
