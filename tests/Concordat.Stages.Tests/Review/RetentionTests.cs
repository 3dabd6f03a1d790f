using Concordat.Platform.Access;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;

namespace Concordat.Stages.Tests.Review;

/// <summary>What is kept is reviewed when its time is up, by somebody who did not make it; what goes is counted before and after.</summary>
public sealed class RetentionTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task Weeding_OfAYearOfASet_CountsBeforeAndAfter_AndLeavesEverythingElse()
    {
        await IncidentsAsync("Cora Coordinator", 8, 2011, 5);
        await IncidentsAsync("Cora Coordinator", 8, 2012, 2);
        await IncidentsAsync("Cora Coordinator", 3, 2011, 3);
        await IncidentsAsync("Cora Coordinator", 1, 2011, 4, isOpen: true);
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var list = await governance.GetAsync("/review/retention?time=overdue");
        Assert.Contains("Set 8, records of 2011", list.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Set 1, records of 2011", list.Words, StringComparison.Ordinal);
        Assert.Contains("Review what is kept past its time", (await governance.GetAsync("/")).Words, StringComparison.Ordinal);

        await governance.PostAsync("/review/retention/review", ("Kind", "partner records"), ("Item", "8-2011"), ("Outcome", "weed"), ("Reason", "Seven years have passed"));
        await DoneAsync("8-2011");

        Assert.Equal("5 to 0", await server.OwnerScalarAsync("select count_before || ' to ' || count_after from rights.retention_decision where item = '8-2011'"));
        Assert.Equal("1-2011: 4, 3-2011: 3, 8-2012: 2", await server.OwnerScalarAsync("select string_agg(s || '-' || y || ': ' || n, ', ' order by s, y) from (select set_number s, month / 12 y, count(*) n from share.incident where partnership_id = $1 and month / 12 in (2011, 2012) group by 1, 2) x", server.Testshire));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'erase' and subject = 'retention decision' and (detail ->> 'before')::int = 5 and (detail ->> 'after')::int = 0"));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from rights.proof where act = 'weed' and count_before = 5 and count_after = 0"));
        Assert.Contains("Weeded", (await governance.GetAsync("/review/retention")).Words, StringComparison.Ordinal);
    }

    // T-32, T-94.
    [Fact]
    public async Task Review_ByItsOwnAuthor_IsRefusedByPageAndDatabase()
    {
        await IncidentsAsync("Ingrid Governance", 5, 2010, 1);
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        var refused = await governance.PostAsync("/review/retention/review", ("Kind", "partner records"), ("Item", "5-2010"), ("Outcome", "weed"), ("Reason", "Old"));

        Assert.Contains("W-AUTHOR", refused.Words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where action = 'refuse' and detail ->> 'code' = 'W-AUTHOR'"));
        await using var scope = await server.ScopeAsAsync(Role.InformationGovernance);
        ((Session)scope.ServiceProvider.GetService(typeof(Session))!).ActFor("retention");
        await using var connection = await ((Concordat.Platform.Database.Connections)scope.ServiceProvider.GetService(typeof(Concordat.Platform.Database.Connections))!).OpenAsync(CancellationToken.None);
        await using var command = new Npgsql.NpgsqlCommand("insert into rights.retention_decision (partnership_id, id, kind, item, title, outcome, reason, decided_by_id, decided_at) values (platform.current_partnership(), gen_random_uuid(), 'partner records', '5-2010', 'x', 'weed', 'x', platform.session_user_id(), now())", connection);
        var guard = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("retention_review_is_anothers", guard.ConstraintName);
    }

    [Fact]
    public async Task Keeping_WithAReason_PutsTheReviewOff()
    {
        await IncidentsAsync("Cora Coordinator", 6, 2010, 1);
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        var bare = await governance.PostAsync("/review/retention/review", ("Kind", "partner records"), ("Item", "6-2010"), ("Outcome", "keep"));
        Assert.Contains("Enter the reason", bare.Words, StringComparison.Ordinal);
        Assert.Contains("Enter the day on which it is reviewed again", bare.Words, StringComparison.Ordinal);
        await governance.PostAsync("/review/retention/review", ("Kind", "partner records"), ("Item", "6-2010"), ("Outcome", "keep"), ("Reason", "An inquiry asked for it"), ("NextReviewOn", "2099-05-04"));

        Assert.Contains("is kept until 4 May 2099", (await governance.GetAsync("/review/retention")).Words, StringComparison.Ordinal);
        Assert.Empty((await governance.GetAsync("/review/retention?time=overdue")).Document.QuerySelectorAll("a[href*='item=6-2010']"));
        Assert.Contains("4 May 2099", (await governance.GetAsync("/review/retention")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotYetDue_CanBeKeptLonger_ButNotWeeded()
    {
        var made = await Case.InAsync(server, DisclosureState.Withdrawn);
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        var early = await governance.PostAsync("/review/retention/review", ("Kind", "disclosure"), ("Item", made.Id.ToString()), ("Outcome", "weed"), ("Reason", "Now"));

        Assert.Contains("Select what happens to it", early.Words, StringComparison.Ordinal);
        Assert.Equal("withdrawn", await made.StateAsync());
    }

    [Fact]
    public async Task Disclosure_PastItsYears_IsWeededWhole()
    {
        var made = await Case.InAsync(server, DisclosureState.Withdrawn);
        await server.PastGuardsAsync("update share.disclosure set ended_at = '2015-03-01' where id = $1", made.Id);

        await (await Case.SeatAsync(server, Role.InformationGovernance)).PostAsync("/review/retention/review", ("Kind", "disclosure"), ("Item", made.Id.ToString()), ("Outcome", "weed"), ("Reason", "Six years have passed"));
        await DoneAsync(made.Id.ToString());

        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.disclosure where id = $1", made.Id));
    }

    // T-93.
    [Fact]
    public async Task Years_FollowTheAgreementInForce_UntilThePartnershipSetsItsOwn()
    {
        await server.AgreedAsync(set: 4, starts: new(2020, 1, 1));
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var before = await governance.GetAsync("/review/retention");
        Assert.Contains("The sharing agreements in force say so", before.Words, StringComparison.Ordinal);
        Assert.Equal(7, await server.OwnerScalarAsync("select array_position(array['one','two','three','four','five','six','seven'], lower((regexp_match(text, '(\\w+) years'))[1])) from share.template_clause where key = 'retention'"));

        var wrong = await governance.PostAsync("/review/retention/rules?kind=rights%20request", ("Kind", "rights request"), ("Years", "0"), ("Reason", ""));
        Assert.Contains("Enter a whole number of years from 1 to 100", wrong.Words, StringComparison.Ordinal);
        await governance.PostAsync("/review/retention/rules", ("Kind", "rights request"), ("Years", "3"), ("Reason", "Our retention schedule"));

        var row = (await governance.GetAsync("/review/retention")).Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Our retention schedule", StringComparison.Ordinal));
        Assert.Contains("3 years", row.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Records of one set in March of a year, sent by a member.</summary>
    async Task IncidentsAsync(string sender, int set, int year, int count, bool isOpen = false)
    {
        var (back, who) = (Guid.NewGuid(), await Case.MemberAsync(server, sender));
        await server.PastGuardsAsync("insert into share.return (partnership_id, id, kind, set_number, title, agency_id, state, sent_by, sent_by_name, data_version) values ($1, $2, $3, $4, 'Old', $5, 'accepted', $6, 'x', 1)",
            server.Testshire, back, isOpen ? "police-uk" : "partner", (short)set, await server.AgencyAsync("council"), who);
        await server.PastGuardsAsync("""
            insert into share.incident (partnership_id, id, version_from, return_id, file_number, row_number, supplier, set_number, theme_key, month, time_precision, place_method, area_ids, content, is_open)
            select $1, gen_random_uuid(), 1, $2, 1, n, 'Council', $3, 'burglary', $4, 'month', 'none', '{}', gen_random_uuid(), $6 from generate_series(1, $5) n
            """, server.Testshire, back, (short)set, year * 12 + 2, count, isOpen);
    }

    async Task DoneAsync(string item) => Assert.Equal("done", await Waiting.ForAsync(async () =>
        await server.OwnerScalarAsync("select j.state || coalesce(': ' || j.failure, '') from platform.job j join rights.retention_decision d on d.job_id = j.id where d.item = $1", item) is string state && state is not ("queued" or "running") ? state : null,
        "the job to end"));
}
