using System.Net;
using Concordat.Platform.Access;
using Concordat.Testing;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>Blocks shared between the partnership's assessment and the police's own.</summary>
public sealed class SharedBlocksTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    static readonly (string, string) OfThePolice = ("Document", "police");

    async Task<(string Ours, string Theirs)> TwoAsync(Visitor analyst, int year) => (await server.DraftAsync(analyst, year), await server.DraftAsync(analyst, year, OfThePolice));

    static Guid IdOf(string page) => Guid.Parse(page.Split('/')[^1]);

    async Task<T> BlockAsync<T>(string page, string column, string key) => (T)(await server.Site.OwnerScalarAsync($"select {column} from understand.strategic_block where assessment_id = $1 and key = $2", IdOf(page), key))!;

    async Task<string> FirstKeyAsync(string page) => (string)(await server.Site.OwnerScalarAsync("select key from understand.strategic_block where assessment_id = $1 order by position limit 1", IdOf(page)))!;

    async Task<Answer> TakeAsync(Visitor analyst, string into, string from, string key) =>
        await analyst.SendFormAsync($"{into}/shared?from={IdOf(from)}", [], $"handler=Take&block={await BlockAsync<Guid>(from, "id", key)}");

    static async Task WriteAsync(Visitor analyst, string page, string words)
    {
        var saved = await analyst.SendFormAsync(page, [("Sentence", words)], "handler=Save");
        Assert.True(saved.Location is not null, saved.Words);
    }

    [Fact]
    public async Task Take_BlockOfThePolicesDocument_IsWrittenOnceAndShownInBoth_WithTheVersionsTold()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var (ours, theirs) = await TwoAsync(analyst, 2131);
        var key = await FirstKeyAsync(theirs);
        await WriteAsync(analyst, theirs, "The first shared words.");

        var taken = await TakeAsync(analyst, ours, theirs, key);
        Assert.True(taken.Location is not null, taken.Words);
        Assert.Equal("The first shared words.", await BlockAsync<string>(ours, "sentence", key));
        await WriteAsync(analyst, ours, "Words changed in the partnership’s document.");

        Assert.Equal("Words changed in the partnership’s document.", await BlockAsync<string>(theirs, "sentence", key));
        Assert.Contains("Words changed in the partnership’s document.", (await analyst.GetAsync(theirs)).Document.QuerySelector("textarea[name=Sentence]")!.TextContent, StringComparison.Ordinal);
        var shown = await analyst.GetAsync($"{ours}/shared");
        foreach (var words in (string[])["Here: version 2.", "Police strategic assessment 2131: version 2.", "Version 1,", "The first shared words."]) Assert.Contains(words, shown.Words, StringComparison.Ordinal);
        Assert.Contains("These words stand in the police strategic assessment 2131 too, version 2.", (await analyst.GetAsync($"{ours}/document")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SharedBlock_WhileOneDocumentIsUnderReview_KeepsItsVersionThere_AndCatchesUpInDraft()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var (ours, theirs) = await TwoAsync(analyst, 2132);
        var key = await FirstKeyAsync(theirs);
        await TakeAsync(analyst, ours, theirs, key);
        await WriteAsync(analyst, ours, "Words of both.");
        await analyst.SendFormAsync(theirs, [], "handler=Send");

        await WriteAsync(analyst, ours, "Words that came later.");

        Assert.Equal("Words of both.", await BlockAsync<string>(theirs, "sentence", key));
        Assert.Contains("Police strategic assessment 2132: version 2, of 3; it is review.", (await analyst.GetAsync($"{ours}/shared")).Words, StringComparison.Ordinal);
        Assert.Contains("too, version 3; there still in version 2.", (await analyst.GetAsync($"{ours}/document")).Words, StringComparison.Ordinal);

        await analyst.SendFormAsync(theirs, [], "handler=TakeBack");

        Assert.Equal("Words that came later.", await BlockAsync<string>(theirs, "sentence", key));
        Assert.Equal(3, await BlockAsync<int>(theirs, "shared_version", key));
    }

    [Fact]
    public async Task SharedBlock_TwoWriters_TheSecondIsShownTheWordsOfTheFirst()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var (ours, theirs) = await TwoAsync(analyst, 2133);
        await TakeAsync(analyst, ours, theirs, await FirstKeyAsync(theirs));
        var opened = await analyst.GetAsync(theirs);
        await WriteAsync(analyst, ours, "The first writer’s words.");

        var second = await analyst.SendFormAsync(opened, theirs, [("Sentence", "The second writer’s words.")], "handler=Save");

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("The first writer’s words.", second.Words, StringComparison.Ordinal);
        Assert.Equal("The second writer’s words.", second.Document.QuerySelector("textarea[name=Sentence]")!.TextContent);
    }

    [Fact]
    public async Task Take_BlockWithWordsOfItsOwn_IsRefused_AndStopSharing_PartsThem()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var (ours, theirs) = await TwoAsync(analyst, 2134);
        var key = await FirstKeyAsync(theirs);
        await WriteAsync(analyst, ours, "Our own words.");

        var refused = await TakeAsync(analyst, ours, theirs, key);

        Assert.Contains("This document has words of its own for that block: “Our own words.”", refused.Words, StringComparison.Ordinal);
        await analyst.SendFormAsync(ours, [], "handler=Remove");
        await TakeAsync(analyst, ours, theirs, key);
        await analyst.SendFormAsync($"{ours}/shared", [], "handler=Stop");
        await WriteAsync(analyst, ours, "Our own words again.");
        Assert.NotEqual("Our own words again.", await BlockAsync<string>(theirs, "sentence", key));
        Assert.Equal(0L, await server.Site.OwnerScalarAsync("select count(*) from understand.strategic_block where assessment_id in ($1, $2) and shared_id is not null", IdOf(ours), IdOf(theirs)));
    }

    [Fact]
    public async Task SharedBlock_RemovedHere_IsNotToldOfThere_AndIsTakenAgainWithTheLastWords()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var (ours, theirs) = await TwoAsync(analyst, 2140);
        var key = await FirstKeyAsync(theirs);
        await TakeAsync(analyst, ours, theirs, key);
        var told = (await analyst.GetAsync($"{theirs}/shared")).Document.QuerySelectorAll("main a").Count(a => a.GetAttribute("href") == ours);
        await analyst.PostAsync($"{ours}?handler=Remove&block={await BlockAsync<Guid>(ours, "id", key)}");

        var alone = (await analyst.GetAsync($"{theirs}/shared")).Document.QuerySelectorAll("main a").Count(a => a.GetAttribute("href") == ours);
        await WriteAsync(analyst, theirs, "Later words.");
        var again = await TakeAsync(analyst, ours, theirs, key);

        Assert.Equal(told - 1, alone);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal("Later words.", await BlockAsync<string>(ours, "sentence", key));
        Assert.Equal(1L, await server.Site.OwnerScalarAsync("select count(*) from understand.strategic_block where assessment_id = $1 and key = $2 and removed_at is null", IdOf(ours), key));
    }

    [Fact]
    public async Task WhoWroteASharedBlock_IsAWriterOfBothDocuments_AndReadersOfIssuedPapersSeeNoneOfIt()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var executive = await server.Site.SignedInAsync(Role.Executive);
        var (ours, theirs) = await TwoAsync(analyst, 2135);
        var key = await FirstKeyAsync(theirs);
        await TakeAsync(analyst, ours, theirs, key);
        await WriteAsync(analyst, ours, "Words of both.");
        var writer = await server.Site.OwnerScalarAsync("select user_id from partnership.member where partnership_id = $1 and display_name = 'Ana Analyst'", server.Site.Testshire);

        Assert.Contains((Guid)writer!, await BlockAsync<Guid[]>(theirs, "writers", key));
        Assert.Contains("not-allowed", (await executive.GetAsync($"{ours}/shared")).Location!.ToString(), StringComparison.Ordinal);
        using var elsewhere = await server.Site.SignedInAsync("analyst@elsewhere.example");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"{ours}/shared")).Status);
    }

    [Theory]
    [InlineData("update understand.strategic_block set sentence = 'Out of step' where assessment_id = $1 and shared_id is not null")]
    [InlineData("insert into understand.strategic_wording select partnership_id, shared_id, 99, 'Later words', by_id, by_name, at from understand.strategic_wording where shared_id = (select shared_id from understand.strategic_block where assessment_id = $1 and shared_id is not null limit 1) limit 1; update understand.strategic_block set shared_version = 99, sentence = 'Later words' where assessment_id = $1 and shared_id is not null")]
    public async Task SharedBlock_ChangedInOneDocumentBehindTheProgram_IsRefusedByTheDatabase(string sql)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var year = sql.StartsWith("update", StringComparison.Ordinal) ? 2136 : 2137;
        var (ours, theirs) = await TwoAsync(analyst, year);
        await TakeAsync(analyst, ours, theirs, await FirstKeyAsync(theirs));

        var thrown = await Assert.ThrowsAsync<PostgresException>(() => AsAnalystAsync(sql.Replace("$1", $"'{IdOf(ours)}'", StringComparison.Ordinal)));

        Assert.Contains("stand alike in every document that is still written", thrown.MessageText, StringComparison.Ordinal);
    }

    // As the program's own role with the session of the analyst, in one transaction.
    async Task AsAnalystAsync(string sql)
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var connections = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Concordat.Platform.Database.Connections>(scope.ServiceProvider);
        await using var connection = await connections.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Commission_OneDocumentOfEachInAYear_AndAMergedPoliceDocumentIsRefused()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        await TwoAsync(analyst, 2138);

        Assert.Contains("The police’s strategic assessment of 2138 is being written already", (await analyst.SendFormAsync("/understand/strategic/new", await server.CommissionAsync(2138, OfThePolice))).Words, StringComparison.Ordinal);
        Assert.Contains("A merged assessment is one document", (await analyst.SendFormAsync("/understand/strategic/new", await server.CommissionAsync(2139, OfThePolice, ("Standing", "with the police")))).Words, StringComparison.Ordinal);
        Assert.Contains("The police’s", (await analyst.GetAsync("/understand/strategic")).Words, StringComparison.Ordinal);
    }
}
