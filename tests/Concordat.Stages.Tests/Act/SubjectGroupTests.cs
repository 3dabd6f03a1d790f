using System.Net;
using Concordat.Act.Subjects;
using Concordat.Act.Subjects.Groups;
using Concordat.Platform.Access;
using Concordat.Stages.Tests.Decide.Meetings;
using Concordat.Stages.Tests.Decide.Tiers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Agreement = Concordat.Stages.Tests.Share.Agreements.Arrange;

namespace Concordat.Stages.Tests.Act;

/// <summary>Households and groups: each state by each event over the pages, who sees them, what a child changes; and numbers that two never share.</summary>
public sealed class SubjectGroupTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    const string Keeper = Role.Practitioner, Stranger = "practitioner2@testshire.example";
    static int _names;

    public static TheoryData<string> Cells => [.. Enum.GetNames<GroupState>().SelectMany(_ => Enum.GetNames<GroupEvent>(), (s, e) => $"{s}/{e}")];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_OverHttp_DoesWhatTheTableSays(string cell)
    {
        var (state, happened) = (Enum.Parse<GroupState>(cell.Split('/')[0]), Enum.Parse<GroupEvent>(cell.Split('/')[1]));
        var id = await BeginAsync();
        await SendAsync(id, GroupEvent.AddMember);
        if (state == GroupState.Ended) await SendAsync(id, GroupEvent.End);

        var answer = await SendAsync(id, happened);

        var move = GroupStates.Table.Of(state, happened);
        Assert.Equal((move.To ?? state).Words(), await server.OwnerScalarAsync("select state from act.subject_group where id = $1", id));
        Assert.Equal(move.To is null ? HttpStatusCode.NotFound : HttpStatusCode.Redirect, answer.Status);
    }

    [Fact]
    public async Task Record_IsSeenByThoseOnItsListAlone_AndEachOpeningIsLogged()
    {
        var id = await BeginAsync("The Larkthorn household");
        await SendAsync(id, GroupEvent.AddMember, "Zebedee Larkthorn");
        var (keeper, chair, stranger) = (await People.AsAsync(server, Keeper), await People.AsAsync(server, Role.Chair), await People.AsAsync(server, Stranger));
        var before = await ReadsAsync(id);

        var none = await chair.GetAsync($"/act/people/groups/{Guid.NewGuid()}");
        var hidden = await chair.GetAsync($"/act/people/groups/{id}");
        await SendAsync(id, GroupEvent.AddReader);
        var shown = await chair.GetAsync($"/act/people/groups/{id}");
        var list = await chair.GetAsync("/act/people/groups");
        var byReader = await chair.PostAsync($"/act/people/groups/{id}?handler=End", ("EndReason", "Enough."));

        Assert.Equal((HttpStatusCode.NotFound, none.Words), (hidden.Status, hidden.Words));
        Assert.Contains("Zebedee Larkthorn", shown.Words, StringComparison.Ordinal);
        Assert.Contains("high", shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Larkthorn", list.Words, StringComparison.Ordinal);
        Assert.Contains("GP-02", byReader.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), (await stranger.GetAsync("/act/people/groups")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await TierTests.ReadAsync(server, Stranger, "select (select count(*) from act.subject_group) + (select count(*) from act.subject_group_member) + (select count(*) from act.subject_group_reader)"));
        await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Stranger, "insert into act.subject_group_reader values (platform.current_partnership(), gen_random_uuid(), $1, platform.session_user_id(), 'Curious', platform.session_user_id(), now(), null)", id));
        Assert.True(await ReadsAsync(id) > before);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from audit.entry where detail::text ilike '%larkthorn%'"));
        Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync($"/act/people/groups/{id}")).Status);
    }

    [Fact]
    public async Task Child_InIt_BringsTheReviewForward_AndKeepsRenewalsShort()
    {
        var id = await BeginAsync();
        await SendAsync(id, GroupEvent.AddMember, age: "child");

        Assert.Equal(server.Today().AddDays(92), await server.OwnerScalarAsync("select review_on from act.subject_group where id = $1", id));
        var late = await (await People.AsAsync(server, Keeper)).PostAsync($"/act/people/groups/{id}?handler=Renew", [.. Decide.Strategy.Arrange.Day("ReviewOn", server.Today().AddDays(200)), ("NewEvidence", "Seen again.")]);
        Assert.Contains("Enter a review date after", late.Words, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Agreement.AsApplicationAsync(server, Keeper, "update act.subject_group set review_on = current_date + 200, renewals = renewals + 1, renewal_evidence = 'more' where id = $1", id));
        Assert.Equal("group_review_too_late", refused.ConstraintName);
    }

    [Fact]
    public async Task Record_PastItsReview_IsLockedToEverybody()
    {
        var id = await BeginAsync();
        await Agreement.PastGuardsAsync(server, "update act.subject_group set review_on = $2 where id = $1", id, server.Today().AddDays(-1));

        Assert.Equal(HttpStatusCode.NotFound, (await (await People.AsAsync(server, Keeper)).GetAsync($"/act/people/groups/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(id, GroupEvent.Renew)).Status);
    }

    [Theory]
    [InlineData("MemberName", "", "Enter the name")]
    [InlineData("AgeGroup", "", "Choose child, young person or adult")]
    [InlineData("Part", "", "Say what part they have")]
    [InlineData("Risk", "enormous", "Choose the risk")]
    [InlineData("RiskWhy", "", "Say why this risk")]
    public async Task Member_WithoutAPart_SaysSo(string field, string value, string message)
    {
        var id = await BeginAsync();

        var answer = await (await People.AsAsync(server, Keeper)).PostAsync($"/act/people/groups/{id}?handler=AddMember", Member("Invented Member").Where(f => f.Name != field).Append((field, value)));

        Assert.Contains(message, answer.Words, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OwnerScalarAsync("select count(*) from act.subject_group_member where group_id = $1", id));
    }

    /// <summary>With the greatest number plus one, both sessions would be given the same number: neither sees what the other has not committed.</summary>
    [Fact]
    public async Task NextNumber_AskedByManyAtOnce_IsNeverGivenTwice()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async _ =>
        {
            await using var scope = await server.ScopeAsAsync(Keeper);
            return await scope.ServiceProvider.GetRequiredService<SubjectDesk>().NextNumberAsync("subject", CancellationToken.None);
        }));

        Assert.Equal(24, numbers.Distinct().Count());
    }

    [Fact]
    public void Document_OfTheRules_ShowsThisTable()
    {
        var document = File.ReadAllText(Path.Combine(ConcordatServer.SourceFolder()!, "docs", "rules", "people.md")).ReplaceLineEndings("\n");

        foreach (var part in new[] { GroupStates.Table.Markdown(), GroupStates.Table.Codes(), GroupStates.Table.Diagram() }) Assert.Contains(part, document, StringComparison.Ordinal);
    }

    async Task<long> ReadsAsync(Guid id) => (long)(await server.OwnerScalarAsync("select count(*) from audit.entry where subject = 'subject_group' and action = 'read' and subject_id = $1", id.ToString()))!;

    async Task<Guid> BeginAsync(string? name = null)
    {
        var answer = await (await People.AsAsync(server, Keeper)).PostAsync("/act/people/groups/new",
            [("Kind", "household"), ("Name", name ?? $"Invented household {Interlocked.Increment(ref _names)}"), ("LawfulReason", "Needed to keep neighbours from harm"), ("Source", "Warden"), ("Evidence", "Case 9"), .. Decide.Strategy.Arrange.Day("ReviewOn", server.Today().AddDays(180))]);
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException(answer.Words);
        return Guid.Parse(answer.Location!.ToString().Split('/')[^1]);
    }

    static (string Name, string Value)[] Member(string name, string age = "adult") => [("MemberName", name), ("AgeGroup", age), ("Part", "Drives"), ("Risk", "high"), ("RiskWhy", "Seen twice with tools")];

    async Task<Answer> SendAsync(Guid id, GroupEvent happened, string name = "Invented Member", string age = "adult")
    {
        var keeper = await People.AsAsync(server, Keeper);
        var address = $"/act/people/groups/{id}?handler={happened}";
        if (happened == GroupEvent.AddMember) return await keeper.PostAsync(address, Member(name, age));
        if (happened == GroupEvent.EndMember) return await keeper.PostAsync(address, ("member", $"{await server.OwnerScalarAsync("select id from act.subject_group_member where group_id = $1 and to_on is null limit 1", id)}"));
        if (happened == GroupEvent.AddReader) return await keeper.PostAsync(address, ("Person", (await server.MemberAsync("Chas Chair")).ToString()), ("ReaderReason", "Chairs the group"));
        if (happened == GroupEvent.Renew) return await keeper.PostAsync(address, [.. Decide.Strategy.Arrange.Day("ReviewOn", server.Today().AddDays(300)), ("NewEvidence", "Seen again in case 10")]);
        return await keeper.PostAsync(address, ("EndReason", "It has come apart."));
    }
}
