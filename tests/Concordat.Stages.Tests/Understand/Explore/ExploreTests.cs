using System.Net;
using System.Text.Json;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Stages.Tests.Understand.Tactical;

namespace Concordat.Stages.Tests.Understand.Explore;

/// <summary>Explore over HTTP and the real database, on a small town of seven months.</summary>
public sealed class ExploreTests(TacticalServer server) : IClassFixture<TacticalServer>
{
    [Fact]
    public async Task Explore_OneTheme_CountsTheMonthAndSaysTheRange()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var answer = await analyst.GetAsync("/understand/explore?theme=burglary");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("78", answer.Document.QuerySelector(".c-change__figure")!.TextContent);
        Assert.Contains("Burglaries rose to 78 in October, above the 21 to 56 we would expect after 36 in September", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Mill Lane", answer.Words, StringComparison.Ordinal);
        Assert.Contains("No time is known for these records", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explore_Figures_OpenTheirRecords()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var links = (await analyst.GetAsync("/understand/explore?theme=burglary")).Document.QuerySelectorAll("td a").Select(a => (a.TextContent, Href: a.GetAttribute("href")!)).ToList();

        Assert.Contains(links, l => l is ("78", "/share/incidents?theme=burglary&from=2026-10&to=2026-10"));
        Assert.Contains(links, l => l.TextContent == "43" && l.Href.Contains("squares=250%3A", StringComparison.Ordinal) || l.Href.Contains("squares=250:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explore_Csv_HoldsTheMonths()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var csv = await analyst.GetAsync("/understand/explore?handler=Download&format=csv&theme=burglary");

        Assert.Equal("text/csv", csv.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("October 2026", csv.Text, StringComparison.Ordinal);
        Assert.Contains("78", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explore_Xlsx_IsAWorkbookAndIsAudited()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var xlsx = await analyst.GetAsync("/understand/explore?handler=Download&format=xlsx&theme=burglary");

        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString(xlsx.Bytes.AsSpan(0, 2)));
        Assert.True((long)(await server.Site.OwnerScalarAsync("select count(*) from audit.entry where action = 'disclose' and subject = 'explore'"))! > 0);
    }

    [Fact]
    public async Task Explore_MapFigures_HoldSquaresAndSpots()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        var json = JsonDocument.Parse((await analyst.GetAsync("/understand/explore?handler=Map&theme=burglary")).Text).RootElement;

        Assert.Equal(4, json.GetProperty("extent").GetArrayLength());
        Assert.Equal(250, json.GetProperty("grid").GetProperty("size").GetDouble());
        Assert.Equal(1, json.GetProperty("spots").GetArrayLength());
        Assert.True(json.GetProperty("cells").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("/understand/explore?theme=nonsense&from=x&to=2026-99&area=abc&squares=1:2")]
    [InlineData("/understand/explore?theme=%3Cscript%3E&theme=burglary")]
    [InlineData("/understand/explore?from=2026-10&to=2026-04")]
    [InlineData("/understand/explore?theme=drugs&theme=robbery")]
    [InlineData("/understand/explore?times=true")]
    public async Task Explore_OddFilters_StillAnswer(string address)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);

        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Explore_AnotherPartnership_SeesNothingOfIt()
    {
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");

        var answer = await elsewhere.GetAsync("/understand/explore?theme=burglary");

        Assert.Contains("Nothing to explore yet", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explore_Executive_IsRefused()
    {
        using var executive = await server.Site.SignedInAsync(Role.Executive);

        Assert.NotEqual(HttpStatusCode.OK, (await executive.GetAsync("/understand/explore")).Status);
    }

    [Theory]
    [InlineData("250:1762.1600-1763.1600", true)]
    [InlineData("250:", false)]
    [InlineData("0:1.1", false)]
    [InlineData("250:1.1;drop", false)]
    [InlineData("250:-1.1", false)]
    public void GridSquares_Text_IsReadExactlyOrNotAtAll(string text, bool read)
    {
        Assert.Equal(read, GridSquares.TryParse(text, out var squares));
        if (read) Assert.Equal(text, squares!.ToString());
    }
}
