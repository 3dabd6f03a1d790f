using System.Net;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Share.Disclosures;

namespace Concordat.Stages.Tests.Review;

/// <summary>Nothing of the partnership opens before its confidentiality terms are accepted: at first, each year, and when they change.</summary>
public sealed class ConfidentialityTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static readonly string[] Pages = ["/", "/share/incidents", "/share/agreements", "/understand/explore", "/decide/meetings", "/search?q=x", "/api/places?q=x"];

    [Fact]
    public async Task Member_WhoNeverAnswered_SeesTheTermsAndNothingElse_UntilAccepting()
    {
        var analyst = await Case.SeatAsync(server, Role.Analyst);
        await server.OwnerScalarAsync("delete from partnership.confidentiality_answer a using platform.\"user\" u where u.id = a.user_id and u.email = 'analyst@testshire.example'");

        foreach (var page in Pages) Assert.StartsWith("/confidentiality?returnUrl=", (await analyst.GetAsync(page)).Location?.OriginalString ?? page, StringComparison.Ordinal);
        Assert.StartsWith("/confidentiality", (await analyst.PostAsync("/share/returns/new")).Location?.OriginalString ?? "let through", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/account")).Status);
        var terms = await analyst.GetAsync("/confidentiality?returnUrl=%2Fshare%2Fincidents");
        Assert.Contains("I tell nobody who has no right to know", terms.Words, StringComparison.Ordinal);
        Assert.Contains("Select whether you accept the terms", (await analyst.SendFormAsync(terms, "/confidentiality", [])).Words, StringComparison.Ordinal);

        var refused = await analyst.SendFormAsync(terms, "/confidentiality", [("Answer", "refuse")]);
        Assert.StartsWith("/confidentiality", refused.Location?.OriginalString, StringComparison.Ordinal);
        Assert.StartsWith("/confidentiality", (await analyst.GetAsync("/")).Location?.OriginalString ?? "/", StringComparison.Ordinal);
        Assert.Contains("You did not accept", (await analyst.GetAsync("/confidentiality")).Words, StringComparison.Ordinal);

        var accepted = await analyst.SendFormAsync(terms, "/confidentiality", [("Answer", "accept")]);
        Assert.Equal("/share/incidents", accepted.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/share/incidents")).Status);
        Assert.Equal(2L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'confidentiality_answer' and action = 'collect' and purpose = 'partnership work'"));
    }

    [Fact]
    public async Task Member_WhoAcceptedAYearAgo_IsAskedAgain()
    {
        var executive = await Case.SeatAsync(server, Role.Executive);
        Assert.Equal(HttpStatusCode.OK, (await executive.GetAsync("/")).Status);
        await server.OwnerScalarAsync("update partnership.confidentiality_answer a set at = now() - interval '366 days' from platform.\"user\" u where u.id = a.user_id and u.email = 'executive@testshire.example'");

        Assert.StartsWith("/confidentiality", (await executive.GetAsync("/")).Location?.OriginalString ?? "/", StringComparison.Ordinal);
        Assert.Contains("A year has passed", (await executive.GetAsync("/confidentiality")).Words, StringComparison.Ordinal);
        await executive.SendFormAsync("/confidentiality", [("Answer", "accept")]);
        Assert.Equal(HttpStatusCode.OK, (await executive.GetAsync("/")).Status);
    }

    [Fact]
    public async Task AnswerAfter_GoesNowhereElse()
    {
        var chair = await Case.SeatAsync(server, Role.Chair);

        var answered = await chair.SendFormAsync("/confidentiality?returnUrl=https%3A%2F%2Fevil.example%2F", [("Answer", "accept")]);

        Assert.Equal("/", answered.Location?.OriginalString);
    }
}

/// <summary>New words of the terms are put to everybody; apart, because they shut every other test's door.</summary>
public sealed class NewTermsTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Fact]
    public async Task NewTerms_ArePutToEverybody_AlsoToWhoWroteThem()
    {
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        var practitioner = await Case.SeatAsync(server, Role.Practitioner);
        Assert.Contains("8 of 8 members have accepted", (await governance.GetAsync("/review/confidentiality")).Words, StringComparison.Ordinal);
        var shown = await practitioner.GetAsync("/confidentiality");

        Assert.Contains("Write the terms out", (await governance.PostAsync("/review/confidentiality", ("Words", "Short"))).Words, StringComparison.Ordinal);
        await governance.PostAsync("/review/confidentiality", ("Words", "I keep what I learn here to myself, in the office and at home alike."));

        Assert.StartsWith("/confidentiality", (await governance.GetAsync("/review/rights")).Location?.OriginalString ?? "/", StringComparison.Ordinal);
        Assert.StartsWith("/confidentiality", (await practitioner.GetAsync("/")).Location?.OriginalString ?? "/", StringComparison.Ordinal);
        Assert.Contains("The terms changed while you read them", (await practitioner.SendFormAsync(shown, "/confidentiality", [("Answer", "accept")])).Words, StringComparison.Ordinal);
        var page = await practitioner.GetAsync("/confidentiality");
        Assert.Contains("in the office and at home alike", page.Words, StringComparison.Ordinal);
        await practitioner.SendFormAsync(page, "/confidentiality", [("Answer", "accept")]);
        Assert.Equal(HttpStatusCode.OK, (await practitioner.GetAsync("/")).Status);
        await governance.SendFormAsync("/confidentiality", [("Answer", "accept")]);
        Assert.Contains("2 of 8 members have accepted", (await governance.GetAsync("/review/confidentiality")).Words, StringComparison.Ordinal);
    }
}
