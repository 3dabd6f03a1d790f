using System.Net;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>The life of a tactical assessment: each state by each event over the pages, and what becomes of a paper after it was issued.</summary>
public sealed class TacticalLifeTests(TacticalServer server) : IClassFixture<TacticalServer>, IAsyncLifetime
{
    const string Month = "2026-10", List = "/understand/tactical";
    Visitor _analyst = null!, _chair = null!;

    public static TheoryData<string> Cells => [.. Enum.GetNames<AssessmentStatus>().SelectMany(_ => Enum.GetNames<AssessmentEvent>(), (s, e) => $"{s}/{e}")];

    public async Task InitializeAsync()
    {
        (_analyst, _chair) = (await server.Site.AsAsync(Role.Analyst), await server.Site.AsAsync(Role.Chair));
        // The month is free for the next test: what the last one left is withdrawn.
        await Agreement.PastGuardsAsync(server.Site, "update understand.tactical_assessment set status = 'withdrawn', frozen = coalesce(frozen, '{}'), issued_at = coalesce(issued_at, now()), closed_at = now(), closed_reason = 'A test', closed_by_name = 'A test' where closed_at is null");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (status, happened) = (Enum.Parse<AssessmentStatus>(cell.Split('/')[0]), Enum.Parse<AssessmentEvent>(cell.Split('/')[1]));
        var page = await InAsync(status);

        var answer = await (happened switch
        {
            AssessmentEvent.Write => _analyst.PostAsync($"{page}?handler=Add", ("NewKind", "finding"), ("NewSentence", "Something was found.")),
            AssessmentEvent.Send => MoveAsync(_analyst, page, "Send"),
            AssessmentEvent.TakeBack => MoveAsync(_analyst, page, "TakeBack"),
            AssessmentEvent.Approve => MoveAsync(_chair, page, "Approve"),
            AssessmentEvent.Issue => MoveAsync(_analyst, page, "Issue"),
            AssessmentEvent.Withdraw => _chair.PostAsync($"{page}?handler=Withdraw", ("withdrawReason", "A return was wrong.")),
            _ => IssueAnotherAsync(),
        });

        Assert.Equal((AssessmentLife.After(status, happened) ?? status).Name(), await StatusAsync(page));
        if (AssessmentLife.Refusal(status, happened) is { } refusal) Assert.Contains(refusal, answer.Words, StringComparison.Ordinal);
        else Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    [Fact]
    public void Document_OfTheRules_ShowsTheTable() =>
        Assert.Contains(AssessmentLife.Markdown(), File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "product.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Fact]
    public async Task SecondVersion_SupersedesTheFirst_WhichStaysReadable_AndThePackThatUsedItSaysSo()
    {
        var first = await InAsync(AssessmentStatus.Issued);
        var paper = (await IssuedAsync()).Single(a => a.Url == first);
        var meeting = await server.Site.PlanAsync(server.Site.Today().AddDays(9), paper);
        var pack = $"/decide/meetings/{meeting}/pack";
        await _chair.SendFormAsync(pack, []);
        Assert.DoesNotContain("does not stand any more", (await _chair.GetAsync(pack)).Words, StringComparison.Ordinal);

        await IssueAnotherAsync();

        var executive = await server.Site.AsAsync(Role.Executive);
        var old = await executive.GetAsync(first);
        Assert.Equal(HttpStatusCode.OK, old.Status);
        Assert.Contains("Superseded on", old.Words, StringComparison.Ordinal);
        Assert.Contains("took its place.", old.Words, StringComparison.Ordinal);
        Assert.Contains("It does not stand any more", (await executive.GetAsync(first + "/document")).Words, StringComparison.Ordinal);
        Assert.Contains("Superseded", (await executive.GetAsync(List)).Words, StringComparison.Ordinal);
        Assert.Contains("The assessment on the table does not stand any more", (await _chair.GetAsync(pack)).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _chair.GetAsync($"/decide/meetings/{meeting}/pack.docx")).Status);
        var issued = Assert.Single((await IssuedAsync()), a => a.Month == paper.Month);
        Assert.NotEqual(first, issued.Url);
        // What was superseded is nobody's duty.
        Assert.DoesNotContain("Finish the October", (await _analyst.GetAsync("/")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Issue the October", (await _analyst.GetAsync("/")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawing_NeedsAReason_AndTheChair_AndIsToldOnThePaper()
    {
        var page = await InAsync(AssessmentStatus.Issued);

        var bare = await _chair.PostAsync($"{page}?handler=Withdraw", ("withdrawReason", " "));
        var named = await _chair.PostAsync($"{page}?handler=Withdraw", ("withdrawReason", "Kevin Hughes sent the wrong file."));
        var long_ = await _chair.PostAsync($"{page}?handler=Withdraw", ("withdrawReason", new string('x', 501)));
        var other = await _analyst.PostAsync($"{page}?handler=Withdraw", ("withdrawReason", "Mine"));
        Assert.Equal("issued", await StatusAsync(page));
        var done = await _chair.SendFormAsync(page, [("withdrawReason", "A return was wrong.")], "handler=Withdraw");

        Assert.Contains("Say why it is withdrawn", bare.Words, StringComparison.Ordinal);
        Assert.Contains("This seems to hold a name", named.Words, StringComparison.Ordinal);
        Assert.Contains("Shorten the reason to 500 characters", long_.Words, StringComparison.Ordinal);
        Assert.Contains("Only the chair or the co-ordinator withdraws an assessment", other.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.Contains("by Chas Chair: A return was wrong.", (await _analyst.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.Contains("withdrawn", (await _analyst.GetAsync(page + "/document")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(await IssuedAsync(), a => a.Url == page);
    }

    [Theory]
    [InlineData("update understand.tactical_assessment set closed_reason = 'Another' where status = 'withdrawn'")]
    [InlineData("update understand.tactical_assessment set status = 'issued', closed_at = null where status = 'withdrawn'")]
    [InlineData("delete from understand.tactical_assessment where status = 'withdrawn'")]
    [InlineData("update understand.finding set sentence = 'changed' where assessment_id in (select id from understand.tactical_assessment where status = 'withdrawn')")]
    public async Task Withdrawn_ChangedBehindTheProgram_IsRefusedByTheDatabase(string sql)
    {
        await InAsync(AssessmentStatus.Withdrawn);

        await Assert.ThrowsAsync<PostgresException>(() => server.Site.OwnerScalarAsync(sql));
    }

    [Theory]
    [InlineData(Role.Analyst, "update understand.tactical_assessment set status = 'withdrawn', closed_at = now(), closed_reason = 'x', closed_by_id = platform.session_user_id(), closed_by_name = 'x' where status = 'issued'", "Only the chair or the co-ordinator withdraws")]
    [InlineData(Role.Chair, "update understand.tactical_assessment set status = 'withdrawn', closed_at = now(), closed_reason = 'x', closed_by_id = gen_random_uuid(), closed_by_name = 'x' where status = 'issued'", "is named")]
    [InlineData(Role.Chair, "update understand.tactical_assessment set status = 'withdrawn', closed_at = now(), closed_reason = ' ', closed_by_id = platform.session_user_id(), closed_by_name = 'x' where status = 'issued'", "ck_tactical_assessment_closed")]
    [InlineData(Role.Chair, "update understand.tactical_assessment set status = 'superseded', closed_at = now(), closed_reason = 'x', closed_by_id = platform.session_user_id(), closed_by_name = 'x' where status = 'issued'", "Only the co-ordinator or an analyst issues")]
    [InlineData(Role.Analyst, "update understand.tactical_assessment set review_on = current_date where status = 'issued'", "cannot be changed")]
    public async Task Issued_ClosedPastTheRules_IsRefusedByTheDatabase(string role, string sql, string why)
    {
        await InAsync(AssessmentStatus.Issued);

        var thrown = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server.Site, role, sql));

        Assert.Contains(why, thrown.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReviewDate_IsAfterToday_AndAskedForWhenItHasCome()
    {
        var page = await InAsync(AssessmentStatus.Draft);

        var past = await _analyst.SendFormAsync(page, [("ReviewOn.Day", "1"), ("ReviewOn.Month", "2"), ("ReviewOn.Year", "2001")], "handler=Review");
        var none = await _analyst.SendFormAsync(page, [("ReviewOn.Day", ""), ("ReviewOn.Month", ""), ("ReviewOn.Year", "")], "handler=Review");
        var set = await _analyst.SendFormAsync(page, [("ReviewOn.Day", "1"), ("ReviewOn.Month", "2"), ("ReviewOn.Year", "2099")], "handler=Review");

        Assert.Contains("Review date must be after today", past.Words, StringComparison.Ordinal);
        Assert.Contains("Review date must be after today", none.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, set.Status);
        await Walk(page, AssessmentStatus.Issued);
        Assert.Contains("Review on 1 February 2099", (await _analyst.GetAsync(page)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Review the October tactical assessment", (await _analyst.GetAsync("/")).Words, StringComparison.Ordinal);
        await Agreement.PastGuardsAsync(server.Site, $"update understand.tactical_assessment set review_on = current_date - 1 where id = '{page.Split('/')[^1]}'");
        Assert.Contains("Review the October tactical assessment", (await _analyst.GetAsync("/")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoWhoStartTheSameMonth_OneIsToldSo()
    {
        var other = await server.Site.SignedInAsync(Role.Analyst);

        var answers = await Task.WhenAll(StartAsync(_analyst), StartAsync(other));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Contains("The month is being assessed already", answers.Single(a => a.Status == HttpStatusCode.OK).Words, StringComparison.Ordinal);
    }

    static Task<Answer> StartAsync(Visitor visitor) => visitor.SendFormAsync(List, [("Month", Month)], List);

    async Task<Answer> IssueAnotherAsync()
    {
        var started = await StartAsync(_analyst);
        if (started.Location is not { } page) return started;
        await Walk(page.OriginalString, AssessmentStatus.Issued);
        return started;
    }

    async Task<string> InAsync(AssessmentStatus status)
    {
        var started = await StartAsync(_analyst);
        Assert.True(started.Location is not null, started.Words);
        await Walk(started.Location.OriginalString, status);
        Assert.Equal(status.Name(), await StatusAsync(started.Location.OriginalString));
        return started.Location.OriginalString;
    }

    async Task Walk(string page, AssessmentStatus to)
    {
        if (to >= AssessmentStatus.Review) await MoveAsync(_analyst, page, "Send");
        if (to >= AssessmentStatus.Approved) await MoveAsync(_chair, page, "Approve");
        if (to >= AssessmentStatus.Issued) await MoveAsync(_analyst, page, "Issue");
        if (to == AssessmentStatus.Superseded) await IssueAnotherAsync();
        if (to == AssessmentStatus.Withdrawn) await _chair.PostAsync($"{page}?handler=Withdraw", ("withdrawReason", "A return was wrong."));
    }

    // By the form where the page offers it, and past the page where it does not.
    static async Task<Answer> MoveAsync(Visitor visitor, string page, string handler)
    {
        var shown = await visitor.GetAsync(page);
        return shown.Document.QuerySelector($"main form[action*='handler={handler}']") is null ? await visitor.PostAsync($"{page}?handler={handler}") : await visitor.SendFormAsync(shown, page, [], $"handler={handler}");
    }

    async Task<string> StatusAsync(string page) => (string)(await server.Site.OwnerScalarAsync("select status from understand.tactical_assessment where id = $1", Guid.Parse(page.Split('/')[^1])))!;

    async Task<IReadOnlyList<IssuedAssessment>> IssuedAsync()
    {
        await using var scope = await server.Site.ScopeAsAsync(Role.Chair);
        return await scope.ServiceProvider.GetRequiredService<IIssuedAssessments>().ListAsync(CancellationToken.None);
    }
}
