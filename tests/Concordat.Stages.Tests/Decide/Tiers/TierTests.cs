using System.Globalization;
using System.Net;
using Concordat.Decide.Tiers;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Stages.Tests.Decide.Meetings;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Decide.Tiers;

/// <summary>Two tiers: Testshire is a district, Elsewhere its county. Each state by each event over the pages; both views; priorities down; nothing before both have named each other.</summary>
public sealed class TierTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string County = "analyst@elsewhere.example";

    public static TheoryData<string> Cells => [.. Enum.GetNames<ProposalState>().SelectMany(_ => Enum.GetNames<ProposalEvent>(), (s, e) => $"{s}/{e}")];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<ProposalState>(cell.Split('/')[0]), Enum.Parse<ProposalEvent>(cell.Split('/')[1]));
        var id = await ProposeAsync();
        foreach (var step in state switch { ProposalState.Accepted => new[] { ProposalEvent.Accept }, ProposalState.Merged => [ProposalEvent.Merge], ProposalState.Returned => [ProposalEvent.Return], ProposalState.Withdrawn => [ProposalEvent.Withdraw], _ => [] }) await MoveAsync(id, step);

        var answer = await MoveAsync(id, happened);

        var move = ProposalLife.Table.Of(state, happened);
        Assert.Equal((move.To ?? state).ToString().ToLowerInvariant(), await StateAsync(id));
        Assert.Equal(move.To is null ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.Status);
        if (move.Rule is { } rule) Assert.Contains(rule.ToString(), answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposal_IsMerged_AndBothViewsStandSideBySide()
    {
        var id = await ProposeAsync("The rail line carries it across three districts.");
        var (district, county) = (await server.AsAsync(Role.Coordinator), await server.AsAsync(County));

        var duty = await county.GetAsync("/");
        await county.PostAsync($"/decide/tiers/proposals/{id}", [("Event", "Merge"), ("CountyName", "Burglary"), ("Said", "One programme for the whole line.")]);
        await county.PostAsync($"/decide/tiers/proposals/{id}", [("Event", "EnterAgreement"), .. Strategy.Arrange.Day("AgreementOn", server.Today())]);

        Assert.Contains("Answer a district’s proposal", duty.Words, StringComparison.Ordinal);
        foreach (var visitor in new[] { district, county })
        {
            var page = (await visitor.GetAsync($"/decide/tiers/proposals/{id}")).Words;
            Assert.Contains("The rail line carries it across three districts.", page, StringComparison.Ordinal);
            Assert.Contains("One programme for the whole line.", page, StringComparison.Ordinal);
            Assert.Contains("In the area agreement", page, StringComparison.Ordinal);
        }
        Assert.Contains("merged as “Burglary”", (await district.GetAsync("/decide/tiers")).Words, StringComparison.Ordinal);
        Assert.Contains("Testshire Community Safety Partnership", (await county.GetAsync("/decide/tiers")).Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%rail line%' or detail::text like '%whole line%'"));
    }

    /// <summary>T-46: proposed, returned, proposed again and accepted; two merged into one priority of the county; both views at each step, and the district counted once.</summary>
    [Fact]
    public async Task Proposals_BecomePartOfTheCounty_AndNoDistrictIsCountedTwice()
    {
        var (district, county) = (await server.AsAsync(Role.Coordinator), await server.AsAsync(County));
        var theirs = (string)(await server.OwnerScalarAsync("select name from partnership.priority where partnership_id = $1 limit 1", server.Elsewhere))!;
        var first = await ProposeAsync("The first of two.");
        await county.PostAsync($"/decide/tiers/proposals/{first}", ("Event", "Return"), ("Said", "Say more of the rail line."));
        var returned = (await district.GetAsync($"/decide/tiers/proposals/{first}")).Words;
        var again = await ProposeAsync("The rail line carries it.");
        await county.PostAsync($"/decide/tiers/proposals/{again}", ("Event", "Merge"), ("CountyPriority", theirs), ("CountyName", ""), ("Said", "One programme."));
        var second = await ProposeAsync("Another side of it.");
        await county.PostAsync($"/decide/tiers/proposals/{second}", ("Event", "Merge"), ("CountyName", theirs.ToUpperInvariant()), ("Said", "The same programme."));

        var home = await county.GetAsync("/decide/tiers");
        var figure = home.Document.QuerySelectorAll("[aria-labelledby=figure] tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Equals(theirs, StringComparison.OrdinalIgnoreCase));
        var both = (await district.GetAsync($"/decide/tiers/proposals/{again}")).Words;

        Assert.Contains("The first of two.", returned, StringComparison.Ordinal);
        Assert.Contains("Say more of the rail line.", returned, StringComparison.Ordinal);
        Assert.Contains("The rail line carries it.", both, StringComparison.Ordinal);
        Assert.Contains("Part of this priority of the county", both, StringComparison.Ordinal);
        Assert.Equal("1", figure.QuerySelectorAll("td")[0].TextContent.Trim());
        Assert.Contains("1 of 1 districts has a priority that the county took on", home.Words, StringComparison.Ordinal);
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from decide.tier_proposal where id in ($1, $2) and county_priority_id is not null", again, second));
        Assert.Contains($"{theirs}, from this area’s own proposal", (await district.GetAsync("/decide/tiers")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposal_UnderANameOfItsOwn_IsAnIssueOfTheCountysNextStrategy_Once()
    {
        var (county, district) = (await server.AsAsync(County), await server.AsAsync(Role.Coordinator));
        var id = await ProposeAsync("It needs the whole county.");
        await county.PostAsync($"/decide/tiers/proposals/{id}", ("Event", "Accept"), ("CountyName", "Safer parking everywhere"), ("Said", ""));

        var begun = await county.SendFormAsync("/decide/strategy/new", [.. Strategy.Arrange.Day("PeriodFrom", new(2026, 1, 1)), .. Strategy.Arrange.Day("PeriodTo", new(2030, 12, 31)), ("TakesPresent", "false")], "strategy/new");
        var later = await ProposeAsync("And trains.");
        await county.PostAsync($"/decide/tiers/proposals/{later}", ("Event", "Accept"), ("CountyName", "Safer trains"), ("Said", ""));
        var strategy = Guid.Parse(begun.Location!.ToString().Split('/')[^1]);

        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and name = 'Safer parking everywhere' and source = 'district' and sentence like '%whole county%'", strategy));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and name = 'Safer trains' and source_url = $2", strategy, $"/decide/tiers/proposals/{later}"));
        Assert.Contains("An issue of the county’s control strategy", (await district.GetAsync($"/decide/tiers/proposals/{id}")).Words, StringComparison.Ordinal);
        await county.SendFormAsync($"/decide/strategy/{strategy}", [], "handler=Discard");
    }

    [Fact]
    public async Task Proposal_TakenOnWhileTheDayCloses_IsTakenOn_AndWaitsForTheNextStrategy()
    {
        var county = await server.AsAsync(County);
        var id = await ProposeAsync("It needs the whole county.");
        var strategy = await BeginAsync();

        var answer = await server.WhileHeldAsync($"update decide.control_strategy set state = 'choosing' where id = '{strategy}'",
            () => county.PostAsync($"/decide/tiers/proposals/{id}", ("Event", "Accept"), ("CountyName", "Safer bridges"), ("Said", "")));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("accepted", await StateAsync(id));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and name = 'Safer bridges'", strategy));
        await DiscardAsync(strategy);
        var next = await BeginAsync();
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and name = 'Safer bridges'", next));
        await DiscardAsync(next);
    }

    [Fact]
    public async Task Proposals_UnderOneName_AreOneIssue_AndEachOfThemGrewIntoThePriority()
    {
        var (county, district) = (await server.AsAsync(County), await server.AsAsync(Role.Coordinator));
        async Task<Guid> TakenAsync(string name)
        {
            var id = await ProposeAsync();
            await county.PostAsync($"/decide/tiers/proposals/{id}", ("Event", "Accept"), ("CountyName", name), ("Said", ""));
            return id;
        }
        var first = await TakenAsync("Safer stations");
        await TakenAsync("SAFER STATIONS");
        var decided = await BeginAsync();
        var issues = await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and lower(name) = 'safer stations'", decided);
        await Agreement.PastGuardsAsync(server, "update decide.control_strategy set state = 'decided', in_force_from = current_date, decided_by = begun_by, decided_at = now() where id = $1", decided);

        var next = await BeginAsync();
        var again = await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and lower(name) = 'safer stations'", next);
        await DiscardAsync(next);
        var later = await TakenAsync("Safer Stations");
        var third = await BeginAsync();
        var anew = await server.OwnerScalarAsync("select count(*) from decide.strategy_issue where strategy_id = $1 and source_url = $2", third, $"/decide/tiers/proposals/{later}");
        await DiscardAsync(third);
        // The priority as the strategy makes it, and of the first proposal, whose address the issue carries, nothing left.
        await Agreement.PastGuardsAsync(server, """
            with i as (select * from decide.strategy_issue where strategy_id = $1 and lower(name) = 'safer stations'),
            p as (insert into decide.strategy_priority (partnership_id, id, strategy_id, issue_id, rank, name, theme_key, owner_id, weight, from_on, review_on, prevention, intelligence, enforcement, begun_by)
              select partnership_id, gen_random_uuid(), strategy_id, id, 7, 'Stations without fear', 'vehicle-crime', gen_random_uuid(), 5, current_date, current_date + 90, 'a', 'b', 'c', gen_random_uuid() from i returning *)
            insert into partnership.priority (partnership_id, id, rank, name, theme_key, valid_from) select partnership_id, id, rank, name, theme_key, from_on from p
            """, decided);
        await Agreement.PastGuardsAsync(server, "delete from decide.tier_proposal where id = $1", first);

        var home = await district.GetAsync("/decide/tiers");

        Assert.Equal((1L, 0L, 1L), (issues, again, anew));
        Assert.Contains("Stations without fear, from this area’s own proposal", home.Words, StringComparison.Ordinal);
        await server.OwnerScalarAsync("delete from partnership.priority where name = 'Stations without fear'");
    }

    /// <summary>A county with many proposals that wait still shows those it answered.</summary>
    [Fact]
    public async Task Year_ShowsWhatWasAnswered_HoweverManyWait()
    {
        var id = await ProposeAsync();
        await MoveAsync(id, ProposalEvent.Merge);
        await Agreement.PastGuardsAsync(server, """
            insert into decide.tier_proposal (partnership_id, id, county_id, from_name, priority_id, name, why, state, proposed_by, proposed_at)
            select $1, gen_random_uuid(), $2, 'Testshire', gen_random_uuid(), 'Waits ' || n, 'It spreads.', 'proposed', gen_random_uuid(), now() + n * interval '1 minute' from generate_series(1, 21) n
            """, server.Testshire, server.Elsewhere);

        var year = await (await server.AsAsync(County)).GetAsync("/cycle/6");

        Assert.Contains($"/decide/tiers/proposals/{id}", year.Text, StringComparison.Ordinal);
        await Agreement.PastGuardsAsync(server, "delete from decide.tier_proposal where name like 'Waits %'");
    }

    /// <summary>Pip leaves Testshire for the county's police.</summary>
    async Task PipMovesAsync()
    {
        var pip = await server.MemberAsync("Pip Practitioner");
        await server.OwnerScalarAsync("update partnership.member set valid_to = '2025-12-31' where user_id = $1", pip);
        await server.OwnerScalarAsync("insert into partnership.member (partnership_id, user_id, agency_id, display_name, job_title, roles, valid_from) select $1, $2, id, 'Pip of the county', 'Constable', array['practitioner'], '2026-01-01' from partnership.agency where partnership_id = $1 and key = 'police'", server.Elsewhere, pip);
        await server.OwnerScalarAsync("insert into partnership.confidentiality_answer (partnership_id, id, user_id, terms_number, accepted, at) values ($1, gen_random_uuid(), $2, 1, true, now())", server.Elsewhere, pip);
    }

    async Task<Guid> BeginAsync()
    {
        var begun = await (await server.AsAsync(County)).SendFormAsync("/decide/strategy/new", [.. Strategy.Arrange.Day("PeriodFrom", new(2026, 1, 1)), .. Strategy.Arrange.Day("PeriodTo", new(2030, 12, 31)), ("TakesPresent", "false")], "strategy/new");
        return begun.Location is { } at ? Guid.Parse(at.ToString().Split('/')[^1]) : throw new InvalidOperationException(begun.Words);
    }

    async Task DiscardAsync(Guid strategy) => await (await server.AsAsync(County)).PostAsync($"/decide/strategy/{strategy}?handler=Discard");

    [Fact]
    public async Task JusticeBoard_IsSentMattersByTheCounty_AndItsAnswersComeBack()
    {
        await JoinAsync();
        var county = await server.AsAsync(County);
        var before = await county.GetAsync("/decide/tiers");
        var made = await county.SendFormAsync("/decide/groups/new", [("Kind", "justice-board"), ("Name", "County justice board"), ("Cycle", "quarterly"), ("Quorum", "1"), ("Terms", "Takes what lies with the courts.")], "groups/new");
        var group = made.Location!.ToString().Split('/')[^1];
        var sent = await county.SendFormAsync("/decide/matters/new", [("Kind", "referral"), ("MatterTitle", "Cases that wait too long"), ("Words", "Victims give up."), ("Group", group)], "matters/new");
        var matter = sent.Location!.ToString();
        // Who sends it does not answer it: somebody else of the county has a seat in the board.
        await PipMovesAsync();
        var seat = await server.AsAsync("practitioner2@testshire.example");
        await county.SendFormAsync($"/decide/groups/{group}", [("Agency", (await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = 'police'", server.Elsewhere))!.ToString()!), ("Part", "member"), ("Person", ""), .. Strategy.Arrange.Day("FromOn", server.Today())], "handler=AddSeat");
        var own = await county.PostAsync(matter, ("Event", "Accept"));
        var accepted = await seat.PostAsync(matter, ("Event", "Accept"));
        var finished = await seat.PostAsync(matter, ("Event", "Finish"), ("Said", "A court day a month."));

        var after = await county.GetAsync("/decide/tiers");

        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (accepted.Status, finished.Status));
        Assert.Contains("No criminal justice board is set up", before.Words, StringComparison.Ordinal);
        Assert.Contains("Cases that wait too long", after.Words, StringComparison.Ordinal);
        Assert.Contains("A court day a month.", after.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CountyPriority_ComesDown_AndTheCountySeesHowItIsReflected()
    {
        await JoinAsync();
        var (district, county) = (await server.AsAsync(Role.Coordinator), await server.AsAsync(County));
        var theirs = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1", server.Elsewhere))!;
        var own = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and name = 'Home burglary'", server.Testshire))!;

        var bare = await district.PostAsync($"/decide/tiers/reflect/{theirs}", ("Own", own.ToString()), ("Text", ""));
        await district.PostAsync($"/decide/tiers/reflect/{theirs}", ("Own", own.ToString()), ("Text", "Locks for the first homes hit."));

        Assert.Contains("Say how it is reflected", bare.Words, StringComparison.Ordinal);
        Assert.Contains("Home burglary: Locks for the first homes hit.", (await district.GetAsync("/decide/tiers")).Words, StringComparison.Ordinal);
        Assert.Contains("Home burglary, Locks for the first homes hit.", (await county.GetAsync("/decide/tiers")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_PassesBeforeBothHaveNamedEachOther()
    {
        await JoinAsync();
        await ProposeAsync();
        await SetAsync(County, "county", []);

        Assert.Equal(0L, await ReadAsync(server, Role.Coordinator, "select count(*) from decide.county_priorities(current_date)"));
        Assert.Equal(0L, await ReadAsync(server, County, "select count(*) from decide.proposals_received()"));
        Assert.Contains("The county has not taken this district yet", (await (await server.AsAsync(Role.Coordinator)).GetAsync("/decide/tiers")).Words, StringComparison.Ordinal);
        // A district that has left comes back another day; the tests that follow start from there.
        await server.OwnerScalarAsync("delete from decide.county_district where partnership_id = $1", server.Elsewhere);
    }

    [Fact]
    public async Task Database_KeepsEachSidesRowsToItself()
    {
        var id = await ProposeAsync();

        Assert.Equal(0L, await ReadAsync(server, County, "select count(*) from decide.tier_proposal"));
        Assert.Equal(0L, await ReadAsync(server, County, $"select count(*) from partnership.priority where partnership_id = '{server.Testshire}'"));
        Assert.Equal(0L, await ReadAsync(server, Role.Coordinator, $"select decide.move_proposal('{id}', 'accepted', null, 'Ours', now(), null)::integer"));
        Assert.Contains("TP-05", (await (await server.AsAsync(Role.Coordinator)).PostAsync($"/decide/tiers/proposals/{id}", ("Event", "Accept"), ("CountyName", "Ours"))).Words, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Role.Coordinator, "update decide.tier_proposal set state = 'accepted' where id = $1", id));
        Assert.Equal("proposal_by_whom", refused.ConstraintName);
    }

    [Theory]
    [InlineData("Merge", "", "Enter what the county calls it")]
    [InlineData("Return", "", "Write the reason")]
    public async Task Answer_WithoutItsPart_SaysSo(string happened, string said, string message)
    {
        var id = await ProposeAsync();

        var answer = await (await server.AsAsync(County)).PostAsync($"/decide/tiers/proposals/{id}", ("Event", happened), ("Said", said));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal("proposed", await StateAsync(id));
    }

    [Theory]
    [InlineData("99")]
    [InlineData("nonsense")]
    public async Task Step_ThatThereIsNot_IsRefusedInWords(string happened)
    {
        var id = await ProposeAsync();

        Assert.Contains("There is no such step for this", (await (await server.AsAsync(County)).PostAsync($"/decide/tiers/proposals/{id}", ("Event", happened))).Words, StringComparison.Ordinal);
        Assert.Equal("proposed", await StateAsync(id));
    }

    [Fact]
    public async Task Answer_WhileTheDistrictWithdraws_IsToldSo()
    {
        var id = await ProposeAsync();
        await server.AsAsync(County);

        var answer = await server.WhileHeldAsync($"update decide.tier_proposal set state = 'withdrawn' where id = '{id}'", () => MoveAsync(id, ProposalEvent.Accept));

        Assert.Contains("Somebody just moved it on", answer.Words, StringComparison.Ordinal);
        Assert.Equal("withdrawn", await StateAsync(id));
    }

    /// <summary>What crosses to another partnership names nobody.</summary>
    [Theory]
    [InlineData("Said")]
    [InlineData("CountyName")]
    public async Task Answer_WithAName_IsRefused(string field)
    {
        var id = await ProposeAsync();

        var answer = await (await server.AsAsync(County)).PostAsync($"/decide/tiers/proposals/{id}", ("Event", "Accept"), (field, "Mr John Smith, 07700 900123"), (field == "Said" ? "CountyName" : "Said", "Vehicles"));

        Assert.Contains("Take it out", answer.Words, StringComparison.Ordinal);
        Assert.Equal("proposed", await StateAsync(id));
    }

    [Fact]
    public async Task ProposalAndReflection_WithAName_AreRefused()
    {
        await JoinAsync();
        var district = await server.AsAsync(Role.Coordinator);
        var theirs = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1", server.Elsewhere))!;
        var own = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and name = 'Home burglary'", server.Testshire))!;

        Assert.Contains("Take it out", (await district.PostAsync($"/decide/tiers/propose?priority={own}", ("Why", "Mr John Smith of 07700 900123 asks for it."))).Words, StringComparison.Ordinal);
        Assert.Contains("Take it out", (await district.PostAsync($"/decide/tiers/reflect/{theirs}", ("Text", "Mr John Smith of 07700 900123 sees to it."))).Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from decide.tier_proposal where priority_id = $1", own));
    }

    [Fact]
    public async Task Practitioner_IsRefusedByTheRule_AndEachAttemptIsLogged()
    {
        await JoinAsync();
        var practitioner = await server.AsAsync(Role.Practitioner);
        var theirs = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1", server.Elsewhere))!;
        var own = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and name = 'Home burglary'", server.Testshire))!;
        var before = await RefusalsAsync();

        Assert.Contains("TP-07", (await practitioner.PostAsync($"/decide/tiers/propose?priority={own}", ("Why", "It spreads."))).Words, StringComparison.Ordinal);
        Assert.Contains("TP-07", (await practitioner.PostAsync($"/decide/tiers/reflect/{theirs}", ("Text", "By locks."))).Words, StringComparison.Ordinal);
        Assert.Contains("TP-07", (await practitioner.PostAsync("/decide/tiers?handler=Map", ("priority", own.ToString()), ("block", "safer and stronger"))).Words, StringComparison.Ordinal);
        Assert.Contains("TP-07", (await practitioner.PostAsync("/decide/tiers/settings", ("Tier", "unitary"))).Words, StringComparison.Ordinal);
        Assert.Equal(before + 4, await RefusalsAsync());
        Assert.Contains("TP-07: Only the chair", (await (await server.AsAsync(Role.Executive)).GetAsync("/decide/groups/overview")).Words, StringComparison.Ordinal);
    }

    async Task<long> RefusalsAsync() => (long)(await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'refuse' and detail ->> 'code' = 'TP-07'"))!;

    [Fact]
    public async Task Blocks_AreMapped_AndCalendarsThatDoNotFitAreFlagged()
    {
        await JoinAsync(districtRefresh: new(2027, 4, 1), countyRefresh: new(2027, 6, 1));
        var district = await server.AsAsync(Role.Coordinator);
        var own = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and name = 'Home burglary'", server.Testshire))!;

        var wrong = await district.PostAsync("/decide/tiers?handler=Map", ("priority", own.ToString()), ("block", "a fifth block"));
        await district.PostAsync("/decide/tiers?handler=Map", ("priority", own.ToString()), ("block", "safer and stronger"));
        var page = await district.GetAsync("/decide/tiers");

        Assert.Contains("Choose one of the four blocks", wrong.Words, StringComparison.Ordinal);
        Assert.Contains("The county refreshes the agreement on 1 June 2027, this area on 1 April 2027.", page.Words, StringComparison.Ordinal);
        Assert.Equal("safer and stronger", await server.OwnerScalarAsync("select block from decide.priority_block where priority_id = $1", own));
        await district.PostAsync("/decide/tiers?handler=Map", ("priority", own.ToString()), ("block", ""));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from decide.priority_block where priority_id = $1", own));
        await JoinAsync();
        Assert.DoesNotContain("The calendars do not fit", (await district.GetAsync("/decide/tiers")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnitaryArea_HasNoCountyStep_BySettingAlone()
    {
        await SetAsync(Role.Coordinator, "unitary", [("County", "")]);
        var coordinator = await server.AsAsync(Role.Coordinator);

        var page = await coordinator.GetAsync("/decide/tiers");

        Assert.Contains("An area without a county step", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("/decide/tiers/propose", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.AsAsync(Role.Practitioner)).GetAsync("/decide/tiers/settings")).Status);
        Assert.Contains("Choose the county of this district", (await coordinator.PostAsync("/decide/tiers/settings", ("Tier", "district"))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_OfTheRules_ShowsTheTable() =>
        Assert.Contains(ProposalLife.Table.Markdown(), File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "tasking.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    async Task JoinAsync(DateOnly? districtRefresh = null, DateOnly? countyRefresh = null)
    {
        await SetAsync(Role.Coordinator, "district", [("County", server.Elsewhere.ToString()), .. districtRefresh is { } d ? Strategy.Arrange.Day("RefreshOn", d) : []]);
        await SetAsync(County, "county", [("Districts", server.Testshire.ToString()), .. countyRefresh is { } c ? Strategy.Arrange.Day("RefreshOn", c) : []]);
    }

    async Task SetAsync(string who, string tier, IEnumerable<(string, string)> fields)
    {
        var answer = await (await server.AsAsync(who)).PostAsync("/decide/tiers/settings", [("Tier", tier), .. fields]);
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(answer.Words);
    }

    async Task<Guid> ProposeAsync(string why = "It goes beyond the district.")
    {
        await JoinAsync();
        // One proposal of a priority waits at a time: whatever an earlier test left is out of the way.
        await Agreement.PastGuardsAsync(server, "update decide.tier_proposal set state = 'withdrawn' where state = 'proposed' and partnership_id = $1", server.Testshire);
        var priority = (Guid)(await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and name = 'Safer vehicles'", server.Testshire))!;
        var answer = await (await server.AsAsync(Role.Coordinator)).PostAsync($"/decide/tiers/propose?priority={priority}", ("Why", why));
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(answer.Words);
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    async Task<Answer> MoveAsync(Guid id, ProposalEvent happened) => await (await server.AsAsync(happened == ProposalEvent.Withdraw ? Role.Coordinator : County)).PostAsync($"/decide/tiers/proposals/{id}",
        [("Event", happened.ToString()), ("CountyName", "Vehicles across the county"), ("Said", "Because it is so."), .. Strategy.Arrange.Day("AgreementOn", server.Today())]);

    async Task<object?> StateAsync(Guid id) => await server.OwnerScalarAsync("select state from decide.tier_proposal where id = $1", id);

    /// <summary>A number read as the program's own role, as a member.</summary>
    internal static async Task<long> ReadAsync(ConcordatServer server, string who, string sql)
    {
        await using var scope = await server.ScopeAsAsync(who);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
