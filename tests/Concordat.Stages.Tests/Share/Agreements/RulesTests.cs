using System.Net;
using Concordat.Platform.Access;
using Concordat.Share.Agreements;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Agreements;

/// <summary>What must hold of agreements whatever the pages do.</summary>
public sealed class RulesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Theory]
    [InlineData("primary-care-trust", "2004-04-29", "other")]
    [InlineData("primary-care-trust", "2004-04-30", "responsible authority")]
    [InlineData("probation", "2009-01-01", "responsible authority")] // no date of law is known here: as the partnership recorded it
    [InlineData("social-landlord", "2007-07-30", "other")]
    [InlineData("social-landlord", "2007-07-31", "co-operating body")]
    [InlineData("environment-agency", "2007-07-31", "co-operating body")]
    public async Task Body_CountsAsWhatTheLawSays_FromItsDayOn(string kind, string day, string standing)
    {
        var counted = await server.OwnerScalarAsync("""
            select partnership.standing_on(jsonb_populate_record(null::partnership.agency, jsonb_build_object('partnership_id', $1::uuid, 'id', $1::uuid, 'standing', 'responsible authority',
              'valid_from', '1998-01-01', 'kind_key', $3::text)), $2)
            """, server.Testshire, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), kind);

        Assert.Equal(standing, counted);
    }

    [Fact]
    public async Task Agreement_WaitsForEveryResponsibleAuthority_AndNamesWhoIsMissing()
    {
        var id = await server.DraftAsync("Waiting");
        await server.ApproveAsync(id);
        await server.SignAsync(id, 1, "council", "police");

        Assert.Equal("for signature", await server.StateAsync(id));
        Assert.Equal("waits for the signature of Testshire Fire and Rescue", await server.ReasonAsync(id));
        await server.SignAsync(id, 1, "fire");
        Assert.Equal("in force", await server.StateAsync(id));
        Assert.Null(await server.ReasonAsync(id));
    }

    [Fact]
    public async Task Agreement_OfWhichASignatoryLeaves_NoLongerHolds()
    {
        var id = await server.AgreedAsync("A signatory leaves");
        var fire = await server.AgencyAsync("fire");
        await server.PastGuardsAsync("update partnership.agency set valid_to = $2 where id = $1", fire, server.Today().AddDays(4));

        Assert.Equal("in force", await server.StateAsync(id, on: server.Today().AddDays(4)));
        Assert.Equal("signatory left", await server.StateAsync(id, on: server.Today().AddDays(5)));
        Assert.StartsWith("no longer holds: Testshire Fire and Rescue left the partnership on ", await server.ReasonAsync(id, on: server.Today().AddDays(5)), StringComparison.Ordinal);
        await server.PastGuardsAsync("update partnership.agency set valid_to = null where id = $1", fire);
    }

    [Fact]
    public async Task Agreement_WaitsForAResponsibleAuthorityThatJoins()
    {
        var id = await server.AgreedAsync("Somebody joins");
        var housing = await server.AgencyAsync("housing");
        await server.PastGuardsAsync("insert into partnership.agency_standing values ($1, $2, $3, 'responsible authority', 'A new law')", server.Testshire, housing, server.Today().AddDays(30));

        Assert.Equal("in force", await server.StateAsync(id, on: server.Today().AddDays(29)));
        Assert.Equal("for signature", await server.StateAsync(id, on: server.Today().AddDays(30)));
        Assert.Equal("waits for the signature of Testshire Homes", await server.ReasonAsync(id, on: server.Today().AddDays(30)));
        await server.PastGuardsAsync("delete from partnership.agency_standing where agency_id = $1", housing);
    }

    [Theory]
    [InlineData(0, "in force", true)]
    [InlineData(1, "review overdue", true)]
    [InlineData(90, "review overdue", true)]
    [InlineData(91, "review lapsed", false)]
    public async Task Review_ThatIsLate_StopsSendingAfterTheGrace(int daysLate, string state, bool maySend)
    {
        var id = await server.AgreedAsync($"Reviewed {daysLate} late", set: 9, review: server.Today());
        var day = server.Today().AddDays(daysLate);
        var fire = await server.AgencyAsync("fire");

        Assert.Equal(state, await server.StateAsync(id, on: day));
        await server.PastGuardsAsync("update share.agreement set ended_on = '2000-01-01', ended_reason = 'x' where id <> $1 and title like 'Reviewed%'", id);
        var refusal = await server.DoAsync(Role.Analyst, s => ((Concordat.Share.Agreements.Contracts.ISharingAgreements)s.GetService(typeof(Concordat.Share.Agreements.Contracts.ISharingAgreements))!)
            .RefusalToSendAsync(fire, 9, day, CancellationToken.None));
        Assert.Equal(maySend, refusal is null);
        if (!maySend) Assert.Contains("90 days of grace have run out", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewVersion_LeavesTheFormerInForce_UntilAllHaveSigned()
    {
        var id = await server.AgreedAsync("Renewed");
        Assert.Equal((2, null), await server.AtDeskAsync(Role.Coordinator, d => d.BeginVersionAsync(id, 1, CancellationToken.None)));
        await server.FillAsync(id, 2);
        await server.ApproveAsync(id, 2);
        await server.SignAsync(id, 2, "council", "fire");
        Assert.Equal(("in force", "for signature"), (await server.StateAsync(id), await server.StateAsync(id, 2)));

        await server.SignAsync(id, 2, "police");
        Assert.Equal(("replaced", "in force"), (await server.StateAsync(id), await server.StateAsync(id, 2)));

        // The new one falling does not bring the old one back.
        await server.SignOffAsync(id, 2);
        Assert.Equal(("replaced", "for signature"), (await server.StateAsync(id), await server.StateAsync(id, 2)));
    }

    [Fact]
    public async Task NewVersion_WithdrawnBeforeItBegins_LeavesTheFormerInForce()
    {
        var id = await server.AgreedAsync("Renewed ahead");
        await server.AtDeskAsync(Role.Coordinator, d => d.BeginVersionAsync(id, 1, CancellationToken.None));
        await server.FillAsync(id, 2, starts: server.Today().AddDays(20));
        await server.ApproveAsync(id, 2);
        await server.SignAsync(id, 2, "council", "fire", "police");
        Assert.Equal(("in force", "signed"), (await server.StateAsync(id), await server.StateAsync(id, 2)));
        Assert.Equal(("replaced", "in force"), (await server.StateAsync(id, on: server.Today().AddDays(20)), await server.StateAsync(id, 2, server.Today().AddDays(20))));

        await server.SignOffAsync(id, 2);

        Assert.Equal(("in force", "for signature"), (await server.StateAsync(id, on: server.Today().AddDays(20)), await server.StateAsync(id, 2, server.Today().AddDays(20))));
    }

    [Theory]
    [InlineData("update share.agreement_clause set text = 'other' where agreement_id = $1")]
    [InlineData("delete from share.agreement_set where agreement_id = $1")]
    [InlineData("insert into share.agreement_party select partnership_id, $1, 1, id from partnership.agency where key = 'housing'")]
    [InlineData("update share.agreement_version set review_on = '2090-01-01' where agreement_id = $1")]
    [InlineData("update share.agreement_version set stage = 'draft' where agreement_id = $1")]
    public async Task SignedVersion_CannotBeChanged_EvenBySql(string sql)
    {
        var id = await server.AgreedAsync("Frozen");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => server.AsApplicationAsync(Role.Coordinator, sql, id));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Signature_ForAnotherBody_IsRefusedByTheDatabase()
    {
        var id = await server.DraftAsync("For another");
        await server.ApproveAsync(id);
        var fire = await server.AgencyAsync("fire");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => server.AsApplicationAsync(Role.InformationGovernance, """
            insert into share.agreement_signature (partnership_id, id, agreement_id, version_number, agency_id, standing, signed_on, signed_at, signed_by, signed_by_name, job_title)
            values (platform.current_partnership(), gen_random_uuid(), $1, 1, $2, 'responsible authority', share.today(), now(), platform.session_user_id(), 'x', 'x')
            """, id, fire));

        Assert.Contains("row-level security", refusal.MessageText, StringComparison.Ordinal);
        Assert.NotNull(await server.AtDeskAsync(Role.Executive, d => d.SignAsync(id, 1, CancellationToken.None)));
    }

    [Fact]
    public async Task Writer_DoesNotApproveTheirOwnDraft()
    {
        var id = await server.DraftAsync("Own");
        await server.AtDeskAsync(Role.Coordinator, d => d.SubmitAsync(id, 1, CancellationToken.None));

        Assert.NotNull(await server.AtDeskAsync(Role.Coordinator, d => d.ApproveAsync(id, 1, CancellationToken.None)));
        Assert.Equal("for approval", await server.StateAsync(id));
    }

    [Fact]
    public async Task Page_SaysWhichSignatureIsMissing_AndMarksDepartures()
    {
        var id = await server.DraftAsync("On the page");
        await server.PastGuardsAsync("update share.agreement_clause set text = replace(text, 'seven years', 'two years') where agreement_id = $1 and key = 'retention'", id);
        await server.ApproveAsync(id);
        await server.SignAsync(id, 1, "council", "police");
        using var visitor = await server.SignedInAsync(Role.Analyst);

        var page = await visitor.GetAsync($"/share/agreements/{id}");

        Assert.Contains("It waits for the signature of Testshire Fire and Rescue.", page.Words, StringComparison.Ordinal);
        Assert.Equal("Taken out: seven", Assert.Single(page.Document.QuerySelectorAll("del")).TextContent);
        Assert.Equal("Put in: two", Assert.Single(page.Document.QuerySelectorAll("ins")).TextContent);
        Assert.Contains("1 of 14 clauses differs from the national template", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublicRegister_ShowsWhatIsInForce_AndNobodysName()
    {
        await server.AgreedAsync("For the public");
        await server.DraftAsync("Not for the public");
        using var anybody = server.Visitor();

        var page = await anybody.GetAsync("/public/agreements");
        var file = await anybody.GetAsync("/public/agreements.csv");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.Status, file.Status));
        foreach (var text in new[] { page.Words, file.Text })
        {
            Assert.Contains("For the public", text, StringComparison.Ordinal);
            Assert.Contains("Fires and violence to crews", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Not for the public", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Ingrid", text, StringComparison.Ordinal);
            Assert.DoesNotContain("two working days", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a b c", "a b c", "=a b c")]
    [InlineData("kept for seven years", "kept for two years", "=kept for|-seven|+two|=years")]
    [InlineData("a", "", "-a")]
    [InlineData("", "a b", "+a b")]
    [InlineData("a\nb", "a b c", "=a b|+c")]
    public void WordDifference_TellsWhatWasPutInAndTakenOut(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', WordDifference.Between(before, after)
            .Select(s => (s.Change switch { WordChange.Same => "=", WordChange.Removed => "-", _ => "+" }) + s.Words)));
}
