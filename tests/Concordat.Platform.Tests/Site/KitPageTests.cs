using AngleSharp.Dom;

namespace Concordat.Platform.Tests.Site;

public sealed class KitPageTests(SiteHost site) : IClassFixture<SiteHost>
{
    [Fact]
    public async Task Layout_SignedIn_HasLandmarksTabsAndMarking()
    {
        var page = await site.Get("/help/kit");

        Assert.Single(page.QuerySelectorAll("main#main"));
        Assert.Equal("#main", page.QuerySelector(".govuk-skip-link")!.GetAttribute("href"));
        Assert.Equal(["Home", "Share", "Understand", "Decide", "Act", "Review"], page.QuerySelectorAll(".c-stages a").Select(a => a.Words()));
        Assert.Equal("Marking: OFFICIAL", page.QuerySelector(".c-marking")!.Words());
        Assert.Equal("Imara <b>Fenwright</b>, analyst", page.QuerySelector(".c-user summary")!.Words());
        Assert.Contains("Riverbourne is invented. So is every figure here.", page.QuerySelector("footer")!.Words(), StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("[role=status]"));
    }

    [Fact]
    public async Task Kit_EveryPart_KeepsTheContentSecurityPolicy()
    {
        var page = await site.Get("/help/kit");

        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Kit_EveryId_IsUsedOnceAndEveryLabelReachesItsField()
    {
        var page = await site.Get("/help/kit");

        string[] ids = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.QuerySelectorAll("label"), label => Assert.Contains(label.GetAttribute("for"), ids));
        var described = page.QuerySelectorAll("[aria-describedby]").SelectMany(element => element.GetAttribute("aria-describedby")!.Split(' '));
        Assert.All(described, id => Assert.Contains(id, ids));
    }

    [Fact]
    public async Task Form_SentEmpty_NamesEachErrorAtTheTopAndAtItsField()
    {
        var page = await site.Send(("Form.Title", ""), ("Form.ReviewOn.Day", ""), ("Form.ReviewOn.Month", ""), ("Form.ReviewOn.Year", ""));

        Assert.StartsWith("Error: The kit", page.Title, StringComparison.Ordinal);
        var links = page.QuerySelectorAll(".govuk-error-summary a");
        Assert.Equal(["Choose an agency", "Enter a review date", "Enter a title", "Say whether you agree"], links.Select(a => a.Words()).Order(StringComparer.Ordinal));
        Assert.All(links, link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        var title = page.GetElementById("Form_Title")!;
        Assert.Equal("true", title.GetAttribute("aria-invalid"));
        Assert.Equal("Error: Enter a title", page.GetElementById(title.GetAttribute("aria-describedby")!)!.Words());
    }

    [Theory]
    [InlineData("31", "2", "2027", "Review date must be a real date")]
    [InlineData("4", "12", "", "Review date must include a year")]
    [InlineData("", "", "2027", "Review date must include a day and a month")]
    [InlineData("4", "12", "26", "Review date must have a year of four figures")]
    [InlineData("x", "12", "2026", "Review date must be a real date")]
    public async Task Date_Wrong_SaysWhatIsMissingAndKeepsWhatWasTyped(string day, string month, string year, string message)
    {
        var page = await site.Send(("Form.Title", "A"), ("Form.ReviewOn.Day", day), ("Form.ReviewOn.Month", month), ("Form.ReviewOn.Year", year));

        Assert.Equal("Error: " + message, page.GetElementById("Form_ReviewOn-error")!.Words());
        Assert.Equal(day, page.GetElementById("Form_ReviewOn")!.GetAttribute("value"));
        Assert.Equal(year, page.GetElementById("Form_ReviewOn_Year")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Form_HostileText_ComesBackAsText()
    {
        var page = await site.Send(("Form.Title", "\"><script>alert(1)</script>"), ("Form.Notes", "</textarea><script>alert(1)</script>"));

        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
        Assert.Equal("\"><script>alert(1)</script>", page.GetElementById("Form_Title")!.GetAttribute("value"));
        Assert.Equal("</textarea><script>alert(1)</script>", page.GetElementById("Form_Notes")!.TextContent.TrimStart('\n'));
    }

    [Fact]
    public async Task Form_SentWell_SaysSoOnceOnTheNextPage()
    {
        var done = await site.Send(("Form.Title", "A"), ("Form.ReviewOn.Day", "4"), ("Form.ReviewOn.Month", "Dec"), ("Form.ReviewOn.Year", "2026"),
            ("Form.DueOn", "4 December 2026"), ("Form.Agency", "police"), ("Form.Answer", "yes"), ("Form.UseForMore", "true"), ("Form.UseForMore", "false"));
        var again = await site.Get("/help/kit");

        Assert.Equal("4,037 records accepted. 175 rows were returned to the council with reasons.", done.QuerySelector("main > .c-done .c-done__words")!.Words());
        Assert.Null(again.QuerySelector("main > .c-done"));
    }

    [Fact]
    public async Task Choices_SentBack_StayChosen()
    {
        var page = await site.Send(("Form.Title", ""), ("Form.Agency", "fire"), ("Form.Answer", "no"), ("Form.Themes", "burglary"), ("Form.Themes", "fires"), ("Form.UseForMore", "false"));

        var form = page.QuerySelector("form[enctype]")!;
        Assert.Equal("fire", form.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.Equal(["no", "burglary", "fires"], form.QuerySelectorAll("input[checked]").Select(box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task Pagination_WithFilters_KeepsThem()
    {
        var page = await site.Get("/help/kit?area=Quay%26side&page=3&sort=-count");

        Assert.Equal("/help/kit?area=Quay%26side&sort=-count&page=4", page.QuerySelectorAll(".c-pages a").Single(a => a.Words() == "Next").GetAttribute("href"));
        Assert.Equal("/help/kit?area=Quay%26side&sort=count", page.QuerySelector("th[aria-sort=descending] a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task DecisionBar_Chosen_IsARadioThatIsChecked()
    {
        var page = await site.Get("/help/kit");

        Assert.Equal("reject", page.QuerySelector(".c-choice__radio[checked]")!.GetAttribute("value"));
        Assert.Equal("Decision", page.QuerySelector("fieldset.c-decision > legend")!.Words());
    }
}
