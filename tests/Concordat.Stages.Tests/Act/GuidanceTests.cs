using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Decide.Meetings;

namespace Concordat.Stages.Tests.Act;

/// <summary>Guidance by type of problem, offered on plans of such problems; and problems split with their squares.</summary>
public sealed class GuidanceTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static int _titles;

    static string ATitle() => $"Guide to thefts {Interlocked.Increment(ref _titles)}";

    async Task<Answer> AddAsync(params (string Name, string Value)[] changed) => await (await People.AsAsync(server, Role.Analyst)).PostAsync("/act/guidance/new",
        new (string Name, string Value)[] { ("Title", ATitle()), ("Theme", "vehicle-crime"), ("Text", "Light the place, and empty the cars."), ("Source", "The force's own, 2025"), ("Address", "https://www.example.org/guide") }.Where(f => changed.All(c => c.Name != f.Name)).Concat(changed));

    [Fact]
    public async Task Guidance_IsOfferedWhereTheProblemFits_AndSaysWhenItWasChecked()
    {
        var (fits, other, all) = (ATitle(), ATitle(), ATitle());
        await AddAsync(("Title", fits));
        await AddAsync(("Title", other), ("Theme", "burglary"));
        await AddAsync(("Title", all), ("Theme", ""));
        var made = await PlanCase.ProblemAsync(server);
        await server.OwnerScalarAsync("update act.problem set theme_key = 'vehicle-crime' where id = $1", made.Problem);

        var begin = (await made.Owner.GetAsync($"/act/problems/{made.Problem}/plan")).Words;
        await made.BeginAsync();
        var plan = (await made.Owner.GetAsync(made.Address)).Words;

        foreach (var page in new[] { begin, plan })
        {
            Assert.Contains(fits, page, StringComparison.Ordinal);
            Assert.Contains(all, page, StringComparison.Ordinal);
            Assert.DoesNotContain(other, page, StringComparison.Ordinal);
            Assert.Contains($"last checked {Concordat.Partnership.Calendar.Days.Long(server.Today())}", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Guidance_NotCheckedForAYear_IsShownAsDue_AndSavingItIsCheckingIt()
    {
        var title = ATitle();
        await AddAsync(("Title", title));
        await server.OwnerScalarAsync("update act.guidance set checked_on = checked_on - 400 where title = $1", title);
        var analyst = await People.AsAsync(server, Role.Analyst);

        var before = await analyst.GetAsync($"/act/guidance?Words={Uri.EscapeDataString(title)}");
        await analyst.SendFormAsync($"/act/guidance/{await server.OwnerScalarAsync("select id from act.guidance where title = $1", title)}", []);
        var after = await analyst.GetAsync($"/act/guidance?Words={Uri.EscapeDataString(title)}");

        Assert.Contains("To be checked", before.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("To be checked", after.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Title", "", "Give the guidance a title")]
    [InlineData("Text", "", "Say what it says")]
    [InlineData("Source", "", "Say where it comes from")]
    [InlineData("Address", "javascript:alert(1)", "The address must begin with https://")]
    [InlineData("Theme", "nonsense", "Choose the type of problem from the list")]
    [InlineData("Title", "What Mr John Smith does", "Take it out")]
    [InlineData("Text", "Ring 07700 900123", "Take it out")]
    [InlineData("Source", "Mr John Smith, 07700 900123", "Take it out")]
    public async Task Guidance_WithoutAPart_SaysSo(string field, string value, string message) => Assert.Contains(message, (await AddAsync((field, value))).Words, StringComparison.Ordinal);

    [Fact]
    public async Task Practitioner_ReadsGuidanceAndKeepsNone()
    {
        var practitioner = await People.AsAsync(server, Role.Practitioner);

        Assert.Equal(HttpStatusCode.OK, (await practitioner.GetAsync("/act/guidance")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practitioner.GetAsync("/act/guidance/new")).Status);
    }

    [Fact]
    public async Task Split_GivesEachPartItsOwnSquares_AndAnEmptyPartNone()
    {
        var made = await PlanCase.ProblemAsync(server, "Car parks by the quay");
        await server.OwnerScalarAsync("""
            update act.problem set theme_key = 'vehicle-crime', evidence = '{"month":"2026-10","count":23,"previous":9,"expected":"4 to 11","signal":"Rise","squares":"250:2000.1200-2001.1200-2002.1200","assessmentTitle":"Tactical assessment","assessmentUrl":"/understand/tactical/1","evidenceUrl":"/share/incidents"}' where id = $1
            """, made.Problem);
        var (one, two) = ((await server.MemberAsync("Pip Practitioner")).ToString(), (await server.MemberAsync("Cora Coordinator")).ToString());
        (string, string)[] parts = [("Parts[0].Title", "North deck"), ("Parts[0].Sentence", "Cars on the north deck."), ("Parts[0].Owner", one), ("Parts[1].Title", "South deck"), ("Parts[1].Sentence", "Cars on the south deck."), ("Parts[1].Owner", two)];

        var page = await made.Chair.GetAsync($"/act/problems/{made.Problem}/split");
        var wrong = await made.Chair.PostAsync($"/act/problems/{made.Problem}/split", [.. parts, ("Squares[0].Part", "3")]);
        var split = await made.Chair.PostAsync($"/act/problems/{made.Problem}/split", [.. parts, ("Squares[0].Part", "1"), ("Squares[1].Part", ""), ("Squares[2].Part", "1")]);

        Assert.Contains("500000, 300000", page.Words, StringComparison.Ordinal);
        Assert.Contains("part 3 is empty", wrong.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, split.Status);
        Assert.Equal("250:2000.1200-2002.1200", await server.OwnerScalarAsync("select evidence ->> 'squares' from act.problem where part_of_id = $1 and title = 'North deck'", made.Problem));
        Assert.Equal(DBNull.Value, await server.OwnerScalarAsync("select evidence from act.problem where part_of_id = $1 and title = 'South deck'", made.Problem));
        var north = (Guid)(await server.OwnerScalarAsync("select id from act.problem where part_of_id = $1 and title = 'North deck'", made.Problem))!;
        Assert.DoesNotContain("has no squares on the map", (await made.Chair.GetAsync($"/act/problems/{north}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Split_WhileAnotherProblemTakesTheNumber_IsToldSo()
    {
        var made = await PlanCase.ProblemAsync(server, "Doors forced on the estate");
        var (one, two) = ((await server.MemberAsync("Pip Practitioner")).ToString(), (await server.MemberAsync("Cora Coordinator")).ToString());
        var next = (int)(await server.OwnerScalarAsync("select max(number) + 1 from act.problem where partnership_id = $1", server.Testshire))!;

        var answer = await server.WhileHeldAsync(
            $"insert into act.problem (partnership_id, id, number, title, sentence, meeting_id, item_id, adopted_on, owner_id) select partnership_id, gen_random_uuid(), {next}, 'Another', 'Another.', gen_random_uuid(), gen_random_uuid(), adopted_on, owner_id from act.problem where id = '{made.Problem}'",
            () => made.Chair.PostAsync($"/act/problems/{made.Problem}/split", ("Parts[0].Title", "North block"), ("Parts[0].Sentence", "Doors in the north."), ("Parts[0].Owner", one), ("Parts[1].Title", "South block"), ("Parts[1].Sentence", "Doors in the south."), ("Parts[1].Owner", two)));

        Assert.Contains("Somebody made a problem or changed this one at the same moment", answer.Words, StringComparison.Ordinal);
        Assert.Equal("North block", answer.Document.QuerySelector("input[name='Parts[0].Title']")!.GetAttribute("value"));
        Assert.Equal("open", await server.OwnerScalarAsync("select state from act.problem where id = $1", made.Problem));
    }

    [Fact]
    public async Task Close_WhileAnotherProblemTakesTheNumber_IsToldSo_AndWorksTheSecondTime()
    {
        var meeting = await server.OpenAsync(server.Today().AddDays(333), Arrange.APaper(new(2026, 10)));
        var (chair, owner) = (await People.AsAsync(server, Role.Chair), await server.MemberAsync("Cora Coordinator"));
        await chair.AdoptAsync(meeting, await server.ItemAsync(meeting, 1), owner);
        foreach (var position in new[] { 2, 3 }) await chair.RefuseAsync(meeting, await server.ItemAsync(meeting, position), "Nothing more can be done now");
        var next = (int)(await server.OwnerScalarAsync("select coalesce(max(number), 0) + 1 from act.problem where partnership_id = $1", server.Testshire))!;

        var first = await server.WhileHeldAsync(
            $"insert into act.problem (partnership_id, id, number, title, sentence, meeting_id, item_id, adopted_on, owner_id) values ('{server.Testshire}', gen_random_uuid(), {next}, 'Another', 'Another.', gen_random_uuid(), gen_random_uuid(), current_date, '{owner}')",
            () => chair.PostAsync($"/decide/meetings/{meeting}/close"));
        var state = await server.OwnerScalarAsync("select state from decide.meeting where id = $1", meeting);
        var second = await chair.PostAsync($"/decide/meetings/{meeting}/close");

        Assert.Contains("Another meeting closed at the same moment", first.Words, StringComparison.Ordinal);
        Assert.Equal("open", state);
        Assert.Equal(HttpStatusCode.Redirect, second.Status);
        Assert.Equal(next + 1, await server.OwnerScalarAsync("select number from act.problem where meeting_id = $1", meeting));
    }

    [Fact]
    public async Task Agency_SeesItsOwnPartInRunningPlans_AndWhoLeads()
    {
        var made = await PlanCase.InAsync(server, Concordat.Act.Plans.PlanState.Running);
        var own = (Guid)(await server.OwnerScalarAsync("select agency_id from act.plan_part where id = $1", made.Part))!;
        var fire = (Guid)(await server.OwnerScalarAsync("select id from partnership.agency where key = 'fire' and partnership_id = $1", server.Testshire))!;
        await server.OwnerScalarAsync("insert into act.plan_part select partnership_id, gen_random_uuid(), plan_id, line_id, $2, false, 'Lends the ladder', source, 3, 0, 0, 0, null from act.plan_part where id = $1", made.Part, fire);

        var byFire = (await (await People.AsAsync(server, Role.Practitioner)).GetAsync("/act/plans")).Document.QuerySelector("[aria-labelledby=own-parts]")!.TextContent;

        Assert.NotEqual(own, fire);
        Assert.Contains("Lends the ladder", byFire, StringComparison.Ordinal);
        Assert.Contains("Council", byFire, StringComparison.Ordinal);
        Assert.DoesNotContain("Your agency", byFire, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ActionPage_LeadsToABlockageInOneStep()
    {
        var meeting = await server.HoldAsync(server.Today().AddDays(300), Arrange.APaper(new(2026, 10)), server.Today().AddDays(310));
        var action = (Guid)(await server.OwnerScalarAsync("select id from act.intervention where meeting_id = $1", meeting))!;
        var practitioner = await People.AsAsync(server, Role.Practitioner);

        var page = await practitioner.GetAsync($"/act/actions/{action}");
        var link = page.Document.QuerySelector("main a[href^='/decide/matters/new?action=']")!.GetAttribute("href")!;

        Assert.Contains("Check the hydrants", (await practitioner.GetAsync(link)).Words, StringComparison.Ordinal);
    }
}
