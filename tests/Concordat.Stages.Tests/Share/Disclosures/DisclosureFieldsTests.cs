using System.Net;
using Concordat.Platform.Access;
using Concordat.Share.Disclosures;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Disclosures;

/// <summary>Nothing is asked or approved with a field blank: refused by the page, and by the database below it.</summary>
public sealed class DisclosureFieldsTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    [Theory]
    [InlineData("Decider", "Choose who decides")]
    [InlineData("Recipient", "Choose who receives it")]
    [InlineData("SubjectKind", "Say whether it is about a person or a household")]
    [InlineData("Name", "Enter the name of the person")]
    [InlineData("Items", "Enter what you ask for")]
    [InlineData("Purpose", "Choose a purpose of a sharing agreement in force")]
    [InlineData("Necessity", "Enter why it is necessary")]
    [InlineData("Regime", "Choose the kind of processing")]
    [InlineData("Test", "Choose what it is needed for")]
    [InlineData("Consent", "Say whether the person consented")]
    [InlineData("ConsentReason", "Enter how and when consent was given")]
    public async Task Ask_OneFieldBlank_IsRefusedAndTheDraftKept(string field, string message)
    {
        var made = await Case.DraftAsync(server);
        var fields = (await made.RequestFieldsAsync()).Select(f => f.Name == field ? (f.Name, " ") : f);

        var answer = await made.Asker.PostAsync($"{made.Url}/request?handler=ask", fields);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.StartsWith("Error: ", answer.Document.Title, StringComparison.Ordinal);
        Assert.Equal("draft", await made.StateAsync());
        if (field != "Items") Assert.Contains("Tenancy start", (await made.Asker.GetAsync($"{made.Url}/request")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Decision", "Choose whether to approve or refuse")]
    [InlineData("Proportionality", "Enter why it is proportionate")]
    [InlineData("Accuracy", "Enter how you know that it is accurate and current")]
    [InlineData("LawfulBasis", "Choose the lawful basis")]
    [InlineData("Condition", "Choose the condition, or that none is needed")]
    [InlineData("ExpiresOn", "Enter the last day")]
    public async Task Approve_OneFieldBlank_IsRefused(string field, string message)
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);

        var answer = await made.Holder.PostAsync($"{made.Url}/decide", Case.ApproveFields.Select(f => f.Name == field ? (f.Name, " ") : f));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal("asked", await made.StateAsync());
    }

    [Theory]
    [InlineData("RefusalCode", "Choose why you refuse")]
    [InlineData("DecisionReason", "Say in your words why you refuse")]
    public async Task Refuse_WithoutReason_IsRefused(string field, string message)
    {
        var made = await Case.InAsync(server, DisclosureState.Asked);

        var answer = await made.Holder.PostAsync($"{made.Url}/decide", Case.RefuseFields.Where(f => f.Name != field));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal("asked", await made.StateAsync());
    }

    [Theory]
    [InlineData("recipient_id", "null")]
    [InlineData("recipient_agency_id", "null")]
    [InlineData("decider_id", "null")]
    [InlineData("holder_agency_id", "null")]
    [InlineData("subject_kind", "null")]
    [InlineData("subject", "null")]
    [InlineData("items", "' '")]
    [InlineData("agreement_id", "null")]
    [InlineData("agreement_title", "''")]
    [InlineData("purpose", "''")]
    [InlineData("necessity", "E'\\n\\t '")]
    [InlineData("regime", "null")]
    [InlineData("test", "null")]
    [InlineData("consent", "null")]
    [InlineData("consent_reason", "''")]
    [InlineData("asked_at", "null")]
    [InlineData("proportionality", "' '")]
    [InlineData("accuracy", "null")]
    [InlineData("lawful_basis", "null")]
    [InlineData("condition", "''")]
    [InlineData("expires_on", "null")]
    [InlineData("decision", "null")]
    [InlineData("decided_by_id", "null")]
    [InlineData("decided_at", "null")]
    public async Task Database_ApprovedWithOneFieldBlank_RefusesTheRow(string column, string blank)
    {
        var made = await Case.InAsync(server, DisclosureState.Approved);
        await using var owner = new NpgsqlConnection(server.OwnerConnectionString);
        await owner.OpenAsync();
        // Without the trigger that freezes the fields, so that the check of the table itself is what refuses.
        await using var command = new NpgsqlCommand($"set session_replication_role = 'replica'; update share.disclosure set {column} = {blank} where id = '{made.Id}'", owner);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
    }

    [Fact]
    public async Task Approve_LawEnforcementOnAGeneralBasis_IsRefused()
    {
        var made = await Case.DraftAsync(server);
        await made.Asker.PostAsync($"{made.Url}/request?handler=ask", (await made.RequestFieldsAsync()).Select(f => f.Name == "Regime" ? (f.Name, "law enforcement") : f));

        var answer = await made.Holder.PostAsync($"{made.Url}/decide", Case.ApproveFields);

        Assert.Contains("Choose the lawful basis", answer.Words, StringComparison.Ordinal);
        Assert.Equal("asked", await made.StateAsync());
        await made.Holder.PostAsync($"{made.Url}/decide", Case.ApproveFields.Select(f => f.Name == "LawfulBasis" ? (f.Name, "part3-35-2-b") : f));
        Assert.Equal("approved", await made.StateAsync());
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        Assert.Contains("1 of 1", $"{(await governance.GetAsync("/share/disclosures?Regime=law%20enforcement")).Document.QuerySelectorAll("tbody tr").Length} of 1", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purpose_InventedOnTheForm_IsNotTaken()
    {
        var made = await Case.DraftAsync(server);

        var answer = await made.Asker.PostAsync($"{made.Url}/request?handler=ask", (await made.RequestFieldsAsync()).Select(f => f.Name == "Purpose" ? (f.Name, $"{Case.Agreement}|Curiosity") : f));

        Assert.Contains("Choose a purpose of a sharing agreement in force", answer.Words, StringComparison.Ordinal);
        Assert.Equal("draft", await made.StateAsync());
    }
}
