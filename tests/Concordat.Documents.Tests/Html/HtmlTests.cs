using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Concordat.Documents.Charts;
using Concordat.Documents.Html;
using Concordat.Documents.Model;
using Concordat.Documents.Tests.Samples;

namespace Concordat.Documents.Tests.Html;

public sealed class HtmlTests
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsStrictMode = false });

    [Fact]
    public void Write_WholeReport_HeadingsNeverSkipALevel()
    {
        var page = Page(SampleReport.Tactical());
        var levels = page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void Write_WholeReport_HasLanguageSkipLinkAndLandmarks()
    {
        var page = Page(SampleReport.Tactical());

        Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("#main", page.QuerySelector("body > a")!.GetAttribute("href"));
        Assert.Single(page.QuerySelectorAll("main#main"));
        Assert.Equal("Tactical assessment, October 2026 – Riverbourne Community Safety Partnership", page.Title);
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe"));
    }

    [Fact]
    public void Write_Contents_LinksToEverySection()
    {
        var page = Page(SampleReport.Tactical());

        var links = page.QuerySelectorAll("nav a").ToList();

        Assert.Equal(7, links.Count);
        Assert.Equal("1 Theft from vehicles", links[2].TextContent);
        Assert.All(links, link => Assert.Equal(link.TextContent, page.QuerySelector(link.GetAttribute("href")! + " > h2")!.TextContent));
    }

    [Fact]
    public void Write_Tables_HaveCaptionAndScopes()
    {
        var tables = Page(SampleReport.Tactical()).QuerySelectorAll("table").ToList();

        Assert.Equal(12, tables.Count);
        Assert.All(tables, table =>
        {
            Assert.NotEmpty(table.QuerySelector("caption")!.TextContent.Trim());
            Assert.All(table.QuerySelectorAll("thead th"), heading => Assert.Equal("col", heading.GetAttribute("scope")));
            Assert.All(table.QuerySelectorAll("thead th"), heading => Assert.NotEmpty(heading.TextContent));
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal("row", Assert.Single(row.QuerySelectorAll("th")).GetAttribute("scope")));
        });
    }

    [Fact]
    public void Write_EveryChart_HasItsTableOnThePage()
    {
        var figures = Page(SampleReport.Tactical()).QuerySelectorAll("figure").ToList();

        Assert.Equal(8, figures.Count);
        Assert.All(figures, figure => Assert.Equal("img", figure.QuerySelector("svg")!.GetAttribute("role")));
        Assert.Equal(7, figures.Count(figure => figure.QuerySelector("details table") is not null));
        Assert.StartsWith("Figure 1. Recorded thefts each month", figures[0].QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("64", figures[0].QuerySelectorAll("details tbody tr")[23].Children[1].TextContent);
    }

    [Fact]
    public void Write_Ids_AreUnique()
    {
        var ids = Page(SampleReport.Tactical()).QuerySelectorAll("[id]").Select(element => element.Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Write_FindingsAndFigures_AreNumberedAsInTheDocument()
    {
        var page = Page(SampleReport.Tactical());

        Assert.Equal(["1.1", "1.2", "1.3", "2.1", "3.1"], page.QuerySelectorAll(".report-finding-number").Select(number => number.TextContent));
        Assert.Equal(6, page.QuerySelectorAll(".report-finding").Length);
        Assert.Equal(Enumerable.Range(1, 8).Select(number => $"figure-{number}"), page.QuerySelectorAll("figure").Select(figure => figure.Id));
    }

    [Fact]
    public void Write_HostileWords_StayWords()
    {
        const string hostile = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>";
        var report = SampleReport.Tactical() with
        {
            Title = hostile,
            Marking = hostile,
            WrittenBy = "\" onload=\"x",
            Sections = [new() { Heading = hostile, Blocks = [new Finding(hostile, [hostile]), new Callout(hostile, new(hostile)), new TableBlock { Caption = hostile, Columns = [new(hostile)], Rows = [new(hostile)] }] }],
        };

        var page = Page(report);

        Assert.Empty(page.QuerySelectorAll("script, img"));
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.Equal(hostile, page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("*").SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_Print_CarriesTheMarkingOnEveryPage()
    {
        var style = Page(SampleReport.Tactical()).QuerySelector("style")!.TextContent;

        var escaped = string.Concat("OFFICIAL-SENSITIVE".Select(c => $"\\{(int)c:x6}"));
        Assert.Contains($"@top-center {{ content: \"{escaped}\"", style, StringComparison.Ordinal);
        Assert.Contains($"@bottom-center {{ content: \"{escaped}\"", style, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SameReportTwice_GivesSameText() => Assert.Equal(Text(SampleReport.Tactical()), Text(SampleReport.Tactical()));

    [Fact]
    public void Render_Fragment_StandsUnderAStrictPolicy()
    {
        var page = Parser.ParseDocument(HtmlFragment.Render(SampleReport.Tactical().Sections.SelectMany(section => section.Blocks), new() { HasNarrowDrawings = true }));

        Assert.Empty(page.QuerySelectorAll("style, script, [style]"));
        Assert.All(page.QuerySelectorAll(".report-narrow"), narrow => Assert.True(narrow.HasAttribute("hidden")));
        Assert.Equal(page.QuerySelectorAll(".report-wide").Length, page.QuerySelectorAll(".report-narrow").Length);
    }

    [Fact]
    public void Render_Fragment_TakesNumbersLevelsAndPrefixFromItsOptions()
    {
        Block[] blocks = [new Subheading("Where"), new Finding("A"), new Finding("B"), new ChartBlock("Caption", SampleCharts.Wards(), "Source.")];

        var page = Parser.ParseDocument(HtmlFragment.Render(blocks, new() { SubheadingLevel = 4, SectionNumber = "7", FirstFigure = 12, IdPrefix = "draft-" }));

        Assert.Equal("Where", page.QuerySelector("h4")!.TextContent);
        Assert.Equal("7.2 B", page.QuerySelector("#draft-finding-7-2")!.TextContent);
        Assert.Equal("Figure 12. Caption", page.QuerySelector("#draft-figure-12 figcaption")!.TextContent);
    }

    [Fact]
    public void Render_Signals_StandAsShapeAndWord()
    {
        var page = Parser.ParseDocument(HtmlFragment.Render([SampleReport.Priorities()]));
        var signals = page.QuerySelectorAll(".report-signal").ToList();

        Assert.Equal(["Rise", "No signal", "Fall", "No signal", "Not enough data"], signals.Select(signal => signal.TextContent.Trim()));
        Assert.All(signals, signal => Assert.Equal("true", signal.QuerySelector("svg")!.GetAttribute("aria-hidden")));
    }

    [Fact]
    public void Render_WideTable_ScrollsInANamedRegion()
    {
        var page = Parser.ParseDocument(HtmlFragment.Render([new ChartBlock("Hours", SampleCharts.Hours(), "Source.")]));

        var region = Assert.Single(page.QuerySelectorAll("[role=region]"));

        Assert.Equal("0", region.GetAttribute("tabindex"));
        Assert.Equal("Thefts by weekday and hour", region.GetAttribute("aria-label"));
    }

    private static IDocument Page(Report report) => Parser.ParseDocument(Text(report));

    private static string Text(Report report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        HtmlWriter.Write(report, text);
        return text.ToString();
    }
}
