using System.Net;
using Concordat.Platform.Access;
using Concordat.Understand.Explore.Similar;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Severity;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>Harm by theme on the page, and severity tables: loaded row by row, by version, used as a criterion that is kept with the ranking. All weights are invented.</summary>
public sealed class SeverityTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    const string Page = "/understand/strategic/severity";

    [Fact]
    public void File_IsReadByThemeOrOffenceCode_AndTakesTheMeanByCounts()
    {
        var (rows, faults) = SeverityFile.Read(SimilarUpload.Typed("Offence code,Theme,Weight,Count,Year\n28E,,100,30,2020\n30c,,40,10,2020\n,Bicycle theft,2,,\n", ""));

        Assert.Empty(faults);
        Assert.Equal(["burglary", "burglary", "bicycle-theft"], rows.Select(r => r.Theme));
        var weights = SeverityWeight.ByTheme(rows.Select(r => new SeverityWeight(default, default, r.Row, r.Theme, r.Offence, r.Weight, r.Count, r.Source, r.Year)));
        Assert.Equal(85, weights["burglary"], 9);
        Assert.Equal(2, weights["bicycle-theft"], 9);
    }

    [Fact]
    public void File_WithFaults_IsNotTaken_AndEachRowIsAnswered()
    {
        var (rows, faults) = SeverityFile.Read(SimilarUpload.Typed("theme,offence code,weight,count,year\nBurglary,,x,,\nNonsense,,1,,\n,ZZ99,1,,\nRobbery,,1,-2,\nDrugs,,1,,20\n,,1,,\nShoplifting,,1,,\nShoplifting,,2,,\nBurglary,,1,,\n,28E,1,,", ""));

        Assert.Empty(rows);
        Assert.Equal([2, 3, 4, 5, 6, 7, 9, 11], faults.Select(f => f.Row));
        Assert.Equal(["weight", "theme", "offence code", "count", "year", "offence code", "theme", "theme"], faults.Select(f => f.Column));
        Assert.NotEmpty(SeverityFile.Read(SimilarUpload.Typed("theme,price\nBurglary,1", "")).Faults);
        Assert.NotEmpty(SeverityFile.Read(SimilarUpload.Typed("", "")).Faults);
    }

    [Fact]
    public void Shares_AreOfWeightedHarm()
    {
        var use = new SeverityUse(default, "Invented", 1, "a test", new Dictionary<string, double> { ["burglary"] = 10, ["bicycle-theft"] = 1 });

        var shares = use.Shares([("burglary", 9), ("bicycle-theft", 10), ("drugs", 50)]);

        Assert.Equal(0.9, shares["burglary"], 12);
        Assert.Equal(0.1, shares["bicycle-theft"], 12);
        Assert.False(shares.ContainsKey("drugs"));
    }

    [Fact]
    public async Task Harm_IsSetByThemeOnThePage()
    {
        var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2061);
        await analyst.SendFormAsync($"{page}/ranking", Only("harm"), "handler=Weights");

        Assert.Equal(HttpStatusCode.Redirect, (await analyst.SendFormAsync($"{page}/ranking", [("harm-bicycle-theft", "5"), ("harm-violence-and-sexual-offences", "1"), ("harm-burglary", "2"), ("harm-vehicle-crime", "2")], "handler=Harm")).Status);

        Assert.Equal("Bicycle theft", First(await analyst.GetAsync($"{page}/ranking")));
        Assert.Contains("must be from 1 to 5", (await analyst.SendFormAsync($"{page}/ranking", [("harm-burglary", "9")], "handler=Harm")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_IsLoadedByVersion_AndRanks_AndANewVersionChangesNothingThatIsRanked()
    {
        var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2062);
        var first = await LoadAsync(analyst, "theme,weight\nBurglary,1\nViolence and sexual offences,1\nVehicle crime,500\nBicycle theft,1");
        await analyst.SendFormAsync($"{page}/ranking", [("table", first)], "handler=Severity");
        await analyst.SendFormAsync($"{page}/ranking", Only("severity"), "handler=Weights");
        var ranked = await analyst.GetAsync($"{page}/ranking");
        Assert.Equal("Vehicle crime", First(ranked));
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await analyst.GetAsync($"{Page}/{first}")).Status, (await elsewhere.GetAsync($"{Page}/{first}")).Status));
        Assert.Contains("Severity is by Invented weights, version 1, from An invented list", ranked.Words, StringComparison.Ordinal);
        Assert.Contains("each weight times 0.5 to 1.5", ranked.Words, StringComparison.Ordinal);

        var second = await LoadAsync(analyst, "theme,weight\nBurglary,1\nBicycle theft,9000");
        Assert.Equal("Vehicle crime", First(await analyst.GetAsync($"{page}/ranking")));
        await analyst.SendFormAsync($"{page}/ranking", [("table", second)], "handler=Severity");
        var again = await analyst.GetAsync($"{page}/ranking");
        Assert.Equal("Bicycle theft", First(again));
        Assert.Contains("version 2", again.Words, StringComparison.Ordinal);
        Assert.Contains("without the table none would count", (await analyst.SendFormAsync($"{page}/ranking", [("table", "")], "handler=Severity")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_SaysWhatIsWrong_AndWhoMayNotLoad()
    {
        var (analyst, chair) = (await server.Site.SignedInAsync(Role.Analyst), await server.Site.SignedInAsync(Role.Chair));

        var refused = await analyst.SendFormAsync(Page, [("Name", "x"), ("Source", "y"), ("Typed", "theme,weight\nNonsense,1"), ("AsAt.Day", "1"), ("AsAt.Month", "1"), ("AsAt.Year", "2020")]);
        Assert.Contains("Say on what terms they may be used", refused.Words, StringComparison.Ordinal);
        Assert.Contains("“Nonsense” is not a theme", refused.Words, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await chair.PostAsync(Page, ("Name", "x"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync($"{Page}/{Guid.CreateVersion7()}")).Status);
    }

    [Fact]
    public async Task Explore_SaysOfOffenders_WhatTheAssessmentInForceKnows()
    {
        var (analyst, chair) = (await server.Site.SignedInAsync(Role.Analyst), await server.Site.SignedInAsync(Role.Chair));
        const string Asked = "/understand/explore?theme=burglary";
        Assert.DoesNotContain("were already known to the justice system", (await analyst.GetAsync(Asked)).Words, StringComparison.Ordinal);
        var page = await server.DraftAsync(analyst, 2063);
        await StrategicServer.FillAsync(analyst, page);
        await StrategicServer.AddedAsync(analyst, page, "known", ("theme", "burglary"), ("offenders", "40"), ("known", "20"), ("as-at", "1/9/2026"), ("source", "Police records"));
        await analyst.SendFormAsync(page, [], "handler=Send");
        await chair.SendFormAsync(page, [], "handler=Approve");
        await analyst.SendFormAsync(page, [], "handler=Issue");
        Assert.Equal("issued", await server.StatusAsync(page));

        Assert.Contains("Burglary: 20 of 40 offenders (50%) were already known to the justice system (Police records, as at 1 September 2026).", (await analyst.GetAsync(Asked)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("were already known to the justice system", (await analyst.GetAsync("/understand/explore?theme=bicycle-theft")).Words, StringComparison.Ordinal);
    }

    static async Task<string> LoadAsync(Testing.Visitor analyst, string rows)
    {
        var answer = await analyst.SendFormAsync(Page, [("Name", "Invented weights"), ("Source", "An invented list"), ("Licence", "None needed"), ("AsAt.Day", "1"), ("AsAt.Month", "1"), ("AsAt.Year", "2020"), ("Typed", rows)]);
        Assert.True(answer.Location is not null, answer.Words);
        return answer.Location!.OriginalString.Split('/')[^1];
    }

    static (string, string)[] Only(string criterion) => [.. new[] { "harm", "volume", "change", "outlook", "places", "severity" }.Select(c => ($"weight-{c}", c == criterion ? "1" : "0"))];

    static string First(Testing.Answer ranking) => ranking.Document.QuerySelector("tr[id^=issue-] th")!.TextContent.Trim();
}
