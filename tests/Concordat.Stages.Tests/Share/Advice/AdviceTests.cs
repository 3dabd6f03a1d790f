using System.Net;
using Concordat.Platform.Access;
using Concordat.Share.Disclosures;
using Concordat.Stages.Tests.Review;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Advice;

/// <summary>Guidance beside the decision (DP-12), the advice forum (DP-13), and requests by pair of bodies (DP-18).</summary>
public sealed class AdviceTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task Guidance_StandsBesideTheDecision_WithTheDayItWasChecked_AndIsToldWhenThatIsLongAgo()
    {
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        await governance.SendFormAsync("/share/guidance/edit", [("Title", "Sharing in an emergency"), ("Publisher", "The regulator"), ("Address", "https://regulator.example/emergency"), ("Summary", "Share what is needed to save a life"), ("CheckMonths", "6")]);
        var asked = await Case.InAsync(server, DisclosureState.Asked);

        var fresh = await asked.Holder.GetAsync($"{asked.Url}/decide");
        await server.OwnerScalarAsync("update share.guidance set checked_on = checked_on - 300 where title = 'Sharing in an emergency'");
        var old = await asked.Holder.GetAsync($"{asked.Url}/decide");
        var found = await asked.Holder.GetAsync("/share/guidance?q=save+life");
        var none = await asked.Holder.GetAsync("/share/guidance?q=unicorns");

        Assert.Contains("Sharing in an emergency", fresh.Words, StringComparison.Ordinal);
        Assert.Contains("last checked on", fresh.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Check overdue", fresh.Words, StringComparison.Ordinal);
        Assert.Contains("Check overdue since", old.Words, StringComparison.Ordinal);
        Assert.Contains("Share what is needed to save a life", found.Words, StringComparison.Ordinal);
        Assert.Contains("No guidance fits", none.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllGuidance_StandsBesideTheDecision_HoweverMuchThereIs()
    {
        var asked = await Case.InAsync(server, DisclosureState.Asked);
        await server.PastGuardsAsync("""
            insert into share.guidance (partnership_id, id, title, publisher, summary, checked_on, checked_by_id, check_months)
            select $1, gen_random_uuid(), 'Shelf ' || lpad(n::text, 2, '0'), 'A department', 'In short', current_date, gen_random_uuid(), 12 from generate_series(1, 20) n
            """, server.Testshire);

        var page = (await asked.Holder.GetAsync($"{asked.Url}/decide")).Words;

        for (var n = 1; n <= 20; n++) Assert.Contains($"Shelf {n:00}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Address", "javascript:alert(1)", "Enter an address that begins with https://")]
    [InlineData("Address", "http://regulator.example", "Enter an address that begins with https://")]
    [InlineData("CheckMonths", "0", "Enter a number of months from 1 to 24")]
    [InlineData("CheckMonths", "soon", "months")]
    [InlineData("Title", "", "Enter the title")]
    [InlineData("Title", "About Mr Quillon Featherstone, born 27/3/1984", "everybody in the partnership reads this")]
    [InlineData("Publisher", "", "Enter who published it")]
    [InlineData("Publisher", "Ring Mr Quillon Featherstone, 07700 900461", "everybody in the partnership reads this")]
    [InlineData("Summary", "", "Enter what it says, in short")]
    public async Task Guidance_WithAFault_IsNotKept(string field, string value, string message)
    {
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var before = await server.OwnerScalarAsync("select count(*) from share.guidance");
        (string, string)[] all = [("Title", "Faulty guidance"), ("Publisher", "P"), ("Summary", "S"), ("CheckMonths", "6")];

        var answer = await governance.SendFormAsync("/share/guidance/edit", [.. all.Where(f => f.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.guidance where title = 'Faulty guidance'"));
        Assert.Equal(before, await server.OwnerScalarAsync("select count(*) from share.guidance"));
    }

    [Theory]
    [InlineData(Role.Practitioner)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Executive)]
    public async Task Guidance_IsKeptByInformationGovernanceAndTheCoordinator(string role) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await Case.SeatAsync(server, role)).GetAsync("/share/guidance/edit")).Status);

    [Fact]
    public async Task AQuestion_IsAnsweredByItsLead_MarkedAsPosition_AndFoundByAllPartners()
    {
        var asker = await Case.SeatAsync(server, Role.Practitioner);
        var lead = await Case.SeatAsync(server, Role.InformationGovernance);
        var other = await Case.SeatAsync(server, Role.Executive);

        var asked = await asker.SendFormAsync("/share/advice/new", [("Title", "May wardens see tenancy starts?"), ("Words", "We fit alarms and need to know who moved in lately"), ("Lead", $"{await Case.MemberAsync(server, "Ingrid Governance")}")]);
        var page = asked.Location!.OriginalString;
        Assert.Contains("Answer the question Q-", (await lead.GetAsync("/")).Words, StringComparison.Ordinal);
        await other.PostAsync(page, ("Words", "We asked the same last year"), ("IsPosition", "true"));
        await lead.PostAsync(page, ("Words", "Yes, under the fire safety agreement, month alone"), ("IsPosition", "true"));

        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.advice_post where is_position and words like 'Yes, under%'"));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.advice_post where is_position and words like 'We asked%'"));
        Assert.Contains("May wardens see tenancy starts?", (await other.GetAsync("/share/advice?q=fire+month&settled=true")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("May wardens see tenancy starts?", (await other.GetAsync("/share/advice?q=parking")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Answer the question Q-", (await lead.GetAsync("/")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Case.SeatAsync(server, "analyst@elsewhere.example")).GetAsync(page)).Status);
        await asker.SendFormAsync(page, [], "handler=close");
        Assert.Contains("The question is closed", (await other.PostAsync(page, ("Words", "One more thing"))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestion_ThatNamesSomebody_OrAsksNobody_IsNotKept()
    {
        var asker = await Case.SeatAsync(server, Role.Practitioner);
        var before = await server.OwnerScalarAsync("select count(*) from share.advice_question");

        var named = await asker.SendFormAsync("/share/advice/new", [("Title", "May we tell?"), ("Words", "Mr Quillon Featherstone, born 27/3/1984, asked us"), ("Lead", $"{await Case.MemberAsync(server, "Ingrid Governance")}")]);
        var nobody = await asker.SendFormAsync("/share/advice/new", [("Title", "May we tell?"), ("Words", "Somebody asked us"), ("Lead", $"{await Case.MemberAsync(server, "Ana Analyst")}")]);

        Assert.Contains("everybody in the partnership reads this", named.Words, StringComparison.Ordinal);
        Assert.Contains("Choose who should answer", nobody.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await server.OwnerScalarAsync("select count(*) from share.advice_question"));
        Assert.Empty(await server.TablesWithAsync("Mr Quillon Featherstone, born 27/3/1984"));
    }

    // Five met, five refused and one open: the day on which the open one is decided changes no figure, or the difference would tell that decision.
    [Theory]
    [InlineData("approved")]
    [InlineData("refused")]
    public async Task ADecisionOfToday_ChangesNoFigureByPair(string decision)
    {
        await server.PastGuardsAsync("""
            insert into share.disclosure (partnership_id, id, number, state, created_at, requester_id, requester_agency_id, recipient_id, recipient_agency_id, holder_agency_id, decider_id, asked_at, decided_at, decision,
              subject_kind, subject, items, agreement_id, agreement_title, purpose, necessity, regime, test, consent, consent_reason, proportionality, accuracy, lawful_basis, condition, expires_on, decided_by_id, decision_reason, refusal_code)
            select $1, gen_random_uuid(), 9100 + n, case when n <= 6 then 'approved' when n <= 11 then 'refused' else 'asked' end, now(), m.user_id, m.agency_id, m.user_id, m.agency_id, f.id, d.user_id,
              now() - interval '200 days', case when n <= 11 then now() - interval '197 days' end, case when n <= 6 then 'approved' when n <= 11 then 'refused' end,
              'person', '\x00', 'i', $1, 't', 'p', 'n', 'general', 'crime', 'not sought', 'r', 'p', 'a', 'gdpr-6-1-e', 'none-needed', '2099-01-01', case when n <= 11 then d.user_id end, 'because', 'R-NECESSITY'
            from generate_series(1, 12) n, partnership.member m, partnership.member d, partnership.agency f
            where d.partnership_id = $1 and d.display_name = 'Pat Practitioner' and m.partnership_id = $1 and m.display_name = 'Chas Chair' and f.partnership_id = $1 and f.key = 'fire'
            """, server.Testshire);
        try
        {
            var executive = await Case.SeatAsync(server, Role.Executive);

            var before = (await executive.GetAsync("/share/exchanges.csv")).Text;
            await server.PastGuardsAsync($"update share.disclosure set decision = '{decision}', state = '{decision}', decided_at = now(), decided_by_id = decider_id where number = 9112");
            var after = (await executive.GetAsync("/share/exchanges.csv")).Text;

            Assert.Contains("Testshire Police,Testshire Fire and Rescue,12,6,,3", before, StringComparison.Ordinal);
            Assert.Equal(before, after);
        }
        finally
        {
            await server.PastGuardsAsync("delete from share.disclosure where number > 9100");
        }
    }

    // Eleven requests of the fire service to the council: six met and five refused may both be shown; four to the police may not.
    [Fact]
    public async Task RequestsByPair_AreShownWithoutSmallFigures_AndNotOfThisQuarter()
    {
        await server.PastGuardsAsync("""
            insert into share.disclosure (partnership_id, id, number, state, created_at, requester_id, requester_agency_id, recipient_id, recipient_agency_id, holder_agency_id, decider_id, asked_at, decided_at, decision,
              subject_kind, subject, items, agreement_id, agreement_title, purpose, necessity, regime, test, consent, consent_reason, proportionality, accuracy, lawful_basis, condition, expires_on, decided_by_id, decision_reason, refusal_code)
            select $1, gen_random_uuid(), 9000 + n, case when n <= 6 then 'approved' when n <= 15 then 'refused' else 'asked' end, now(), m.user_id, m.agency_id, m.user_id, m.agency_id, case when n <= 11 then c.id else p.id end, d.user_id,
              case when n <= 15 then now() - interval '200 days' else now() end, case when n <= 15 then now() - interval '197 days' end, case when n <= 6 then 'approved' when n <= 15 then 'refused' end,
              'person', '\x00', 'i', $1, 't', 'p', 'n', 'general', 'crime', 'not sought', 'r', 'p', 'a', 'gdpr-6-1-e', 'none-needed', '2099-01-01', case when n <= 15 then d.user_id end, 'because', 'R-NECESSITY'
            from generate_series(1, 20) n, partnership.member m, partnership.member d, partnership.agency c, partnership.agency p
            where d.partnership_id = $1 and d.display_name = 'Pip Practitioner' and m.partnership_id = $1 and m.display_name = 'Pat Practitioner' and c.partnership_id = $1 and c.key = 'council' and p.partnership_id = $1 and p.key = 'police'
            """, server.Testshire);
        try
        {
            var executive = await Case.SeatAsync(server, Role.Executive);

            var csv = (await executive.GetAsync("/share/exchanges.csv")).Text;
            var page = await executive.GetAsync("/share/exchanges");

            Assert.Contains("Testshire Fire and Rescue,Testshire Council,11,6,5,3", csv, StringComparison.Ordinal);
            Assert.Contains("Testshire Fire and Rescue,Testshire Police,,,,", csv, StringComparison.Ordinal);
            Assert.Contains("fewer than 5", page.Words, StringComparison.Ordinal);
        }
        finally
        {
            await server.PastGuardsAsync("delete from share.disclosure where number > 9000");
        }
    }
}
