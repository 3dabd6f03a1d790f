using System.Net;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Cycle;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;
using Day = Concordat.Stages.Tests.Decide.Strategy.Arrange;

namespace Concordat.Stages.Tests.Home;

/// <summary>The year: seventeen steps in order, each with what shows it, its day, and what is overdue; the three-year plan with its versions and summaries.</summary>
public sealed class CycleTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task Year_OfANewPartnership_SaysHonestlyThatNothingIsRecorded()
    {
        using var stranger = await server.SignedInAsync("analyst@elsewhere.example");

        var page = await stranger.GetAsync("/cycle");

        Assert.Equal(CycleStepNames.All.Select(s => $"{s.Number}. {s.Name}"), page.Document.QuerySelectorAll("tbody tr th a").Select(a => a.TextContent));
        Assert.Contains("The steps of the year have no dates yet", page.Words, StringComparison.Ordinal);
        Assert.Contains("No records of this site show this step by themselves: record by hand what does.", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_PastItsDay_IsOverdueUntilSomethingShowsIt()
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        var (today, step) = (server.Today(), "/cycle/4");
        await coordinator.SendFormAsync(step, Day.Day("DueOn", today.AddDays(-10)), "handler=Due");

        var late = await coordinator.GetAsync("/cycle");
        var duties = await coordinator.GetAsync("/my-work");
        await coordinator.SendFormAsync(step, [.. Day.Day("HappenedOn", today.AddDays(-2)), ("Words", "Survey of 412 residents"), ("Address", "https://survey.example/2026")], "handler=Evidence");
        var done = await coordinator.GetAsync("/cycle");

        Assert.Contains("Residents consulted", RowOf(late, 4), StringComparison.Ordinal);
        Assert.Contains("Overdue", RowOf(late, 4), StringComparison.Ordinal);
        Assert.Contains("Step 4 of the year: Residents consulted", duties.Words, StringComparison.Ordinal);
        Assert.Contains("Survey of 412 residents", RowOf(done, 4), StringComparison.Ordinal);
        Assert.Contains("Done", RowOf(done, 4), StringComparison.Ordinal);
        Assert.Equal("https://survey.example/2026", done.Document.QuerySelectorAll("tbody tr")[3].QuerySelector("td a")!.GetAttribute("href"));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'cycle_evidence' and action = 'collect' and partnership_id = $1 and detail::text not like '%412%'", server.Testshire));
        // A new day begins a new round: the old survey no longer counts.
        await coordinator.SendFormAsync(step, Day.Day("DueOn", today.AddYears(1)), "handler=Due");
        Assert.DoesNotContain("Done", RowOf(await coordinator.GetAsync("/cycle"), 4), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_OfConsultationsProfilesAndReviews_ShowTheirSteps()
    {
        await Share.Agreements.Arrange.PastGuardsAsync(server, """
            with a as (insert into understand.strategic_assessment (partnership_id, id, year, number, to_month, years, structure, standing, steering_group, owner_id, review_on, matrix, run_id, status, author_id, author_name, started_at, issued_at, frozen)
              values ($1, gen_random_uuid(), 2026, 1, 24321, 3, 'crime-type', 'alone', 'Board', $2, current_date + 90, '{}', gen_random_uuid(), 'issued', $2, 'Ana Analyst', now(), now(), '{}') returning *)
            insert into understand.strategic_entry select partnership_id, gen_random_uuid(), id, 'consultation', 1, '{"method": "Public meeting", "who": "Residents of three wards", "on": "2026-02-03"}', null, author_id, author_name, now() from a
            """, server.Testshire, await server.MemberAsync("Ana Analyst"));
        await Share.Agreements.Arrange.PastGuardsAsync(server, """
            insert into understand.profile (partnership_id, id, number, edition, kind, frame, title, question, marking, origin, origin_words, state, commissioned_by, commissioned_by_name, commissioned_at, author_id, author_name, review_on,
              approved_by, approved_by_name, approved_at, issued_at, frozen)
            values ($1, gen_random_uuid(), 77, 1, 'problem', 'SARA', 'Bins', 'Why?', 'OFFICIAL', 'decision', 'A meeting', 'issued', $2, 'Chas Chair', now(), $3, 'Pat Practitioner', current_date + 90, $2, 'Chas Chair', now(), now(), '{}')
            """, server.Testshire, await server.MemberAsync("Chas Chair"), await server.MemberAsync("Pat Practitioner"));
        var plan = await Act.PlanCase.InAsync(server, Concordat.Act.Plans.PlanState.Running);
        await plan.ReviewAsync();
        var coordinator = await server.AsAsync(Role.Coordinator);

        Assert.Contains("Consultation by Public meeting: Residents of three wards", (await coordinator.GetAsync("/cycle/4")).Words, StringComparison.Ordinal);
        Assert.Contains("Profile 77 issued", (await coordinator.GetAsync("/cycle/10")).Words, StringComparison.Ordinal);
        Assert.Contains("Plan for Thefts from parked cars reviewed", (await coordinator.GetAsync("/cycle/13")).Words, StringComparison.Ordinal);
    }

    /// <summary>Escalation, governance and the leaders' review are shown by meetings and proposals.</summary>
    [Fact]
    public async Task Records_OfMeetingsPlansAndAnalysis_ShowTheirSteps()
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        foreach (var (kind, name) in new[] { ("performance-forum", "Forum of the year"), ("executive", "Leaders of the year") })
        {
            var made = await coordinator.SendFormAsync("/decide/groups/new", [("Kind", kind), ("Name", name), ("Cycle", "quarterly"), ("Quorum", "2"), ("Terms", "Looks at results.")], "groups/new");
            var group = Guid.Parse(made.Location!.ToString().Split('/')[^1]);
            await server.OwnerScalarAsync("insert into decide.meeting (partnership_id, id, group_name, held_on, chair_id, state, opened_at, closed_at, actions_reported, group_id) values ($1, gen_random_uuid(), $2, $3, $4, 'closed', now(), now(), '[]', $5)", server.Testshire, name, server.Today().AddDays(-3), await server.MemberAsync("Chas Chair"), group);
        }
        await Share.Agreements.Arrange.PastGuardsAsync(server, "insert into decide.tier_proposal (partnership_id, id, county_id, from_name, priority_id, name, why, state, proposed_by, proposed_at) select partnership_id, gen_random_uuid(), $2, 'Testshire', id, 'Cars of the year', 'It spreads.', 'proposed', gen_random_uuid(), now() from partnership.priority where partnership_id = $1 limit 1", server.Testshire, server.Elsewhere);

        var page = await coordinator.GetAsync("/cycle");

        Assert.Contains("“Cars of the year” proposed to the county", RowOf(page, 6), StringComparison.Ordinal);
        Assert.Contains("Forum of the year met", RowOf(page, 12), StringComparison.Ordinal);
        Assert.Contains("Leaders of the year met", RowOf(page, 14), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_OfTheStages_ShowTheirSteps()
    {
        var coordinator = await server.AsAsync(Role.Coordinator);
        await coordinator.SendFormAsync("/decide/groups/new", [("Kind", "joint-action-group"), ("Name", "Group of the year"), ("Cycle", "monthly"), ("Quorum", "2"), ("Terms", "Decides.")], "groups/new");

        var page = await coordinator.GetAsync("/cycle");

        Assert.Contains("Group of the year set up", RowOf(page, 9), StringComparison.Ordinal);
        Assert.StartsWith("/decide/groups/", page.Document.QuerySelectorAll("tbody tr")[8].QuerySelector("td a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Words=|HappenedOn=-1|Address=", "Say what shows it")]
    [InlineData("Words=Survey|HappenedOn=none|Address=", "Enter the day it happened")]
    [InlineData("Words=Survey|HappenedOn=1|Address=", "must be today or in the past")]
    [InlineData("Words=Survey|HappenedOn=-1|Address=javascript:alert(1)", "Enter a page of this site that starts with /")]
    [InlineData("Words=Survey|HappenedOn=-1|Address=//elsewhere.example", "Enter a page of this site that starts with /")]
    [InlineData("Words=Survey|HappenedOn=-1|Address=http://elsewhere.example", "Enter a page of this site that starts with /")]
    public async Task Evidence_ThatCannotBeRecorded_IsRefusedInWordsAndKept(string fields, string message)
    {
        var given = fields.Split('|').Select(f => (f.Split('=')[0], f.Split('=', 2)[1])).ToDictionary(f => f.Item1, f => f.Item2);
        var day = given["HappenedOn"] == "none" ? [("HappenedOn.Day", ""), ("HappenedOn.Month", ""), ("HappenedOn.Year", "")]
            : Day.Day("HappenedOn", server.Today().AddDays(int.Parse(given["HappenedOn"], System.Globalization.CultureInfo.InvariantCulture)));
        var coordinator = await server.AsAsync(Role.Coordinator);

        var answer = await coordinator.SendFormAsync("/cycle/6", [.. day, ("Words", given["Words"]), ("Address", given["Address"])], "handler=Evidence");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal(given["Words"], answer.Document.QuerySelector("[name=Words]")!.GetAttribute("value") ?? "");
        Assert.Equal(given["Address"], answer.Document.QuerySelector("[name=Address]")!.GetAttribute("value") ?? "");
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from partnership.cycle_evidence where number = 6"));
    }

    [Theory]
    [InlineData("/cycle/4?handler=Evidence")]
    [InlineData("/cycle/4?handler=Due")]
    [InlineData("/cycle/plan?handler=Version")]
    [InlineData("/cycle/plan?handler=Summary")]
    public async Task Year_WhoDoesNotRunTheBusiness_ReadsAndDoesNotWrite(string address)
    {
        var practitioner = await server.AsAsync(Role.Practitioner);

        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.PostAsync(address, ("Words", "Survey"))).Status);
        Assert.Empty((await practitioner.GetAsync(address.Split('?')[0])).Document.QuerySelectorAll("main form[method=post]"));
    }

    [Fact]
    public async Task Plan_ItsRefreshAndSummaries_AreKeptAsVersionsAndToldWhenOverdue()
    {
        await using var alone = new Alone();
        await alone.Server.InitializeAsync();
        using var coordinator = await alone.Server.SignedInAsync(Role.Coordinator);
        var today = alone.Server.Today();
        var agreed = today.AddDays(-400);

        var first = await VersionAsync(coordinator, agreed, agreed, "Burglary; violence", "");
        var late = await coordinator.GetAsync("/cycle/plan");
        var duties = await coordinator.GetAsync("/my-work");
        var tooEarly = await coordinator.SendFormAsync("/cycle/plan", [("Summary.Number", "1"), .. Day.Day("Summary.PublishedOn", agreed.AddDays(-1)), ("Summary.Address", "https://council.example/plan"), ("Summary.Progress", "Begun")], "handler=Summary");
        await coordinator.SendFormAsync("/cycle/plan", [("Summary.Number", "1"), .. Day.Day("Summary.PublishedOn", today), ("Summary.Address", "https://council.example/plan"), ("Summary.Progress", "Begun")], "handler=Summary");
        var refresh = await VersionAsync(coordinator, today, agreed, "Knives", "Violence: it fell for two years");
        var page = await coordinator.GetAsync("/cycle/plan");
        var year = await coordinator.GetAsync("/cycle");

        Assert.Equal(HttpStatusCode.Redirect, first.Status);
        Assert.Contains("The summary of version 1 was due on", late.Words, StringComparison.Ordinal);
        Assert.Contains("The refresh was due on", late.Words, StringComparison.Ordinal);
        Assert.Contains("Refresh the partnership’s plan", duties.Words, StringComparison.Ordinal);
        Assert.Contains("Publish the summary of version 1 of the plan", duties.Words, StringComparison.Ordinal);
        Assert.Contains("when the version was agreed, to today", tooEarly.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, refresh.Status);
        Assert.Contains("Version 2, agreed", page.Words, StringComparison.Ordinal);
        Assert.Contains("Burglary; violence", page.Words, StringComparison.Ordinal);
        Assert.Contains("Violence: it fell for two years", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Overdue", page.Words, StringComparison.Ordinal);
        Assert.Contains("Version 2 of the plan agreed", RowOf(year, 16), StringComparison.Ordinal);
        Assert.Contains("Public summary", RowOf(year, 8), StringComparison.Ordinal);
        // What was recorded stays, by the database's rule too.
        var fixedUp = await Assert.ThrowsAsync<PostgresException>(() => alone.Server.OwnerScalarAsync("update partnership.plan_version set added = 'Other' where number = 1 returning 1"));
        Assert.Equal("plan_version_is_fixed", fixedUp.ConstraintName);
    }

    [Fact]
    public async Task Plan_OfTheNextThreeYears_IsAPlanAgainAndNoRefresh()
    {
        await using var alone = new Alone();
        await alone.Server.InitializeAsync();
        using var coordinator = await alone.Server.SignedInAsync(Role.Coordinator);
        var today = alone.Server.Today();
        await VersionAsync(coordinator, today.AddYears(-3), today.AddYears(-3), "Burglary", "");

        await VersionAsync(coordinator, today, today, "Knives", "");
        var year = await coordinator.GetAsync("/cycle");

        Assert.Contains("Three-year plan agreed", RowOf(year, 7), StringComparison.Ordinal);
        Assert.Contains(Days.Long(today), RowOf(year, 7), StringComparison.Ordinal);
        Assert.DoesNotContain("agreed", RowOf(year, 16), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_WithoutWhatItNeeds_SaysWhat()
    {
        var coordinator = await server.AsAsync(Role.Coordinator);

        var answer = await coordinator.SendFormAsync("/cycle/plan", [("Form.AgreedOn.Day", ""), ("Form.AgreedOn.Month", ""), ("Form.AgreedOn.Year", ""), ("Form.Added", ""), ("Form.Dropped", ""), ("Form.Address", "ftp://x")], "handler=Version");
        var future = await VersionAsync(coordinator, server.Today().AddDays(1), server.Today(), "Burglary", "");

        Assert.Contains("Enter the day it was agreed", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Enter the priorities of the plan", answer.Words, StringComparison.Ordinal);
        Assert.Contains("starts with https://", answer.Words, StringComparison.Ordinal);
        Assert.Contains("must be today or in the past", future.Words, StringComparison.Ordinal);
        Assert.Equal("Burglary", future.Document.QuerySelector("textarea[name='Form.Added']")!.TextContent.Trim());
    }

    static Task<Answer> VersionAsync(Visitor who, DateOnly agreed, DateOnly from, string added, string dropped) => who.SendFormAsync("/cycle/plan",
        [.. Day.Day("Form.AgreedOn", agreed), .. Day.Day("Form.PeriodFrom", from), ("Form.Added", added), ("Form.Dropped", dropped)], "handler=Version");

    static string RowOf(Answer page, int step) => string.Join(' ', page.Document.QuerySelectorAll("tbody tr")[step - 1].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
