using System.Globalization;
using System.Net;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Disclosures;
using Concordat.Share.Workspaces;
using Concordat.Stages.Tests.Review;
using Concordat.Stages.Tests.Share.Agreements;
using Concordat.Stages.Tests.Share.Disclosures;
using Concordat.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concordat.Stages.Tests.Share.Workspaces;

/// <summary>Restricted workspaces: adopted work only, somebody else's decision, a need-to-know list, a mark for each opening, and an end (DP-09).</summary>
public sealed class WorkspaceTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Personal = "Thaddeus Pennyfeather lives above the shop";

    async Task<string> PriorityAsync() => $"priority:{await server.OwnerScalarAsync("select id from partnership.priority where partnership_id = $1 and name = 'Home burglary'", server.Testshire)}";

    static string Day(int ahead) => TimeProvider.System.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    async Task<Answer> ProposeAsync(params (string, string)[] fields)
    {
        var proposer = await Case.SeatAsync(server, Role.Practitioner);
        (string, string)[] all = [("Title", "Burglary by the mill"), ("For", await PriorityAsync()), ("Why", "The same few homes are hit again and again"), ("LawfulBasis", "gdpr-6-1-e"), ("Condition", "schedule1-10"),
            ("Dpia", "DPIA 2026/7"), ("EndsOn", Day(90))];
        return await proposer.PostAsync("/share/workspaces/new", [.. all.Where(f => fields.All(x => x.Item1 != f.Item1)), .. fields]);
    }

    async Task<string> AllowedAsync()
    {
        var page = (await ProposeAsync()).Location!.OriginalString;
        var allowed = await (await Case.SeatAsync(server, Role.Chair)).SendFormAsync(page, [], "handler=allow");
        Assert.Equal(HttpStatusCode.Redirect, allowed.Status);
        return page;
    }

    async Task<(string Page, Case Disclosure)> FilledAsync()
    {
        var disclosure = await Case.InAsync(server, DisclosureState.Released);
        var page = await AllowedAsync();
        var member = await Case.SeatAsync(server, Role.Practitioner);
        var added = await member.SendFormAsync(page + "?reason=keep", [("Title", "From the tenancy file"), ("Disclosure", $"{disclosure.Id}"), ("Words", Personal)], "handler=add");
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        await member.SendFormAsync(page + "?reason=keep", [("Title", "Burglaries by month"), ("Address", "/understand/explore?theme=burglary")], "handler=add");
        return (page, disclosure);
    }

    [Fact]
    public async Task PersonalAndDepersonalised_AreBroughtTogether_ForMembersAlone_AndEachOpeningIsLogged()
    {
        var (page, _) = await FilledAsync();
        var id = page.Split('/')[^1];
        var member = await Case.SeatAsync(server, Role.Practitioner);
        var marks = "select count(*) from audit.entry where subject = 'workspace' and action = 'read' and subject_id = $1";
        var before = (long)(await server.OwnerScalarAsync(marks, id))!;

        var asked = await member.GetAsync(page);
        var open = await member.GetAsync(page + "?reason=analyse");

        Assert.DoesNotContain(Personal, asked.Text, StringComparison.Ordinal);
        Assert.Contains(Personal, open.Words, StringComparison.Ordinal);
        Assert.Contains("/understand/explore?theme=burglary", open.Text, StringComparison.Ordinal);
        Assert.Equal(before + 1, await server.OwnerScalarAsync(marks, id));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'workspace' and action = 'combine' and subject_id = $1", id));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%Pennyfeather%'"));
        foreach (var role in new[] { Role.Chair, Role.Coordinator, Role.Analyst, Role.InformationGovernance, Case.Decider })
        {
            var other = await (await Case.SeatAsync(server, role)).GetAsync(page + "?reason=analyse");
            Assert.Equal(HttpStatusCode.OK, other.Status);
            Assert.DoesNotContain("Pennyfeather", other.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await (await Case.SeatAsync(server, "analyst@elsewhere.example")).GetAsync(page)).Status);
    }

    [Theory]
    [InlineData(Role.Chair)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.InformationGovernance)]
    public async Task TheDatabase_ShowsNothingToThoseWhoAreNotOnTheList(string role)
    {
        var (page, _) = await FilledAsync();
        await using var scope = await server.ScopeAsAsync(role);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("select count(*) from share.workspace_item where workspace_id = $1", connection) { Parameters = { new() { Value = Guid.Parse(page.Split('/')[^1]) } } };

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task SomebodyPutOnTheList_MayOpenIt_UntilTakenOff()
    {
        var (page, _) = await FilledAsync();
        var member = await Case.SeatAsync(server, Role.Practitioner);
        var analyst = await Case.SeatAsync(server, Role.Analyst);

        await member.SendFormAsync(page + "?reason=keep", [("Person", $"{await Case.MemberAsync(server, "Ana Analyst")}"), ("NeedToKnow", "Analyses the pattern")], "handler=join");
        Assert.Contains(Personal, (await analyst.GetAsync(page + "?reason=analyse")).Words, StringComparison.Ordinal);
        var opened = await member.GetAsync(page + "?reason=keep");
        var leave = opened.Document.QuerySelectorAll("form").Single(f => f.TextContent.Contains("Ana Analyst", StringComparison.Ordinal) && f.GetAttribute("action")!.Contains("handler=leave", StringComparison.Ordinal)).GetAttribute("action")!;
        await member.PostAsync(leave);
        Assert.DoesNotContain(Personal, (await analyst.GetAsync(page + "?reason=analyse")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ends")]
    [InlineData("lastday")]
    [InlineData("notadopted")]
    public async Task WithTheDecision_WhatIsInItEnds(string how)
    {
        var (page, _) = await FilledAsync();
        var id = Guid.Parse(page.Split('/')[^1]);
        var member = await Case.SeatAsync(server, Role.Practitioner);
        const string Adopted = "update partnership.priority set valid_to = $2::date where partnership_id = $1 and name = 'Home burglary'";
        if (how == "ends") await (await Case.SeatAsync(server, Role.InformationGovernance)).SendFormAsync(page, [("Because", "The priority is met")], "handler=end");
        if (how == "lastday") await server.PastGuardsAsync("update share.workspace set ends_on = current_date - 2 where id = $1", id);
        if (how == "notadopted") await server.PastGuardsAsync(Adopted, server.Testshire, "2021-01-01");
        try
        {
            var answer = await member.GetAsync(page + "?reason=analyse");

            Assert.DoesNotContain("Pennyfeather", answer.Text, StringComparison.Ordinal);
            Assert.Contains("what was in it is destroyed", answer.Words, StringComparison.Ordinal);
            Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.workspace_item where workspace_id = $1", id));
            Assert.Equal("2", await server.OwnerScalarAsync("select detail ->> 'items' from audit.entry where subject = 'workspace' and action = 'erase' and subject_id = $1", $"{id}"));
        }
        finally
        {
            await server.PastGuardsAsync("update partnership.priority set valid_to = null where partnership_id = $1 and name = 'Home burglary'", server.Testshire);
        }
    }

    [Fact]
    public async Task ItsProposer_OrSomebodyWithoutThePart_CannotAllowIt_InTheDatabaseToo()
    {
        var page = (await ProposeAsync()).Location!.OriginalString;
        var id = Guid.Parse(page.Split('/')[^1]);

        Assert.Equal(HttpStatusCode.NotFound, (await (await Case.SeatAsync(server, Role.Practitioner)).PostAsync(page + "?handler=allow")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Case.SeatAsync(server, Role.Coordinator)).PostAsync(page + "?handler=allow")).Status);
        foreach (var (role, name, constraint) in new[] { (Role.Practitioner, "Pat Practitioner", "ck_workspace_decided"), (Role.Coordinator, "Cora Coordinator", "workspace_is_decided_by_another"), (Role.Chair, "Ingrid Governance", "workspace_decided_in_own_name") })
        {
            await using var scope = await server.ScopeAsAsync(role);
            await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand("update share.workspace set decided_on = current_date, decided_by_id = $2 where id = $1", connection) { Parameters = { new() { Value = id }, new() { Value = await Case.MemberAsync(server, name) } } };
            var refused = (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName;
            Assert.True(refused == constraint || role == Role.Practitioner && refused == "workspace_is_decided_by_another", refused);
        }
        var member = await Case.SeatAsync(server, Role.Practitioner);
        Assert.Contains("Nothing can be brought in before it is allowed", (await member.GetAsync(page + "?reason=keep")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("For", "priority:01990000-0000-7000-8000-000000000009", "only what is adopted can be chosen")]
    [InlineData("Dpia", "", "Enter where the impact assessment is kept")]
    [InlineData("LawfulBasis", "", "Choose the lawful basis")]
    [InlineData("EndsOn", "2020-01-01", "The last day must be from today to a year from now")]
    [InlineData("EndsOn", "2199-01-01", "The last day must be from today to a year from now")]
    [InlineData("Why", "Mr Thaddeus Pennyfeather, born 1/2/1960, rings daily", "everybody in the partnership reads this")]
    [InlineData("Dpia", "Ask Mr Thaddeus Pennyfeather, 07700 900461", "everybody in the partnership reads this")]
    public async Task AProposal_NeedsAllOfIt(string field, string value, string message)
    {
        var before = await server.OwnerScalarAsync("select count(*) from share.workspace");

        var answer = await ProposeAsync((field, value));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal(before, await server.OwnerScalarAsync("select count(*) from share.workspace"));
    }

    [Fact]
    public async Task AProposal_WaitsInTheWorkOfThoseWhoDecide_AndNotInTheProposers()
    {
        var page = (await ProposeAsync()).Location!.OriginalString;
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);
        static bool Waits(Answer work, string page) => work.Document.QuerySelectorAll("main a").Any(a => a.GetAttribute("href") == page && a.TextContent.Contains("Decide on the workspace", StringComparison.Ordinal));

        foreach (var role in new[] { Role.Chair, Role.InformationGovernance }) Assert.True(Waits(await (await Case.SeatAsync(server, role)).GetAsync("/my-work"), page), role);
        foreach (var role in new[] { Role.Practitioner, Role.Analyst, Role.Coordinator }) Assert.False(Waits(await (await Case.SeatAsync(server, role)).GetAsync("/my-work"), page), role);
        await governance.SendFormAsync(page, [], "handler=allow");
        Assert.False(Waits(await governance.GetAsync("/my-work"), page));
    }

    [Fact]
    public async Task WhatIsWrittenOfPeople_IsScreened_AndNoWordOfItStandsInTheLog()
    {
        var (page, _) = await FilledAsync();
        var member = await Case.SeatAsync(server, Role.Practitioner);
        var ana = $"{await Case.MemberAsync(server, "Ana Analyst")}";

        var named = await member.SendFormAsync(page + "?reason=keep", [("Person", ana), ("NeedToKnow", "Looks after Mr Thaddeus Pennyfeather, born 1/2/1960")], "handler=join");
        await member.SendFormAsync(page + "?reason=keep", [("Person", ana), ("NeedToKnow", "Draws quillmarked maps")], "handler=join");
        await member.SendFormAsync(page, [("Because", "The quillmarked work is over")], "handler=end");

        Assert.Contains("everybody in the partnership reads this", named.Words, StringComparison.Ordinal);
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.workspace_member where reason like '%quillmarked%'"));
        Assert.Equal(1L, await server.OwnerScalarAsync("select count(*) from share.workspace where ended_because like '%quillmarked%'"));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text like '%quillmarked%' or detail::text like '%DPIA 2026/7%'"));
    }

    [Fact]
    public async Task WithoutAnybodysVisit_TheWorkerDestroysWhatHasEnded_WithAnEntryForEach()
    {
        var (first, _) = await FilledAsync();
        var (second, _) = await FilledAsync();
        Guid[] ended = [Guid.Parse(first.Split('/')[^1]), Guid.Parse(second.Split('/')[^1])];
        await server.PastGuardsAsync("update share.workspace set ends_on = current_date - 2 where id = any($1)", ended);

        var gone = await server.Services.GetRequiredService<WorkspaceClock>().ClearAsync(CancellationToken.None);
        var again = await server.Services.GetRequiredService<WorkspaceClock>().ClearAsync(CancellationToken.None);

        Assert.Equal((4, 0), (gone, again));
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from share.workspace_item where workspace_id = any($1)", ended));
        foreach (var id in ended)
        {
            Assert.Equal("Its last day has passed", await server.OwnerScalarAsync("select ended_because from share.workspace where id = $1", id));
            Assert.Equal("2", await server.OwnerScalarAsync("select detail ->> 'items' from audit.entry where subject = 'workspace' and action = 'erase' and subject_id = $1 and partnership_id = $2 and user_id is null and purpose = 'retention'", id.ToString(), server.Testshire));
        }
    }

    [Fact]
    public async Task TheClearingOfEveryPartnership_IsForTheWorkerAlone()
    {
        await using var scope = await server.ScopeAsAsync(Role.InformationGovernance);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("select share.clear_ended_workspaces_everywhere()", connection);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState);
    }

    [Fact]
    public async Task OnlyWhatWasDisclosedToTheMember_OrAPageOfFigures_ComesIn()
    {
        var page = await AllowedAsync();
        var member = await Case.SeatAsync(server, Role.Practitioner);

        var elsewhere = await member.SendFormAsync(page + "?reason=keep", [("Title", "A page"), ("Address", "https://example.org/understand/")], "handler=add");
        var loose = await member.SendFormAsync(page + "?reason=keep", [("Title", "Loose words"), ("Address", "/understand/explore"), ("Words", Personal)], "handler=add");
        var made = await Case.InAsync(server, DisclosureState.Approved);
        var early = await member.PostAsync(page + "?handler=add", ("Title", "Not sent yet"), ("Disclosure", $"{made.Id}"), ("Words", Personal));

        Assert.Contains("enter the address of a page of this site", elsewhere.Words, StringComparison.Ordinal);
        Assert.Contains("Only what comes of a disclosure is written out", loose.Words, StringComparison.Ordinal);
        Assert.Contains("Choose a disclosure that was released to you", early.Words, StringComparison.Ordinal);
        await using var scope = await server.ScopeAsAsync(Role.Practitioner);
        await using var connection = await scope.ServiceProvider.GetRequiredService<Connections>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("insert into share.workspace_item values ($1, gen_random_uuid(), $2, 'personal', 't', 'w', $3, null, platform.session_user_id(), now())", connection)
        { Parameters = { new() { Value = server.Testshire }, new() { Value = Guid.Parse(page.Split('/')[^1]) }, new() { Value = made.Id } } };
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task ARestrictedDisclosure_TakesWhatCameOfItOutOfSight_AndARightsSearchFindsIt()
    {
        var (page, disclosure) = await FilledAsync();
        var member = await Case.SeatAsync(server, Role.Practitioner);
        var request = await server.AsksAsync("access", "Thaddeus Pennyfeather");
        var governance = await Case.SeatAsync(server, Role.InformationGovernance);

        var search = await governance.GetAsync($"{request}/search");
        await server.PastGuardsAsync("update share.disclosure set restricted_at = now() where id = $1", disclosure.Id);
        var open = await member.GetAsync(page + "?reason=analyse");

        Assert.Contains("Pennyfeather", search.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pennyfeather", open.Text, StringComparison.Ordinal);
        Assert.Contains("Burglaries by month", open.Words, StringComparison.Ordinal);
    }
}
