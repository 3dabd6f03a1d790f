using System.IO.Compression;
using System.Net;
using Concordat.Act.Plans;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Act;

public sealed class PlanPagesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Theory]
    [InlineData("/act/plans")]
    [InlineData("/act/plans/ID")]
    [InlineData("/act/plans/ID/edit")]
    [InlineData("/act/plans/ID/outcomes/new")]
    [InlineData("/act/plans/ID/options/new")]
    [InlineData("/act/plans/ID/lines/new")]
    [InlineData("/act/plans/ID/lines/ID/parts/new")]
    [InlineData("/act/plans/ID/review")]
    [InlineData("/act/plans/ID/move?what=Close")]
    [InlineData("/act/plans/ID/file/docx")]
    [InlineData("/act/problems/ID/plan")]
    [InlineData("/act/problems/ID/split")]
    [InlineData("/act/problems/ID/move?what=Close")]
    [InlineData("/act/menu")]
    [InlineData("/act/menu/new")]
    public async Task Page_OfNothingOrWithoutTheRight_IsRefusedAlike(string address)
    {
        var administrator = await People.AsAsync(server, Role.Administrator);
        var coordinator = await People.AsAsync(server, Role.Coordinator);
        var full = address.Replace("ID", Guid.NewGuid().ToString(), StringComparison.Ordinal);

        Assert.Contains("not-allowed", (await administrator.GetAsync(full)).Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(address.Contains("ID", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await coordinator.GetAsync(full)).Status);
    }

    [Fact]
    public async Task Plan_WithNothingFilledIn_IsNotPutForward_AndEachLackIsNamed()
    {
        var made = await PlanCase.DraftAsync(server, whole: false);
        await server.OwnerScalarAsync("update act.plan set definition = null where id = $1", made.Plan);

        var answer = await made.MoveAsync(PlanEvent.PutForward);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        foreach (var code in new[] { "PV-01", "PV-02", "PV-03", "PV-04", "PV-05", "PV-06", "PV-07", "PV-08", "PV-09", "PV-10", "PV-11" })
            Assert.Contains($"{code}:", answer.Words, StringComparison.Ordinal);
        Assert.Equal("draft", await made.StateAsync());
    }

    [Theory]
    [InlineData("Text.Definition", "", "PV-01")]
    [InlineData("Text.Area", "", "PV-02")]
    [InlineData("Text.Resources", "", "PV-03")]
    [InlineData("Text.VictimWhyNot", "Filled as well", "PV-05")]
    [InlineData("Text.OffenderWhyNot", "", "PV-06")]
    [InlineData("Text.Location", "", "PV-07")]
    [InlineData("Text.ReviewOn", "", "PV-11")]
    public async Task Plan_WithOneThingMissing_IsRefusedByPageAndByTheDatabase(string field, string value, string code)
    {
        var made = await PlanCase.DraftAsync(server);
        await made.EditAsync((field, value));

        var answer = await made.MoveAsync(PlanEvent.PutForward);

        Assert.Contains($"{code}:", answer.Words, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Coordinator, "update act.plan set state = 'put forward' where id = $1", made.Plan));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("delete from act.plan_option where plan_id = $1 and not is_chosen", "plan_without_options", "PV-09")]
    [InlineData("update act.plan_option set is_chosen = false where plan_id = $1", "plan_without_options", "PV-10")]
    [InlineData("delete from act.plan_line where plan_id = $1", "plan_without_intervention", "PV-08")]
    [InlineData("update act.plan_part set source = 'outside money' where plan_id = $1", "plan_without_exit", "PV-12")]
    public async Task Plan_WithoutItsParts_IsRefusedByPageAndByTheDatabase(string sql, string constraint, string code)
    {
        var made = await PlanCase.DraftAsync(server);
        await server.OwnerScalarAsync(sql, made.Plan);

        var answer = await made.MoveAsync(PlanEvent.PutForward);

        Assert.Contains($"{code}:", answer.Words, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Coordinator, "update act.plan set state = 'put forward' where id = $1", made.Plan));
        Assert.Equal(constraint, refused.ConstraintName);
    }

    [Fact]
    public async Task Intervention_WithoutOutcome_OrDueBeforeItWasAgreed_IsRefused()
    {
        var made = await PlanCase.DraftAsync(server);

        var without = await made.LineAsync(("Line.Outcome", Guid.NewGuid().ToString()));
        var early = await made.LineAsync(("Line.Due", made.InDays(-1)));
        var nobody = await made.LineAsync(("Line.Person", ""));

        Assert.Contains("Choose the outcome it serves", without.Words, StringComparison.Ordinal);
        Assert.Contains("must be on or after", early.Words, StringComparison.Ordinal);
        Assert.Contains("Choose the one person who answers for it", nobody.Words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from act.plan_line where plan_id = $1", made.Plan));
    }

    [Fact]
    public async Task Plan_ByItsOwnWriterOrOwner_IsNotCommissioned_ByPageNorDatabase()
    {
        var made = await PlanCase.InAsync(server, PlanState.PutForward);

        var answer = await made.MoveAsync(PlanEvent.Commission, made.Owner);

        Assert.Contains("PL-07", answer.Words, StringComparison.Ordinal);
        Assert.Equal("put forward", await made.StateAsync());
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Coordinator,
            "update act.plan set state = 'running', began_on = current_date, commissioned_by_id = platform.session_user_id() where id = $1", made.Plan));
    }

    [Fact]
    public async Task Plan_Commissioned_PutsItsInterventionsToWork()
    {
        var made = await PlanCase.InAsync(server, PlanState.Running);
        var practitioner = await People.AsAsync(server, "practitioner2@testshire.example");

        var page = await practitioner.GetAsync("/act");

        Assert.Contains("Mend the lights", page.Words, StringComparison.Ordinal);
        Assert.Equal(made.Plan, await server.OwnerScalarAsync("select plan_id from act.intervention where id = $1", made.Line));
        Assert.True((long)(await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'plan' and subject_id = $1 and action = 'alter'", made.Plan.ToString()))! >= 2);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%left overnight%'"));
    }

    [Fact]
    public async Task Plan_OfSomebodyElse_IsNotChangedByAPractitioner()
    {
        var made = await PlanCase.DraftAsync(server);
        var practitioner = await People.AsAsync(server, Role.Practitioner);

        Assert.Equal(HttpStatusCode.OK, (await practitioner.GetAsync(made.Address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.GetAsync($"{made.Address}/edit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.PostAsync($"{made.Address}/move?what=PutForward")).Status);
        await Agreement.AsApplicationAsync(server, Role.Practitioner, "update act.plan set area = 'Elsewhere' where id = $1", made.Plan);
        Assert.Equal("Two car parks by the quay", await server.OwnerScalarAsync("select area from act.plan where id = $1", made.Plan));
    }

    [Fact]
    public async Task Edit_ByTwoAtOnce_ShowsTheSecondTheDifference_AndLosesNothing()
    {
        var made = await PlanCase.DraftAsync(server);
        var seen = await made.Chair.GetAsync($"{made.Address}/edit");
        await made.EditAsync(("Text.Area", "The whole quay"));

        var answer = await made.Chair.SendFormAsync(seen, $"{made.Address}/edit", [("Text.Area", "Level two only")], "edit");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("The areaThe whole quayLevel two only", answer.Words, StringComparison.Ordinal);
        Assert.Equal("Level two only", answer.Document.QuerySelector("textarea[name='Text.Area']")!.TextContent.Trim());
        Assert.Equal("The whole quay", await server.OwnerScalarAsync("select area from act.plan where id = $1", made.Plan));
        Assert.Equal(HttpStatusCode.Redirect, (await made.Chair.SendFormAsync(answer, $"{made.Address}/edit", [], "edit")).Status);
    }

    [Theory]
    [InlineData("Seen with Mr John Smith near the steps")]
    [InlineData("Ring 07700 900123 first")]
    [InlineData("Write to someone@example.org")]
    public async Task Edit_WithWhatIdentifiesAPerson_IsRefused_AndNothingIsKept(string words)
    {
        var made = await PlanCase.DraftAsync(server);

        var answer = await made.EditAsync(("Text.Offender", words), ("Text.OffenderWhyNot", ""));

        Assert.Contains("Take it out: what identifies a person is kept under People alone", answer.Words, StringComparison.Ordinal);
        Assert.Equal(words, answer.Document.QuerySelector("textarea[name='Text.Offender']")!.TextContent.Trim());
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from act.plan where offender is not null and id = $1", made.Plan));
    }

    [Fact]
    public async Task Review_AltersRemovesAndAdds_EachWithItsReason()
    {
        var made = await PlanCase.InAsync(server, PlanState.Running);
        var person = (await server.MemberAsync("Pat Practitioner")).ToString();

        var without = await made.ReviewAsync("removed", ("Lines[0].Reason", ""));
        var altered = await made.ReviewAsync("altered", ("Lines[0].Due", made.InDays(60)), ("Lines[0].Target", "Nine lights in ten"),
            ("Added.What", "Visits by the crew"), ("AddedReason", "Fires as well"), ("Added.Outcome", made.Outcome.ToString()), ("Added.Strand", "victim"), ("Added.Kind", "reassurance"), ("Added.Term", "medium"), ("Added.Person", person), ("Added.Due", made.InDays(40)));

        Assert.Contains("Mend the lights: say why", without.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, altered.Status);
        Assert.Equal("added,altered", await server.OwnerScalarAsync("select string_agg(decision, ',' order by decision) from act.plan_review_line l join act.plan_review r on r.id = l.review_id where r.plan_id = $1", made.Plan));
        Assert.Equal("cannot be done", await server.OwnerScalarAsync("select state from act.intervention where id = $1", made.Line));
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from act.intervention where plan_id = $1 and state = 'to do'", made.Plan));
        var page = await made.Owner.GetAsync(made.Address);
        Assert.Contains("Altered: Mend the lights. The count says so", page.Words, StringComparison.Ordinal);
        Assert.Contains("Visits by the crew", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_HoldThePlan_AndAreAudited()
    {
        var made = await PlanCase.InAsync(server, PlanState.Running);
        await made.UseAsync();

        var csv = await made.Owner.GetAsync($"{made.Address}/file/csv");
        var docx = await made.Owner.GetAsync($"{made.Address}/file/docx");
        var html = await made.Owner.GetAsync($"{made.Address}/file/html");

        Assert.Contains("Testshire Council,Leads: Mends the lights", csv.Text, StringComparison.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(docx.Bytes));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        var words = await reader.ReadToEndAsync();
        foreach (var part in new[] { "Thefts from cars left overnight", "Not relevant: Nobody is known", "£120.50", "Lights and patrols (chosen)" }) Assert.Contains(part, words, StringComparison.Ordinal);
        Assert.Contains("Mend the lights", html.Text, StringComparison.Ordinal);
        Assert.Equal(3L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'plan' and subject_id = $1 and action = 'disclose'", made.Plan.ToString()));
    }

    [Fact]
    public async Task Figures_CountWhatHasTargetTimescaleAndReview_AndFindWhatFailed()
    {
        var made = await PlanCase.DraftAsync(server);
        await made.LineAsync(("Line.What", "Trim the planting"), ("Line.Target", ""));
        var closed = await PlanCase.InAsync(server, PlanState.Closed);
        var whole = (long)(await server.OwnerScalarAsync("select count(*) from act.plan_line l join act.plan p on p.id = l.plan_id where p.state <> 'closed' and l.ended_on is null and l.target is not null and p.review_on is not null"))!;
        var all = (long)(await server.OwnerScalarAsync("select count(*) from act.plan_line l join act.plan p on p.id = l.plan_id where p.state <> 'closed' and l.ended_on is null"))!;

        var page = await made.Owner.GetAsync("/act/plans");
        var failed = await made.Owner.GetAsync("/act/plans?Verdict=failed");

        Assert.True(whole < all);
        Assert.Contains($"{whole} of {all}", page.Words, StringComparison.Ordinal);
        Assert.NotEmpty(failed.Document.QuerySelectorAll($"a[href='/act/plans/{closed.Plan}']"));
        Assert.Empty(failed.Document.QuerySelectorAll($"a[href='/act/plans/{made.Plan}']"));
    }

    [Fact]
    public async Task Problem_WithoutPlanOrPromise_IsListed_AndDueForItsOwner()
    {
        var made = await PlanCase.ProblemAsync(server, "Fires behind the shops");

        var before = await made.Owner.GetAsync("/act/plans");
        var past = await made.Owner.PostAsync($"/act/problems/{made.Problem}/plan?handler=Promise", ("ByOn", made.InDays(-1)));
        await made.Owner.PostAsync($"/act/problems/{made.Problem}/plan?handler=Promise", ("ByOn", made.InDays(20)));

        Assert.Contains("The day must be after today", past.Words, StringComparison.Ordinal);
        Assert.Contains("No promise yet", RowOf(before), StringComparison.Ordinal);
        Assert.DoesNotContain("No promise yet", RowOf(await made.Owner.GetAsync("/act/plans")), StringComparison.Ordinal);
        Assert.Contains("Plan for Fires behind the shops", (await made.Owner.GetAsync("/my-work")).Words, StringComparison.Ordinal);
    }

    static string RowOf(Answer page) => page.Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Fires behind the shops", StringComparison.Ordinal)).TextContent;

    [Fact]
    public async Task Menu_IsSeeded_PickedFrom_AndKeptByCoordinatorAndAnalystAlone()
    {
        var made = await PlanCase.DraftAsync(server);
        var practitioner = await People.AsAsync(server, Role.Practitioner);
        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.PostAsync("/act/menu?handler=General")).Status);
        await made.Owner.PostAsync("/act/menu?handler=General");
        var entry = (Guid)(await server.OwnerScalarAsync("select id from act.menu_entry where title = 'Better street lighting'"))!;

        var picked = await made.Owner.GetAsync($"{made.Address}/lines/new?menu={entry}");
        await made.LineAsync(("Line.What", "Better street lighting"), ("Menu", entry.ToString()));

        Assert.Equal("Better street lighting", picked.Document.QuerySelector("input[name='Line.What']")!.GetAttribute("value"));
        Assert.Equal(entry, await server.OwnerScalarAsync("select menu_entry_id from act.plan_line where plan_id = $1 and what = 'Better street lighting'", made.Plan));
        Assert.Equal(20L, await server.OwnerScalarAsync("select count(*) from act.menu_entry"));
        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.GetAsync($"/act/menu/{entry}")).Status);
        await Agreement.AsApplicationAsync(server, Role.Practitioner, "update act.menu_entry set title = 'Changed' where id = $1", entry);
        Assert.Equal("Better street lighting", await server.OwnerScalarAsync("select title from act.menu_entry where id = $1", entry));
        var swapped = await made.Owner.SendFormAsync($"/act/menu/{entry}", [("CostLow", "900"), ("CostHigh", "100")], "menu");
        Assert.Contains("The most it costs must not be below the least", swapped.Words, StringComparison.Ordinal);
    }
}
