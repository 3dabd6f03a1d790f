using System.Net;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Stages.Tests.Decide;
using Concordat.Stages.Tests.Share.Disclosures;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Recording;

/// <summary>Counting rules with their days, and samples of records with their pass rate (SH-27).</summary>
public sealed class RecordingTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static readonly (string, string)[] Rule = [("Title", "Counting rules, April 2025"), ("Says", "One crime a victim, as published by the Home Office"), ("RuleSet", "2"), ("FromOn", "2025-04-01"), ("ToOn", "")];

    async Task<(string, string)[]> SampleAsync() => [("Body", $"{await server.OwnerScalarAsync("select id from partnership.agency where partnership_id = $1 and key = 'police'", server.Testshire)}"),
        ("SampleSet", "2"), ("LookedOn", "2026-03-27"), ("LookedAt", "120"), ("RightCount", "113"), ("Found", "Seven burglaries were recorded as thefts")];

    async Task<Answer> SendAsync(string handler, (string, string)[] fields, string role = Role.Coordinator) => await (await Case.SeatAsync(server, role)).PostAsync($"/share/recording?handler={handler}", fields);

    [Fact]
    public async Task ARule_StandsWithItsDays_UntilItIsEnded_Once()
    {
        var entered = await SendAsync("rule", Rule);
        var reader = await Case.SeatAsync(server, Role.Executive);
        var page = await reader.GetAsync("/share/recording");
        var id = await server.OwnerScalarAsync("select id from share.counting_rule where title = 'Counting rules, April 2025' and to_on is null");

        Assert.Equal(HttpStatusCode.Redirect, entered.Status);
        Assert.Contains("Counting rules, April 2025", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 April 2025", page.Words, StringComparison.Ordinal);
        Assert.Contains("In force", page.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync($"end&rule={id}", [], Role.Executive)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync($"end&rule={id}", [])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync($"end&rule={id}", [])).Status);
        Assert.Equal(true, await server.OwnerScalarAsync("select to_on = share.today() from share.counting_rule where id = $1", id!));
    }

    [Fact]
    public async Task ARule_EndedByTwoAtOnce_IsOneThatHasEnded()
    {
        await SendAsync("rule", [.. Rule.Where(f => f.Item1 != "Title"), ("Title", "Ended by two")]);
        var id = await server.OwnerScalarAsync("select id from share.counting_rule where title = 'Ended by two'");

        var answer = await server.WhileHeldAsync($"update share.counting_rule set to_on = share.today() where id = '{id}'", () => SendAsync($"end&rule={id}", []));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task ARule_ThatBeginsLater_SaysFromWhen_AndCannotBeEnded()
    {
        await SendAsync("rule", [.. Rule.Where(f => f.Item1 is not ("Title" or "FromOn")), ("Title", "Rules to come"), ("FromOn", "2198-04-01")]);

        var page = await (await Case.SeatAsync(server, Role.Coordinator)).GetAsync("/share/recording");

        var row = page.Document.QuerySelectorAll("main tbody tr").Single(r => r.TextContent.Contains("Rules to come", StringComparison.Ordinal));
        Assert.Contains("From 1 April 2198", row.QuerySelectorAll("td")[^1].TextContent, StringComparison.Ordinal);
        Assert.Empty(row.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task ASample_HasItsPassRate_OnThePageAndInTheFile()
    {
        var kept = await SendAsync("sample", await SampleAsync(), Role.Analyst);
        var reader = await Case.SeatAsync(server, Role.Practitioner);

        Assert.Equal(HttpStatusCode.Redirect, kept.Status);
        var page = await reader.GetAsync("/share/recording");
        Assert.Contains("Testshire Police", page.Words, StringComparison.Ordinal);
        Assert.Contains("94.2%", page.Words, StringComparison.Ordinal); // 113 of 120
        Assert.Contains("Testshire Police,2,2026-03-27,120,113,94.2,Seven burglaries were recorded as thefts", (await reader.GetAsync("/share/recording.csv")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Seven burglaries", (await (await Case.SeatAsync(server, "analyst@elsewhere.example")).GetAsync("/share/recording.csv")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rule", "Title", "", "Enter the name of the rule")]
    [InlineData("rule", "Says", "Ask Mr Quillon Featherstone, born 27/3/1984", "everybody in the partnership reads this")]
    [InlineData("rule", "RuleSet", "13", "Choose a set, or leave it at several")]
    [InlineData("rule", "FromOn", "", "Enter the day from which it holds")]
    [InlineData("rule", "ToOn", "2025-03-31", "The last day must not be before the first")]
    [InlineData("sample", "Body", "", "Choose whose records were looked at")]
    [InlineData("sample", "SampleSet", "", "Choose the set")]
    [InlineData("sample", "LookedOn", "2199-01-01", "The day must be today or in the past")]
    [InlineData("sample", "LookedAt", "0", "Enter how many records were looked at, from 1 to 100,000")]
    [InlineData("sample", "RightCount", "121", "Enter how many were made by the rules, from 0 to 120")]
    [InlineData("sample", "RightCount", "-1", "Enter how many were made by the rules, from 0 to 120")]
    [InlineData("sample", "Found", "", "Enter what was found")]
    public async Task WhatIsNotWhole_IsRefusedInWords_AndNotKept(string handler, string field, string value, string message)
    {
        var whole = handler == "rule" ? Rule : await SampleAsync();
        const string Count = "select (select count(*) from share.counting_rule) + (select count(*) from share.recording_sample)";
        var before = await server.OwnerScalarAsync(Count);

        var answer = await SendAsync(handler, [.. whole.Where(f => f.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await server.OwnerScalarAsync(Count));
    }

    [Theory]
    [InlineData(Role.Chair)]
    [InlineData(Role.Practitioner)]
    [InlineData(Role.Executive)]
    [InlineData(Role.InformationGovernance)]
    public async Task OnlyWhoKeepsRecords_Writes_InTheDatabaseToo(string role)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("rule", Rule, role)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("sample", await SampleAsync(), role)).Status);
        await using var scope = await server.ScopeAsAsync(role);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("insert into share.counting_rule values ($1, gen_random_uuid(), 't', 's', 1, '2025-01-01', null, platform.session_user_id(), now())", connection) { Parameters = { new() { Value = server.Testshire } } };
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }
}
