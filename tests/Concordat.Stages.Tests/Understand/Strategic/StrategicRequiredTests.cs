using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Sources.Contracts;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Testing;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>What a strategic assessment must hold, and who may approve it: refused by the pages and, where it must hold whatever the program does, by the database.</summary>
public sealed class StrategicRequiredTests(StrategicServer server) : IClassFixture<StrategicServer>
{
    const string Recommends = """{"Result": {"Issues": [{"IsRecommended": true}]}}""";

    static Guid IdOf(string page) => Guid.Parse(page.Split('/')[^1]);

    [Theory]
    [InlineData("levels", 2061, "“Levels and patterns” is empty", "A part is empty.")]
    [InlineData("change", 2062, "“What changed” is empty", "A part is empty.")]
    [InlineData("why", 2063, "“Why it changed” is empty", "A part is empty.")]
    [InlineData("last-year", 2064, "“How far last year's plan was done” is empty", "How far last year's plan was done is empty.")]
    public async Task Approve_WithAnEmptyPart_IsRefusedByThePageAndByTheDatabase(string part, int year, string words, string database)
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        var page = await server.DraftAsync(analyst, year);
        await StrategicServer.FillAsync(analyst, page);
        await EmptyAsync(page, part);
        Assert.NotNull((await analyst.SendFormAsync(page, [], "handler=Send")).Location);

        var refused = await chair.SendFormAsync(page, [], "handler=Approve");
        var kept = await Assert.ThrowsAsync<PostgresException>(() => ApproveInTheDatabaseAsync(server.Site, page, Recommends));

        Assert.Contains(words, refused.Words, StringComparison.Ordinal);
        Assert.Equal(database, kept.MessageText);
        Assert.Equal("review", await server.StatusAsync(page));
    }

    async Task EmptyAsync(string page, string part)
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var (db, session, id, now) = (scope.ServiceProvider.GetRequiredService<ConcordatDb>(), scope.ServiceProvider.GetRequiredService<Session>(), IdOf(page), TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (var block in await db.Set<StrategicBlock>().Where(b => b.AssessmentId == id && b.Part == part).ToListAsync()) block.Remove(session, now);
        foreach (var line in await db.Set<StrategicEntry>().Where(e => e.AssessmentId == id && e.Register == part).ToListAsync()) line.Remove(session, now);
        Assert.NotEqual(0, await db.SaveChangesAsync());
    }

    // As the program's own role would, had the program no rules.
    static async Task ApproveInTheDatabaseAsync(ConcordatServer site, string page, string frozen, string role = Role.Chair)
    {
        await using var scope = await site.ScopeAsAsync(role);
        await scope.ServiceProvider.GetRequiredService<ConcordatDb>().Database.ExecuteSqlAsync($"""
            update understand.strategic_assessment set status = 'approved', approved_by_id = platform.session_user_id(), approved_by_name = 'Somebody', approved_at = now(), frozen = {frozen}::jsonb where id = {IdOf(page)}
            """);
    }

    [Fact]
    public async Task Approve_WithNothingRecommended_IsRefusedByThePageAndByTheDatabase()
    {
        await using var site = new DisposableSite();
        await site.Server.InitializeAsync();
        var town = new SmallTown();
        for (var i = 0; i < 12; i++) town.With(20, "burglary", new Concordat.Partnership.Calendar.Month(2023, 11).AddMonths(i).ToString(), 2_350, 2_350);
        for (var i = 12; i < 24; i++) town.Holding(new Concordat.Partnership.Calendar.Month(2023, 11).AddMonths(i).ToString());
        await TownInDatabase.PutAsync(site.Server, town, "2024-10");
        using var analyst = await site.Server.SignedInAsync(Role.Analyst);
        using var chair = await site.Server.SignedInAsync(Role.Chair);
        var owner = await site.Server.OwnerScalarAsync("select user_id from partnership.member where partnership_id = $1 and display_name = 'Cora Coordinator'", site.Server.Testshire);
        string page;
        await using (var scope = await site.Server.ScopeAsAsync(Role.Analyst))
        {
            var desk = scope.ServiceProvider.GetRequiredService<StrategicDesk>();
            var (assessment, refusal) = await desk.CommissionAsync(new(2065, new(2025, 10), 3, StrategicStructure.CrimeType, StrategicAssessment.Alone, "Board", (Guid)owner!, new(2199, 1, 1), null), [], isQueued: false, CancellationToken.None);
            Assert.True(assessment is not null, refusal);
            Assert.Null(await desk.MakeFiguresAsync(assessment!.Id, (_, _) => Task.CompletedTask, CancellationToken.None));
            page = assessment.Url;
        }
        await StrategicServer.FillAsync(analyst, page);
        await analyst.SendFormAsync(page, [], "handler=Send");

        var refused = await chair.SendFormAsync(page, [], "handler=Approve");
        var kept = await Assert.ThrowsAsync<PostgresException>(() => ApproveInTheDatabaseAsync(site.Server, page, """{"Result": {"Issues": [{"IsRecommended": false}]}}"""));

        Assert.Contains("“Recommended priorities” is empty, for no issue has a record in the last twelve months", refused.Words, StringComparison.Ordinal);
        Assert.Equal("Nothing is recommended.", kept.MessageText);
    }

    sealed class DisposableSite : IAsyncDisposable
    {
        public ConcordatServer Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }

    [Fact]
    public async Task PaperBeyondFortyPages_NeedsAReasonToBeSentAndToBeApproved()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        var page = await server.DraftAsync(analyst, 2066);
        await StrategicServer.FillAsync(analyst, page);
        await using (var scope = await server.Site.ScopeAsAsync(Role.Analyst))
        {
            var (db, session) = (scope.ServiceProvider.GetRequiredService<ConcordatDb>(), scope.ServiceProvider.GetRequiredService<Session>());
            var words = string.Join(' ', Enumerable.Repeat("Long words fill the page.", 75));
            for (var i = 0; i < 160; i++)
                db.Add(new StrategicBlock(session.Partnership, Guid.CreateVersion7(), IdOf(page), $"own-{i}", 1_000 + i, "levels", null, "whole", "the police", "none", words, [], isOwnWords: true, session.User, session.DisplayName, TimeProvider.System.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        }

        var unsent = await analyst.SendFormAsync(page, [], "handler=Send");
        Assert.Matches("The paper has about [0-9]{2,3} pages, more than 40. Shorten it, or give the reason for its length", unsent.Words);
        Assert.Equal("draft", await server.StatusAsync(page));
        await analyst.PostAsync($"{page}?handler=Length", ("lengthReason", "Two districts were joined."));
        Assert.NotNull((await analyst.SendFormAsync(page, [], "handler=Send")).Location);
        await using (var scope = await server.Site.ScopeAsAsync(Role.Analyst))
            await scope.ServiceProvider.GetRequiredService<ConcordatDb>().Database.ExecuteSqlAsync($"update understand.strategic_assessment set length_reason = null where id = {IdOf(page)}");

        var refused = await chair.SendFormAsync(page, [], "handler=Approve");

        Assert.Matches("It cannot be approved yet. The paper has about [0-9]{2,3} pages", refused.Words);
        Assert.Equal("review", await server.StatusAsync(page));
    }

    /// <summary>A chair who is the author; the pages let only analysts begin one, so the database is asked.</summary>
    [Fact]
    public async Task Approve_ByItsAuthor_IsRefusedByTheDatabase()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2067);
        await StrategicServer.FillAsync(analyst, page);
        await using (var scope = await server.Site.ScopeAsAsync(Role.Analyst))
            await scope.ServiceProvider.GetRequiredService<ConcordatDb>().Database.ExecuteSqlAsync($"""
                update understand.strategic_assessment set author_id = (select user_id from partnership.member where partnership_id = platform.current_partnership() and display_name = 'Cora Coordinator') where id = {IdOf(page)}
                """);
        await using (var scope = await server.Site.ScopeAsAsync(Role.Coordinator))
            await scope.ServiceProvider.GetRequiredService<ConcordatDb>().Database.ExecuteSqlAsync($"update understand.strategic_assessment set status = 'review', sent_at = now() where id = {IdOf(page)}");

        var kept = await Assert.ThrowsAsync<PostgresException>(() => ApproveInTheDatabaseAsync(server.Site, page, Recommends, Role.Coordinator));

        Assert.Equal("ck_strategic_assessment_own", kept.ConstraintName);
        Assert.Equal("review", await server.StatusAsync(page));
        await ApproveInTheDatabaseAsync(server.Site, page, Recommends);
        Assert.Equal("approved", await server.StatusAsync(page));
    }

    [Fact]
    public async Task Registers_CitingWhatIsNotListed_AreToldByName()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2068);
        await StrategicServer.AddedAsync(analyst, page, "causes", ("theme", "burglary"), ("cause", "Dark streets"), ("evidence", "The lamps are out [Lamps 2026]"), ("alternatives", "Recording"), ("confidence", "low"));
        await StrategicServer.AddedAsync(analyst, page, "gaps", ("strength", "Meetings"), ("weakness", "They wrote “we never hear back from anybody at all”"), ("gap", "Answers"), ("action", "Answer"), ("owner", "Manager"), ("by", "1/9/2026"));
        await StrategicServer.AddedAsync(analyst, page, "consultation", ("kind", "group"), ("method", "Traders"), ("who", "Traders"), ("on", "1/2/2026"), ("said", "“We never hear back from anybody at all”, see [Minutes 4]"), ("done", "Passed on"));

        var words = (await analyst.GetAsync(page)).Words;

        foreach (var told in (string[])["“Causes” cites [Lamps 2026], which is not in the references", "“Gap analysis” holds a quotation without its source", "“Consultation” cites [Minutes 4], which is not in the references"])
            Assert.Contains(told, words, StringComparison.Ordinal);
        Assert.DoesNotContain("“Consultation” holds a quotation", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_NoPublicMeeting_IsToldUntilOneOfTheYearIsRecorded_AndKeepsNothingBack()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2069);
        const string Notice = "No public meeting is recorded within the last year";
        async Task<string> WordsAsync() => (await analyst.GetAsync(page)).Words;
        async Task MetAsync(string kind, DateOnly on) => await StrategicServer.AddedAsync(analyst, page, "consultation", ("kind", kind), ("method", "Hall"), ("who", "Residents"), ("on", on.ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture)), ("said", "More light"), ("done", "An option"));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        Assert.Contains(Notice, await WordsAsync(), StringComparison.Ordinal);
        await MetAsync("survey", today.AddDays(-30));
        await MetAsync("public meeting", today.AddYears(-1).AddDays(-2));
        Assert.Contains(Notice, await WordsAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Notice, string.Join(' ', (await analyst.GetAsync(page)).Document.QuerySelector(".c-details ul")!.TextContent), StringComparison.Ordinal);
        await MetAsync("public meeting", today.AddDays(-30));
        Assert.DoesNotContain(Notice, await WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_ThatNobodySpokeFor_AreToldToWhoWrites_AndUsedOnceIssued()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        using var chair = await server.Site.SignedInAsync(Role.Chair);
        var page = await server.DraftAsync(analyst, 2070);

        Assert.Contains("police.uk: ", (await analyst.GetAsync(page)).Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not every source has been spoken for", (await analyst.GetAsync(page)).Words, StringComparison.Ordinal);
        await StrategicServer.FillAsync(analyst, page);
        await StrategicServer.AddedAsync(analyst, page, "travelling", ("theme", "burglary"), ("offenders", "40"), ("outside", "8"), ("route", "the coast line"), ("as-at", "1/1/2026"), ("source", "custody records"));
        await analyst.SendFormAsync(page, [], "handler=Send");
        Assert.NotNull((await chair.SendFormAsync(page, [], "handler=Approve")).Location);
        await analyst.SendFormAsync(page, [], "handler=Issue");

        Assert.Contains("8 of 40 (20%, 95% range 9% to 36%) of the offenders came from outside the area, by the coast line", (await analyst.GetAsync($"{page}/document")).Words, StringComparison.Ordinal);
        Assert.Contains("What was decided since stands on the assessment’s page", (await analyst.GetAsync($"{page}/document")).Words, StringComparison.Ordinal);
        await using var scope = await server.Site.ScopeAsAsync(Role.Analyst);
        var uses = new List<SourceUse>();
        foreach (var source in scope.ServiceProvider.GetServices<ISourceUses>()) uses.AddRange(await source.ReadAsync(CancellationToken.None));
        Assert.Contains(uses, u => u.Key == SourceKeys.PoliceUk && u.Url == page && u.Product == "Strategic assessment 2070");
    }

    [Fact]
    public async Task Duties_LateStepAndPassedReview_AreTheOwners()
    {
        using var analyst = await server.Site.SignedInAsync(Role.Analyst);
        var page = await server.DraftAsync(analyst, 2071);
        await using var owner = await server.Site.ScopeAsAsync(Role.Coordinator);
        await using var other = await server.Site.ScopeAsAsync(Role.Analyst);
        StrategicDuties Of(AsyncServiceScope scope) => new(scope.ServiceProvider.GetRequiredService<ConcordatDb>(), scope.ServiceProvider.GetRequiredService<Session>());

        var late = (await Of(owner).ForAsync(new(2026, 1, 6), CancellationToken.None)).Where(d => d.Url.StartsWith(page, StringComparison.Ordinal)).ToList();
        Assert.Equal(("First draft: strategic assessment 2071", new DateOnly(2026, 1, 5)), (Assert.Single(late).Title, Assert.Single(late).DueOn!.Value));
        Assert.DoesNotContain(await Of(owner).ForAsync(new(2026, 1, 5), CancellationToken.None), d => d.Url.StartsWith(page, StringComparison.Ordinal));
        Assert.DoesNotContain(await Of(other).ForAsync(new(2026, 1, 6), CancellationToken.None), d => d.Url.StartsWith($"{page}/registers", StringComparison.Ordinal));

        using var chair = await server.Site.SignedInAsync(Role.Chair);
        await StrategicServer.FillAsync(analyst, page);
        await analyst.SendFormAsync(page, [], "handler=Send");
        await chair.SendFormAsync(page, [], "handler=Approve");
        await analyst.SendFormAsync(page, [], "handler=Issue");
        Assert.DoesNotContain(await Of(owner).ForAsync(new(2199, 11, 1), CancellationToken.None), d => d.Url == page);
        Assert.Equal("Review the strategic assessment 2071", Assert.Single(await Of(owner).ForAsync(new(2199, 11, 2), CancellationToken.None), d => d.Url == page).Title);
    }
}
